"""The step of the contract: its clauses in order, what departs from the standard and why, and one clause in full."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from omnidesk.domain.contract import Contract, ContractClause, Dropped
from omnidesk.domain.contract_problems import FIELD, field_of
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context

LineState = Literal["standard", "fallback", "edited", "own", "dropped"]

STATES: dict[LineState, str] = {
    "standard": marked("Standard"),
    "fallback": marked("Fallback"),
    "edited": marked("Edited"),
    "own": marked("Own"),
    "dropped": marked("Left out"),
}

MISSING = marked("Give a tier, an effective date and a term to see the contract.")


@dataclass(frozen=True)
class ContractOption:
    """Something to choose: a jurisdiction pack, a law, a mark to put into a clause."""

    id: str
    name: str


@dataclass(frozen=True)
class ClauseLine:
    """One clause in the list. ``depth`` 2 is a sub-clause; a dropped one has no number."""

    id: str
    number: str
    title: str
    depth: int
    state: LineState
    chip: str
    problem: bool


@dataclass(frozen=True)
class ContractView:
    """Everything of the step but the chosen clause; ``missing`` says why there is no contract yet."""

    missing: str
    summary: str
    packs: tuple[ContractOption, ...]
    pack: str
    note: str
    laws: tuple[ContractOption, ...]
    law: str
    lines: tuple[ClauseLine, ...]
    reordered: bool


def view(context: Context) -> ContractView:
    """What the step shows."""
    contract = context.contract
    catalog = context.catalog
    if contract is None:
        return ContractView(_(MISSING), "", (), "", "", (), "", (), False)
    troubled = {clause_in(problem.field) for problem in context.contract_problems}
    lines = tuple(_line(clause, clause.id in troubled) for clause in contract.clauses)
    return ContractView(
        missing="",
        summary=_summary(contract),
        packs=tuple(ContractOption(pack.id, pack.name) for pack in catalog.jurisdictions),
        pack=contract.jurisdiction.id,
        note=contract.jurisdiction.note,
        laws=tuple(ContractOption(law.id, law.name) for law in contract.jurisdiction.laws),
        law=contract.law.id,
        lines=(*lines, *(_dropped_line(each, each.clause.id in troubled) for each in contract.dropped)),
        reordered=bool(context.deal.contract.order),
    )


def departures(context: Context) -> Iterator[tuple[str, str, str]]:
    """What a colleague may ask about: title, reason and field of each departure from the standard."""
    contract = context.contract
    for clause in contract.clauses if contract else ():
        if clause.state != "standard":
            title = _("{number} {title}: {state}").format(
                number=clause.number, title=clause.title, state=_(STATES[clause.state]).lower()
            )
            yield title, _told(clause.reason, moved_on(clause)), field_of(clause)
    for out in contract.dropped if contract else ():
        title = _("{title}: left out").format(title=out.standard.title)
        yield title, _told(out.reason, ""), f"{FIELD}.deviations.{out.clause.id}"


def clause_of(context: Context, path: str) -> str:
    """The clause that a path of the deal belongs to; empty for none of this contract."""
    wanted, contract = clause_in(path), context.contract
    known = (
        {clause.id for clause in contract.clauses} | {each.clause.id for each in contract.dropped}
        if contract
        else set[str]()
    )
    if path.startswith(f"{FIELD}.terms.") and contract:
        return next((clause.id for clause in contract.clauses if clause.lists_terms), "")
    return wanted if wanted in known else ""


def clause_in(path: str) -> str:
    """The clause id in a path of the deal; empty where there is none."""
    root, _dot, rest = path.partition(".")
    group, _dot, last = rest.partition(".")
    return last.partition(".")[0] if root == FIELD and group in ("clauses", "deviations", "own") else ""


def _line(clause: ContractClause, troubled: bool) -> ClauseLine:
    chip = "" if clause.state == "standard" else _(STATES[clause.state])
    return ClauseLine(clause.id, clause.number, clause.title, clause.depth, clause.state, chip, troubled)


def _dropped_line(out: Dropped, troubled: bool) -> ClauseLine:
    return ClauseLine(out.clause.id, "", out.standard.title, 1, "dropped", _(STATES["dropped"]), troubled)


def _summary(contract: Contract) -> str:
    differ = sum(clause.state != "standard" for clause in contract.clauses) + len(contract.dropped)
    words = _("{count} clauses, all as in the library.") if not differ else _("{count} clauses, {differ} not standard.")
    return words.format(count=len(contract.clauses), differ=differ)


def moved_on(clause: ContractClause) -> str:
    """Say that the library has a newer version of a clause than the one departed from; empty where it has none."""
    if not clause.moved_on or clause.standard is None:
        return ""
    words = _("The library has version {now} of this clause; this contract departs from version {then}.")
    return words.format(now=clause.standard.version, then=clause.version)


def _told(reason: str, moved_on: str) -> str:
    return " ".join(part for part in (reason.strip() or _("No reason given yet."), moved_on) if part)
