"""The company's logo: read once, turned upright, put on white and kept small, so that documents can draw it."""

import io
from pathlib import Path

from omnidesk.specs.sources import LOGOS
from omnidesk.strict_yaml import SpecProblem

MOST_PIXELS = 40_000_000
"""Larger pictures are refused before they are unpacked."""
WIDEST = 1200
"""Pixels to which a wider or higher logo is scaled down."""
FORMATS = ("PNG", "JPEG")


def logo_of(files: dict[str, Path], contents: dict[str, bytes]) -> tuple[bytes, list[SpecProblem]]:
    """Return the logo among the spec files as PNG, empty if there is none, and what is wrong with it."""
    name = next((name for name in LOGOS if name in contents), "")
    if not name:
        return b"", []
    try:
        return upright_png(contents[name]), []
    except ValueError as error:
        fix = "save it again as PNG or JPEG"
        return b"", [SpecProblem(file=str(files[name]), line=1, column=1, key="", reason=str(error), fix=fix)]


def upright_png(content: bytes) -> bytes:
    """Return a picture as an upright PNG on white, at most ``WIDEST`` pixels wide and high.

    Raises:
        ValueError: it is no such picture, or too large; the message says which.

    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _TooLargeError(f"the logo has more than {MOST_PIXELS:,} pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except _TooLargeError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValueError("the logo cannot be read as a picture") from None
    white = Image.new("RGBA", upright.size, "white")
    white.alpha_composite(upright)
    flat = white.convert("RGB")
    flat.thumbnail((WIDEST, WIDEST))
    kept = io.BytesIO()
    flat.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def fitting_png(content: bytes, most: int) -> bytes:
    """Return a picture as :func:`upright_png` does, made smaller until it has at most so many bytes.

    Raises:
        ValueError: it is no such picture, or too large; the message says which.

    """
    from PIL import Image

    picture = upright_png(content)
    while len(picture) > most:
        with Image.open(io.BytesIO(picture)) as opened:
            share = min(0.9, 0.95 * (most / len(picture)) ** 0.5)
            smaller = opened.resize((max(int(opened.width * share), 1), max(int(opened.height * share), 1)))
        kept = io.BytesIO()
        smaller.save(kept, "PNG", optimize=True)
        picture = kept.getvalue()
    return picture


class _TooLargeError(ValueError):
    """The picture has too many pixels."""
