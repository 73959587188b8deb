"""The success plan: what is measured and when, the targets, reviews and resources."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.success_plan import PlannedMetric
from omnidesk.speaker import reviews


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return metrics with targets, the reviews, and the resources."""
    say = writer.say
    return [
        writer.lead(reviews(proposal.success, writer) or say("We measure success by what we agree on below.")),
        _metrics(proposal, writer),
        writer.heading(say("What you can draw on")),
        _resources(proposal, writer),
    ]


def _metrics(proposal: Proposal, writer: Writer) -> Flowable:
    """Each metric with its target; those of a category that have none yet share a row."""
    say = writer.say
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    columns = (
        Column(say("Area"), 0.8, strong=True),
        Column(say("Measure"), 1.9),
        Column(say("Target"), 2),
        Column(say("Measured"), 0.9),
    )
    categories: dict[str, list[PlannedMetric]] = {}
    for metric in proposal.success.metrics:
        categories.setdefault(metric.category, []).append(metric)
    rows: list[Row] = []
    for category, metrics in categories.items():
        cadence = cadences.get(metrics[0].cadence, metrics[0].cadence)
        agreed = [(metric.name, metric.target) for metric in metrics if metric.target]
        open_names = writer.listed(metric.name for metric in metrics if not metric.target)
        if open_names:
            agreed.append((open_names, say("to be agreed")))
        rows += [Row((category if not place else "", *cells, cadence)) for place, cells in enumerate(agreed)]
    return writer.table(columns, rows)


def _resources(proposal: Proposal, writer: Writer) -> Flowable:
    say = writer.say
    rows = [Row((group.name, writer.listed(item.name for item in group.items))) for group in proposal.success.resources]
    return writer.table((Column(say("Resources"), 0.9, strong=True), Column(say("Among them"), 4.5)), rows)
