"""The mark of a person: what is seen of a signature on top of its seal. Drawn, typed, or a picture."""

import hashlib
from typing import Literal

import msgspec

MarkMethod = Literal["drawn", "typed", "picture"]
Device = Literal["pen", "mouse", "touch"]


class InkPoint(msgspec.Struct, frozen=True, array_like=True):
    """One point as the device gave it: place in pixels of the pad (y grows downwards), time and pressure.

    ``at`` are milliseconds since the first point of the first stroke; ``pressure`` runs from 0 to 1, and is 1 where
    the device knows none.
    """

    x: float
    y: float
    at: int
    pressure: float


class Ink(msgspec.Struct, frozen=True, tag="drawn", tag_field="method"):
    """A handwritten mark: strokes of raw points, exactly as they were drawn. They are the evidence, not the curves."""

    strokes: tuple[tuple[InkPoint, ...], ...]
    device: Device = "mouse"


class TypedName(msgspec.Struct, frozen=True, tag="typed", tag_field="method"):
    """A name that is set in a face that looks like handwriting."""

    text: str


class Picture(msgspec.Struct, frozen=True, tag="picture", tag_field="method"):
    """A picture of a mark on paper: PNG with a transparent ground."""

    png: bytes


Mark = Ink | TypedName | Picture


def method_of(mark: Mark) -> MarkMethod:
    """How the mark was made."""
    match mark:
        case Ink():
            return "drawn"
        case TypedName():
            return "typed"
        case Picture():
            return "picture"


def mark_sha256(mark: Mark) -> str:
    """SHA-256 over the mark as it was made: raw points, typed text or picture."""
    return hashlib.sha256(write_mark(mark)).hexdigest()


def write_mark(mark: Mark) -> bytes:
    """The mark as JSON, the same bytes for the same mark."""
    return msgspec.json.encode(mark)


def read_mark(content: bytes) -> Mark:
    """The mark that ``write_mark`` wrote.

    Raises ``msgspec.MsgspecError`` when it is none.
    """
    return msgspec.json.decode(content, type=Mark)
