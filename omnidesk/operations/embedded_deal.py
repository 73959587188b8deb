"""The deal inside a document: enough to price it again on an empty machine, and the totals it was sold for.

Whoever gets the document can read it, so what is internal stays out: notes, reasons, risks,
fallbacks, approvals, internal answers.
"""

import json
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import asdict, replace

from omnidesk import __version__
from omnidesk.deal_file import decode_deal, encode_deal
from omnidesk.domain.annex import Documents
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import Clause
from omnidesk.domain.contract_wording import ContractWording
from omnidesk.domain.deal import Deal
from omnidesk.domain.deal_hash import canonical_json, same_price
from omnidesk.domain.edition import Edition
from omnidesk.domain.errors import InputError
from omnidesk.domain.policy import WhatIfRanges
from omnidesk.domain.presentation import Presentation
from omnidesk.domain.private import Private
from omnidesk.domain.quote import Quote, quote
from omnidesk.domain.subscription import Subscription
from omnidesk.domain.totals import Totals
from omnidesk.strict_yaml import convert

EMBEDDED_FORMAT = "omnidesk-embedded/1"
FILE_NAME = "deal.json"
LONGEST_TERM = 1200
"""Months. A document that claims a longer one is not worth the time to price it."""

KEPT_INSIDE = "Kept by the provider"
"""Stands for a reason that the deal must have and a client must not read."""

INTERNAL: dict[str, object] = {
    "stage_weights": {},
    "board_stages": (),
    "discretionary_limit_percent": Decimal(0),
    "stalled_after_days": 0,
    "expiry_notice_days": 0,
    "milestone_notice_days": 0,
    "renewal_notice_days": (),
    "expansion_agents_percent": 0,
    "what_if_ranges": WhatIfRanges(),
}
"""House decisions that no price and no page follows from, and what stands for each of them in a document."""
_SOURCE = "document"


class QuotedTotals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the document was priced at."""

    deal_hash: str
    currency: str
    totals: Totals


class EmbeddedDeal(msgspec.Struct, frozen=True, kw_only=True):
    """A document's deal, the catalog that it was priced with and the totals that came of it."""

    deal: Deal
    quote: QuotedTotals
    catalog: Catalog
    version: str
    edition: Edition | None = None
    """The number and version under which it was issued; None: it was not."""
    anchor: str = ""
    """The seal of the newest row of the provider's log when it was issued."""


class Recalculation(msgspec.Struct, frozen=True, kw_only=True):
    """The embedded deal priced again: its hash and committed total as stated, and whether both came out the same."""

    hash: str
    totals_recomputed: bool
    committed_total: Decimal
    currency: str
    reference: str | None = None
    """The number and version under which it was issued, as it states them."""
    anchor: str = ""
    """The seal of the newest row of the provider's log when it was issued, as it states it."""


class _Envelope(msgspec.Struct, frozen=True, kw_only=True):
    format: Literal["omnidesk-embedded/1"]
    version: str
    deal: msgspec.Raw
    quote: msgspec.Raw
    catalog: msgspec.Raw
    issued: Edition | None = None
    audit: str = ""


def embed(deal: Deal, catalog: Catalog, priced: Quote, edition: Edition | None = None, anchor: str = "") -> bytes:
    """Write what a document carries: canonical JSON, so that equal deals make equal documents.

    Raises:
        InputError: the deal is not priced, or an amount is longer than a deal may hold.
    """
    if priced.totals is None:
        raise InputError("a deal without a price cannot go into a document; see: omnidesk quote")
    quoted = QuotedTotals(deal_hash=priced.deal_hash, currency=priced.currency, totals=priced.totals)
    content: dict[str, object] = {
        "format": EMBEDDED_FORMAT,
        "version": __version__,
        "deal": json.loads(encode_deal(client_copy(deal, catalog))),
        "quote": msgspec.to_builtins(quoted),  # amounts become text here and keep their decimals
        "catalog": _catalog_inside(catalog, deal),
    }
    if edition is not None:
        content["issued"] = msgspec.to_builtins(edition)
    if anchor:
        content["audit"] = anchor
    return canonical_json(content).encode()


def client_copy(deal: Deal, catalog: Catalog) -> Deal:
    """The deal without what is internal; it comes to the same price and hash.

    How its documents look is what the pages show, and annexes go out beside them; so neither is in it once more.
    """
    internal = {question.id for question in catalog.discovery.questions if question.internal}
    return replace(
        deal,
        discovery={question: answer for question, answer in deal.discovery.items() if question not in internal},
        discovery_notes={},
        tier_reason=deal.tier_reason and KEPT_INSIDE,
        models=replace(deal.models, subscription=_without_talk(deal.models.subscription)),
        contract=_without_contract_talk(deal.contract),
        documents=Documents(),
        approvals=(),
        notes="",
        private=Private(),
        presentation=Presentation(),
    )


def _without_talk(subscription: Subscription | None) -> Subscription | None:
    if subscription is None or not subscription.discounts.discretionary_reason:
        return subscription
    return replace(subscription, discounts=replace(subscription.discounts, discretionary_reason=KEPT_INSIDE))


def _without_contract_talk(wording: ContractWording) -> ContractWording:
    """The wording as it was agreed, without why it departs from the standard."""
    return replace(
        wording,
        deviations={
            name: replace(each, reason=each.reason and KEPT_INSIDE) for name, each in wording.deviations.items()
        },
        own={name: replace(each, reason=each.reason and KEPT_INSIDE) for name, each in wording.own.items()},
    )


def _catalog_inside(catalog: Catalog, deal: Deal) -> dict[str, object]:
    """The catalog as a document carries it: who may approve what is nobody's business outside.

    Of its translations it has the one that the client reads.
    """
    language = deal.client.language.replace("_", "-").partition("-")[0].lower()
    spoken = {name: files for name, files in catalog.translations.items() if name == language}
    inside = replace(_without_reasons(catalog, deal.contract), translations=spoken)
    tree: dict[str, object] = msgspec.to_builtins(inside, builtin_types=(Decimal,))
    return {name: value for name, value in tree.items() if name != "approvers"}


def _without_reasons(catalog: Catalog, wording: ContractWording) -> Catalog:
    """The catalog without why the company decided as it did, and without logo and templates, which price nothing.

    House decisions that steer our own work are left neutral. Those that the price follows from stay as they are.
    Of the clauses, risk notes stay with the company, and so does every fallback that this contract does not use.
    """
    policy = {
        name: replace(decision, value=INTERNAL.get(name, decision.value), reason="")
        for name, decision in asdict(catalog.policy).items()
    }
    used = {name for name, each in wording.deviations.items() if each.kind == "fallback"}
    return replace(
        catalog,
        logo=b"",
        templates=(),
        policy=replace(catalog.policy, **policy),
        clauses=tuple(_without_risk(clause, fallback=clause.id in used) for clause in catalog.clauses),
        jurisdictions=tuple(replace(pack, note="") for pack in catalog.jurisdictions),
    )


def _without_risk(clause: Clause, *, fallback: bool) -> Clause:
    if fallback:
        return replace(clause, risk="")
    packs = {pack: replace(worded, fallback=None) for pack, worded in clause.jurisdictions.items()}
    return replace(clause, risk="", fallback=None, jurisdictions=packs)


def read_embedded(content: bytes) -> EmbeddedDeal:
    """Read what a document carries, as strictly as a deal file.

    Raises:
        InputError: it is damaged, or was not written by OmniDesk.
    """
    try:
        envelope = msgspec.json.decode(content, type=_Envelope)
        catalog = convert(msgspec.json.decode(envelope.catalog), {}, Catalog, _SOURCE)
        quoted = convert(msgspec.json.decode(envelope.quote), {}, QuotedTotals, _SOURCE)
        deal = decode_deal(bytes(envelope.deal).decode(), _SOURCE)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, InputError) as error:
        first = str(error).partition("\n")[0]
        raise InputError(f"the deal inside the document cannot be read ({first[:200]})") from None
    return EmbeddedDeal(
        deal=deal,
        quote=quoted,
        catalog=catalog,
        version=envelope.version,
        edition=envelope.issued,
        anchor=envelope.audit,
    )


def anchor_in(content: bytes) -> str:
    """The anchor that a document carries, without pricing anything; empty where it carries none."""
    try:
        return msgspec.json.decode(content, type=_Envelope).audit
    except (msgspec.MsgspecError, RecursionError):
        return ""


def recalculate(embedded: EmbeddedDeal) -> Recalculation:
    """Price the embedded deal again with the embedded catalog, on this machine alone; never raises."""
    stated = embedded.quote
    priced = _priced(embedded)
    same = priced is not None and priced.totals == stated.totals and _same_price(embedded, priced)
    return Recalculation(
        hash=stated.deal_hash,
        totals_recomputed=same,
        committed_total=stated.totals.committed_total,
        currency=stated.currency,
        reference=None if embedded.edition is None else embedded.edition.reference,
        anchor=embedded.anchor,
    )


def _same_price(embedded: EmbeddedDeal, priced: Quote) -> bool:
    deal, catalog = embedded.deal, embedded.catalog
    return same_price(embedded.quote.deal_hash, deal, catalog, catalog.tier(priced.tier), priced.deal_hash)


def _priced(embedded: EmbeddedDeal) -> Quote | None:
    if embedded.catalog.policy.term_maximum_months.value > LONGEST_TERM:
        return None
    try:
        priced = quote(embedded.deal, embedded.catalog)
    except Exception:  # a forged catalog may lack anything that a checked one has
        return None
    return None if priced.refusals or priced.currency != embedded.quote.currency else priced
