"""How somebody signs: drawn on a pad, typed in the script face, or a picture of a signature."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.domain.mark import Ink, Mark, Picture, TypedName
from omnidesk.i18n import _
from omnidesk.shipped import shipped
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.signature_pad import LEAST, SignaturePad

SCRIPT_FILE = "Allura_400Regular.ttf"
LARGEST, SMALLEST = 54, 20
"""Size of a typed signature on screen, in pixels."""

Say = Callable[[str], str]


class MarkInput(QWidget):
    """A signature in one of three ways; ``changed`` follows every stroke, letter and picture.

    ``say`` translates its words, which may be read by a client in another language than the window's. A picture can
    only be given where ``picture_wanted`` is answered by ``show_picture``.
    """

    changed = Signal()
    picture_wanted = Signal()

    def __init__(self, say: Say = _, *, pictures: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        ways = [Option("drawn", say("Draw")), Option("typed", say("Type"))]
        self.way = Segmented([*ways, Option("picture", say("Picture"))] if pictures else ways)
        self.way.set_name(say("How you sign"))
        self.way.set_value("drawn")
        self.way.edited.connect(self._choose)
        self.pad = SignaturePad(say("Sign on the line"))
        self.pad.setObjectName("signature-pad")
        self.pad.changed.connect(self._follow)
        self._typed, self._picture = _TypedMark(say("Your name appears here as you type it above")), _PictureMark()
        self._picture.setAccessibleName(say("Picture"))
        self._stack = QStackedWidget()
        for page in (self.pad, self._typed, self._picture):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        self._follow()

    def mark(self) -> Mark | None:
        """Return the signature; None while there is none."""
        match self.way.value():
            case "typed":
                return TypedName(self._typed.name) if self._typed.name else None
            case "picture":
                return self._picture.mark
            case _:
                return self.pad.ink()

    def set_name(self, name: str) -> None:
        """Show the name as it will be signed when typed."""
        self._typed.show_name(name.strip())
        if self.way.value() == "typed":
            self._follow()

    def show_mark(self, mark: Mark) -> None:
        """Show a signature that was given before."""
        match mark:
            case Ink():
                self.pad.show_ink(mark)
                self._open("drawn")
            case TypedName():
                self._typed.show_name(mark.text)
                self._open("typed")
            case Picture():
                self._picture.show_mark(mark)
                self._open("picture")

    def _head(self) -> QHBoxLayout:
        self.undo = Button(self._say("Undo stroke"), "quiet", icon="arrow-u-up-left", small=True)
        self.clear = Button(self._say("Clear"), "quiet", icon="trash", small=True)
        self.load = Button(self._say("Choose a picture"), "secondary", icon="folder-open", small=True)
        self.undo.setObjectName("undo-stroke")
        self.clear.setObjectName("clear-signature")
        self.load.setObjectName("choose-picture")
        self.undo.clicked.connect(self.pad.undo)
        self.clear.clicked.connect(self.pad.clear)
        self.load.clicked.connect(self.picture_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.way)
        row.addStretch(1)
        for button in (self.load, self.undo, self.clear):
            row.addWidget(button)
        return row

    def _open(self, way: str) -> None:
        self.way.set_value(way)
        self._choose(way)

    def _choose(self, way: str) -> None:
        self._stack.setCurrentIndex(("drawn", "typed", "picture").index(way))
        self._follow()

    def _follow(self) -> None:
        drawing = self.way.value() == "drawn"
        for button in (self.undo, self.clear):
            set_shown(button, drawing)
            button.setEnabled(not self.pad.is_empty())
        set_shown(self.load, self.way.value() == "picture")
        self.changed.emit()


class _Paper(QWidget):
    """The ground that typed names and pictures stand on, as the pad has it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the pad's size."""
        return QSize(420, 180)


class _TypedMark(_Paper):
    def __init__(self, hint: str) -> None:
        super().__init__()
        self.name, self._hint = "", hint
        self.setAccessibleName(hint)

    def show_name(self, name: str) -> None:
        """Show a name."""
        self.name = name
        self.setAccessibleName(name or self._hint)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name as large as it fits; a very long one on several lines."""
        painter = smooth(self)
        place = QRectF(self.rect())
        box(painter, place, RADIUS, colour("surface"), colour("line_input"))
        inside = place.adjusted(20, 12, -20, -12)
        face = _script()
        words = self.name or self._hint
        size = LARGEST if self.name else SMALLEST
        face.setPixelSize(size)
        painter.setFont(face)
        while size > SMALLEST and painter.fontMetrics().horizontalAdvance(words) > inside.width():
            size -= 2
            face.setPixelSize(size)
            painter.setFont(face)
        painter.setPen(colour("text" if self.name else "muted"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
        painter.end()


class _PictureMark(_Paper):
    def __init__(self) -> None:
        super().__init__()
        self.mark: Picture | None = None
        self._image = QImage()

    def show_mark(self, mark: Picture) -> None:
        """Show a picture."""
        self.mark = mark
        self._image = QImage.fromData(mark.png)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle; on paper white, because its ink keeps its own colour."""
        painter = smooth(self)
        place = QRectF(self.rect())
        ground = colour("surface") if self._image.isNull() else Qt.GlobalColor.white
        box(painter, place, RADIUS, QColor(ground), colour("line_input"))
        if not self._image.isNull():
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            inside = place.adjusted(16, 16, -16, -16)
            size = self._image.size().scaled(inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(inside.center())
            painter.drawImage(target, self._image)
        painter.end()


@cache
def _family() -> str:
    """The script face, read when somebody types a signature for the first time."""
    number = QFontDatabase.addApplicationFont(str(shipped("resources", "fonts", SCRIPT_FILE)))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else ""


def _script() -> QFont:
    return QFont(_family())
