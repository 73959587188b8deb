"""Amounts that can be asked how they came about: a click, or Enter with the focus on one, asks the part around it."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, by_keyboard, smooth

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@runtime_checkable
class Explains(Protocol):
    """A part of the window that explains the figures inside it; the nearest one around an amount is asked."""

    def explain_figure(self, figure: str, beside: QWidget, place: QRect) -> None:
        """Show how a figure came about, beside the place in a widget that shows it."""
        ...


def ask_about(figure: str, beside: QWidget, place: QRect) -> bool:
    """Ask the nearest part around a widget to explain the figure at a place in it; tell whether there is one."""
    around = beside.parentWidget()
    while around is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        if isinstance(around, Explains):
            around.explain_figure(figure, beside, place)
            return True
        around = around.parentWidget()
    return False


def link_figure(widget: QWidget, text: str, link: "FigureLink | None", *, tab_stop: bool = True) -> "FigureLink | None":
    """Let a widget that now shows ``text`` be asked about it, if the text is an amount; return its link."""
    figure = text.figure if isinstance(text, Amount) else ""
    if link is None and not figure:
        return None
    link = link or FigureLink(widget, tab_stop=tab_stop)
    link.set_figure(figure)
    return link


class FigureLink(QObject):
    """Makes a widget a link to the explanation of the figure that it shows."""

    def __init__(self, widget: QWidget, *, tab_stop: bool) -> None:
        super().__init__(widget)
        self._widget = widget
        self._tab_stop, self._by_keyboard = tab_stop, False
        self.figure = ""
        widget.setAttribute(Qt.WidgetAttribute.WA_Hover)
        widget.installEventFilter(self)

    def set_figure(self, figure: str) -> None:
        """Link to another figure; to none with an empty id."""
        if bool(figure) != bool(self.figure):
            self._dress(bool(figure))
        self.figure = figure

    def _dress(self, linked: bool) -> None:
        widget = self._widget
        stops = linked and self._tab_stop
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.NoFocus)
        if linked:
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            widget.unsetCursor()
        widget.setAccessibleDescription(_("Enter shows how it came about") if linked else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask on a click or a key; show the pointer and the focus."""
        if not self.figure:
            return super().eventFilter(watched, event)
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonRelease and self._widget.rect().contains(
                event.position().toPoint()
            ):
                self._ask()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._asks(event):
            return self._ask()
        if isinstance(event, QFocusEvent):
            self._by_keyboard = event.gotFocus() and by_keyboard(event, self._by_keyboard)
            self._widget.update()
        if event.type() == QEvent.Type.Paint:
            self._paint()
        return super().eventFilter(watched, event)

    def _ask(self) -> bool:
        return ask_about(self.figure, self._widget, _words_of(self._widget))

    def _asks(self, event: QKeyEvent) -> bool:
        return event.key() in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

    def _paint(self) -> None:
        """Draw what lies behind the words: a soft ground for the keyboard, or a dotted line for the pointer."""
        widget = self._widget
        focused = widget.hasFocus() and self._by_keyboard
        if not focused and not widget.underMouse():
            return
        painter = smooth(widget)
        place = _words_of(widget)
        if focused:  # a ring would touch the figures, which have no room around them
            box(painter, QRectF(place), 3, colour("accent_soft"))
            painter.fillRect(place.left(), place.bottom() - 1, place.width(), 2, colour("accent"))
        else:
            painter.setPen(QPen(colour("accent_text"), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(place.left(), place.bottom(), place.right(), place.bottom())
        painter.end()


def _words_of(widget: QWidget) -> QRect:
    """Where the words of a label stand; of any other widget all of it."""
    if not isinstance(widget, QLabel):
        return widget.rect()
    flags = int(QLabel.alignment(widget)) | (int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0)
    return widget.fontMetrics().boundingRect(widget.contentsRect(), flags, widget.text()) & widget.rect()
