"""Inter from the shipped files, in the roles of the type scale."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from omnidesk.domain.errors import MachineError
from omnidesk.shipped import shipped
from omnidesk.ui.theme.tokens import TYPE, TypeRole

FAMILY = "Inter"
FILES = ("Inter_400Regular.ttf", "Inter_500Medium.ttf", "Inter_600SemiBold.ttf")


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to Qt, once; call it before the first window.

    Raises:
        MachineError: a font file is missing or cannot be read.

    """
    for name in FILES:
        path = shipped("resources", "fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MachineError(f"{path}: the font cannot be read; install OmniDesk again")


@cache
def font(role: TypeRole = "body", *, tabular: bool = False) -> QFont:
    """Return the font of a role; ``tabular`` gives every digit the same width, for amounts in columns."""
    style = TYPE[role]
    result = QFont(FAMILY)
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
