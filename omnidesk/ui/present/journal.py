"""The journal of the meeting: every moment to go back to, the scenarios that were named, and earlier meetings."""

import datetime
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from omnidesk.domain.errors import InputError, OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.meeting_file import meeting_file
from omnidesk.store.meetings import KeptMeeting
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.present.line_list import Line, LineList
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.menu import Menu
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.meeting import moments

CLOCK = 46
"""Room for a time of day."""


class Journal(Card):
    """A moment that is chosen lets the levers stand as they stood then; ``compare_wanted`` asks for the table."""

    compare_wanted = Signal()

    def __init__(self, backstage: Backstage, ask: WindowAsk, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._backstage, self._ask = backstage, ask
        self.list = LineList(_("Moments of the meeting"), CLOCK)
        self.list.setObjectName("moments")
        self.list.setMinimumHeight(320)
        self.list.chosen.connect(self._chosen)
        self.name = TextField(_("Name this scenario"))
        self.name.set_name(_("Name of the scenario"))
        self.keep = Button(_("Keep"), icon="bookmark-simple", small=True)
        self.keep.clicked.connect(self._name)
        self.compare = Button(_("Compare"), "quiet", icon="scales", small=True)
        self.compare.clicked.connect(self.compare_wanted)
        self.earlier = IconButton("clock", _("Earlier meetings"))
        self.earlier.clicked.connect(self._ask_earlier)
        self.path = IconButton("download-simple", _("Save the path as PDF, for us alone"))
        self.path.setObjectName("save-path")
        self.path.clicked.connect(self._ask_place)
        self._trouble = Text("", "small", "danger", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        heading = Text(_("Journal"), "heading")
        self.body.addLayout(
            side_by_side(heading, self.compare, self.path, self.earlier, stretch=(1, 0, 0, 0), spacing=4)
        )
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)
        backstage.troubled.connect(self._trouble.show_text)
        self.refresh()

    def refresh(self) -> None:
        """Show every moment, the newest first."""
        meeting = self._backstage.stage.meeting
        found = moments(meeting, self._backstage.context)
        lines = [Line(each.clock, each.text, each.name) for each in reversed(found)]
        self.list.show_lines(lines, len(found) - 1 - meeting.current)

    def _chosen(self, place: int) -> None:
        self._backstage.stage.go_back(len(self.list.lines) - 1 - place)

    def _name(self) -> None:
        stage = self._backstage.stage
        try:
            stage.name_moment(stage.meeting.current, self.name.text())
        except InputError as problem:
            self._trouble.show_text(str(problem))
            return
        self._trouble.show_text("")
        cast(QLineEdit, self.name.focus_target()).clear()

    def _ask_place(self) -> None:
        client = self._backstage.context.deal.client.name.replace("/", " ").strip()
        name = _("Meeting with {client}").format(client=client)
        self._ask.file_to_save(_("Save the path"), Path(f"{name}.pdf"), self.write)

    def write(self, path: Path) -> None:
        """Print how the room came to the moment that stands, behind the window."""
        context, meeting, services = self._backstage.context, self._backstage.stage.meeting, self._backstage.services
        work = partial(
            meeting_file,
            meeting,
            context.deal,
            context.catalog,
            now=datetime.datetime.now(datetime.UTC),
            language=services.formatter.locale,
        )
        words = _("Written to {path}; it is for us alone").format(path=path.name)
        self._backstage.background.run(
            lambda _job: write_out(path, work()), lambda _path: self._ask.say(words), self._failed
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._ask.say(str(error), failed=True)

    def _ask_earlier(self) -> None:
        offer = self._backstage.services.offer
        self._backstage.background.run(lambda _job: offer.meetings(), self._show_earlier)

    def _show_earlier(self, found: object) -> None:
        menu = self.earlier_menu(cast("tuple[KeptMeeting, ...]", found))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.earlier.mapToGlobal(QPoint(0, self.earlier.height() + 4)))

    def earlier_menu(self, found: tuple[KeptMeeting, ...]) -> Menu:
        """The meetings of the deal before this one; an entry goes on with its journal."""
        menu = Menu(_("Earlier meetings"), self)
        menu.setObjectName("earlier-meetings")
        here = self._backstage.kept.id if self._backstage.kept is not None else ""
        for kept in found:
            if kept.id != here:
                begun = kept.meeting.moments[0].at.astimezone()
                day = self._backstage.context.formatter.day(begun.date())
                words = _("{day}, {clock}: {count} moments").format(
                    day=day, clock=begun.strftime("%H:%M"), count=len(kept.meeting.moments)
                )
                menu.entry(words, partial(self._backstage.reopen, kept), icon="clock")
        if menu.isEmpty():
            menu.entry(_("No earlier meeting of this deal"), lambda: None).setEnabled(False)
        return menu
