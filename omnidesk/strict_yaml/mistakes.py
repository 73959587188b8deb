"""All mistakes of a tree against its type, in words for a person. Loads jsonschema, so import it only on failure."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from omnidesk.strict_yaml.problem import Place, Tree, nearest_of
from omnidesk.strict_yaml.schema import json_schema

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing (null)",
    "array": "a list",
    "object": "a mapping of keys",
}


class Mistake(NamedTuple):
    """One mistake: where, what is wrong, what would be right."""

    place: Place
    reason: str
    fix: str


def mistakes(tree: Tree, kind: type) -> tuple[Mistake, ...]:
    """Return every mistake that the type's schema finds."""
    validator = Draft202012Validator(json_schema(kind), format_checker=FormatChecker(["date"]))
    return tuple(_explained(validator.iter_errors(tree)))


def _explained(errors: Iterable[ValidationError]) -> Iterator[Mistake]:
    for error in errors:
        if error.validator == "anyOf":
            yield from _of_alternatives(error)
        elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
            yield from _unknown_keys(error, error.instance)
        else:
            yield _single(error)


def _of_alternatives(error: ValidationError) -> Iterator[Mistake]:
    """Of several allowed shapes, speak about the one that was meant: the one whose outer type fits."""
    branches: dict[Any, list[ValidationError]] = {}
    for below in error.context or []:
        branches.setdefault(below.schema_path[0], []).append(below)
    meant = [found for found in branches.values() if not any(_wrong_type_here(below, error) for below in found)]
    if meant:
        yield from _explained(meant[0])
        return
    wanted = [name for found in branches.values() for below in found for name in _wanted(below)]
    yield Mistake(_place(error), f"{_shown(error.instance)} does not fit here", f"write {_or(wanted)}")


def _wrong_type_here(below: ValidationError, error: ValidationError) -> bool:
    return below.validator == "type" and len(below.absolute_path) == len(error.absolute_path)


def _unknown_keys(error: ValidationError, instance: dict[str, Any]) -> Iterator[Mistake]:
    known = set(error.schema.get("properties", {})) if isinstance(error.schema, dict) else set[str]()
    for key in instance:
        if key not in known:
            yield Mistake((*_place(error), key), "unknown key", nearest_of(key, known - set(instance)))


def _single(error: ValidationError) -> Mistake:
    place, shown = _place(error), _shown(error.instance)
    match error.validator:
        case "required":
            missing = next(name for name in _values(error) if name not in _keys(error.instance))
            return _missing(error, place, missing)
        case "enum":
            choices = [str(choice) for choice in _values(error)]
            return Mistake(place, f"{shown} is no choice here", nearest_of(str(error.instance), choices))
        case "type":
            return Mistake(place, f"{shown} does not fit here", f"write {_or(_wanted(error))}")
        case "pattern" | "format":
            return Mistake(place, f"{shown} is not written as expected", f"write {_or(_wanted(error))}")
        case _:
            return Mistake(place, f"{shown} does not fit here", error.message[:120])


def _values(error: ValidationError) -> list[Any]:
    return list(error.validator_value) if isinstance(error.validator_value, list) else []


def _keys(instance: object) -> set[str]:
    return set(instance) if isinstance(instance, dict) else set()


def _missing(error: ValidationError, place: Place, name: str) -> Mistake:
    properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    wanted = _kinds_of(properties.get(name, {}))
    hint = f" ({_or(wanted)})" if wanted else ""
    return Mistake(place, f'"{name}" is missing', f"add {name}{hint}")


def _wanted(error: ValidationError) -> list[str]:
    return _kinds_of(error.schema) if isinstance(error.schema, dict) else []


def _kinds_of(schema: dict[str, Any]) -> list[str]:
    if schema.get("format") == "date":
        return ["a date such as 2026-02-01"]
    if "pattern" in schema:
        return ['an amount of at most 15 digits and 12 decimals, such as "1500.00"']
    if "enum" in schema:
        return [f'"{choice}"' for choice in schema["enum"]]
    if "anyOf" in schema:
        return [name for branch in schema["anyOf"] for name in _kinds_of(branch)]
    names = schema.get("type", "object" if "$ref" in schema else [])
    return [_KINDS.get(name, name) for name in ([names] if isinstance(names, str) else names)]


def _or(wanted: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(wanted)) or "what the type asks for"


def _place(error: ValidationError) -> Place:
    return tuple(error.absolute_path)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return short if isinstance(value, int) else f'"{short}"'
