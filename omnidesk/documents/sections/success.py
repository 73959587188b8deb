"""The success plan: what is measured and when, the targets, reviews and resources."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer, staying
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return metrics with targets, the reviews, and the resources."""
    say = writer.say
    return [
        staying(writer.text(_reviews(proposal, writer), role="lead")),
        _metrics(proposal, writer),
        writer.heading(say("What you can draw on")),
        _resources(proposal, writer),
    ]


def _reviews(proposal: Proposal, writer: Writer) -> str:
    plan, say = proposal.success, writer.say
    if not plan.reviews:
        return say("We measure success by what we agree on below.")
    if not plan.review_dates:
        return say("{cadence} reviews keep us on these targets.").format(cadence=plan.reviews.capitalize())
    words = say("{cadence} business reviews keep us on these targets: {count} in the term, the first on {first}.")
    first = writer.formatter.day(plan.review_dates[0])
    return words.format(cadence=plan.reviews.capitalize(), count=len(plan.review_dates), first=first)


def _metrics(proposal: Proposal, writer: Writer) -> Flowable:
    say = writer.say
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    columns = (
        Column(say("Area"), 0.9, strong=True),
        Column(say("Measure"), 1.3),
        Column(say("Target"), 2.2),
        Column(say("Measured"), 1),
    )
    rows: list[Row] = []
    last = ""
    for metric in proposal.success.metrics:
        category = "" if metric.category == last else metric.category
        last = metric.category
        target = metric.target or say("to be agreed")
        rows.append(Row((category, metric.name, target, cadences.get(metric.cadence, metric.cadence))))
    return writer.table(columns, rows)


def _resources(proposal: Proposal, writer: Writer) -> Flowable:
    say = writer.say
    rows = [Row((group.name, ", ".join(item.name for item in group.items))) for group in proposal.success.resources]
    return writer.table((Column(say("Resources"), 0.9, strong=True), Column(say("Among them"), 4.5)), rows)
