"""An input with all that belongs to it: label, required mark, range, help and the problem under it."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.control import Control, Mark
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import BalancedText, ElidedText, Text

_APART = 3
"""Pixels between the parts of the head."""


class Field(QWidget):
    """Label above, input, help, and the problem below with an icon.

    ``shown`` is what the last refresh brought.

    ``path`` is the place in the deal that the input edits (``terms.months``); the input can be found by it as its
    object name, and ``focus`` brings it into view.
    """

    focused = Signal(QWidget)

    def __init__(
        self,
        label: str,
        control: Control,
        path: str = "",
        *,
        help_text: str = "",
        required: bool = False,
        range_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control, self.path = control, path
        self.shown: object = None
        self._given, self._required, self._headed = "", required, True
        self._range_below = False
        self._given_mark: Mark = ""
        self._label = _Label(label, "label", wrap=True)
        self._star = Text("*", "label", "danger")
        self._star.setToolTip(_("Required"))
        set_shown(self._star, required)
        self._range = ElidedText(range_hint, "caption", "muted", tabular=True)
        self._range.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        set_shown(self._range, bool(range_hint))
        self._help = BalancedText(help_text, "caption", "muted")
        self._problem = _ProblemLine()
        self._lower = QTimer(self)
        self._lower.setSingleShot(True)
        self._lower.timeout.connect(self._line_up)
        self._lay_out()
        set_shown(self._help, bool(help_text))
        control.setObjectName(path or control.objectName())
        control.trouble.connect(self._own_trouble)
        self._show()

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(_APART)
        head.addWidget(self._label)
        head.addWidget(self._star)
        head.addStretch(1)
        head.addWidget(self._range)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.control)
        column.addWidget(self._help)
        column.addWidget(self._problem)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the range, and stand level with the inputs beside this one where a label wraps."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_range()
        if self._column.contentsMargins().top() or self._head_height() > self._label.sizeHint().height():
            self._lower.start()

    def _place_range(self) -> None:
        """Put the range under the input where it would push the label onto a second line, or end in an ellipsis."""
        parts = [part for part in (self._label, self._star, self._range) if not part.isHidden()]
        needed = sum(part.sizeHint().width() + _APART for part in parts)
        below = needed > self.width()
        if below == self._range_below:
            return
        self._range_below = below
        self._range.setAlignment(Qt.AlignmentFlag.AlignLeading if below else Qt.AlignmentFlag.AlignTrailing)
        if below:
            self._column.insertWidget(self._column.indexOf(self.control) + 1, self._range)
        else:
            self._head.addWidget(self._range)

    def _line_up(self) -> None:
        """Lower every input of this row as far as the one whose head is the highest."""
        parent = self.parentWidget()
        row = [] if parent is None else [each for each in parent.children() if isinstance(each, Field)]
        row = [each for each in row if each.y() == self.y() and not each.isHidden()]
        highest = max((each._head_height() for each in row), default=0)
        for each in row:
            each._column.setContentsMargins(0, highest - each._head_height(), 0, 0)

    def _head_height(self) -> int:
        """Return how high the head is in its width."""
        heads = [part.height() for part in (self._label, self._star) if not part.isHidden()]
        return max(heads, default=0)

    def label(self) -> str:
        """The words above the input."""
        return self._label.text()

    def set_label(self, label: str) -> None:
        """Change the label."""
        self._label.setText(label)
        self._describe()

    def set_help(self, text: str) -> None:
        """Change the help under the input."""
        self._help.show_text(text)
        self._describe()

    def set_range(self, text: str) -> None:
        """Change the range hint beside the label (``12 to 60``)."""
        self._range.setText(text)
        set_shown(self._range, bool(text) and self._headed)

    def show_head(self, shown: bool) -> None:
        """Show what stands over the input or not, in a table whose first row names the columns."""
        self._headed = shown
        set_shown(self._label, shown)
        set_shown(self._star, shown and self._required)
        set_shown(self._range, shown and bool(self._range.text()))

    def set_problem(self, text: str, mark: Mark = "refusal") -> None:
        """Show the problem of a refresh, or none with an empty text."""
        if (text, mark) == (self._given, self._given_mark):
            return
        self._given, self._given_mark = text, mark
        self._show()

    def problem(self) -> str:
        """Return the problem now shown."""
        return self.control.current_trouble() or self._given

    def focus(self) -> None:
        """Bring the input into view and give it the keyboard."""
        self.control.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _own_trouble(self, _text: str) -> None:
        self._show()

    def _show(self) -> None:
        text = self.problem()
        mark: Mark = "refusal" if self.control.current_trouble() else self._given_mark if text else ""
        self.control.set_mark(mark)
        self._problem.show_problem(text, mark)
        self._describe()

    def _describe(self) -> None:
        parts = (self._help.text(), self._range.text(), self.problem())
        name = f"{self._label.text()}, {self._star.toolTip()}" if self._required else self._label.text()
        self.control.set_name(name, ". ".join(part.removesuffix(".") for part in parts if part))


class _Label(Text):
    def sizeHint(self) -> QSize:
        """Stand on one line wherever there is room for it."""
        face = self.fontMetrics()
        return QSize(face.horizontalAdvance(self.text()) + 4, face.height())


class _ProblemLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("warning-circle-fill", "danger", 16)
        self._words = BalancedText("", "caption", "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_problem(self, text: str, mark: Mark) -> None:
        self._words.setText(text)
        refused = mark == "refusal"
        self._words.set_tone("danger" if refused else "warning")
        self._icon.set_icon("warning-circle-fill" if refused else "warning-fill", "danger" if refused else "warning")
        set_shown(self, bool(text))
