"""The recommendation: which tier, which needs decided it, and how the tiers compare. Limits of budget stay inside."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.recommendation import Assessment


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the reasons in words, then the tiers side by side."""
    return [
        writer.text(_headline(proposal, writer), role="lead"),
        *(writer.text(sentence) for sentence in _reasons(proposal, writer)),
        *_decisive(proposal, writer),
        writer.heading(writer.say("The tiers side by side")),
        _comparison(proposal, writer),
        *(writer.text(note, role="small") for note in _notes(proposal, writer)),
    ]


def _headline(proposal: Proposal, writer: Writer) -> str:
    words = writer.say("We propose the {tier} tier: {tagline}.")
    tagline = proposal.tier.tagline.rstrip(".")
    return words.format(tier=proposal.tier.name, tagline=tagline[:1].lower() + tagline[1:])


def _reasons(proposal: Proposal, writer: Writer) -> list[str]:
    found, say = proposal.recommendation, writer.say
    lowest = proposal.catalog.tier(found.recommended)
    if lowest is None:
        return [say("It is the tier that we agreed on in our conversation.")]
    if lowest.id != proposal.tier.id:
        words = say("By your answers alone, {tier} would be the lowest tier that meets every need.")
        return [words.format(tier=lowest.name)]
    if not found.decisive:
        return [say("It is the lowest tier, and it meets every need that you named.")]
    return [say("It is the lowest tier that meets every need that you named.")]


def _decisive(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """The needs that rule out the tier below."""
    found = proposal.recommendation
    if not found.decisive or found.recommended != proposal.tier.id:
        return []
    ids = [tier.id for tier in proposal.catalog.tiers]
    below = proposal.catalog.tiers[ids.index(proposal.tier.id) - 1]
    heading = writer.say("What the {tier} tier would leave open").format(tier=below.name)
    return [writer.heading(heading), *writer.bullets(_need(need, proposal, writer) for need in found.decisive)]


def _need(need_id: str, proposal: Proposal, writer: Writer) -> str:
    """A need with what is asked for; a yes needs no more than its subject."""
    row = next((each for each in proposal.situation if each.question == need_id), None)
    if row is None or isinstance(row.value, bool):
        return _subject(need_id, proposal)
    value = writer.formatter.number(row.value) if isinstance(row.value, int) else row.value
    return f"{row.subject}: {value}"


def _subject(need_id: str, proposal: Proposal) -> str:
    question = proposal.catalog.question(need_id)
    return question.subject if question else proposal.needs.get(need_id, need_id)


def _comparison(proposal: Proposal, writer: Writer) -> Flowable:
    say = writer.say
    columns = (
        Column(say("Tier"), 1.1, strong=True),
        Column(say("Your needs"), 3),
        Column(say("Minimum term"), 1.1),
        Column(say("List price a year ({currency})").format(currency=writer.currency), figures=True),
    )
    return writer.table(columns, [_tier_row(each, proposal, writer) for each in proposal.recommendation.tiers])


def _tier_row(tier: Assessment, proposal: Proposal, writer: Writer) -> Row:
    say = writer.say
    price = say("negotiated") if tier.price_per_year is None else writer.figure(tier.price_per_year)
    if not tier.unmet:
        needs = say("Meets every need")
    else:
        needs = say("Leaves open: {needs}").format(needs=", ".join(_subject(need, proposal) for need in tier.unmet))
    cells = (tier.name, needs, writer.months(tier.minimum_months), price)
    return Row(cells, "total" if tier.id == proposal.tier.id else "line")


def _notes(proposal: Proposal, writer: Writer) -> list[str]:
    found, say = proposal.recommendation, writer.say
    notes = [say("Alternative: {words}.").format(words=words) for words in found.alternatives]
    assessment = found.tier(proposal.tier.id)
    if assessment and assessment.priced_separately:
        needs = writer.joined([_subject(need, proposal) for need in assessment.priced_separately])
        notes.append(
            say("Available in {tier} and priced separately: {needs}.").format(tier=assessment.name, needs=needs)
        )
    larger = proposal.catalog.tier(found.grow_into)
    if larger and larger.id != proposal.tier.id:
        notes.append(
            say("Organisations like yours usually choose {tier}: a tier to grow into.").format(tier=larger.name)
        )
    return notes
