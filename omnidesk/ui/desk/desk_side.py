"""The side of the desk: a new deal, the places of the desk, saved filters, and what else there is to do."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.filter_shelf import FilterShelf
from omnidesk.ui.desk.place_button import PAD, PlaceButton
from omnidesk.ui.theme.active import scheme
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.side import Side
from omnidesk.ui.widgets.text import Text

DEALS, PIPELINE, OVERVIEW, CLIENTS = "deals", "pipeline", "overview", "clients"
"""The places of the desk."""


class DeskSide(Side):
    """Where a person is on the desk; among the deals, whether at the current ones or at those put away."""

    archived_wanted = Signal(bool)
    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self._offered: dict[str, Callable[[], object]] = {}
        self.new = Button(_("New deal"), "primary", hint="Ctrl+N")
        self.new.setObjectName("new-deal")
        self.new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._overview = PlaceButton(_("Overview"), "chart-bar")
        self._pipeline = PlaceButton(_("Pipeline"), "kanban")
        self._current = PlaceButton(_("Current deals"), "folder-open")
        self._clients = PlaceButton(_("Clients"), "buildings")
        self._archived = PlaceButton(_("Archive"), "archive")
        self._places = {
            "show-overview": self._overview,
            "show-pipeline": self._pipeline,
            "show-current": self._current,
            "show-clients": self._clients,
            "show-archived": self._archived,
        }
        group = QButtonGroup(self)
        for number, (name, button) in enumerate(self._places.items(), start=1):
            button.setCheckable(True)
            button.setObjectName(name)
            button.setToolTip(f"{button.accessibleName()} (Alt+{number})")
            group.addButton(button)
        self.open = self._act("open-file", _("Open a file"), "download-simple", "Ctrl+O")
        self.more = self._act("more", _("More"), "dots-three", "")
        self.settings = self._act("settings", _("Settings"), "gear-six", "Ctrl+,")
        self.filters = FilterShelf()
        self._current.setChecked(True)
        self._archived.toggled.connect(self.archived_wanted)
        group.buttonToggled.connect(self._tell_place)
        self.open.clicked.connect(lambda: self.do("open_file"))
        self.more.clicked.connect(self.open_menu)
        self.settings.clicked.connect(lambda: self.do("settings"))
        self._lay_out()

    def offer(self, act: str, does: Callable[[], object]) -> None:
        """Let something be done from here; what was offered under the same id before is forgotten."""
        self._offered[act] = does

    def do(self, act: str) -> None:
        """Do what is offered under an id; nothing while it is not offered yet."""
        self._offered.get(act, int)()

    def place(self) -> str:
        """Return where a person is."""
        chosen = ((OVERVIEW, self._overview), (PIPELINE, self._pipeline), (CLIENTS, self._clients))
        return next((place for place, button in chosen if button.isChecked()), DEALS)

    def go_to(self, number: int) -> None:
        """Go to the place with this number, from 0."""
        list(self._places.values())[number].setChecked(True)

    def go_to_deals(self, *, archived: bool = False) -> None:
        """Go to the list of deals."""
        (self._archived if archived else self._current).setChecked(True)

    def shows_archived(self) -> bool:
        """Whether the archive is on the desk."""
        return self._archived.isChecked()

    def open_menu(self) -> None:
        """Open what else there is to do, over its button: that stands at the foot of the window."""
        from omnidesk.ui.desk.desk_acts import acts_menu

        menu = acts_menu(self._offered, dark=scheme() == "dark", parent=self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _act(self, name: str, words: str, icon: str, keys: str) -> PlaceButton:
        button = PlaceButton(words, icon)
        button.setObjectName(name)
        button.setToolTip(f"{words} ({keys})" if keys else words)
        return button

    def _tell_place(self, _button: QAbstractButton, chosen: bool) -> None:
        if chosen:
            self.place_wanted.emit(self.place())

    def _lay_out(self) -> None:
        column = self.column
        column.addSpacing(16)
        column.addWidget(self.new)
        column.addSpacing(12)
        for button in self._places.values():
            column.addWidget(button)
        column.addWidget(self.filters, 100)
        column.addStretch(1)
        for button in (self.open, self.more, self.settings):
            column.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAD, 8, PAD, 0)
        foot.addWidget(Text(_("Your deals stay on this machine."), "caption", "faint", wrap=True))
        column.addLayout(foot)
