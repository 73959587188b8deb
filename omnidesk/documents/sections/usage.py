"""The usage plan: what it includes, and the interactions that are expected month by month."""

from decimal import Decimal

from reportlab.platypus import Flowable

from omnidesk.charts.columns import Usage, layout_usage
from omnidesk.charts.display import Chart, Pen
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.usage import UsageForecast

HEIGHT = 118.0


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the plan in words and the expected use; nothing without usage."""
    expected = proposal.quote.usage
    if expected is None:
        return []
    say = writer.say
    return [
        writer.heading(say("Usage plan: {plan}").format(plan=expected.plan.name)),
        writer.opening(_words(proposal, expected, writer)),
        *writer.captioned(
            _chart(proposal, expected, writer),
            say("Expected interactions a month against those that the plan includes."),
        ),
    ]


def _words(proposal: Proposal, expected: UsageForecast, writer: Writer) -> str:
    say, spec = writer.say, proposal.catalog.usage
    included = say("The plan includes {count} interactions a month.").format(
        count=writer.formatter.number(expected.plan.included)
    )
    metered = say("Metering: {metering}; reporting: {reporting}; invoicing: {invoicing}, in arrears.").format(
        metering=writer.inside(spec.metering),
        reporting=writer.inside(spec.reporting),
        invoicing=writer.inside(spec.invoicing),
    )
    if expected.total:
        beyond = say("Beyond them we expect {amount} over the term.").format(amount=writer.money(expected.total))
    else:
        beyond = say("For the expected volume nothing beyond it is charged.")
    return writer.sentences(included, beyond, metered)


def _chart(proposal: Proposal, expected: UsageForecast, writer: Writer) -> Flowable:
    say, number = writer.say, writer.formatter.number
    names = tuple(writer.formatter.month(month.start) for month in proposal.months)
    counts = tuple(Decimal(month.interactions) for month in expected.months)
    usage = Usage(names, ((say("Interactions a month"), counts),), Decimal(expected.plan.included), say("included:"))
    alt = say("From {first} interactions in the first month to {last} in the last; {included} are included.").format(
        first=number(expected.months[0].interactions),
        last=number(expected.months[-1].interactions),
        included=number(expected.plan.included),
    )

    def layout(pen: Pen) -> Chart:
        return layout_usage(usage, (writer.column, HEIGHT), pen)

    return writer.chart(layout, alt, number)
