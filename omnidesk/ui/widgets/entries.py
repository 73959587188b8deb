"""Inputs for words, numbers and dates."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme import dress, dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import icon
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.control import Control, LineField, is_undo
from omnidesk.ui.widgets.number_text import number_trouble, read_number, whole_number_trouble
from omnidesk.ui.widgets.popup import Popup


class TextField(LineField):
    """One line of any text."""


class NumberField(LineField):
    """A number, kept as typed; Up and Down change it by ``step``. Text that is no number stays and is marked."""

    def __init__(
        self, *, unit: str = "", whole: bool = False, step: Decimal = Decimal(1), parent: QWidget | None = None
    ) -> None:
        check = whole_number_trouble if whole else number_trouble
        super().__init__(unit=unit, check=check, meaning=_number_or_text, parent=parent)
        self._step = step
        self.focus_target().setFont(font("body", tabular=True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step up and down."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            number = read_number(self.text())
            if steps and number is not None and not self._editor.isReadOnly():
                self._enter(f"{number + steps * self._step:f}")
                return True
        return super().eventFilter(watched, event)


class DateField(LineField):
    """A date as ``2026-11-22``, typed or picked from a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("yyyy-mm-dd"), check=_date_trouble, parent=parent)
        self.focus_target().setFont(font("body", tabular=True))
        self._open = IconButton("calendar-blank", _("Pick a date"), side=30)
        self._open.clicked.connect(self.open_calendar)
        self._row.addWidget(self._open)
        self._row.setContentsMargins(5, 1, 5, 1)
        self._row.insertSpacing(0, 5)
        self.calendar: QCalendarWidget | None = None

    def open_calendar(self) -> None:
        """Show the calendar under the field, at the date typed or today."""
        typed = QDate.fromString(self.text().strip(), Qt.DateFormat.ISODate)
        self.calendar = calendar = month_calendar(typed if typed.isValid() else QDate.currentDate())
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        popup = Popup(self)
        column = QVBoxLayout(popup)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        if self.calendar is not None:
            self.calendar.window().close()
            self.calendar = None
        self._enter(day.toString(Qt.DateFormat.ISODate))
        self._editor.setFocus()


class TextArea(Control):
    """Several lines of text; grows with its text from ``lines`` up to three times as many."""

    finished = Signal()

    def __init__(self, placeholder: str = "", *, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refreshed, self._lines = "", lines
        self._editor = QPlainTextEdit()
        self._editor.setFont(font("body"))
        self._editor.setPlaceholderText(placeholder)
        self._editor.setTabChangesFocus(True)
        self._editor.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        dress_bars(self._editor)
        self._editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._editor.textChanged.connect(self._typed)
        self._editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 4, 5)
        row.addWidget(self._editor)
        self._watch_focus(self._editor)
        if self.isRightToLeft():
            self._align()
        self._fit()

    def focus_target(self) -> QWidget:
        """Return the text editor."""
        return self._editor

    def text(self) -> str:
        """Return the text as typed."""
        return self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Show the value of a refresh without disturbing what is being typed."""
        if text == self._refreshed:
            return
        self._refreshed = text
        if text.strip() == self.text().strip() and (self._editor.hasFocus() or text == self.text()):
            return
        self._editor.blockSignals(True)
        self._editor.setPlainText(text)
        self._editor.blockSignals(False)
        self._fit()

    def insert(self, words: str) -> None:
        """Put words where the cursor stands, as if they were typed, and give it the keyboard."""
        self._editor.insertPlainText(words)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def align_to(self, side: Qt.AlignmentFlag) -> None:
        """Write from this side on."""
        option = self._editor.document().defaultTextOption()
        option.setAlignment(side)
        self._editor.document().setDefaultTextOption(option)

    def _typed(self) -> None:
        self.edited.emit(self.text())

    def _fit(self) -> None:
        line = self._editor.fontMetrics().lineSpacing()
        wanted = int(self._editor.document().size().height())
        rows = min(max(wanted, self._lines), self._lines * 3)
        self.setFixedHeight(rows * line + 22)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the deal."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(320, self.height())


def month_calendar(day: QDate) -> QCalendarWidget:
    """Return a calendar of our look with a day chosen."""
    calendar = QCalendarWidget()
    dress(calendar)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setSelectedDate(day)
    calendar.setFont(font("small", tabular=True))
    calendar.setFixedSize(308, 284)
    head, plain = QTextCharFormat(), QTextCharFormat()
    head.setForeground(colour("faint"))
    plain.setForeground(colour("text"))
    calendar.setHeaderTextFormat(head)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, plain)
    for name, caret in (("qt_calendar_prevmonth", "caret-left"), ("qt_calendar_nextmonth", "caret-right")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            button.setIcon(icon(caret))
    return calendar


def _number_or_text(text: str) -> object:
    number = read_number(text)
    return text.strip() if number is None else number


def _date_trouble(text: str) -> str:
    if not text.strip():
        return ""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return _("Not a date yet. Write year-month-day, for example 2026-11-22.")
    return ""
