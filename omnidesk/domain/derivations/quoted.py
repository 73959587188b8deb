"""How lines, totals, taxes and the sums of several lines came about."""

from decimal import Decimal

import msgspec

from omnidesk.domain.derivations.basis import Basis, nets, sum_of
from omnidesk.domain.line import Derivation, LineItem
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.pricing import HALF_UP
from omnidesk.domain.totals import first_year


def line_figure(basis: Basis, name: str) -> Derivation | None:
    """``<line id>:<figure>``; where nothing is taken off, the net is the list amount."""
    line_id, _, figure = name.rpartition(":")
    line = basis.priced.line(line_id)
    if line is None:
        return None
    found = next((each for each in line.derivations if each.figure == figure), None)
    if found is None and figure == "net":
        return next((msgspec.structs.replace(each, figure=figure) for each in line.derivations), None)
    return found


def total_figure(basis: Basis, name: str) -> Derivation | None:
    """A total by its name; also ``list``, ``discount:<name>`` and ``payable``, which no line has."""
    if name == "list":
        return _listed(basis)
    if name == "payable":
        return _payable(basis)
    if name.startswith("discount:"):
        return _discounted(basis, name.removeprefix("discount:"))
    found = next((each for each in basis.priced.derivations if each.figure == name), None)
    return _with_lines(basis, found) if found is not None and name == "first_year_total" else found


def tax_figure(basis: Basis, name: str) -> Derivation | None:
    """``<place>``, counted from 0: one tax rate."""
    taxes = basis.priced.taxes
    if not name.isdigit() or int(name) >= len(taxes):
        return None
    tax = taxes[int(name)]
    return Derivation(
        figure=tax.label,
        amount=tax.amount,
        inputs=(("net of its committed lines", plain(tax.base)), ("percent", plain(tax.percent))),
        rule="net × percent / 100, never compounded",
        rounding=f"once, {HALF_UP}",
        source=f"terms.taxes.{name}",
    )


def model_figure(basis: Basis, name: str) -> Derivation | None:
    """``<model>``: everything that a revenue model comes to."""
    lines = [line for line in basis.priced.lines if line.model == name]
    return _sum(name, lines, "sum of the lines of this revenue model") if lines else None


def rest_figure(basis: Basis, name: str) -> Derivation | None:
    """``<count>``: the committed lines after the ``count`` largest."""
    if not name.isdigit():
        return None
    lines = sorted((line for line in _committed(basis) if line.net), key=lambda line: -line.net)[int(name) :]
    return _sum("rest", lines, "sum of the smaller committed lines") if lines else None


def _committed(basis: Basis) -> list[LineItem]:
    return [line for line in basis.priced.lines if line.kind != "estimated"]


def _sum(figure: str, lines: list[LineItem], rule: str) -> Derivation:
    return sum_of(figure, sum((line.net for line in lines), Decimal(0)), nets(lines), rule)


def _listed(basis: Basis) -> Derivation:
    lines = _committed(basis)
    inputs = tuple((line.label, plain(line.list)) for line in lines)
    return sum_of("list", sum((line.list for line in lines), Decimal(0)), inputs, "sum of the committed list amounts")


def _discounted(basis: Basis, name: str) -> Derivation | None:
    taken = [(line.label, off) for line in _committed(basis) for off in line.discounts if off.name == name]
    if not taken:
        return None
    amount = -sum((off.amount for _, off in taken), Decimal(0))
    inputs = tuple((f"{label}, {percent_text(off.percent)}", plain(-off.amount)) for label, off in taken)
    return sum_of(name, amount, inputs, "sum of this discount on every line, each on the running balance")


def _payable(basis: Basis) -> Derivation | None:
    totals = basis.priced.totals
    if totals is None:
        return None
    inputs = (("committed total", plain(totals.committed_total)), ("tax", plain(totals.tax_total)))
    return sum_of("payable", totals.committed_total + totals.tax_total, inputs, "committed total + tax")


def _with_lines(basis: Basis, found: Derivation) -> Derivation:
    """The first year with what each line brings to it."""
    pricing = basis.pricing
    if pricing is None:
        return found
    parts = [
        (line.label, first_year([pay for pay in basis.priced.payments if pay.line == line.id], pricing))
        for line in _committed(basis)
    ]
    inputs = tuple((label, plain(amount)) for label, amount in parts if amount)
    return msgspec.structs.replace(found, inputs=inputs)
