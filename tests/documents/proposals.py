"""Proposals to print: the shipped samples, any deal, and the text that comes out."""

import datetime
import re
from functools import cache
from typing import Any

import msgspec
import pypdfium2

from omnidesk.deal_file import read_deal
from omnidesk.documents.build import BuiltDocument
from omnidesk.documents.export import build
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import DocumentKind, Proposal, propose
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from tests.domain.deals import DEVELOPMENT

SAMPLES = ("seeker-startup", "apprentice-agency", "architect-broadcaster")
KINDS: tuple[DocumentKind, ...] = ("proposal", "contract", "summary")
TODAY = datetime.date(2026, 1, 15)
CREATED = datetime.datetime(2026, 1, 15, 10, tzinfo=datetime.UTC)
NAMED: dict[str, Any] = {"name": "Aurora Broadcast AG", "contact": {"name": "M. Keller", "title": "COO"}}
FIVE_MODELS: dict[str, Any] = {
    "client": NAMED,
    "tier": "apprentice",
    "terms": {
        "effective_date": "2026-01-31",
        "months": 60,
        "billing": "monthly",
        "taxes": [{"label": "VAT", "percent": "8.1"}],
    },
    "models": {
        "subscription": {
            "agents": 12,
            "add_ons": [
                {"id": "additional_agents", "quantity": 2, "unit_price": "280", "recurring": True},
                {"id": "training_sessions", "quantity": 3, "unit_price": "1200"},
            ],
            "discounts": {
                "multi_year_percent": "12",
                "discretionary_percent": "3",
                "discretionary_reason": "First in its field",
            },
        },
        "usage": {"volumes": {"api_calls": 90000}, "monthly_growth_percent": "3"},
        "performance": {
            "revenue_share": {
                "percent": "8",
                "incremental_revenue": {"low": "100000", "base": "200000", "high": "400000"},
            },
            "outcome_bonuses": [{"kpi": "Clips per hour", "target": "120", "amount": "20000", "month": 12}],
            "baseline": "The revenue of 2025",
            "attribution": "Tagged clips",
            "mutual_audit_rights": True,
        },
        "custom_development": DEVELOPMENT,
        "flamecoin": {"stake": 12000, "referrals": [{"name": "Borealis", "first_year_value": "40000"}]},
    },
    "value": {
        "benefits": [
            {"driver": "cost_reduction", "yearly": {"low": "90000", "base": "150000", "high": "220000"}},
        ]
    },
}


def sample(name: str) -> Deal:
    """A shipped sample."""
    return read_deal(shipped("resources", "samples", f"{name}.yaml"))


def deal_of(tree: dict[str, Any]) -> Deal:
    """A deal from a plain tree."""
    return msgspec.convert(tree, Deal)


def proposed(deal: Deal, catalog: Catalog, kind: DocumentKind = "proposal") -> Proposal:
    """What a document prints of a deal."""
    return propose(deal, catalog, kind=kind, today=TODAY)


def printed(deal: Deal, catalog: Catalog, kind: DocumentKind = "proposal") -> BuiltDocument:
    """The finished file of a deal."""
    return build(proposed(deal, catalog, kind), created=CREATED, attachment=b"{}")


@cache
def printed_sample(name: str, kind: DocumentKind = "proposal") -> BuiltDocument:
    """The finished file of a shipped sample, built once for all tests."""
    return printed(sample(name), load_catalog(), kind)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, white space made one kind."""
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def text_of(built: BuiltDocument) -> str:
    """The text of the whole document, white space made one kind."""
    return " ".join(pages_of(built.pdf))
