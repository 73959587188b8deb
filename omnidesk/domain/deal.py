"""The deal: one immutable value that holds all an account manager decided. Field names are those of the deal file."""

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.domain.annex import Documents
from omnidesk.domain.client import Client
from omnidesk.domain.contract_wording import ContractWording
from omnidesk.domain.development import CustomDevelopment
from omnidesk.domain.discount import Approval
from omnidesk.domain.discovery import Answer
from omnidesk.domain.flamecoin import FlameCoin
from omnidesk.domain.journey import JourneyProgress
from omnidesk.domain.money import LIST_CURRENCY, MINOR_DIGITS, Money
from omnidesk.domain.performance import Performance
from omnidesk.domain.presentation import Presentation
from omnidesk.domain.private import Private
from omnidesk.domain.signature import SigningOrder
from omnidesk.domain.subscription import Subscription
from omnidesk.domain.success import SuccessTargets
from omnidesk.domain.usage import Usage
from omnidesk.domain.value import Scaling, Value

DEAL_FORMAT = "omnidesk-deal/1"

Billing = Literal["monthly", "annual"]
PaymentTerms = Literal["net_30", "prepaid"]


class FxRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pinned exchange rate: units of the deal's currency for 1 USD."""

    rate: Decimal
    date: datetime.date
    source: str = ""


class Tax(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named tax rate on some lines (None: every recurring and one-time line). Reverse charge: 0% with a note."""

    label: str
    percent: Decimal
    lines: tuple[str, ...] | None = None
    note: str | None = None


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Currency, dates and invoicing of the deal. ``negotiated_base_per_year`` is in the deal's currency."""

    currency: str = "USD"
    effective_date: datetime.date | None = None
    months: int | None = None
    billing: Billing = "annual"
    payment: PaymentTerms = "net_30"
    auto_renewal: bool = True
    negotiated_base_per_year: Decimal | None = None
    fx: FxRate | None = None
    taxes: tuple[Tax, ...] = ()


def money_of(terms: Terms) -> Money | None:
    """Rounding and conversion in the deal's currency; None while its rate is missing or cannot be."""
    if terms.currency == LIST_CURRENCY:
        return Money(LIST_CURRENCY)
    if terms.currency not in MINOR_DIGITS or terms.fx is None or terms.fx.rate <= 0:
        return None
    return Money(terms.currency, terms.fx.rate)


class RevenueModels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The five revenue models; None: not part of this deal."""

    subscription: Subscription | None = None
    usage: Usage | None = None
    performance: Performance | None = None
    custom_development: CustomDevelopment | None = None
    flamecoin: FlameCoin | None = None


class Deal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything decided about one deal. ``notes`` and ``private`` are ours alone and reach no client surface.

    ``signing_order`` None: as the company's policy says.
    """

    format: Literal["omnidesk-deal/1"] = DEAL_FORMAT
    client: Client = Client()
    discovery: dict[str, Answer | None] = {}
    discovery_notes: dict[str, str] = {}
    tier: str | None = None
    tier_reason: str | None = None
    terms: Terms = Terms()
    models: RevenueModels = RevenueModels()
    value: Value = Value()
    scaling: Scaling = Scaling()
    journey: JourneyProgress = JourneyProgress()
    success: SuccessTargets = SuccessTargets()
    contract: ContractWording = ContractWording()
    documents: Documents = Documents()
    presentation: Presentation = Presentation()
    approvals: tuple[Approval, ...] = ()
    signing_order: SigningOrder | None = None
    notes: str = ""
    private: Private = Private()
