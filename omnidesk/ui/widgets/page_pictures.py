"""Pictures of a document's pages, as a book lies open, to look through."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, smooth
from omnidesk.ui.theme.tokens import RADIUS
from omnidesk.ui.widgets.text import Text

GAP = 16


class PagePictures(QScrollArea):
    """Shows one page or two side by side, as wide as there is room; while there are none, it says why."""

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

    def say(self, words: str) -> None:
        """Say why there is nothing to see; an empty text says nothing."""
        self._words.show_text(words)

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Show these pages; the place that is being looked at stays."""
        while len(self._pages) > len(images):
            page = self._pages.pop()
            self._grid.removeWidget(page)
            page.hide()
            page.deleteLater()
        while len(self._pages) < len(images):
            page = _Picture()
            self._pages.append(page)
        for number, (page, image) in enumerate(zip(self._pages, images, strict=True), start=1):
            page.show_image(image, _("Page {number}").format(number=number))
        self._arrange()

    def show_first(self, images: Sequence[QImage]) -> None:
        """Show these pages in the place of the first ones, as long as the others are not there yet."""
        self.show_pages([*images, *(page.image for page in self._pages[len(images) :])])

    def set_abreast(self, count: int) -> None:
        """Show so many pages side by side."""
        self._abreast = count
        self._arrange()

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
    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """The page."""
        return self._image

    def show_image(self, image: QImage, name: str) -> None:
        """Show one page."""
        self._image = image
        self.setAccessibleName(name)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the page's shape at the width there is."""
        return QSize(200, self.height())

    def resizeEvent(self, _event: object) -> None:
        """Keep the page's shape."""
        self._fit()

    def _fit(self) -> None:
        if not self._image.isNull():
            self.setFixedHeight(max(1, round(self._image.height() * self.width() / self._image.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and its edge."""
        painter = smooth(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        box(painter, QRectF(self.rect()), 0, None, colour("line"))
        painter.end()
