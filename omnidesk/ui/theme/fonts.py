"""Inter from the shipped files, in the roles of the type scale; Noto Sans JP behind it for names in Japanese."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from omnidesk.domain.errors import MachineError
from omnidesk.shipped import shipped
from omnidesk.ui.theme.tokens import TYPE, TypeRole

FAMILY, BEHIND = "Inter", "Noto Sans JP"
FILES = ("Inter_400Regular.ttf", "Inter_500Medium.ttf", "Inter_600SemiBold.ttf")
FILES_BEHIND = ("NotoSansJP_400Regular.ttf", "NotoSansJP_600SemiBold.ttf")


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to Qt, once; call it before the first window.

    Raises:
        MachineError: a font file is missing or cannot be read.

    """
    _register(FILES)


@cache
def register_fonts_behind() -> None:
    """Make the fonts known that hold what Inter does not, once; no window waits for them.

    Raises:
        MachineError: a font file is missing or cannot be read.

    """
    _register(FILES_BEHIND)


def _register(names: Sequence[str]) -> None:
    for name in names:
        path = shipped("resources", "fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MachineError(f"{path}: the font cannot be read; install OmniDesk again")


@cache
def font(role: TypeRole = "body", *, tabular: bool = False) -> QFont:
    """Return the font of a role; ``tabular`` gives every digit the same width, for amounts in columns."""
    style = TYPE[role]
    result = QFont([FAMILY, BEHIND])
    result.setPixelSize(style.size)
    result.setWeight(QFont.Weight(style.weight))
    if style.tracking:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking)
    if style.capitals:
        result.setCapitalization(QFont.Capitalization.AllUppercase)
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result
