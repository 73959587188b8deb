"""Trees as YAML that people like to read and that :func:`omnidesk.strict_yaml.read` gives back unchanged."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_BARE = re.compile(r"[^\W\d_][^\x00-\x1f:#,\[\]{}\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LINES = re.compile(r"[^\s\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff][^\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff]*\Z")
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_TAKEN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"}
_WIDTH = 110


def write(tree: Mapping[str, object]) -> str:
    """Write a mapping as a YAML document: keys in their order, short lists of plain values on one line."""
    return "".join(f"{line}\n" for line in _mapping(tree, "")) or "{}\n"


def _mapping(tree: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{indent}{_text(key)}:", value, indent + "  ")


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    short = _flow(value)
    if short is not None and len(head) + len(short) < _WIDTH:
        yield f"{head} {short}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield head
        yield from _sequence(value, indent)
    elif isinstance(value, str) and "\n" in value and _LINES.match(value) and not value.endswith("\n"):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {_scalar(value)}"


def _sequence(values: Sequence[object], indent: str) -> Iterator[str]:
    for value in values:
        short = _flow(value)
        if short is not None:
            yield f"{indent}- {short}"
        elif isinstance(value, Mapping):
            first, *rest = _mapping(value, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", value, indent + "  ")


def _flow(value: object) -> str | None:
    """One-line form of a scalar, of a list of scalars and of a short mapping of these; None where lines read better."""
    if isinstance(value, str) and "\n" in value:
        return None
    if isinstance(value, Mapping):
        parts = [(key, _flow(entry)) for key, entry in value.items()]
        text = "{" + ", ".join(f"{_text(key)}: {part}" for key, part in parts) + "}"
        fits = len(text) <= _WIDTH - 30 and all(part is not None for _, part in parts)
        return text if fits else None
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [_flow(entry) for entry in value]
        text = "[" + ", ".join(part or "" for part in parts) + "]"
        return text if len(text) <= _WIDTH and all(part is not None for part in parts) else None
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    if _DATE.match(text):
        return text
    if _BARE.match(text) and not text.endswith(" ") and text.lower() not in _TAKEN:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
