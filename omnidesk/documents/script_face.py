"""The face for typed signatures (Allura, read only where it is drawn), and faces for names in other alphabets."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from omnidesk.documents.fonts import FACES, FAR, glyphs
from omnidesk.documents.text import one_line
from omnidesk.shipped import shipped

SCRIPT = "Script"
SCRIPT_FILE = "Allura_400Regular.ttf"


def signature_face(name: str) -> str:
    """Return the face that a typed signature is set in: the script, or the first one that has all of its characters."""
    _register()
    return face_for(name, SCRIPT)


def face_for(text: str, preferred: str) -> str:
    """Return the preferred face, or the first one that has every character of a line that this one lacks."""
    letters = set(one_line(text))
    far = sorted(FAR, reverse="Bold" in preferred)
    candidates = (preferred, *FACES, *far)
    return next((face for face in candidates if all(ord(letter) in glyphs(face) for letter in letters)), preferred)


@cache
def _register() -> None:
    font = TTFont(SCRIPT, str(shipped("resources", "fonts", SCRIPT_FILE)), asciiReadable=False)
    font.face.name = SCRIPT.encode("ascii")
    pdfmetrics.registerFont(font)
