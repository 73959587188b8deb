"""The client and the terms of the deal: what the first step shows and what its choices do."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client
from omnidesk.domain.deal import Deal, FxRate, RevenueModels, Tax, Terms
from omnidesk.domain.money import LIST_CURRENCY, plain
from omnidesk.domain.named import Named
from omnidesk.domain.pricing import month_step
from omnidesk.domain.subscription import Subscription
from omnidesk.domain.tier import annual_only
from omnidesk.i18n import _
from omnidesk.wizard import typed
from omnidesk.wizard.context import Context
from omnidesk.wizard.countries import countries, currencies, languages, with_held
from omnidesk.wizard.form import Form, add_row, drop_row, entries, put

TAXES = "terms.taxes"
INPUTS = (
    "client.name",
    "client.industry",
    "client.size",
    "client.country",
    "client.region",
    "client.language",
    "client.address",
    "client.contact.name",
    "client.contact.title",
    "client.contact.email",
    "terms.currency",
    "terms.fx.rate",
    "terms.fx.date",
    "terms.fx.source",
    "terms.effective_date",
    "terms.months",
    "terms.billing",
    "terms.payment",
    "terms.negotiated_base_per_year",
)
"""The places in the deal that the step edits, beside the rows of taxes."""


@dataclass(frozen=True)
class TaxableLine:
    """A line of the deal that a tax can be taken from."""

    id: str
    name: str


@dataclass(frozen=True)
class TaxedLines:
    """The lines that there are, and the ids of those that a tax is taken from; None: every committed one."""

    lines: tuple[TaxableLine, ...]
    chosen: tuple[str, ...] | None


@dataclass(frozen=True)
class ClientView:
    """The first step. ``options`` are those of each choice by its path; ``taxes`` has one row for each tax."""

    form: Form
    options: Mapping[str, tuple[Named, ...]]
    currency: str
    pins_rate: bool
    negotiates: bool
    auto_renewal: bool
    taxes: tuple[TaxedLines, ...]
    rate_unit: str
    term_help: str
    billing_help: str
    renewal_help: str


def view(context: Context) -> ClientView:
    """Describe the step."""
    deal, terms = context.deal, context.deal.terms
    return ClientView(
        form=_form(context, len(terms.taxes)),
        options=_options(context),
        currency=terms.currency,
        pins_rate=terms.currency != LIST_CURRENCY or terms.fx is not None,
        negotiates=terms.negotiated_base_per_year is not None
        or (context.tier is not None and context.tier.price.negotiated),
        auto_renewal=deal.terms.auto_renewal,
        taxes=tuple(_taxed(context, tax) for tax in terms.taxes),
        rate_unit=_("{currency} per 1 {list_currency}").format(currency=terms.currency, list_currency=LIST_CURRENCY),
        term_help=_term_help(context),
        billing_help=_billing_help(context),
        renewal_help=_renewal_help(context),
    )


def offered(catalog: Catalog, locale: str) -> dict[str, tuple[Named, ...]]:
    """What can be chosen on the first page, by the path of the choice."""
    return {
        "client.industry": tuple(step for path in catalog.scaling.industry.paths for step in path.steps),
        "client.country": countries(locale),
        "client.region": tuple(step for path in catalog.scaling.geography.paths for step in path.steps),
        "client.language": languages(locale),
        "terms.currency": currencies(locale),
        "terms.billing": catalog.subscription.billing.frequency,
        "terms.payment": catalog.subscription.billing.payment_terms,
    }


def new_deal(today: datetime.date) -> Deal:
    """A deal to begin with: a subscription that starts on the first day of the next month."""
    start = month_step(today.replace(day=1), 1)
    return Deal(terms=Terms(effective_date=start), models=RevenueModels(subscription=Subscription()))


def choose_client(deal: Deal, client: Client) -> Deal:
    """Take the client from the address book or another deal, with all that is known of it."""
    return put(deal, "client", client)


def choose_currency(deal: Deal, currency: str) -> Deal:
    """Change the currency; the rate of another currency goes with it."""
    if currency == deal.terms.currency:
        return deal
    return put(put(deal, "terms.currency", currency), "terms.fx", None)


def pin_rate(deal: Deal, rate: str, day: str, source: str, today: datetime.date) -> Deal:
    """Pin the exchange rate from what its three inputs hold; a date that cannot be read yet stays as it was."""
    try:
        value = typed.amount(rate)
    except typed.UnreadableError:
        return deal
    if value is None:
        return put(deal, "terms.fx", None)
    held = deal.terms.fx
    try:
        when = typed.day(day) or today
    except typed.UnreadableError:
        when = held.date if held else today
    return put(deal, "terms.fx", FxRate(rate=value, date=when, source=source))


def add_tax(deal: Deal) -> Deal:
    """Add an empty tax."""
    return add_row(deal, TAXES, Tax(label="", percent=Decimal(0)))


def drop_tax(deal: Deal, place: int) -> Deal:
    """Take a tax out."""
    return drop_row(deal, TAXES, place)


def _taxed(context: Context, tax: Tax) -> TaxedLines:
    """The committed lines, and those that are chosen although the deal has them no more."""
    lines = [TaxableLine(line.id, line.label) for line in context.quote.lines if line.kind != "estimated"]
    known = {line.id for line in lines}
    gone = [
        TaxableLine(each, _("{line}, no longer in the deal").format(line=each))
        for each in tax.lines or ()
        if each not in known
    ]
    return TaxedLines((*lines, *gone), tax.lines)


def _form(context: Context, taxes: int) -> Form:
    rows = [f"{TAXES}.{place}.{key}" for place in range(taxes) for key in ("label", "percent", "note", "lines")]
    found = entries(context, (*INPUTS, *rows), {"terms.months": _months_range(context)})
    address = "\n".join(context.deal.client.address)
    found["client.address"] = replace(found["client.address"], text=address)
    return found


def _months_range(context: Context) -> str:
    if context.tier is None:
        return ""
    longest = context.catalog.policy.term_maximum_months.value
    return _("{least} to {most}").format(least=context.tier.commitment.minimum_months, most=longest)


def _options(context: Context) -> dict[str, tuple[Named, ...]]:
    client, options = context.deal.client, offered(context.catalog, context.formatter.locale)
    held = {
        "client.industry": client.industry,
        "client.country": client.country,
        "client.region": client.region,
        "client.language": client.language,
        "terms.currency": context.deal.terms.currency,
    }
    return {path: with_held(rows, held[path]) if path in held else rows for path, rows in options.items()}


def _term_help(context: Context) -> str:
    term = context.quote.term
    if term is not None:
        return _("Ends on {day}.").format(day=context.formatter.day(term.end))
    if context.tier is None:
        return _("The tier sets the shortest term.")
    least = context.tier.commitment.minimum_months
    name = context.tier.name
    if least == 1:
        return _("{tier} runs from month to month.").format(tier=name)
    return _("{tier} commits for at least {months} months.").format(tier=name, months=least)


def _billing_help(context: Context) -> str:
    tier, policy = context.tier, context.catalog.policy
    if tier is not None and annual_only(tier, policy.annual_billing_only.value):
        return _("{tier} is billed annually.").format(tier=tier.name)
    percent = tier.commitment.annual_discount_percent if tier else None
    if percent is None:
        return ""
    return _("The annual price already holds the {percent}% discount.").format(percent=plain(percent))


def _renewal_help(context: Context) -> str:
    if not context.deal.terms.auto_renewal:
        return _("The deal ends with its term.")
    return _("The deal goes on after its term unless someone says no.")
