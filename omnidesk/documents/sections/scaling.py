"""The scaling path: where the partnership can grow, step by step."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.text import Run
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.value import Dimension


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return each chosen path with its steps, the chosen ones heavy; nothing where none is chosen."""
    if not proposal.scaling:
        return []
    words = writer.say("The steps you mean to take stand out; each path can go on from there.")
    return [writer.text(words), *_paths(proposal, writer), *_depth(proposal, writer)]


def _paths(proposal: Proposal, writer: Writer) -> Iterator[Flowable]:
    spec, chosen = proposal.catalog.scaling, proposal.deal.scaling
    rows: tuple[tuple[Dimension, Sequence[str]], ...] = (
        (spec.industry, chosen.industry),
        (spec.geography, chosen.geography),
        (spec.use_cases, chosen.use_cases),
    )
    for dimension, ids in rows:
        if not ids:
            continue
        yield writer.heading(dimension.name)
        for path in dimension.paths:
            if any(step.id in ids for step in path.steps):
                yield writer.text(*_steps([(step.name, step.id in ids) for step in path.steps]))
        if dimension.duties:
            duties = writer.joined([writer.inside(duty.name) for duty in dimension.duties])
            yield writer.text(writer.say("Each market asks for {duties}.").format(duties=duties), role="small")


def _steps(steps: Sequence[tuple[str, bool]]) -> Iterator[Run]:
    for place, (name, chosen) in enumerate(steps):
        if place:
            yield Run("  →  ")
        yield Run(name, strong=chosen)


def _depth(proposal: Proposal, writer: Writer) -> list[Flowable]:
    say = writer.say
    depth = next((each for each in proposal.catalog.scaling.depth if each.id == proposal.deal.scaling.depth), None)
    if depth is None:
        return []
    columns = (Column(say("Capability depth"), 1, strong=True), Column(say("What it brings"), 3))
    brings = writer.joined([writer.inside(each.name) for each in depth.capabilities])
    return [writer.table(columns, [Row((depth.name, brings[:1].upper() + brings[1:]))])]
