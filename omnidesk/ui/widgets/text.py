"""Labels in the roles of the type scale."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from omnidesk.formatting import Amount
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import own_way, way_of
from omnidesk.ui.theme.sheet import TONE_ROLES
from omnidesk.ui.theme.tokens import Tone, TypeRole
from omnidesk.ui.widgets.figure_link import FigureLink, link_figure
from omnidesk.ui.widgets.long_words import breakable
from omnidesk.ui.widgets.shown import set_shown

_LIKED, _LEAST = -1, -2
"""The size that a label likes and the least that will do, beside its sizes at a width of so many pixels."""
_ENDLESS = 2000
_ON_ONE_LINE = Qt.AlignmentFlag.AlignLeft.value
_WRAPPED = _ON_ONE_LINE | Qt.TextFlag.TextWordWrap.value
_KEPT = 6
"""As many sizes are compared when the words change; a layout rarely asks for more than three."""
_SLACK = 24
"""Pixels by which words that wrap may like another width, or need one, without their neighbours having to move."""


class Text(QLabel):
    """Plain text in one role and tone; wraps when asked. Never interprets mark-up.

    ``lines`` keeps room for so many lines, so that what follows lines up with its neighbours. It measures and paints
    its words itself: Qt's label lays the window out anew for all words, also where the new ones fit the old place.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        tone: Tone = "text",
        *,
        wrap: bool = False,
        lines: int = 0,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = self._drawn = ""
        self._wraps = wrap
        self._tone: Tone = tone
        self._told: dict[int, QSize] = {}
        self._line: QSize | None = None
        self._link: FigureLink | None = None
        self.setFont(font(role, tabular=tabular))
        self.setForegroundRole(TONE_ROLES[tone])
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if lines:
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Stand where the window's writing begins (leading) or ends; by itself a label goes by its own letters."""
        self._alignment = alignment
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            from PySide6.QtWidgets import QStyle  # its many names take the start a tenth of its time

            alignment = QStyle.visualAlignment(Qt.LayoutDirection.RightToLeft, alignment)
        alignment |= Qt.AlignmentFlag.AlignAbsolute
        self._flags = alignment.value | (_WRAPPED & ~_ON_ONE_LINE if self._wraps else 0)
        super().setAlignment(alignment)

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window's writing, and size with the face."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._alignment)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._told.clear()
            self._line = None

    def text(self) -> str:
        """Return the words shown."""
        return self._words

    def setText(self, text: str) -> None:
        """Show a text; an amount of a figure can be asked how it came about."""
        if text != self._words:
            self._words, self._line = str(text), None
            self._drawn = breakable(self._words) if self._wraps else self._words
            self.setAccessibleName(self._words)
            if not self._fits():
                self.updateGeometry()
            self.update()
        if self._link is not None or isinstance(text, Amount):
            self._link = link_figure(self, text, self._link)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by its meaning."""
        if tone != self._tone:
            self._tone = tone
            self.setForegroundRole(TONE_ROLES[tone])

    def show_text(self, text: str) -> None:
        """Set the text and hide the label while there is none."""
        self.setText(text)
        set_shown(self, bool(text))

    def sizeHint(self) -> QSize:
        """Return the size of the words, of a paragraph in a pleasant shape."""
        return self._size(_LIKED)

    def minimumSizeHint(self) -> QSize:
        """Never cut words off: all of a line, the widest word of a paragraph."""
        return self._size(_LEAST)

    def heightForWidth(self, width: int) -> int:
        """Return the height of a paragraph."""
        return self._size(max(width, 0)).height() if self._wraps else -1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(TONE_ROLES[self._tone]))
        painter.drawText(self.rect(), self._flags | way_of(self._words), self._drawn)
        painter.end()

    def _fits(self) -> bool:
        """Tell whether new words do with the place that the old ones were given."""
        told, self._told = self._told, {}
        if len(told) > _KEPT:
            return False
        seen = self.isVisible()
        return all(
            self._size(what) == was or (seen and self._does(self._size(what), was)) for what, was in told.items()
        )

    def _does(self, now: QSize, was: QSize) -> bool:
        """Tell whether a size is as good as another in the place that the label has."""
        if now.height() != was.height() or not self._wraps:
            return False
        return now.width() <= max(was.width(), self.width()) and abs(now.width() - was.width()) < _SLACK

    def _size(self, what: int) -> QSize:
        """Return a size, kept until the words are others; one line has the same in every width."""
        what = what if self._wraps else _LIKED
        if what not in self._told:
            size = self._measured(what) if self._wraps else self._within(_ENDLESS)
            self._told[what] = size.expandedTo(self.minimumSize())
        return self._told[what]

    def _measured(self, what: int) -> QSize:
        """Return the size of a paragraph; the liked one is halved while that makes no more than a few lines of it."""
        if what >= 0:
            return self._within(what)
        if what == _LEAST:
            tallest = self._within(self.maximumWidth()).height()
            return QSize(self._within(0).width(), min(self._size(_LIKED).height(), tallest))
        face = self.fontMetrics()
        width, lines = min(face.averageCharWidth() * 80, self.maximumWidth()), face.lineSpacing()
        liked = self._within(width)
        for most, part in ((4, 2), (2, 4)):
            if liked.height() < most * lines and liked.width() > width // part:
                liked = self._within(width // part)
        return liked

    def _within(self, width: int) -> QSize:
        """Return the size in a width; words that need not wrap there are measured once for all widths."""
        if self._line is None:
            self._line = self._bounds(_ENDLESS, _ON_ONE_LINE)
        if not self._wraps or self._line.width() <= width:
            return self._line
        return self._bounds(width, _WRAPPED)

    def _bounds(self, width: int, flags: int) -> QSize:
        return self.fontMetrics().boundingRect(QRect(0, 0, width, _ENDLESS), flags, self._drawn).size()


class BalancedText(Text):
    """A paragraph whose lines are about equally long, so that no single word stands on the last."""

    def __init__(self, text: str, role: TypeRole, tone: Tone) -> None:
        super().__init__(text, role, tone, wrap=True)
        self._narrowest = "", 0, 0

    def _balanced(self) -> int:
        """Return the least width that makes no more lines than the whole."""
        words, room, found = self._narrowest
        if (words, room) == (self._words, self.width()):
            return found
        high, narrow, wide = self._within(self.width()).height(), 0, self.width()
        while high > self.fontMetrics().lineSpacing() + 1 and wide - narrow > 1:
            tried = (narrow + wide) // 2
            narrow, wide = (narrow, tried) if self._within(tried).height() <= high else (tried, wide)
        self._narrowest = self._words, self.width(), wide
        return wide

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words in the narrowest place that makes no more lines of them."""
        wide = self._balanced()
        left = self.width() - wide if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        painter = QPainter(self)
        painter.setPen(self.palette().color(TONE_ROLES[self._tone]))
        painter.drawText(QRect(left, 0, wide, self.height()), self._flags | way_of(self._words), self._drawn)
        painter.end()


class ElidedText(Text):
    """One line that ends in an ellipsis when the place is short; the tool tip then has the whole."""

    def minimumSizeHint(self) -> QSize:
        """Allow any width, one line high."""
        return QSize(24, super().minimumSizeHint().height())

    def _does(self, now: QSize, was: QSize) -> bool:
        """Stay where both are seen whole."""
        return now.height() == was.height() and max(now.width(), was.width()) <= self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, elided to the width."""
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        tip = whole if shown != whole else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(TONE_ROLES[self._tone]))
        painter.drawText(self.rect(), self._flags | Qt.AlignmentFlag.AlignVCenter.value, own_way(painter, shown))
        painter.end()
