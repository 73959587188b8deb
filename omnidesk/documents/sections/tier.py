"""The tier: what it is and what it includes."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.tier import Inclusion

SEPARATOR = " · "


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the tier in words and everything it includes, in groups."""
    tier, catalog, say = proposal.tier, proposal.catalog, writer.say
    groups = {group.id: group.name for group in catalog.discovery.groups}
    included: dict[str, list[Inclusion]] = {}
    for inclusion in tier.inclusions:
        included.setdefault(inclusion.group, []).append(inclusion)
    rows = [
        Row((groups.get(group, group.replace("_", " ").capitalize()), *_columns(some, writer)))
        for group, some in included.items()
    ]
    if proposal.deal.models.subscription:
        fee = SEPARATOR.join(each.name for each in catalog.subscription.base_fee_includes)
        rows.append(Row((say("Covered by the fee"), fee, "")))
    columns = [Column(say("Area"), 1, strong=True), Column(say("Included"), 2.6)]
    if any(row.cells[2] for row in rows):
        columns.append(Column(say("On request, priced separately"), 1.5))
    else:
        rows = [Row(row.cells[:2]) for row in rows]
    return [
        writer.lead(writer.sentence(tier.tagline)),
        writer.opening(tier.summary),
        writer.table(columns, rows),
    ]


def _columns(inclusions: Sequence[Inclusion], writer: Writer) -> tuple[str, str]:
    """What is included, and what can be had beside it."""
    included = [_words(each, writer) for each in inclusions if each.availability != "available"]
    on_request = [each.text for each in inclusions if each.availability == "available"]
    return SEPARATOR.join(included), SEPARATOR.join(on_request)


def _words(inclusion: Inclusion, writer: Writer) -> str:
    if inclusion.availability == "limited":
        return writer.say("{item} (limited)").format(item=inclusion.text)
    return inclusion.text
