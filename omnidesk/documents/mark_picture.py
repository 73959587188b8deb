"""A picture of a signature on paper becomes a mark: the paper goes, the ink stays, no larger than print needs."""

import io

from PIL import Image, ImageChops, ImageFilter, ImageOps

from omnidesk.documents.stamp import MARK
from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Picture

LARGEST_FILE = 20_000_000
"""Bytes of a picture file."""
MOST_PIXELS = 50_000_000
"""Pixels of a picture before it is made smaller; a phone takes some 12 million."""
DPI = 300
WORKING = 1600
"""Pixels of the longer side at which ink and paper are told apart."""
PAPER, INK = 0.90, 0.62
"""Brightness against the paper around it: above the first there is no ink, below the second it is solid."""
FAINTEST = 24
"""Opacity (of 255) below which a pixel does not count as ink when the picture is trimmed."""

_OPAQUE = [255 if value <= 250 else 0 for value in range(256)]
_COUNTS = [255 if value > FAINTEST else 0 for value in range(256)]
_SHADOW = [round(value * (1 - PAPER)) for value in range(256)]
_SOLID = [min(255, round(value / (PAPER - INK) * 1.15)) for value in range(256)]


def mark_from_picture(content: bytes) -> Picture:
    """Take a PNG or JPEG as a mark: turned upright, freed of paper and shadow, trimmed, at most 300 dpi in its box.

    Raises:
        InputError: it is no PNG or JPEG, too large, damaged, or shows no ink.
    """
    picture = _opened(content)
    if picture.getchannel("A").point(_OPAQUE).getbbox() is None:
        picture.putalpha(_ink_of(picture.convert("L")))
    box = picture.getchannel("A").point(_COUNTS).getbbox()
    if box is None:
        raise InputError("The picture shows no ink; take a picture of a dark signature on light paper.")
    room = (round(MARK.width / 72 * DPI), round(MARK.height / 72 * DPI))
    mark = picture.crop(box)
    mark.thumbnail(room, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    mark.save(out, "PNG", optimize=True)
    return Picture(png=out.getvalue())


def _opened(content: bytes) -> Image.Image:
    """Decode the picture, upright, with an alpha channel, its longer side at most ``WORKING`` pixels."""
    if len(content) > LARGEST_FILE:
        raise InputError(f"The picture is larger than {LARGEST_FILE // 1_000_000} MB; make it smaller.")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise InputError(f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels.")
            picture.draft("RGB", (WORKING, WORKING))
            picture.load()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except InputError:
        raise
    except Exception as failure:  # hostile bytes raise more kinds than Pillow documents
        raise InputError("The picture cannot be read: it is damaged, or neither PNG nor JPEG.") from failure
    upright.thumbnail((WORKING, WORKING), Image.Resampling.LANCZOS)
    return upright


def _ink_of(grey: Image.Image) -> Image.Image:
    """The opacity of each pixel: how much darker it is than the paper around it, so that shadows do not count."""
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(4)).resize(grey.size)
    lighter = ImageChops.subtract(paper, grey)
    return ImageChops.subtract(lighter, paper.point(_SHADOW)).point(_SOLID)
