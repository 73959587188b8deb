"""The tier: what it is and what it includes."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.tier import Inclusion


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the tier in words and everything it includes, in groups."""
    tier, catalog, say = proposal.tier, proposal.catalog, writer.say
    groups = {group.id: group.name for group in catalog.discovery.groups}
    included: dict[str, list[Inclusion]] = {}
    for inclusion in tier.inclusions:
        included.setdefault(inclusion.group, []).append(inclusion)
    rows = [
        Row((groups.get(group, group.replace("_", " ").capitalize()), "\n".join(_words(each, writer) for each in some)))
        for group, some in included.items()
    ]
    if proposal.deal.models.subscription:
        fee = "\n".join(each.name for each in catalog.subscription.base_fee_includes)
        rows.append(Row((say("Covered by the fee"), fee)))
    return [
        writer.text(tier.tagline.rstrip(".") + ".", role="lead"),
        writer.text(tier.summary),
        writer.table(
            (
                Column(say("Area"), 1, strong=True),
                Column(say("What the {tier} tier includes").format(tier=tier.name), 3),
            ),
            rows,
        ),
    ]


def _words(inclusion: Inclusion, writer: Writer) -> str:
    if inclusion.availability == "included":
        return inclusion.text
    if inclusion.availability == "limited":
        return writer.say("{item} (limited)").format(item=inclusion.text)
    return writer.say("{item} (on request, priced separately)").format(item=inclusion.text)
