"""Totals of a quote: committed and estimated amounts, which are never summed together (domain rules §5)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from omnidesk.domain.deal import Tax
from omnidesk.domain.line import Derivation, LineItem, Payment
from omnidesk.domain.money import percent_of, percent_text, plain
from omnidesk.domain.pricing import HALF_UP, Pricing, month_step

Inputs = tuple[tuple[str, str], ...]
"""What went into a figure: names and values as text."""


class TaxTotal(msgspec.Struct, frozen=True, kw_only=True):
    """One tax rate with the net amount that it is taken from."""

    label: str
    percent: Decimal
    base: Decimal
    amount: Decimal
    note: str | None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Totals over the term, before tax. ``committed_total`` is the TCV."""

    committed_total: Decimal
    estimated_total: Decimal
    one_time_total: Decimal
    recurring_total: Decimal
    acv: Decimal
    arr: Decimal
    mrr: Decimal
    first_year_total: Decimal
    tax_total: Decimal


def tax_totals(lines: Sequence[LineItem], taxes: Sequence[Tax], pricing: Pricing) -> tuple[TaxTotal, ...]:
    """Per rate: percent of the net of its recurring and one-time lines, rounded once, never compounded."""
    found: list[TaxTotal] = []
    for tax in taxes:
        on = None if tax.lines is None else frozenset(tax.lines)
        committed = (line for line in lines if line.kind != "estimated")
        base = pricing.money.total(line.net for line in committed if on is None or line.id in on)
        amount = pricing.money.round(percent_of(tax.percent, base))
        found.append(TaxTotal(label=tax.label, percent=tax.percent, base=base, amount=amount, note=tax.note))
    return tuple(found)


def total_up(
    lines: Sequence[LineItem], payments: Sequence[Payment], taxes: Sequence[TaxTotal], pricing: Pricing
) -> Totals:
    """Add up lines and payments."""
    money = pricing.money
    nets: dict[str, list[Decimal]] = {"recurring": [], "one_time": [], "estimated": []}
    for line in lines:
        nets[line.kind].append(line.net)
    recurring, one_time = money.total(nets["recurring"]), money.total(nets["one_time"])
    acv = money.round(Fraction(recurring) * 12 / pricing.months)
    return Totals(
        committed_total=recurring + one_time,
        estimated_total=money.total(nets["estimated"]),
        one_time_total=one_time,
        recurring_total=recurring,
        acv=acv,
        arr=acv,
        mrr=money.round(Fraction(acv) / 12),
        first_year_total=first_year(payments, pricing),
        tax_total=money.total(tax.amount for tax in taxes),
    )


def first_year(payments: Sequence[Payment], pricing: Pricing) -> Decimal:
    """Committed amounts of service months 1–12: a period is spread over its months, a one-time amount has its date."""
    end = month_step(pricing.start, 12)
    total = Fraction(0)
    for payment in payments:
        if payment.kind == "estimated" or payment.date >= end:
            continue
        covered = min(payment.months, 12)
        inside = sum(month_step(payment.date, month) < end for month in range(covered))
        total += Fraction(payment.amount) * inside / payment.months if payment.months else Fraction(payment.amount)
    return pricing.money.round(total)


def total_derivations(
    totals: Totals, lines: Sequence[LineItem], taxes: Sequence[TaxTotal], months: int
) -> tuple[Derivation, ...]:
    """How each total came about."""
    nets = {kind: _nets(lines, kind) for kind in ("recurring", "one_time", "estimated")}
    recurring = (("recurring total", plain(totals.recurring_total)), ("term in months", str(months)))
    taxed = tuple((tax.label, f"{percent_text(tax.percent)} of {plain(tax.base)}") for tax in taxes)
    first_year_rule = "committed amounts of service months 1 to 12; a period is spread over its months"
    rows: tuple[tuple[str, Inputs, str, str], ...] = (
        ("committed_total", (*nets["recurring"], *nets["one_time"]), "sum of recurring and one-time lines", "none"),
        ("estimated_total", nets["estimated"], "sum of estimated lines, never committed", "none"),
        ("one_time_total", nets["one_time"], "sum of one-time lines", "none"),
        ("recurring_total", nets["recurring"], "sum of recurring lines", "none"),
        ("acv", recurring, "recurring total × 12 / term months", HALF_UP),
        ("arr", (("ACV", plain(totals.acv)),), "the same as ACV", "none"),
        ("mrr", (("ARR", plain(totals.arr)),), "ARR / 12", HALF_UP),
        ("first_year_total", (), first_year_rule, HALF_UP),
        ("tax_total", taxed, "sum of each rate on its committed lines", f"each rate {HALF_UP}"),
    )
    return tuple(
        Derivation(
            figure=figure,
            amount=getattr(totals, figure),
            inputs=inputs,
            rule=rule,
            rounding=rounding,
            source="terms.taxes" if figure == "tax_total" else "the lines of this quote",
        )
        for figure, inputs, rule, rounding in rows
    )


def _nets(lines: Sequence[LineItem], kind: str) -> Inputs:
    return tuple((line.label, plain(line.net)) for line in lines if line.kind == kind)
