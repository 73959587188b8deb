"""What is ours stays with us: no internal word reaches a page or the metadata of any document."""

import io
from typing import Any

import pikepdf
import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.proposal import DocumentKind, propose
from omnidesk.domain.quote import quote
from tests.documents.proposals import FIVE_MODELS, KINDS, TODAY, deal_of, printed, text_of

CANARIES = ("zebra", "gnu", "lemur", "quokka", "numbat", "okapi", "98765", "113")
HIDDEN: dict[str, Any] = {
    **FIVE_MODELS,
    "notes": "zebra decides alone",
    "tier_reason": "gnu wanted it",
    "discovery_notes": {"response_hours": "lemur said so"},
    "discovery": {"reasoning": "advanced", "budget_per_year": "98765", "longest_commitment_months": 113},
    "journey": {"done": ["discovery.demo_and_evaluation"]},
}


def hidden_deal(catalog: Catalog) -> dict[str, Any]:
    """A deal with a canary in every internal place, its exception approved."""
    subscription = FIVE_MODELS["models"]["subscription"]
    discounts = {"discretionary_percent": "12", "discretionary_reason": "quokka asked"}
    models = {**FIVE_MODELS["models"], "subscription": {**subscription, "discounts": discounts}}
    tree = {**HIDDEN, "models": models}
    deal_hash = quote(deal_of(tree), catalog).deal_hash
    approval = {"rule": "discretionary_discount", "who": "numbat", "when": "2026-01-10", "why": "okapi agrees"}
    return {**tree, "approvals": [{**approval, "deal_hash": deal_hash}]}


@pytest.mark.parametrize("kind", KINDS)
def test_no_internal_word_is_printed(kind: DocumentKind, catalog: Catalog) -> None:
    deal = deal_of(hidden_deal(catalog))
    assert not propose(deal, catalog, kind=kind, today=TODAY).draft
    built = printed(deal, catalog, kind)
    text = text_of(built).replace(",", "").casefold()
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode().casefold()
        told = " ".join(str(value) for value in pdf.trailer.Info.values()).casefold()
        tree = " ".join(str(each.get("/Alt", "")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    everything = f"{text} {packet} {told} {tree.replace(',', '').casefold()}"
    assert [word for word in CANARIES if word in everything.replace(deal_hash_of(deal, catalog), "")] == []
    assert "agreed discount" in text or kind != "proposal"
    assert "discretion" not in everything


def deal_hash_of(deal: Any, catalog: Catalog) -> str:
    return quote(deal, catalog).deal_hash
