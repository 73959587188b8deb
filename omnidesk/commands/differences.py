"""Differences between two states of a deal, as the command line prints them."""

import json
from collections.abc import Mapping
from decimal import Decimal

from omnidesk.commands.output import NOTHING, figure, print_table
from omnidesk.domain.differences import ClauseChange, Differences, LineChange
from omnidesk.domain.frozen import FrozenLine
from omnidesk.domain.money import MINOR_DIGITS, round_half_up


def differences_view(found: Differences, currency: str) -> dict[str, object]:
    """Everything that differs, for JSON; amounts have the decimals of the currency."""
    return {
        "fields": [{"field": each.field, "before": each.before, "after": each.after} for each in found.fields],
        "lines": [_line_view(each, currency) for each in found.lines],
        "totals": [
            {"name": each.name, "before": _exact(each.before, currency), "after": _exact(each.after, currency)}
            for each in found.totals
        ],
        "clauses": [_clause_view(each) for each in found.clauses],
        "clauses_reordered": found.reordered,
    }


def print_differences(found: Differences, currency: str) -> None:
    """Print everything that differs: fields, prices, clauses."""
    fields = [(each.field, _shown(each.before), _shown(each.after)) for each in found.fields]
    told = [each for each in fields if each[1] != each[2]]  # what is left out and what says nothing look alike
    print(f"{len(told) or 'no'} field{'' if len(told) == 1 else 's'} changed")
    for field, before, after in told:
        print(f"  {field}: {before} → {after}")
    if found.price_changed:
        amounts = [(each.label, _net(each.before), _net(each.after)) for each in found.lines]
        amounts += [(each.name.replace("_", " "), each.before, each.after) for each in found.totals]
        rows = [(name, figure(_exact(old, currency)), figure(_exact(new, currency))) for name, old, new in amounts]
        print_table((f"Price, {currency}", "Before", "After"), rows, right=("Before", "After"))
    for each in found.clauses:
        what = "new" if each.before is None else "gone" if each.after is None else "other words"
        print(f"  clause {each.id} ({each.title}): {what}")
    if found.reordered:
        print("  the clauses stand in another order")


def _line_view(change: LineChange, currency: str) -> Mapping[str, object]:
    before, after = _priced(change.before, currency), _priced(change.after, currency)
    return {"id": change.id, "label": change.label, "before": before, "after": after}


def _priced(line: FrozenLine | None, currency: str) -> Mapping[str, object] | None:
    if line is None:
        return None
    amounts = {"list": _exact(line.list, currency), "net": _exact(line.net, currency)}
    return {"kind": line.kind, "quantity": line.quantity, **amounts}


def _clause_view(change: ClauseChange) -> Mapping[str, object]:
    return {
        "id": change.id,
        "title": change.title,
        "before": None if change.before is None else change.before.text,
        "after": None if change.after is None else change.after.text,
    }


def _net(line: FrozenLine | None) -> Decimal | None:
    return None if line is None else line.net


def _exact(amount: Decimal | None, currency: str) -> Decimal | None:
    """An amount with the decimals of its currency, which what was frozen has no need of."""
    return None if amount is None else round_half_up(amount, MINOR_DIGITS.get(currency, 2))


def _shown(value: object) -> str:
    return NOTHING if value is None else json.dumps(value, ensure_ascii=False)
