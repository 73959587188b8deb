"""An issued version: everything that went out, as one value under one hash. It never changes."""

import datetime
import hashlib
from decimal import Decimal
from typing import Any, Literal

import msgspec

from omnidesk.domain.deal import Deal, FxRate
from omnidesk.domain.deal_hash import canonical, canonical_json
from omnidesk.domain.edition import Edition
from omnidesk.domain.frozen_clauses import FrozenClause, frozen_clauses, said
from omnidesk.domain.line import AppliedDiscount, LineKind, Payment
from omnidesk.domain.proposal import DocumentKind, Proposal
from omnidesk.domain.quote import Quote
from omnidesk.domain.totals import Totals

VERSION_FORMAT = "omnidesk-version/1"


class FrozenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it was priced, without how its figures came about: the catalog's snapshot tells that."""

    id: str
    label: str
    kind: LineKind
    quantity: Decimal
    list: Decimal
    discounts: tuple[AppliedDiscount, ...]
    net: Decimal


class FrozenDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document that went out; ``sealed_by`` is the fingerprint of the certificate that sealed it (None: unsealed)."""

    kind: DocumentKind
    name: str
    sha256: str
    pages: int
    sealed_by: str | None


class Branding(msgspec.Struct, frozen=True, kw_only=True):
    """How the company showed itself; the logo by its hash (empty: none)."""

    name: str
    legal_name: str
    address: tuple[str, ...]
    accent: str
    logo: str


class FrozenOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What a deal offers, whether it was issued or not: its own words, what it costs and which clauses go with it."""

    deal: dict[str, Any]
    currency: str
    lines: tuple[FrozenLine, ...]
    totals: Totals | None
    clauses: tuple[FrozenClause, ...] = ()


class FrozenVersion(FrozenOffer, frozen=True, kw_only=True):
    """An issued version. ``catalog`` is the hash of the snapshot that it was priced with."""

    format: Literal["omnidesk-version/1"] = VERSION_FORMAT
    edition: Edition
    revision: str
    issued_at: datetime.datetime
    deal_hash: str
    language: str
    payments: tuple[Payment, ...]
    variables: dict[str, str | None]
    rate: FxRate | None
    catalog: str
    branding: Branding
    documents: tuple[FrozenDocument, ...]


def deal_tree(deal: Deal) -> dict[str, Any]:
    """A deal as plain canonical values, defaults filled in, of what is offered: equal offers give equal trees."""
    tree = canonical(msgspec.to_builtins(deal, builtin_types=(Decimal,)))
    del tree["private"], tree["presentation"]
    return tree


def frozen_lines(priced: Quote) -> tuple[FrozenLine, ...]:
    """The lines of a quote."""
    return tuple(
        FrozenLine(**{name: getattr(line, name) for name in FrozenLine.__struct_fields__}) for line in priced.lines
    )


def frozen_offer(deal: Deal, priced: Quote, proposal: Proposal | None = None) -> FrozenOffer:
    """What a deal offers; without a proposal (it has refusals) no clause is known."""
    return FrozenOffer(
        deal=deal_tree(deal),
        currency=priced.currency,
        lines=frozen_lines(priced),
        totals=priced.totals,
        clauses=() if proposal is None else frozen_clauses(proposal.contract, proposal.variables),
    )


def freeze(
    proposal: Proposal,
    edition: Edition,
    *,
    revision: str,
    issued_at: datetime.datetime,
    catalog: str,
    documents: tuple[FrozenDocument, ...],
) -> FrozenVersion:
    """Freeze what a proposal says; ``catalog`` is the hash of its catalog's canonical JSON."""
    offer, company = frozen_offer(proposal.deal, proposal.quote, proposal), proposal.catalog.company
    logo = proposal.catalog.logo
    return FrozenVersion(
        **{name: getattr(offer, name) for name in FrozenOffer.__struct_fields__},
        edition=edition,
        revision=revision,
        issued_at=issued_at,
        deal_hash=proposal.quote.deal_hash,
        language=proposal.language,
        payments=proposal.quote.payments,
        variables={name: said(each) for name, each in sorted(proposal.variables.items())},
        rate=proposal.deal.terms.fx,
        catalog=catalog,
        branding=Branding(
            name=company.name,
            legal_name=company.legal_name,
            address=company.address,
            accent=company.accent,
            logo=hashlib.sha256(logo).hexdigest() if logo else "",
        ),
        documents=documents,
    )


def frozen_text(version: FrozenVersion) -> str:
    """The canonical JSON of a version; its hash is the version's."""
    return canonical_json(version)


def read_frozen(text: str) -> FrozenVersion:
    """Read the JSON of :func:`frozen_text`. Raises msgspec.MsgspecError for any other text."""
    return msgspec.json.decode(text, type=FrozenVersion)
