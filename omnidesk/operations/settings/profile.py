"""A profile: what a company shares of its settings, as one YAML file that can be handed out. It holds no secret."""

import base64
import binascii
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from msgspec import UNSET, UnsetType

from omnidesk.domain.errors import InputError
from omnidesk.domain.policy import Decision
from omnidesk.operations.settings.declared import Kind, Setting, settings
from omnidesk.operations.settings.kept import Held, Seat, change, current
from omnidesk.operations.settings.values import Value, as_text, fault, logo_from
from omnidesk.strict_yaml import Marks, SourceError, SpecProblem, bytes_of, convert, problem_at, read_bytes
from omnidesk.strict_yaml.write import write

FORMAT, VERSION = "omnidesk_profile", 1
_LINE = 100
"""Characters of a picture in one line."""
_TYPES: dict[Kind, Any] = {"lines": tuple[str, ...], "picture": tuple[str, ...], "count": int, "percent": Decimal}
"""How a file writes a kind of value; all others are text."""


class Change(msgspec.Struct, frozen=True):
    """What an import would change, in words."""

    key: str
    label: str
    before: str
    after: str


def profile_text(held: Mapping[str, Held]) -> str:
    """Write the settings that are shared."""
    tree: dict[str, dict[str, object] | int] = {FORMAT: VERSION}
    for row in _shared():
        group = tree.setdefault(row.group, {})
        if isinstance(group, dict):
            group[row.name] = _written(row, held[row.key])
    return "# Settings of a company for OmniDesk; nothing in it is secret.\n" + write(tree)


def read_profile(path: Path) -> dict[str, Held]:
    """Read what a profile file says; settings that it leaves out are left out.

    Raises:
        SourceError: with every mistake, each with its line.
        InputError: the file cannot be read, or is no profile of this version.
    """
    return profile_of(bytes_of(path), str(path))


def profile_of(content: bytes, source: str) -> dict[str, Held]:
    """Read the content of a profile file. Raises as :func:`read_profile`."""
    tree, marks = read_bytes(content, source)
    version = tree.get(FORMAT) if isinstance(tree, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise InputError(f"{source}: this is no profile; the first key of one is {FORMAT}: {VERSION}")
    if version != VERSION:
        raise InputError(f"{source}: this profile has version {version}, known here is {VERSION}; update OmniDesk")
    found = msgspec.structs.asdict(convert(tree, marks, _profile_type(), source))
    held: dict[str, Held] = {}
    problems: list[SpecProblem] = []
    for row in _shared():
        group = found[row.group]
        entry: Any = UNSET if group is UNSET else getattr(group, row.name)
        if entry is not UNSET:
            held[row.key] = _taken(row, entry, marks, source, problems)
    if problems:
        raise SourceError(tuple(problems))
    return held


def differences(seat: Seat, wanted: Mapping[str, Held]) -> tuple[Change, ...]:
    """What taking a profile over would change, in the order of the settings.

    Raises:
        SourceError: a file of the company's own specs is no YAML.
        MachineError: the store is out of reach or damaged.
    """
    before = current(seat)
    return tuple(
        Change(row.key, row.label, as_text(before[row.key].value), as_text(wanted[row.key].value))
        for row in settings()
        if row.key in wanted and _differs(before[row.key], wanted[row.key])
    )


def take_over(seat: Seat, wanted: Mapping[str, Held]) -> None:
    """Change what a profile says. Raises as :func:`omnidesk.operations.settings.kept.change`."""
    from omnidesk.operations.settings.begun import note_begun

    before = current(seat)
    change(seat, {key: held for key, held in wanted.items() if _differs(before[key], held)})
    note_begun(seat)


def _differs(before: Held, after: Held) -> bool:
    return before.value != after.value or after.reason not in ("", before.reason)


def _shared() -> tuple[Setting, ...]:
    return tuple(row for row in settings() if row.shared)


@cache
def _profile_type() -> type[msgspec.Struct]:
    """The type of a profile file: a struct of the groups, whose fields are the settings; each may be left out."""
    groups: dict[str, list[tuple[str, Any, Any]]] = {}
    for row in _shared():
        kind: Any = _TYPES.get(row.kind, str)
        kind = Decision[kind] if row.has_reason else kind
        groups.setdefault(row.group, []).append((row.name, kind | UnsetType, UNSET))
    fields: list[tuple[str, Any, Any]] = [(FORMAT, Literal[1], UNSET)]
    for name, entries in groups.items():
        fields.append((name, msgspec.defstruct(name, entries, forbid_unknown_fields=True) | UnsetType, UNSET))
    return msgspec.defstruct("Profile", fields, forbid_unknown_fields=True)


def _taken(row: Setting, entry: object, marks: Marks, source: str, problems: list[SpecProblem]) -> Held:
    reason, found = "", entry
    if isinstance(entry, Decision):
        reason, found = entry.reason, cast("Decision[Any]", entry).value
    place = (row.group, row.name, "value") if row.has_reason else (row.group, row.name)
    try:
        value: Value = _picture(cast("tuple[str, ...]", found)) if row.kind == "picture" else cast("Value", found)
    except InputError as error:
        problems.append(problem_at(source, marks, place, str(error), "export the profile again"))
        return Held("")
    wrong = fault(row, value)
    if wrong is not None:
        problems.append(problem_at(source, marks, place, wrong.reason, wrong.fix))
    return Held(value, reason)


def _picture(lines: tuple[str, ...]) -> bytes:
    try:
        content = base64.b64decode("".join(lines), validate=True)
    except (binascii.Error, ValueError):
        raise InputError("the logo is not written as a profile has it") from None
    return logo_from(content) if content else b""


def _written(row: Setting, held: Held) -> object:
    value = _plain(held.value)
    return {"value": value, "reason": held.reason} if row.has_reason else value


def _plain(value: Value) -> object:
    if isinstance(value, bytes):
        text = base64.b64encode(value).decode()
        return [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value:f}"
    return value
