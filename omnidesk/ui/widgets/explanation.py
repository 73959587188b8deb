"""A small card beside an amount that shows how it came about. Knows only the texts it is given."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import SHADOW, box, by_keyboard, focus_ring, shadow, smooth
from omnidesk.ui.theme.tokens import RADIUS_LARGE
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.rows import KeyValueRows, Row, Rule
from omnidesk.ui.widgets.text import Text

WIDTH, STEPS_HEIGHT, GAP = 388, 232, 6


@dataclass(frozen=True, slots=True)
class ExplanationTexts:
    """What the card shows: what the figure is, its inputs, the rule, the rounding and where the rule comes from."""

    title: str
    amount: str
    steps: tuple[Row, ...]
    rule: str
    rounding: str
    source: str


class ExplanationCard(QWidget):
    """Opens beside a widget, over the window; Escape or a click elsewhere closes it.

    ``wanted`` asks for the figure of an input, ``back_wanted`` for the one before.
    """

    wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._beside: QWidget | None = None
        self._by_keyboard = False
        self.setObjectName("explanation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self._title, self._amount = Text("", "strong", "muted", wrap=True), Text("", "title", tabular=True)
        self._steps, self._rule_line = KeyValueRows(), Rule()
        self._rule, self._rounding = _Told(_("Rule")), _Told(_("Rounding"))
        self._source = _Told(_("From"))
        self.back = IconButton("arrow-left", _("Back"), side=28)
        self.back.setObjectName("explanation-back")
        self.back.clicked.connect(self.back_wanted)
        self.closing = IconButton("x", _("Close"), shortcut="Esc", side=28)
        self.closing.setObjectName("explanation-close")
        self.closing.clicked.connect(self.dismiss)
        self._lay_out()
        self._align()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self.closing, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._steps)
        self._steps.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 16, 18 + SHADOW)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._amount)
        column.addWidget(self._scroll)
        column.addWidget(self._rule_line)
        for told in (self._rule, self._rounding, self._source):
            column.addWidget(told)

    def _align(self) -> None:
        """Give the three small heads the width of the widest."""
        told = (self._rule, self._rounding, self._source)
        widest = max(64, *(each.name.sizeHint().width() for each in told))
        for each in told:
            each.name.setFixedWidth(widest)

    def show_texts(self, texts: ExplanationTexts, beside: QWidget, place: QRect, *, deeper: bool) -> None:
        """Show an explanation beside a place in a widget; ``deeper`` offers the way back."""
        self._beside = beside
        self._title.setText(texts.title)
        self._amount.setText(texts.amount)
        self._steps.set_rows(texts.steps)
        self._scroll.setVisible(bool(texts.steps))
        self._rule.show_words(texts.rule)
        self._rounding.show_words(texts.rounding)
        self._source.show_words(texts.source)
        self.back.setVisible(deeper)
        self.setAccessibleName(f"{texts.title}: {texts.amount}")
        self.setAccessibleDescription(f"{texts.rule}. {texts.source}")
        self._fit(QRect(beside.mapTo(self._window, place.topLeft()), place.size()))
        if self.isHidden():
            QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess] - a widget is shown, so there is one
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def explain_figure(self, figure: str, beside: QWidget, place: QRect) -> None:  # noqa: ARG002 - the card stays where it is
        """Ask for the figure of an input."""
        self.wanted.emit(figure)

    def dismiss(self) -> None:
        """Close the card; the keyboard goes back to where it was opened."""
        if self.isHidden():
            return
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess] - a widget is shown, so there is one
        held = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self.hide()
        if held and self._beside is not None:
            self._beside.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self, asked: QRect) -> None:
        """Take the height of the content, and a place beside the amount that lies wholly inside the window."""
        inner = self._steps.sizeHint().height()
        self._scroll.setFixedHeight(min(inner, STEPS_HEIGHT))
        layout = self.layout()
        height = layout.totalHeightForWidth(WIDTH) if layout is not None else 0  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        room = self._window.rect()
        self.setFixedHeight(min(height, room.height() - 2 * GAP))
        below = asked.bottom() + GAP
        above = asked.top() - self.height() - GAP + SHADOW
        top = below if below + self.height() <= room.height() or above < 0 else above
        far = asked.center().x() > room.width() // 2
        left = asked.right() - WIDTH if far else asked.left()
        self.move(
            max(GAP, min(left, room.width() - WIDTH - GAP)), max(GAP, min(top, room.height() - self.height() - GAP))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click elsewhere, and when the amount moves away from the card: its page scrolls."""
        if event.type() == QEvent.Type.Move and self._moves(watched):
            self.dismiss()
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent)
        if pressed and isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched):
            self.dismiss()
        return super().eventFilter(watched, event)

    def _moves(self, watched: QObject) -> bool:
        """Whether a part of the window moves that holds the amount."""
        beside = self._beside
        held = isinstance(watched, QWidget) and beside is not None and watched.isAncestorOf(beside)
        return held and not cast(QWidget, watched).isWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came from the keyboard."""
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised surface."""
        painter = smooth(self)
        place = QRectF(self.rect()).adjusted(0, 0, 0, -SHADOW)
        shadow(painter, place, RADIUS_LARGE)
        box(painter, place, RADIUS_LARGE, colour("surface"), colour("line_strong"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place, RADIUS_LARGE)
        painter.end()


class _Told(QWidget):
    """A small head and a sentence."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self._words = Text("", "small", wrap=True)
        self.name = Text(head, "caption", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_words(self, words: str) -> None:
        self._words.setText(words)
        self.updateGeometry()  # the card asks for its height before Qt has told it of the change
