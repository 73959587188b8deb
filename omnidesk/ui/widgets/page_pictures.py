"""Pictures of a document's pages, as a book lies open, to look through."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, smooth
from omnidesk.ui.theme.tokens import RADIUS
from omnidesk.ui.widgets.text import Text

GAP = 16
NEAR, FAR = 0.5, 1.0
"""Heights of the viewer around it within which pages are drawn, and within which they are kept."""
PAPER = QColor("white")


class PagePictures(QScrollArea):
    """Shows one page or two side by side, as wide as there is room; while there are none, it says why.

    Pages out of sight have a shape and no picture; ``looked`` asks for pictures of those that came into sight.
    """

    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[_Picture] = []
        self._words = Text("", "body", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = _Ground()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._column.setSpacing(GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._abreast = 2
        self._column.addWidget(self._words)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Preview"))
        dress_bars(self)
        self.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self._ring = _Ring(self)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self.looked)
        for signal in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged):
            signal.connect(self._looks)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys now turn these pages."""
        super().focusInEvent(event)
        self._ring.setVisible(by_keyboard(event, self._ring.isVisible()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring around the whole."""
        super().resizeEvent(event)
        self._ring.resize(event.size())
        self._looks()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is in sight now."""
        super().showEvent(event)
        self._looks()

    def say(self, words: str) -> None:
        """Say why there is nothing to see; an empty text says nothing."""
        self._words.show_text(words)

    def lay_out(self, shapes: Sequence[tuple[float, float]], images: Mapping[int, QImage]) -> None:
        """Show so many pages of these widths and heights, some with a picture; the place that is looked at stays."""
        while len(self._pages) > len(shapes):
            page = self._pages.pop()
            self._grid.removeWidget(page)
            page.hide()
            page.deleteLater()
        while len(self._pages) < len(shapes):
            self._pages.append(_Picture(_("Page {number}").format(number=len(self._pages) + 1)))
        for number, (page, shape) in enumerate(zip(self._pages, shapes, strict=True)):
            page.show_page(shape, images.get(number, QImage()))
        self._arrange()
        self._looks()

    def show_images(self, images: Mapping[int, QImage]) -> None:
        """Show further pictures of the same pages."""
        for number, image in images.items():
            self._pages[number].show_image(image)

    def in_sight(self) -> tuple[int, ...]:
        """The pages that can be seen, and those that come with the next turn of the wheel."""
        return self._within(NEAR) if self.isVisible() else ()

    def is_whole(self) -> bool:
        """Whether every page has found its place and can be seen without scrolling."""
        if not self._pages or not self.isVisible() or self.verticalScrollBar().maximum() > 0:
            return False
        last, room = self._pages[-1].geometry(), self.viewport()
        return last.width() * 2 * self._abreast > room.width() and last.bottom() <= room.height()

    def keep_near(self) -> set[int]:
        """Forget the pictures of pages that are far from what is looked at; return the others."""
        near = set(self._within(FAR))
        for number, page in enumerate(self._pages):
            if number not in near:
                page.show_image(QImage())
        return near

    def let_go(self) -> None:
        """Forget every picture; the pages keep their shape."""
        for page in self._pages:
            page.show_image(QImage())

    def _within(self, margin: float) -> tuple[int, ...]:
        """The pages on the viewport, taller by a share of its height above and below."""
        height = self.viewport().height()
        top, bottom = self.verticalScrollBar().value() - height * margin, height * (1 + 2 * margin)
        seen = QRect(0, round(top), max(self.viewport().width(), 1), round(bottom))
        return tuple(number for number, page in enumerate(self._pages) if page.geometry().intersects(seen))

    def _looks(self, *_values: int) -> None:
        self._look.start(0)

    def set_abreast(self, count: int) -> None:
        """Show so many pages side by side."""
        self._abreast = count
        self._arrange()
        self._looks()

    def _arrange(self) -> None:
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1 if side < self._abreast else 0)
        for place, page in enumerate(self._pages):
            self._grid.addWidget(page, place // self._abreast, place % self._abreast)

    def first_key(self) -> int:
        """Return what tells one picture of the first page from the next; 0 while there is none."""
        return self._pages[0].image.cacheKey() if self._pages else 0

    def pages(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages)


class _Ring(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the focus ring over the pages."""
        painter = smooth(self)
        focus_ring(painter, QRectF(self.rect()))
        painter.end()


class _Ground(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sunken ground on which pages lie."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), RADIUS, colour("sunken"))
        painter.end()


class _Picture(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._image, self._shape = QImage(), (1.0, 1.0)
        self.setAccessibleName(name)

    @property
    def image(self) -> QImage:
        """The page; none while it is out of sight."""
        return self._image

    def show_page(self, shape: tuple[float, float], image: QImage) -> None:
        """Show another page, of this width and height."""
        self._shape = shape
        self.show_image(image)
        self._fit()

    def show_image(self, image: QImage) -> None:
        """Show the page's picture, or its empty sheet."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return the page's shape at the width there is."""
        return QSize(200, self.height())

    def resizeEvent(self, _event: object) -> None:
        """Keep the page's shape."""
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, round(self._shape[1] * self.width() / max(self._shape[0], 1.0))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and its edge."""
        painter = smooth(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.fillRect(self.rect(), PAPER)
        else:
            painter.drawImage(QRectF(self.rect()), self._image)
        box(painter, QRectF(self.rect()), 0, None, colour("line"))
        painter.end()
