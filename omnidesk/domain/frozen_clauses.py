"""The clauses of an issued version in plain words: every variable, reference and defined term filled in."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from omnidesk.domain.contract import Contract, ContractClause
from omnidesk.domain.contract_markup import Mark, parse
from omnidesk.domain.contract_variables import Variable
from omnidesk.domain.money import plain


class FrozenClause(msgspec.Struct, frozen=True, kw_only=True):
    """A clause as it was printed, but for the way in which a language writes amounts and days."""

    id: str
    number: str
    title: str
    text: tuple[str, ...]


def frozen_clauses(contract: Contract, variables: Mapping[str, Variable]) -> tuple[FrozenClause, ...]:
    """The clauses of a contract; what nothing fills in yet stands in square brackets."""
    return tuple(
        FrozenClause(
            id=clause.id,
            number=clause.number,
            title=_filled(clause.title, clause, contract, variables),
            text=tuple(_filled(paragraph, clause, contract, variables) for paragraph in clause.text),
        )
        for clause in contract.clauses
    )


def said(variable: Variable, pattern: str = "") -> str | None:
    """A variable's value in plain words; None: not resolved. ``pattern`` puts one row of several into words."""
    if variable.kind == "rows":
        return "; ".join(_row(row, pattern) for row in variable.rows) or None
    if variable.several:
        return "; ".join(variable.several)
    value = variable.value
    if isinstance(value, Decimal):
        return plain(value)
    return None if value in (None, "") else str(value)


def _filled(text: str, clause: ContractClause, contract: Contract, variables: Mapping[str, Variable]) -> str:
    def words(part: str | Mark) -> str:
        if isinstance(part, str):
            return part
        if part.kind == "variable":
            known = variables.get(part.name)
            return (known and said(known, clause.each.get(part.name, ""))) or f"[{part.name}]"
        if part.kind == "ref":
            return contract.number_of(part.name, part.paragraph)
        return part.words or contract.names.get(part.name, part.name)

    return "".join(words(part) for part in parse(text))


def _row(row: Mapping[str, Variable], pattern: str) -> str:
    if not pattern:
        return ", ".join(said(value) or "" for value in row.values())
    parts = (part if isinstance(part, str) else said(row[part.name]) or "" for part in parse(pattern))
    return "".join(parts)
