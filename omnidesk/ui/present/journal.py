"""The journal of the meeting: every moment to go back to, and the scenarios that were named."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from omnidesk.domain.errors import InputError
from omnidesk.i18n import _
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.context import Context
from omnidesk.wizard.meeting import moments

NUMBER = Qt.ItemDataRole.UserRole


class Journal(Card):
    """A click on a moment lets the levers stand as they stood then."""

    def __init__(self, stage: Stage, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._stage, self._context = stage, context
        self.list = QListWidget()
        self.list.setAccessibleName(_("Moments of the meeting"))
        self.list.setWordWrap(True)
        self.list.itemClicked.connect(self._chosen)
        self.list.itemActivated.connect(self._chosen)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name this scenario"))
        self.name.setAccessibleName(_("Name of the scenario"))
        self.name.returnPressed.connect(self._name)
        keep = Button(_("Keep"), icon="bookmark-simple", small=True)
        keep.clicked.connect(self._name)
        self._trouble = Text("", "small", "danger", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(keep)
        self.body.addWidget(Text(_("Journal"), "heading"))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)
        stage.tried.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show every moment, the newest first."""
        self.list.clear()
        for moment in reversed(moments(self._stage.meeting, self._context)):
            words = f"{moment.clock}   {moment.text}"
            item = QListWidgetItem(f"★ {moment.name}\n{words}" if moment.name else words)
            item.setData(NUMBER, moment.number)
            self.list.addItem(item)
            if moment.stands:
                self.list.setCurrentItem(item)

    def _chosen(self, item: QListWidgetItem) -> None:
        self._stage.go_back(int(item.data(NUMBER)))

    def _name(self) -> None:
        try:
            self._stage.name_moment(self._stage.meeting.current, self.name.text())
        except InputError as problem:
            self._trouble.show_text(str(problem))
            return
        self._trouble.show_text("")
        self.name.clear()
