"""The review: what a signed deal has reached, what is due, and what comes next, on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportlab.platypus import Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.tables import Column, Row
from omnidesk.documents.text import one_line
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.expansion import ExpansionStep
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.success_tracking import Track, Tracking

SHOWN = 160
"""Letters of a target or an actual that the page prints."""


@dataclass(frozen=True)
class Review:
    """What a review prints: the agreed deal, how it stands on a day, and the steps that follow.

    Notes of measurements are ours and not printed.
    """

    proposal: Proposal
    tracking: Tracking
    steps: tuple[ExpansionStep, ...]
    day: date


def review_pdf(review: Review, *, created: datetime) -> BuiltDocument:
    """Build the review; it is always exactly one page."""
    writer = writer_for(review.proposal)
    say, client = writer.say, one_line(review.proposal.deal.client.name)
    imprint = replace(
        imprint_for(review.proposal, writer, created),
        title=say("Review for {client}").format(client=client).strip(),
        head_right=say("Review {reference}").format(reference=review.proposal.reference),
    )
    return build_document(_story(review, writer), imprint, writer.setter)


def _story(review: Review, writer: Writer) -> list[Flowable]:
    """The head, as many measures as the page has room for, and of the further parts those that still fit."""
    style = writer.setter.style
    room = style.page[1] - style.top - style.bottom
    measured = [each for each in review.tracking.metrics if each.target.strip() or each.latest is not None]
    shown = len(measured)
    while True:
        story = [*_head(review, writer), *_measures(measured[:shown], len(measured) - shown, writer)]
        if shown == 0 or height_of(story, writer.column) <= room:
            break
        shown -= 1
    for part in (_dates, _phases, _next_steps):
        longer = [*story, *part(review, writer)]
        if height_of(longer, writer.column) <= room:
            story = longer
    return story


def _head(review: Review, writer: Writer) -> list[Flowable]:
    say, proposal = writer.say, review.proposal
    client = writer.setter.fitted(proposal.deal.client.name, "Serif", 25, writer.column)
    lead = say("The {tier} partnership, as it stands on {day}.")
    return [
        writer.setter.heading(client, 1),
        writer.lead(lead.format(tier=proposal.tier.name, day=writer.formatter.day(review.day))),
        KeyFigures(list(_figures(review, writer)), writer.setter),
    ]


def _figures(review: Review, writer: Writer) -> Iterator[tuple[str, str]]:
    say, number = writer.say, writer.formatter.number
    tracking, words = review.tracking, say("{done} of {all}")
    agreed = [each for each in tracking.metrics if each.target.strip()]
    yield words.format(done=number(len(tracking.reached)), all=number(len(agreed))), say("targets reached")
    phases = [each for each in review.proposal.roadmap.phases if each.items]
    done, items = sum(each.done for each in phases), sum(each.items for each in phases)
    yield words.format(done=number(done), all=number(items)), say("activities and deliverables done")
    left = max(0, tracking.renewal.days_left)
    yield number(left), writer.words.count("day of the term left", "days of the term left", left)


def _measures(tracks: Sequence[Track], more: int, writer: Writer) -> list[Flowable]:
    say, day = writer.say, writer.formatter.day
    if not tracks:
        return [writer.text(say("No target is agreed yet; choose with us what success is measured by."))]
    columns = (
        Column(say("Measure"), 1.4, strong=True),
        Column(say("Target"), 1.7),
        Column(say("Actual"), 1.0),
        Column(say("As of"), 1.15),
        Column(say("State"), 0.9),
    )
    states = {
        "reached": say("reached"),
        "short": say("not reached yet"),
        "judge": say("to be discussed"),
        "open": say("not measured yet"),
    }
    rows = [
        Row(
            (
                each.name,
                _cut(each.target) or say("to be agreed"),
                "–" if each.latest is None else _cut(each.latest.value),
                "–" if each.latest is None else day(each.latest.date),
                "–" if not each.target.strip() else states[each.state],
            )
        )
        for each in tracks
    ]
    left = [writer.count("And {number} more measure.", "And {number} more measures.", more)] if more else []
    return [writer.heading(say("What we measure")), *writer.noted(writer.table(columns, rows), left)]


def _dates(review: Review, writer: Writer) -> list[Flowable]:
    say, day, tracking = writer.say, writer.formatter.day, review.tracking
    coming = sorted((each.coming, each.name) for each in tracking.metrics if each.coming is not None)
    rows: list[Row] = []
    if tracking.review is not None and tracking.review.coming is not None:
        rows.append(Row((say("Next business review"), day(tracking.review.coming))))
    if coming:
        rows.append(Row((say("Next measurement: {name}").format(name=coming[0][1]), day(coming[0][0]))))
    ends = say("The term ends and renews itself") if tracking.renewal.renews_itself else say("The term ends")
    rows.append(Row((ends, day(tracking.renewal.last_day))))
    return [
        writer.heading(say("Dates to keep")),
        writer.table((Column(say("What")), Column(say("When"), 0.5)), rows),
    ]


def _phases(review: Review, writer: Writer) -> list[Flowable]:
    say, number, done = writer.say, writer.formatter.number, review.proposal.deal.journey.done
    rows: list[Row] = []
    for planned in review.proposal.roadmap.phases:
        phase = next((each for each in review.proposal.catalog.journey.phases if each.id == planned.id), None)
        if phase is None:
            continue
        met = [each.name for each in phase.success_criteria if f"{phase.id}.{each.id}" in done]
        words = say("{done} of {all}").format(done=number(planned.done), all=number(planned.items))
        rows.append(Row((phase.name, words, writer.listed(met) or "–")))
    columns = (Column(say("Phase"), 1.1, strong=True), Column(say("Done"), 0.6), Column(say("Criteria met"), 3))
    return [writer.heading(say("The journey so far")), writer.table(columns, rows)]


def _next_steps(review: Review, writer: Writer) -> list[Flowable]:
    if not review.steps:
        return []
    say = writer.say
    names = {
        "agents": say("Agents: from {before} to {to}"),
        "tier": say("Tier: from {before} to {to}"),
        "industry": say("Industries: after {before} comes {to}"),
        "geography": say("Markets: after {before} comes {to}"),
        "use_cases": say("Use cases: after {before} comes {to}"),
        "depth": say("Depth: from {before} to {to}"),
    }
    words = say("{step}, because this was reached: {reasons}.")
    steps = [
        words.format(
            step=names[each.kind].format(before=each.before, to=each.name or each.to),
            reasons=writer.listed(each.reasons),
        )
        for each in review.steps
    ]
    return [writer.heading(say("What could come next")), *writer.bullets(steps)]


def _cut(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
