"""Pages of a document as pictures."""

import msgspec


class DrawnPage(msgspec.Struct, frozen=True):
    """One page, counted from 0: rows of ``stride`` bytes, four a pixel (blue, green, red, nothing)."""

    number: int
    width: int
    height: int
    stride: int
    points: bytes


class DrawnPages(msgspec.Struct, frozen=True):
    """The width and height of every page, in points, and the pages that were asked for."""

    shapes: tuple[tuple[float, float], ...]
    pages: tuple[DrawnPage, ...]
