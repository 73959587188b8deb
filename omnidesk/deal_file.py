"""The deal as text: YAML that people read and write, canonical JSON for the store and inside documents."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import msgspec

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.money import plain
from omnidesk.strict_yaml import Marks, Place, SourceError, SpecProblem, convert, key_of, read, read_file
from omnidesk.strict_yaml.limits import CONTROL, DECIMALS_MAXIMUM, DIGITS_MAXIMUM, SIZE_MAXIMUM

_STORED = "the stored deal"
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def read_deal(path: Path) -> Deal:
    """Read a deal file, YAML or JSON.

    Raises:
        SourceError: with every mistake, one line each, with file, line and key.
        InputError: the file cannot be read.

    """
    return read_deal_with_marks(path)[0]


def read_deal_with_marks(path: Path) -> tuple[Deal, Marks]:
    """Read a deal file; the marks say where in it each value stands. Raises as :func:`read_deal`."""
    tree, marks = read_file(path)
    return convert(tree, marks, Deal, str(path)), marks


def parse_deal(text: str, source: str) -> Deal:
    """Read a deal from YAML or JSON text; ``source`` names it in messages.

    Raises:
        SourceError: with every mistake.

    """
    tree, marks = read(text, source)
    return convert(tree, marks, Deal, source)


def write_deal(deal: Deal) -> str:
    """Write a deal as YAML: keys in the order of the deal file, only what differs from the default, amounts quoted.

    Raises:
        InputError: an amount is not finite or longer than a deal file may hold.

    """
    from omnidesk.strict_yaml.write import write

    return write({"format": deal.format, **_changed(deal, ())})


def encode_deal(deal: Deal) -> str:
    """Write a deal as canonical JSON: sorted keys, no spaces, NFC, defaults filled in. Equal deals give equal text.

    Raises:
        InputError: an amount is not finite or longer than a deal file may hold.

    """
    return json.dumps(_plain(_builtins(deal), ()), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def decode_deal(text: str, source: str = _STORED) -> Deal:
    """Read a deal from the JSON of :func:`encode_deal`.

    Raises:
        SourceError: it is damaged or was not written by us.

    """
    try:
        if len(text) > SIZE_MAXIMUM:
            raise ValueError("it is larger than 1 MB")
        tree = json.loads(text, object_pairs_hook=_unique, parse_float=_no_number, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = f"this is no deal as OmniDesk writes it ({error})"
        problem = SpecProblem(file=source, line=1, column=1, key="", reason=reason, fix="take a safety copy")
        raise SourceError((problem,)) from None
    return convert(tree, {}, Deal, source)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    if any(isinstance(value, str) and CONTROL.search(value) for value in found.values()):
        raise ValueError("a text holds a control character")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")


def _changed(value: msgspec.Struct, place: Place) -> dict[str, object]:
    """Keys of a struct that are required or differ from their default."""
    kept: dict[str, object] = {}
    for field in msgspec.structs.fields(value):
        content = getattr(value, field.name)
        default = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
        if field.required or content != default:
            kept[field.name] = _written(content, (*place, field.name))
    return kept


def _written(value: object, place: Place) -> object:
    if isinstance(value, msgspec.Struct):
        return _changed(value, place)
    if isinstance(value, Mapping):
        return {clean_text(str(key)): _written(entry, (*place, str(key))) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_written(entry, (*place, index)) for index, entry in enumerate(value)]
    return _plain(_builtins(value), place)


def _builtins(value: object) -> object:
    return msgspec.to_builtins(value, builtin_types=(Decimal,))


def _plain(value: object, place: Place) -> object:
    """Check and write out what a file may hold: clean text, amounts as text, whole numbers in bounds."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Decimal):
        return _amount(value, place)
    if isinstance(value, Mapping):
        return {clean_text(str(key)): _plain(entry, (*place, str(key))) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [_plain(entry, (*place, index)) for index, entry in enumerate(value)]
    if isinstance(value, int) and abs(value) >= 10**DIGITS_MAXIMUM:
        _refuse_number(place)
    return value


def clean_text(text: str) -> str:
    """Text as a deal keeps it: composed (NFC), lines ending in a newline, without control characters."""
    return CONTROL.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))


def _amount(value: Decimal, place: Place) -> str:
    if not value.is_finite() or value.adjusted() >= DIGITS_MAXIMUM or value.adjusted() < -DECIMALS_MAXIMUM:
        return "0" if value == 0 else _refuse_number(place)
    written = plain(value)
    if len(written.partition(".")[2]) > DECIMALS_MAXIMUM:
        _refuse_number(place)
    return written


def _refuse_number(place: Place) -> NoReturn:
    limits = f"at most {DIGITS_MAXIMUM} digits before the point and {DECIMALS_MAXIMUM} after"
    raise InputError(f"{key_of(place)}: the number is too long to be kept; write {limits}")
