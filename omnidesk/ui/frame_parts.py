"""The three bars around a wizard page: the rail's side, the head with its title, the foot with back and on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.flow_view import ProblemLink, StepHead
from omnidesk.ui.theme.active import colour, scheme
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.side import Side
from omnidesk.ui.widgets.step_rail import SaveLine, StepMark, StepRail
from omnidesk.ui.widgets.text import BalancedText, ElidedText, Text

SIDE, WIDEST = 40, 1120
"""Free space left and right of the page, and the width beyond which it grows instead of the page."""


def side_for(width: int) -> int:
    """Return the free space left and right of a page in a column of this width."""
    return max(SIDE, (width - WIDEST) // 2)


class RailSide(Side):
    """Brand, the deal's name, the steps, and whether all is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=0, parent=parent)
        self.steps, self.saved = StepRail(), SaveLine()
        self.home = Button(_("All deals"), "quiet", icon="arrow-left", small=True)
        self.home.setObjectName("go-home")
        self._name = ElidedText("", "overline", "muted")
        column = self.column
        column.addSpacing(20)
        column.addWidget(self.home, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        name = QHBoxLayout()
        name.setContentsMargins(12, 0, 8, 0)
        name.addWidget(self._name)
        column.addLayout(name)
        column.addSpacing(12)
        column.addWidget(self.steps)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 8, 0)
        foot.addWidget(self.saved)
        column.addLayout(foot)

    def set_view(self, name: str, marks: tuple[StepMark, ...], current: str) -> None:
        """Show the deal's name and its steps."""
        self._name.setText(name)
        self.steps.set_steps(marks, current)


class HeadBar(QWidget):
    """Step count, title and lead on the left; undo, redo and the scheme on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Text("", "overline", "muted")
        self._title = Text("", "display", wrap=True)
        self._title.setObjectName("step-title")
        self._lead = BalancedText("", "body", "muted")
        self.undo = IconButton("arrow-counter-clockwise", _("Undo"), shortcut="Ctrl+Z")
        self.redo = IconButton("arrow-clockwise", _("Redo"), shortcut="Ctrl+Shift+Z")
        self.theme = IconButton("moon", _("Dark colours"))
        self.keys = IconButton("keyboard", _("Keyboard shortcuts"), shortcut="?")
        self.present = IconButton("presentation", _("Present to the client"), shortcut="F5")
        self.price = Button("", "secondary", icon="receipt", small=True)
        self.price.setToolTip(_("Show or hide the price"))
        for name, button in (
            ("undo", self.undo),
            ("redo", self.redo),
            ("theme", self.theme),
            ("keys", self.keys),
            ("present", self.present),
            ("show-price", self.price),
        ):
            button.setObjectName(name)
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._count, self._title):
            words.addWidget(label)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(3)
        self.set_side(SIDE)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(words, 1)
        for button in (self.present, self.price, self.undo, self.redo, self.keys, self.theme):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._column.addWidget(self._lead)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show_colours()

    def set_head(self, count: str, head: StepHead) -> None:
        """Show the words of a step."""
        self._count.setText(count)
        self._title.setText(head.title)
        self._lead.show_text(head.lead)

    def changeEvent(self, event: QEvent) -> None:
        """Name the button of the colours anew when they change, whoever changed them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_colours()

    def _show_colours(self) -> None:
        """Name the button after the colours that it brings."""
        dark = scheme() == "dark"
        self.theme.set_icon("sun" if dark else "moon", _("Light colours") if dark else _("Dark colours"))

    def set_side(self, side: int) -> None:
        """Line up with the page."""
        left, right = (side - 8, side) if self.isRightToLeft() else (side, side - 8)
        self._column.setContentsMargins(left, 28, right, 12)

    def set_history(self, can_undo: bool, can_redo: bool) -> None:
        """Offer undo and redo where there is something to undo or redo."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)


class FootBar(QWidget):
    """Back, the problems, the shortcut, and the one primary button; over them a caution while there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(_("Back"), "secondary", icon="arrow-left")
        self.problems = Button("", "quiet", icon="warning-circle")
        self.problems.setToolTip(_("List the problems; F8 jumps to the next"))
        self.onward = Button("", "primary", icon_after="arrow-right")
        self._hint = Text("Ctrl+Enter", "caption", "muted")
        self._act: QWidget | None = None
        for name, button in (("back", self.back), ("problems", self.problems), ("onward", self.onward)):
            button.setObjectName(name)
        self.caution = Notice()
        self.caution.setObjectName("caution")
        row = self._row = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.addWidget(self.caution)
        self._column.addLayout(row)
        self.set_side(SIDE)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.problems)
        row.addStretch(1)
        row.addWidget(self._hint)
        row.addWidget(self.onward)

    def set_side(self, side: int) -> None:
        """Line up with the page."""
        self._column.setContentsMargins(side, 16, side, 20)

    def show_act(self, act: QWidget | None) -> None:
        """Show what a page is there for in place of the way on, or nothing."""
        if self._act is not None:
            self._act.setVisible(self._act is act)
        self._act = act
        if act is not None:
            if act.parentWidget() is not self:
                self._row.addWidget(act)
            act.show()

    def set_view(self, onward: str, problems: Sequence[ProblemLink], *, first: bool) -> None:
        """Show where the buttons lead and how many problems there are."""
        self.back.setVisible(not first)
        self.onward.set_text(onward)
        self.onward.setVisible(bool(onward))
        self._hint.setVisible(bool(onward))
        self.problems.setVisible(bool(problems))
        count = len(problems)
        self.problems.set_text(
            _("1 thing to look at") if count == 1 else _("{count} things to look at").format(count=count)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line over the foot."""
        painter = smooth(self)
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
        painter.end()
