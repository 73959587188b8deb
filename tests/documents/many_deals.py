"""Deals that are hard on a page: every tier, coins without and with three decimals, one line and many, long names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from omnidesk.documents.build import BuiltDocument
from omnidesk.documents.export import draw
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client, Contact
from omnidesk.domain.contract_wording import ContractWording
from omnidesk.domain.deal import Deal, FxRate
from omnidesk.domain.proposal import DocumentKind, propose
from omnidesk.operations.in_language import in_language
from tests.documents.proposals import CREATED, FIVE_MODELS, NAMED, SAMPLES, TODAY, deal_of, sample

LONG_NAME = "Rheinisch-Westfälische Rundfunkunion KGaA"
HOSTILE_NAME = "<b>Żółć & Søn</b> {amount} Industries \\n %s <Nordics>"
ONE_LINE: Mapping[str, Any] = {
    "client": {"name": "One"},
    "tier": "seeker",
    "terms": {"effective_date": "2026-01-31", "months": 1, "billing": "monthly"},
    "models": {"subscription": {"agents": 1}},
}


class Case(NamedTuple):
    """A deal, the document made of it, its language, and whether it is a draft."""

    deal: Deal
    kind: DocumentKind = "proposal"
    language: str = "en"
    draft: bool = False


def in_currency(deal: Deal, currency: str, rate: str) -> Deal:
    """The deal in another currency."""
    fx = FxRate(rate=Decimal(rate), date=TODAY, source="ECB")
    return msgspec.structs.replace(deal, terms=msgspec.structs.replace(deal.terms, currency=currency, fx=fx))


def sovereign(deal: Deal) -> Deal:
    """The deal in the tier whose price is negotiated."""
    terms = msgspec.structs.replace(deal.terms, negotiated_base_per_year=Decimal(480000))
    return msgspec.structs.replace(deal, tier="sovereign", tier_reason="Agreed in conversation", terms=terms)


def named(deal: Deal, name: str) -> Deal:
    """The deal of a client of this name, with a contact whose name is as long."""
    contact = Contact(name=name, title="Chief Operating and Transformation Officer", email="a@b.example")
    return msgspec.structs.replace(deal, client=Client(name=name, address=(name,), contact=contact))


def under(deal: Deal, jurisdiction: str) -> Deal:
    """The deal with its contract worded for a jurisdiction."""
    return msgspec.structs.replace(deal, contract=ContractWording(jurisdiction=jurisdiction))


def with_lines(catalog: Catalog, count: int) -> tuple[Deal, Catalog]:
    """A deal of so many priced lines, and the catalog that has them."""
    row = catalog.subscription.add_ons[-1]
    rows = tuple(
        msgspec.structs.replace(row, id=f"extra_{number}", name=f"Extra {number}", price="12.34")
        for number in range(count)
    )
    grown = msgspec.structs.replace(catalog, subscription=msgspec.structs.replace(catalog.subscription, add_ons=rows))
    add_ons: list[dict[str, Any]] = [{"id": row.id, "quantity": place % 7 + 1} for place, row in enumerate(rows)]
    return deal_of({**FIVE_MODELS, "models": {"subscription": {"agents": 8, "add_ons": add_ons}}}), grown


def cases() -> Iterator[tuple[str, Case]]:
    """Every case under the name that a test shows."""
    seeker, apprentice, architect = (sample(name) for name in SAMPLES)
    for name in SAMPLES:
        for kind in ("proposal", "contract"):
            yield f"{name}-{kind}", Case(sample(name), kind)
            yield f"{name}-{kind}-de", Case(sample(name), kind, "de")
            yield f"{name}-{kind}-fr", Case(sample(name), kind, "fr")
            yield f"{name}-{kind}-ja", Case(sample(name), kind, "ja")
    for kind in ("proposal", "contract"):
        yield f"sovereign-{kind}", Case(sovereign(architect), kind)
        yield f"one-line-{kind}", Case(deal_of({**ONE_LINE, "client": NAMED}), kind)
        yield f"five-models-{kind}", Case(deal_of(FIVE_MODELS), kind)
        yield f"long-name-{kind}", Case(named(apprentice, LONG_NAME), kind)
        yield f"hostile-name-{kind}", Case(named(apprentice, HOSTILE_NAME), kind)
        yield f"draft-{kind}", Case(apprentice, kind, draft=True)
        yield f"yen-{kind}", Case(in_currency(seeker, "JPY", "149.505"), kind)
        yield f"dinars-{kind}", Case(in_currency(apprentice, "KWD", "0.30712"), kind)
    yield "contract-germany", Case(under(architect, "de"), "contract", "de")
    yield "contract-united-states", Case(under(architect, "us"), "contract")


def drawn(case: Case, catalog: Catalog) -> BuiltDocument:
    """The case's document."""
    spoken, printed = in_language(catalog, case.language)
    proposal = propose(case.deal, catalog, kind=case.kind, today=TODAY, language=spoken, printed=printed)
    return draw(replace(proposal, draft=proposal.draft or case.draft), created=CREATED, attachment=b"{}")
