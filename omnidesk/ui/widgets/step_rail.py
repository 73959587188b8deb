"""The rail of steps on the left: what is done, where you are, what is still to do, and whether it is saved."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, own_way, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import ElidedText

StepState = Literal["done", "todo", "problem"]
SaveState = Literal["saving", "saved", "failed"]
_ROW, _DISC, _LEFT = 52, 26, 12


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step as the rail shows it; ``note`` is the second line."""

    id: str
    title: str
    icon: str
    state: StepState = "todo"
    note: str = ""


class _Step(QAbstractButton):
    def __init__(self, mark: StepMark, *, first: bool, last: bool) -> None:
        super().__init__()
        self.mark, self.current = mark, False
        self._first, self._last, self._by_keyboard, self._led = first, last, False, False
        self._shown: tuple[StepMark, bool, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(40)

    def show_mark(self, mark: StepMark, current: bool, led: bool) -> None:
        if self._shown == (mark, current, led):
            return
        self._shown = (mark, current, led)
        self.mark, self.current, self._led = mark, current, led
        self.setAccessibleName(mark.title)
        states = {"done": _("done"), "todo": _("to do"), "problem": _("needs attention")}
        said = [_("current step")] if current else []
        self.setAccessibleDescription(", ".join([*said, states[mark.state], *([mark.note] if mark.note else [])]))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        place = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.current:
            box(painter, place, RADIUS, colour("accent_soft"))
        elif self.underMouse():
            box(painter, place, RADIUS, colour("hover"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place)
        self._paint_thread(painter)
        self._paint_disc(painter)
        self._paint_words(painter)
        painter.end()

    def _disc(self) -> QRectF:
        return QRectF(placed(self, QRect(_LEFT, (self.height() - _DISC) // 2, _DISC, _DISC)))

    def _paint_thread(self, painter: QPainter) -> None:
        disc = self._disc()
        middle = disc.center().x()
        painter.setPen(QPen(colour("accent" if self._led else "line_strong"), 2))
        if not self._first:
            painter.drawLine(round(middle), 0, round(middle), int(disc.top()) - 2)
        if not self._last:
            painter.setPen(QPen(colour("accent" if self.mark.state == "done" else "line_strong"), 2))
            painter.drawLine(round(middle), int(disc.bottom()) + 3, round(middle), self.height())

    def _paint_disc(self, painter: QPainter) -> None:
        disc = self._disc()
        state = self.mark.state
        inner = disc.adjusted(6, 6, -6, -6)
        if self.current:
            box(painter, disc, _DISC / 2, colour("surface"), colour("danger" if state == "problem" else "accent"), 2)
            paint_icon(painter, self.mark.icon, "danger" if state == "problem" else "accent_text", inner)
        elif state == "done":
            box(painter, disc, _DISC / 2, colour("accent"))
            paint_icon(painter, "check-bold", "on_accent", inner)
        elif state == "problem":
            box(painter, disc, _DISC / 2, colour("danger_soft"), colour("danger"), 1.5)
            paint_icon(painter, "exclamation-mark-bold", "danger", inner)
        else:
            box(painter, disc, _DISC / 2, colour("rail"), colour("line_input"), 1.5)
            paint_icon(painter, self.mark.icon, "faint", inner)

    def _paint_words(self, painter: QPainter) -> None:
        left = _LEFT + _DISC + 12
        width = self.width() - left - 8
        align = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        note = self.mark.note
        top = (self.height() - (36 if note else 20)) // 2
        painter.setFont(font("strong"))
        painter.setPen(colour("text" if self.current or self.mark.state != "todo" else "muted"))
        words = painter.fontMetrics().elidedText(self.mark.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(placed(self, QRect(left, top, width, 20)), align, own_way(painter, words))
        if note:
            tones: dict[StepState, Token] = {"done": "faint", "todo": "faint", "problem": "danger"}
            ink: Token = (
                "danger" if self.mark.state == "problem" else "accent_text" if self.current else tones[self.mark.state]
            )
            painter.setFont(font("caption"))
            painter.setPen(colour(ink))
            shown = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, width)
            painter.drawText(placed(self, QRect(left, top + 19, width, 17)), align, own_way(painter, shown))


class StepRail(QWidget):
    """The steps, one under the other; ``chosen`` gives the id of the step that a person wants."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: dict[str, _Step] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_steps(self, marks: tuple[StepMark, ...], current: str) -> None:
        """Show the steps of a refresh; widgets are built again only when the set of steps changed."""
        if tuple(self._steps) != tuple(mark.id for mark in marks):
            self._build(marks)
        for before, mark in zip((None, *marks), marks, strict=False):
            led = before is not None and before.state == "done"
            self._steps[mark.id].show_mark(mark, mark.id == current, led)

    def _build(self, marks: tuple[StepMark, ...]) -> None:
        for old in self._steps.values():
            self._column.removeWidget(old)
            old.deleteLater()
        self._steps = {}
        for place, mark in enumerate(marks):
            step = _Step(mark, first=place == 0, last=place == len(marks) - 1)
            step.setObjectName(f"step:{mark.id}")
            step.clicked.connect(self._announce)
            self._steps[mark.id] = step
            self._column.addWidget(step)

    def _announce(self) -> None:
        step = self.sender()
        if isinstance(step, _Step):
            self.chosen.emit(step.mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, choose with Enter."""
        steps = list(self._steps.values())
        here = next((place for place, step in enumerate(steps) if step.hasFocus()), -1)
        move = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if here >= 0 and move:
            steps[(here + move) % len(steps)].setFocus(Qt.FocusReason.TabFocusReason)
        elif here >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            steps[here].click()
        else:
            super().keyPressEvent(event)


class SaveLine(QWidget):
    """Says whether all changes are saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("cloud-check", "success", 18)
        self._words = ElidedText("", "caption", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.show_state("saved")

    def show_state(self, state: SaveState, message: str = "") -> None:
        """Show the state of the last save; ``message`` says why it failed to whoever points at it."""
        names: dict[SaveState, tuple[str, Token, str]] = {
            "saving": ("cloud-arrow-up", "muted", _("Saving")),
            "saved": ("cloud-check", "success", _("All changes saved")),
            "failed": ("cloud-warning", "danger", _("Not saved yet")),
        }
        icon, ink, words = names[state]
        self._icon.set_icon(icon, ink)
        self._words.setText(words)
        self._words.set_tone("danger" if state == "failed" else "muted")
        self.setToolTip(message)
        self.setAccessibleName(words)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()
