"""The recommendation: which tier, which needs decided it, and how the tiers compare. Limits of budget stay inside."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row, TableFlow
from omnidesk.documents.writer import Writer
from omnidesk.domain.discovery import Question, option_name
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.recommendation import Assessment
from omnidesk.domain.tier import BESPOKE, Provided, Tier
from omnidesk.speaker import heard, why_tier

NOTHING = "–"
FEW = 3
"""Needs that are named one by one where a tier leaves them open; more are counted."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the reasons in words, then the tiers side by side."""
    return [
        writer.lead(_headline(proposal, writer)),
        writer.opening(why_tier(proposal, writer)),
        *_decisive(proposal, writer),
        writer.heading(writer.say("The tiers side by side")),
        *writer.noted(_comparison(proposal, writer), _notes(proposal, writer)),
    ]


def _headline(proposal: Proposal, writer: Writer) -> str:
    words = writer.say("We propose the {tier} tier: {tagline}.")
    tagline = writer.inside(proposal.tier.tagline.rstrip(".。"))
    return words.format(tier=proposal.tier.name, tagline=tagline)


def _decisive(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """The needs that rule out the tier below."""
    found = proposal.recommendation
    if not found.decisive or found.recommended != proposal.tier.id:
        return []
    ids = [tier.id for tier in proposal.catalog.tiers]
    below = proposal.catalog.tiers[ids.index(proposal.tier.id) - 1]
    columns = (
        Column(writer.say("What decided it"), 1.3, strong=True),
        Column(writer.say("Your need"), 1.4),
        *(Column(tier.name, 1.4) for tier in (below, proposal.tier)),
    )
    rows = [
        Row(
            (
                _subject(need, proposal),
                _wanted(need, proposal, writer),
                *_offers(need, (below, proposal.tier), proposal, writer),
            )
        )
        for need in found.decisive
    ]
    return [writer.table(columns, rows)]


def _wanted(need_id: str, proposal: Proposal, writer: Writer) -> str:
    row = next((each for each in proposal.situation if each.question == need_id), None)
    if row is None or isinstance(row.value, bool):
        return writer.say("Yes")
    return heard(row, writer)


def _offers(need_id: str, tiers: Sequence[Tier], proposal: Proposal, writer: Writer) -> Iterator[str]:
    """What each tier offers for a need."""
    question_id, _, option_id = need_id.partition(".")
    question = proposal.catalog.question(question_id)
    for tier in tiers:
        if question is None:
            yield ""
        elif question.need == "agents":
            yield _agents(tier, writer)
        else:
            yield _offer(question, option_id, tier.provides.get(question_id), writer)


def _agents(tier: Tier, writer: Writer) -> str:
    say, number = writer.say, writer.formatter.number
    if tier.agents.unlimited:
        return say("Unlimited")
    if tier.agents.maximum is None:
        return say("{count} and more").format(count=number(tier.agents.minimum))
    return say("Up to {count}").format(count=number(tier.agents.maximum))


def _offer(question: Question, option_id: str, provided: Provided, writer: Writer) -> str:
    """What a tier provides for one question, in words."""
    say = writer.say
    if isinstance(provided, list):
        if option_id:
            return say("Included") if option_id in provided else NOTHING
        return writer.listed(option_name(question, each) for each in provided)
    if isinstance(provided, int):
        return writer.measured(provided, writer.untold(question.unit or "", question.subject))
    if provided is None:
        return NOTHING
    if question.need in ("flag", "flags"):
        return {"none": NOTHING, "included": say("Included"), "available": say("On request")}.get(provided, provided)
    return say("Bespoke") if provided == BESPOKE and not question.options else option_name(question, provided)


def _subject(need_id: str, proposal: Proposal) -> str:
    question = proposal.catalog.question(need_id)
    return question.subject if question else proposal.needs.get(need_id, need_id)


def _comparison(proposal: Proposal, writer: Writer) -> TableFlow:
    say = writer.say
    columns = (
        Column(say("Tier"), 1.1, strong=True),
        Column(say("Your needs"), 3),
        Column(say("Minimum term"), 1.1),
        Column(say("List price a year ({currency})").format(currency=writer.currency), figures=True),
    )
    rows = [_tier_row(each, proposal, writer) for each in proposal.recommendation.tiers]
    if any(tier.met or tier.unmet for tier in proposal.recommendation.tiers):
        return writer.table(columns, rows)
    return writer.table((columns[0], *columns[2:]), [Row((row.cells[0], *row.cells[2:]), row.kind) for row in rows])


def _tier_row(tier: Assessment, proposal: Proposal, writer: Writer) -> Row:
    say = writer.say
    price = say("negotiated") if tier.price_per_year is None else writer.figure(tier.price_per_year)
    if not tier.unmet:
        needs = say("Meets every need")
    elif len(tier.unmet) <= FEW:
        needs = say("Leaves open: {needs}").format(needs=writer.listed(_subject(need, proposal) for need in tier.unmet))
    else:
        needs = writer.count("Leaves {number} need open", "Leaves {number} needs open", len(tier.unmet))
    cells = (tier.name, needs, writer.months(tier.minimum_months), price)
    return Row(cells, "total" if tier.id == proposal.tier.id else "line")


def _notes(proposal: Proposal, writer: Writer) -> list[str]:
    found, say = proposal.recommendation, writer.say
    notes = [say("Alternative: {words}.").format(words=words) for words in found.alternatives]
    assessment = found.tier(proposal.tier.id)
    if assessment and assessment.priced_separately:
        needs = writer.joined([writer.inside(_subject(need, proposal)) for need in assessment.priced_separately])
        notes.append(
            say("Available in {tier} and priced separately: {needs}.").format(tier=assessment.name, needs=needs)
        )
    larger = proposal.catalog.tier(found.grow_into)
    if larger and larger.id != proposal.tier.id:
        notes.append(
            say("Organisations like yours usually choose {tier}: a tier to grow into.").format(tier=larger.name)
        )
    return notes
