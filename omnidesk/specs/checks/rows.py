"""What holds for every row of every file: ids that are words and unique, bounds in order, names that say something."""

import re
from collections.abc import Iterator

import msgspec

from omnidesk.specs.checks.findings import Findings
from omnidesk.strict_yaml import Place

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_TEXTS = ("name", "label", "title", "text", "why", "reason", "tagline")


def check_rows(found: Findings) -> None:
    """Check ids, names and bounds wherever they occur."""
    for file, source in found.sources.items():
        for place, row in structs_in(source.spec, ()):
            _check_row(found, file, place, row)
        for place, rows in _lists_in(source.spec, ()):
            _check_unique(found, file, place, rows)


def structs_in(value: object, place: Place) -> Iterator[tuple[Place, msgspec.Struct]]:
    """Walk over all rows below a value, each with its place."""
    if isinstance(value, msgspec.Struct):
        yield place, value
        for name in value.__struct_fields__:
            yield from structs_in(getattr(value, name), (*place, name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from structs_in(entry, (*place, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from structs_in(entry, (*place, str(key)))


def _lists_in(value: object, place: Place) -> Iterator[tuple[Place, tuple[object, ...]]]:
    for at, row in structs_in(value, place):
        for name in row.__struct_fields__:
            rows = getattr(row, name)
            if isinstance(rows, tuple) and rows:
                yield (*at, name), rows


def _check_row(found: Findings, file: str, place: Place, row: msgspec.Struct) -> None:
    row_id = getattr(row, "id", None)
    if isinstance(row_id, str) and not _ID.match(row_id):
        found.error(file, (*place, "id"), f'"{row_id}" is no id', "use small letters, digits and _, a letter first")
    low, high = getattr(row, "minimum", None), getattr(row, "maximum", None)
    if isinstance(low, int) and isinstance(high, int) and low > high:
        found.error(file, (*place, "minimum"), f"the minimum {low} is above the maximum {high}", "swap the two")
    for name in _TEXTS:
        if getattr(row, name, None) == "":
            found.error(file, (*place, name), "the text is empty", "say it in a few words")


def _check_unique(found: Findings, file: str, place: Place, rows: tuple[object, ...]) -> None:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        row_id = row if isinstance(row, str) else getattr(row, "id", None)
        if not isinstance(row_id, str):
            continue
        if row_id in seen:
            found.error(file, (*place, index), f'"{row_id}" is there twice', "give each row its own id")
        seen.add(row_id)
