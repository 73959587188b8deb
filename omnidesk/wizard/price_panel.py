"""The price beside every step: what is committed, what is only estimated, and what still stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from omnidesk.domain.approval import DISCRETIONARY
from omnidesk.domain.line import LineItem
from omnidesk.domain.quote import Quote
from omnidesk.domain.totals import Totals
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.needs import counted

RowKind = Literal["plain", "less", "total", "quiet"]
PARTS = 6
"""As many lines have a colour of their own; more are added up in the last one."""


@dataclass(frozen=True)
class PriceRow:
    """A name and an amount; ``share`` is its part of the committed total from 0 to 1, where it has one."""

    name: str
    amount: str
    kind: RowKind = "plain"
    share: float | None = None


@dataclass(frozen=True)
class PricePanelView:
    """The panel. Estimated rows stand apart and are in no total above them; ``foot`` says what is in the way."""

    subtitle: str
    parts: tuple[PriceRow, ...] = ()
    totals: tuple[PriceRow, ...] = ()
    committed: str = ""
    note: str = ""
    estimated: tuple[PriceRow, ...] = ()
    foot: str = ""


def view(context: Context) -> PricePanelView:
    """Describe the panel."""
    quote = context.quote
    if quote.totals is None:
        return PricePanelView(subtitle=_subtitle(context), foot=_foot(quote))
    committed = [line for line in quote.lines if line.kind != "estimated"]
    return PricePanelView(
        subtitle=_subtitle(context),
        parts=_parts(committed, quote.totals, context),
        totals=(*_discounts(committed, context), *_totals(quote, quote.totals, context)),
        committed=_short(quote.totals.committed_total, "total:committed_total", context),
        note=_note(quote.totals, context),
        estimated=_estimated(quote, quote.totals, context),
        foot=_foot(quote),
    )


def _subtitle(context: Context) -> str:
    tier, terms = context.tier, context.deal.terms
    if tier is None:
        return _("Needs a tier, a term and a start")
    parts = [tier.name]
    if terms.months is not None:
        parts.append(counted(terms.months, "months", context))
    if len(parts) == 1 or terms.effective_date is None:
        parts.append(_("no price before term and start"))
    return ", ".join(parts)


def _parts(lines: Sequence[LineItem], totals: Totals, context: Context) -> tuple[PriceRow, ...]:
    """The largest committed lines with their share; what is left over is one row."""
    whole = totals.committed_total
    priced = sorted((line for line in lines if line.net), key=lambda line: -line.net)
    own, rest = (priced, []) if len(priced) <= PARTS else (priced[: PARTS - 1], priced[PARTS - 1 :])
    rows = [(line.label, line.net, f"line:{line.id}:net") for line in own]
    if rest:
        left = sum((line.net for line in rest), Decimal(0))
        rows.append((_("{count} more").format(count=len(rest)), left, f"rest:{len(own)}"))
    return tuple(PriceRow(name, _short(net, figure, context), share=_share(net, whole)) for name, net, figure in rows)


def _share(net: Decimal, whole: Decimal) -> float:
    return float(net / whole) if whole > 0 and net > 0 else 0.0


def _discounts(lines: Sequence[LineItem], context: Context) -> list[PriceRow]:
    """The list price and every kind of discount, where there is one."""
    taken: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        for off in line.discounts:
            taken[off.name, off.label] = taken.get((off.name, off.label), Decimal(0)) + off.amount
    if not taken:
        return []
    listed = sum((line.list for line in lines), Decimal(0))
    less = [
        PriceRow(label, _short(-amount, f"total:discount:{name}", context), "less")
        for (name, label), amount in taken.items()
    ]
    return [PriceRow(_("List price"), _short(listed, "total:list", context)), *less]


def _totals(quote: Quote, totals: Totals, context: Context) -> list[PriceRow]:
    rows = [PriceRow(_("First year"), _short(totals.first_year_total, "total:first_year_total", context))]
    for place, tax in enumerate(quote.taxes):
        percent = context.formatter.percent(tax.percent)
        rows.append(PriceRow(f"{tax.label} {percent}", _short(tax.amount, f"tax:{place}", context), "quiet"))
    if quote.taxes:
        payable = totals.committed_total + totals.tax_total
        rows.append(PriceRow(_("Payable with tax"), _short(payable, "total:payable", context), "quiet"))
    return rows


def _note(totals: Totals, context: Context) -> str:
    if not totals.acv:
        return _("before tax")
    acv = _short(totals.acv, "total:acv", context)
    return Amount(_("{amount} a year recurring, before tax").format(amount=acv), acv.figure)


def _estimated(quote: Quote, totals: Totals, context: Context) -> tuple[PriceRow, ...]:
    lines = [line for line in quote.lines if line.kind == "estimated" and line.net]
    own, rest = (lines, []) if len(lines) <= PARTS else (lines[: PARTS - 1], lines[PARTS - 1 :])
    rows = [PriceRow(line.label, _short(line.net, f"line:{line.id}:net", context), "quiet") for line in own]
    if rest:
        left = sum((line.net for line in rest), Decimal(0))
        amount = context.formatter.money(left, quote.currency, short=True)
        rows.append(PriceRow(_("{count} more").format(count=len(rest)), amount, "quiet"))
    if len(lines) > 1:
        rows.append(
            PriceRow(
                _("Estimated over the term"), _short(totals.estimated_total, "total:estimated_total", context), "total"
            )
        )
    return tuple(rows)


def _foot(quote: Quote) -> str:
    count = len(quote.refusals)
    if count:
        told = _("Preview: 1 problem to solve.") if count == 1 else _("Preview: {count} problems to solve.")
        return told.format(count=count)
    if DISCRETIONARY in quote.approvals_needed:
        return _("Needs an approval of the discretionary discount; until then documents say DRAFT.")
    if quote.approvals_needed:
        return _("Needs an approval; until then documents say DRAFT.")
    return ""


def _short(amount: Decimal, figure: str, context: Context) -> Amount:
    return context.figure(amount, figure, short=True)
