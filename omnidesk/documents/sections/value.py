"""The value: benefits against everything invoiced, in three cases, with what it rests on."""

from collections.abc import Iterator
from decimal import Decimal

from reportlab.platypus import Flowable

from omnidesk.charts.bars import layout_tornado, swings_of
from omnidesk.charts.display import Chart, Pen
from omnidesk.charts.lines import CourseNames, course_of, layout_course
from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.tables import Column, Row, TableFlow
from omnidesk.documents.writer import Writer, staying
from omnidesk.domain.named import by_id
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.roi import SCENARIOS, TELLING_RATE, Roi, ScenarioResult

HEIGHT = 168.0
NONE = "–"


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the projection; nothing where no benefit is stated."""
    roi, say = proposal.roi, writer.say
    if roi is None:
        return []
    return [
        *headline(proposal, writer),
        *writer.captioned(
            _course(proposal, roi, writer),
            say("Benefit and cost added up month by month; the band spans the low and high case."),
        ),
        writer.heading(say("Three cases")),
        _scenarios(roi, writer),
        *_tornado(roi, writer),
        *_percentiles(roi, writer),
        writer.heading(say("What this rests on")),
        *writer.noted(_assumptions(proposal, writer), _notes(proposal, roi, writer)),
    ]


def headline(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the outcome in a sentence and its key figures; nothing where no benefit is stated."""
    if proposal.roi is None:
        return []
    words = writer.lead(_headline(proposal.roi.scenarios["base"], writer))
    return [staying(words), KeyFigures(_key_figures(proposal.roi, writer), writer.setter)]


def _headline(base: ScenarioResult, writer: Writer) -> str:
    say = writer.say
    if base.payback_month is None:
        return say("In the base case the benefits do not pay back the cost within the term.")
    words = say("In the base case the partnership has paid for itself in month {month} of {months}.")
    return words.format(month=base.payback_month, months=len(base.cumulative_cost))


def _key_figures(roi: Roi, writer: Writer) -> list[tuple[str, str]]:
    base, say = roi.scenarios["base"], writer.say
    rate = writer.percent(roi.discount_rate_percent)
    pairs = [(writer.short(base.npv), say("net present value at {rate} a year").format(rate=rate))]
    if base.payback_month is not None:
        pairs.insert(0, (_month(base, writer), say("payback")))
    if base.roi_percent is not None:
        pairs.insert(0, (_share(base.roi_percent, writer), say("return on investment over the term")))
    return pairs


def _share(value: Decimal | None, writer: Writer) -> str:
    return NONE if value is None else writer.percent(value)


def _month(result: ScenarioResult, writer: Writer) -> str:
    if result.payback_month is None:
        return NONE
    return writer.say("month {month}").format(month=result.payback_month)


def _course(proposal: Proposal, roi: Roi, writer: Writer) -> Flowable:
    base, say = roi.scenarios["base"], writer.say
    course = course_of(roi, [writer.formatter.month(month.start) for month in proposal.months])
    names = CourseNames(say("Benefit"), say("Cost"), say("Payback: {month}").format(month=_month(base, writer)))
    alt = say("At the end of the term the benefit adds up to {benefit} and the cost to {cost}.").format(
        benefit=writer.money(base.benefit), cost=writer.money(base.cost)
    )

    def layout(pen: Pen) -> Chart:
        return layout_course(course, names, (writer.column, HEIGHT), pen)

    return writer.chart(layout, alt, writer.short)


def _scenarios(roi: Roi, writer: Writer) -> Flowable:
    say = writer.say
    cases = [roi.scenarios[case] for case in SCENARIOS]
    columns = (
        Column(say("Over the term, amounts in {currency}").format(currency=writer.currency), 1),
        *(Column(name, figures=True) for name in (say("Low case"), say("Base case"), say("High case"))),
    )
    rows = [
        (say("Benefit"), *(writer.figure(case.benefit) for case in cases)),
        (say("Invoiced, committed and estimated"), *(writer.figure(case.cost) for case in cases)),
        (say("Return on investment"), *(_share(case.roi_percent, writer) for case in cases)),
        (say("Payback"), *(_month(case, writer) for case in cases)),
        (say("Net present value"), *(writer.figure(case.npv) for case in cases)),
    ]
    if any(case.irr_percent is not None for case in cases):
        rows.append((say("Internal rate of return a year"), *(_internal_rate(case, writer) for case in cases)))
    return writer.table(columns, [Row(cells) for cells in rows])


def _internal_rate(case: ScenarioResult, writer: Writer) -> str:
    if case.irr_percent is None or case.irr_percent <= TELLING_RATE:
        return _share(case.irr_percent, writer)
    return writer.say("above {rate}").format(rate=writer.percent(TELLING_RATE))


def _tornado(roi: Roi, writer: Writer) -> list[Flowable]:
    say, base = writer.say, roi.scenarios["base"].roi_percent
    swings = swings_of(roi)
    if base is None or not swings:
        return []
    alt = say("Which input moves the return most: {inputs}.").format(
        inputs=writer.listed(
            (f"{swing.label} {writer.percent(swing.low)}–{writer.percent(swing.high)}" for swing in swings), "; "
        )
    )
    return [
        writer.heading(say("What moves the return most")),
        *writer.captioned(
            writer.chart(lambda pen: layout_tornado(swings, base, writer.column, pen), alt, writer.percent),
            say("Return on investment with one input at its low and its high case, the others at base."),
        ),
    ]


def _percentiles(roi: Roi, writer: Writer) -> list[Flowable]:
    found, say = roi.monte_carlo, writer.say
    if found.p10 is None or found.p50 is None or found.p90 is None:
        return []
    words = say(
        "Of {runs} simulated terms, nine in ten return at least {p10} (P10), half return at least {p50} (P50) and "
        "one in ten returns {p90} or more (P90)."
    )
    return [
        writer.text(
            words.format(
                runs=writer.formatter.number(found.runs),
                p10=writer.percent(found.p10),
                p50=writer.percent(found.p50),
                p90=writer.percent(found.p90),
            )
        )
    ]


def _assumptions(proposal: Proposal, writer: Writer) -> TableFlow:
    say, ladder = writer.say, proposal.catalog.scaling.value_ladder
    columns = (
        Column(say("Yearly benefit ({currency})").format(currency=writer.currency), 1.4),
        Column(say("Full effect after"), 0.9),
        *(Column(name, figures=True) for name in (say("Low"), say("Base"), say("High"))),
    )
    rows: list[Row] = []
    for benefit in proposal.deal.value.benefits:
        rung = by_id(ladder, benefit.driver)
        yearly = benefit.yearly
        amounts = (writer.figure(each) for each in (yearly.low, yearly.base, yearly.high))
        rows.append(Row((rung.name if rung else benefit.driver, writer.months(benefit.ramp_months), *amounts)))
    return writer.table(columns, rows)


def _notes(proposal: Proposal, roi: Roi, writer: Writer) -> Iterator[str]:
    say = writer.say
    yield say(
        "Benefits are your own estimates; they grow evenly until they take full effect. Cost is everything invoiced."
    )
    if roi.scenarios["base"].in_typical_range is False and roi.typical is not None:
        low, high = roi.typical.minimum_roi_percent, roi.typical.maximum_roi_percent
        reach = say("{low} or more") if high is None else say("{low} to {high}")
        span = reach.format(low=writer.percent(low), high="" if high is None else writer.percent(high))
        words = say(
            "The base case lies outside what is typical for {name}, {span}; please check the estimates with us."
        )
        yield words.format(name=writer.inside(roi.typical.name), span=span)
    network = proposal.deal.value.network
    if roi.network_value is not None and network is not None:
        words = say("Network value index, {equation}: {index}. It compares networks and is no amount of money.")
        index = writer.formatter.number(roi.network_value)
        yield words.format(equation=proposal.catalog.scaling.network.equation, index=index)
