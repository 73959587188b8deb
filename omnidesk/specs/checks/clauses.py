"""Clauses: every variable can be filled, every condition names something that exists, ids are unique over files."""

import re

from omnidesk.domain.clause import MODEL_PATHS, VARIABLES, Clause
from omnidesk.specs.checks.findings import Findings
from omnidesk.strict_yaml import Place

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def check_clauses(found: Findings) -> None:
    """Check all clause files."""
    homes: dict[str, str] = {}
    for file in found.clause_files():
        for index, clause in enumerate(found.spec(file).clauses):
            _check_clause(found, file, ("clauses", index), clause)
            home = homes.setdefault(clause.id, file)
            if home != file:
                reason = f'the clause "{clause.id}" is in {home} already'
                found.error(file, ("clauses", index, "id"), reason, "give it an id of its own, or replace that file")


def _check_clause(found: Findings, file: str, place: Place, clause: Clause) -> None:
    tiers = tuple(tier.id for tier in found.spec("tiers.yaml").tiers)
    for index, tier in enumerate(clause.when.tiers):
        found.unknown(file, (*place, "when", "tiers", index), tier, tiers, "tier")
    for index, model in enumerate(clause.when.models):
        found.unknown(file, (*place, "when", "models", index), model, MODEL_PATHS, "part of the revenue models")
    flags = tuple(each.id for each in found.spec("discovery.yaml").questions if each.answer == "boolean")
    for index, need in enumerate(clause.when.needs):
        found.unknown(file, (*place, "when", "needs", index), need, flags, "yes/no question")
    if clause.version < 1:
        found.error(file, (*place, "version"), f"{clause.version} is no version", "count versions from 1")
    for index, paragraph in enumerate(clause.text):
        _check_paragraph(found, file, (*place, "text", index), paragraph)


def _check_paragraph(found: Findings, file: str, place: Place, text: str) -> None:
    for variable in _VARIABLE.findall(text):
        found.unknown(file, place, variable, VARIABLES, "variable of a deal")
    if set("{}") & set(_VARIABLE.sub("", text)):
        found.error(file, place, "a curly bracket stands alone", "write variables as {client_name}")
