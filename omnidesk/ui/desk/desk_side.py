"""The side of the desk: brand, the places of the desk, saved filters, the samples, and where the deals are kept."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.filter_shelf import FilterShelf
from omnidesk.ui.desk.place_button import PlaceButton
from omnidesk.ui.theme.active import scheme
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.side import Side
from omnidesk.ui.widgets.text import Text

DEALS, PIPELINE, OVERVIEW = "deals", "pipeline", "overview"
"""The places of the desk."""


class DeskSide(Side):
    """Where a person is on the desk; among the deals, whether at the current ones or at those put away."""

    archived_wanted = Signal(bool)
    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self._overview = PlaceButton(_("Overview"), "chart-bar")
        self._pipeline = PlaceButton(_("Pipeline"), "kanban")
        self._current = PlaceButton(_("Current deals"), "folder-open")
        self._archived = PlaceButton(_("Archive"), "archive")
        self.samples = Button(_("Open a sample"), "quiet", icon="file-text", small=True)
        self.samples.setObjectName("open-sample")
        self.traffic = Button(_("Import, export"), "quiet", icon="arrows-left-right", small=True)
        self.traffic.setObjectName("import-and-export")
        self.returned = Button(_("Returned file"), "quiet", icon="download-simple", small=True)
        self.returned.setObjectName("file-returned")
        self.requests = Button(_("Requests"), "quiet", icon="handshake", small=True)
        self.requests.setObjectName("approve-request")
        self.activity = Button(_("Activity"), "quiet", icon="list-checks", small=True)
        self.activity.setObjectName("activity")
        self.stamps = Button(_("Timestamps"), "quiet", icon="clock", small=True)
        self.stamps.setObjectName("timestamps")
        self.backups = Button(_("Safety copies"), "quiet", icon="stack", small=True)
        self.backups.setObjectName("safety-copies")
        self.settings = Button(_("Settings"), "quiet", icon="gear-six", small=True)
        self.settings.setObjectName("settings")
        self.keys = Button(_("Shortcuts"), "quiet", icon="keyboard", hint="?", small=True)
        self.keys.setObjectName("keys")
        self.theme = Button(_("Dark colours"), "quiet", icon="moon", small=True)
        self.theme.setObjectName("theme")
        group = QButtonGroup(self)
        self._places = {
            "show-overview": self._overview,
            "show-pipeline": self._pipeline,
            "show-current": self._current,
            "show-archived": self._archived,
        }
        for name, button in self._places.items():
            button.setCheckable(True)
            button.setObjectName(name)
            group.addButton(button)
        self.filters = FilterShelf()
        self._current.setChecked(True)
        self._archived.toggled.connect(self.archived_wanted)
        group.buttonToggled.connect(self._tell_place)
        self._lay_out()
        self._show_colours()

    def place(self) -> str:
        """Return where a person is."""
        if self._overview.isChecked():
            return OVERVIEW
        return PIPELINE if self._pipeline.isChecked() else DEALS

    def go_to_deals(self, *, archived: bool = False) -> None:
        """Go to the list of deals."""
        (self._archived if archived else self._current).setChecked(True)

    def shows_archived(self) -> bool:
        """Whether the archive is on the desk."""
        return self._archived.isChecked()

    def changeEvent(self, event: QEvent) -> None:
        """Name the button of the colours anew when they change, whoever changed them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_colours()

    def _show_colours(self) -> None:
        """Name the button after the colours that it brings."""
        dark = scheme() == "dark"
        self.theme.set_text(_("Light colours") if dark else _("Dark colours"))
        self.theme.set_icon("sun" if dark else "moon")

    def _tell_place(self, _button: QAbstractButton, chosen: bool) -> None:
        if chosen:
            self.place_wanted.emit(self.place())

    def _lay_out(self) -> None:
        column = self.column
        column.addSpacing(12)
        left = Qt.AlignmentFlag.AlignLeft
        for button in self._places.values():
            column.addWidget(button)
        column.addSpacing(8)
        column.addWidget(self.filters)
        column.addStretch(1)
        files = (self.returned, self.requests, self.traffic, self.samples)
        for button in (*files, self.activity, self.backups, self.stamps, self.settings, self.keys, self.theme):
            column.addWidget(button, 0, left)
        foot = Text(_("Your deals stay on this machine."), "caption", "faint", wrap=True)
        foot.setContentsMargins(12, 8, 8, 0)
        column.addWidget(foot)
