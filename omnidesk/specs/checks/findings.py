"""Where checks put what they find."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from omnidesk.specs.sources import CLAUSES, Source
from omnidesk.strict_yaml import Place, SpecProblem, nearest_of, problem_at


class Findings:
    """The spec files under check and what was found in them."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = sources
        self._problems: list[SpecProblem] = []

    def spec(self, file: str) -> Any:  # noqa: ANN401 - the type is that of the file
        """Return the typed content of one file."""
        return self.sources[file].spec

    def clause_files(self) -> Iterable[str]:
        """Return the names of the clause files."""
        return (name for name in self.sources if name.startswith(f"{CLAUSES}/"))

    def error(self, file: str, place: Place, reason: str, fix: str) -> None:
        """Note a mistake that keeps the catalog from loading."""
        source = self.sources[file]
        self._problems.append(problem_at(source.name, source.marks, place, reason, fix))

    def warn(self, file: str, place: Place, reason: str, fix: str) -> None:
        """Note something that a person should look at; the catalog loads."""
        self.error(file, place, reason, fix)
        self._problems[-1] = msgspec.structs.replace(self._problems[-1], severity="warning")

    def unknown(self, file: str, place: Place, value: str, known: Collection[str], what: str) -> bool:
        """Note an error where ``value`` is not among the ``known`` ids of something; say whether it was one."""
        if value in known:
            return False
        self.error(file, place, f'"{value}" is no {what}', nearest_of(value, known))
        return True

    def sorted(self) -> tuple[SpecProblem, ...]:
        """Return what was found: errors before warnings, by file, line and column."""
        order = {"error": 0, "warning": 1}
        return tuple(sorted(self._problems, key=lambda each: (order[each.severity], each.file, each.line, each.column)))
