"""What the presenter alone sees of a priced deal: floor, cost, margin and what is left of the discount limit."""

from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.internal import Internal, private_figures
from omnidesk.domain.quote import Quote
from omnidesk.i18n import _
from omnidesk.wizard.context import Context


@dataclass(frozen=True)
class PrivateRow:
    """One private figure. Its text is internal, so no client surface can show it; ``warn`` colours it."""

    name: str
    text: Internal[str]
    warn: bool = False


def view(context: Context, priced: Quote) -> tuple[PrivateRow, ...]:
    """The figures for a what-if as ``priced``, from what the context's deal states for us alone."""
    found = private_figures(context.deal.private, priced, context.catalog.policy)
    rows: list[PrivateRow] = []
    if found.above_floor is not None and found.floor is not None:
        above = found.above_floor.revealed
        name = _("Above our floor, a year") if above >= 0 else _("Below our floor, a year")
        rows.append(PrivateRow(name, _money(above, context), above < 0))
    if found.margin is not None:
        rows.append(PrivateRow(_("Margin over the term"), _money(found.margin.revealed, context)))
    if found.margin_percent is not None:
        percent = found.margin_percent.revealed
        rows.append(PrivateRow(_("Margin"), Internal(context.formatter.percent(percent)), percent < 0))
    left = found.limit_left.revealed
    rows.append(PrivateRow(_("Discount still ours to give"), Internal(context.formatter.percent(left)), left == 0))
    if found.limit_left_amount is not None:
        rows.append(PrivateRow(_("Over the term"), _money(found.limit_left_amount.revealed, context)))
    return tuple(rows)


def _money(amount: Decimal, context: Context) -> Internal[str]:
    return Internal(context.formatter.money(amount, context.deal.terms.currency, short=True))
