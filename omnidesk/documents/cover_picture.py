"""The picture of a cover: upright, RGB, as fine as a page prints it, small enough to travel with the deal."""

import io

from omnidesk.domain.errors import InputError
from omnidesk.domain.template_problems import COVER_BYTES

MOST_PIXELS = 40_000_000
"""Larger pictures are refused before they are unpacked."""
WIDEST = 2480
"""Pixels across a page at 300 dpi."""
LARGEST_FILE = 40_000_000
TRIES = tuple((width, quality) for width in (WIDEST, 1754, 1240, 900) for quality in (85, 72, 60))


def cover_picture(content: bytes) -> bytes:
    """Return a PNG or JPEG as an upright JPEG of at most ``COVER_BYTES``.

    Raises:
        InputError: it is no such picture, or too large.

    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InputError(
                    f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels; make it smaller"
                )
            opened.load()
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise InputError("the picture cannot be read; save it again as PNG or JPEG") from None
    flat = Image.new("RGBA", upright.size, "white")
    flat.alpha_composite(upright)
    for width, quality in TRIES:
        kept = io.BytesIO()
        small = flat.convert("RGB")
        small.thumbnail((width, width))
        small.save(kept, "JPEG", quality=quality, optimize=True)
        if kept.tell() <= COVER_BYTES:
            return kept.getvalue()
    raise InputError("the picture cannot be made small enough; choose one with fewer details")
