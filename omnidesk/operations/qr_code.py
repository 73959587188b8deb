"""Texts as QR codes: a picture that a telephone or a webcam reads off a screen or a page."""

from io import BytesIO

from omnidesk.domain.errors import InputError

SCALE, BORDER = 6, 4
"""Pixels of a module in the picture, and modules of the quiet edge around the code."""
LONGEST = 1_600
"""Characters: beyond it a code is too fine for the cameras of telephones."""


def qr_png(text: str) -> bytes:
    """Draw a text as a QR code, as a black and white PNG.

    Raises:
        InputError: the text is too long for a code that can be read.
    """
    import segno

    if len(text.encode()) > LONGEST:
        raise InputError("this is too long for a QR code that a telephone reads; use the file or the text")
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()
