"""The text of a catalog that documents print: found field by field, and replaced by its translation."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

Say = Callable[[str], str]
Kind = str
T = TypeVar("T")


class Text(msgspec.Struct, frozen=True):
    """One text as it stands in the specs: where, of which kind (``prose`` or ``unit``), and its words."""

    place: str
    kind: Kind
    words: str


def translated(value: T, say: Say) -> T:
    """Return a spec with each of its texts put through ``say``; ids, units and figures stay."""
    return _translated(value, "", say)


def texts(value: object, place: str = "") -> Iterator[Text]:
    """Yield every text of a spec in reading order; an empty one is left out."""
    yield from _texts(value, "", place)


def counted(unit: str) -> tuple[str, str]:
    """A number of a unit, for one and for many: ``{number} call per hour``, ``{number} calls per hour``."""
    head, space, rest = unit.partition(" ")
    one = head if head.endswith(("us", "ss")) else head.removesuffix("s")
    many = f"{one}es" if one.endswith("s") else f"{one}s"
    return f"{{number}} {one}{space}{rest}", f"{{number}} {many}{space}{rest}"


@cache
def _kinds(of: type) -> dict[str, Kind]:
    """The fields of a struct that may hold text, here or deeper: name → the kind of text, empty for none of its own."""
    return {name: _kind(hint) for name, hint in get_type_hints(of, include_extras=True).items()}


def _kind(hint: Any) -> Kind:  # noqa: ANN401 (any type hint)
    for part in getattr(hint, "__metadata__", ()):
        if isinstance(part, msgspec.Meta) and part.extra and "kind" in part.extra:
            return str(part.extra["kind"])
    return next((kind for part in get_args(hint) if (kind := _kind(part))), "")


def _translated(value: Any, kind: Kind, say: Say) -> Any:  # noqa: ANN401 (any part of a catalog)
    if isinstance(value, str):
        return say(value) if kind == "prose" and value else value
    if isinstance(value, tuple | list):
        return type(value)(_translated(each, kind, say) for each in value)
    if isinstance(value, Mapping):
        return {key: _translated(each, kind, say) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        kinds = _kinds(type(value))
        return type(value)(**{name: _translated(getattr(value, name), kinds[name], say) for name in kinds})
    return value


def _texts(value: Any, kind: Kind, place: str) -> Iterator[Text]:  # noqa: ANN401 (any part of a catalog)
    if isinstance(value, str):
        if kind and value:
            yield Text(place, kind, value)
        return
    for step, deeper, each in _parts(value, kind):
        yield from _texts(each, deeper, f"{place}.{step}".removeprefix("."))


def _parts(value: Any, kind: Kind) -> Iterator[tuple[str, Kind, Any]]:  # noqa: ANN401 (any part of a catalog)
    """What a part of a catalog consists of: its step in the place, the kind of its text, and itself."""
    if isinstance(value, tuple | list):
        yield from ((_step(each, number), kind, each) for number, each in enumerate(value))
    elif isinstance(value, Mapping):
        yield from ((str(key), kind, each) for key, each in value.items())
    elif isinstance(value, msgspec.Struct):
        yield from ((name, deeper, getattr(value, name)) for name, deeper in _kinds(type(value)).items())


def _step(row: object, number: int) -> str:
    """A row is named by its id where it has one."""
    return str(getattr(row, "id", number))
