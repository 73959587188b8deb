"""Jurisdiction packs: which wording a contract uses, and which law and venue can be agreed."""

from collections.abc import Sequence

from omnidesk.domain.named import Named, Prose, Spec, by_id


class Law(Named, frozen=True, kw_only=True):
    """A law and a venue that a pack offers, as they stand in a sentence."""

    law: Prose
    venue: Prose


class Jurisdiction(Named, frozen=True, kw_only=True):
    """One pack; the first of ``laws`` is proposed. ``note`` is for us, never printed."""

    laws: tuple[Law, ...]
    note: str = ""


class JurisdictionsSpec(Spec, frozen=True, kw_only=True):
    """``specs/jurisdictions.yaml``; the first pack is used where nobody chose one."""

    jurisdictions: tuple[Jurisdiction, ...]


class ContractProfile(Spec, frozen=True, kw_only=True):
    """What a company agrees as a rule: a pack, one of its laws, law or venue in its own words; empty: the pack's."""

    jurisdiction: str = ""
    law_choice: str = ""
    law: str = ""
    venue: str = ""


NOWHERE = Jurisdiction(id="neutral", name="Neutral", laws=(Law(id="none", name="None", law="", venue=""),))
"""Stands for the packs of a catalog that has none, such as one inside an old document."""


def chosen(
    packs: Sequence[Jurisdiction], profile: ContractProfile, pack_id: str | None, law_id: str | None
) -> tuple[Jurisdiction, Law]:
    """The pack and the law of a deal: its own choice, else the company's, else the first one."""
    pack = by_id(packs, pack_id) or by_id(packs, profile.jurisdiction) or next(iter(packs), NOWHERE)
    ours = pack.id == profile.jurisdiction or not profile.jurisdiction
    law = by_id(pack.laws, law_id) or (by_id(pack.laws, profile.law_choice) if ours else None) or pack.laws[0]
    if ours and by_id(pack.laws, law_id) is None:
        law = Law(id=law.id, name=law.name, law=profile.law or law.law, venue=profile.venue or law.venue)
    return pack, law
