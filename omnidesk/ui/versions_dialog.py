"""Versions and history of the open deal: what went out, what differs between two states, and every step."""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.differences import Differences
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.comparing import DealStory
from omnidesk.operations.kept_documents import WrittenAgain
from omnidesk.store.audit import Activity
from omnidesk.store.versions import IssuedDocument
from omnidesk.ui.activity_dialog import ActivityRows
from omnidesk.ui.change_list import ChangeList
from omnidesk.ui.open_offer import State
from omnidesk.ui.services import WizardServices
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.activity import activity_lines
from omnidesk.wizard.field_words import field_words
from omnidesk.wizard.history import change_groups, moment_words, step_lines
from omnidesk.wizard.offer import state_words

WIDTH, HEIGHT = 760, 680


class VersionsDialog(QDialog):
    """Open it with ``open()``; it reads in the background and never blocks."""

    def __init__(
        self,
        services: WizardServices,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versions-dialog")
        self.setWindowTitle(_("Versions and history"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self._services, self._open_url = services, open_url
        self._states: dict[str, State] = {}
        self.before, self.after = Choice([]), Choice([])
        self.changes = ChangeList()
        self._documents, self._steps = QVBoxLayout(), QVBoxLayout()
        self._note = Text("", "small", "muted", wrap=True)
        self.log = ActivityRows()
        self._lay_out()
        services.background.run(lambda _job: self._read(), self._show, self._failed)
        services.background.run(lambda _job: services.offer.activity(), self._show_log, self._failed)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(14)
        column.addWidget(Text(_("Versions and history"), "title"))
        column.addWidget(self._note)
        self._documents.setSpacing(6)
        column.addLayout(self._documents)
        column.addWidget(Rule())
        column.addWidget(Text(_("Compare"), "heading"))
        column.addLayout(self._choices())
        column.addWidget(self.changes)
        column.addWidget(Rule())
        column.addWidget(Text(_("What happened"), "heading"))
        self._steps.setSpacing(8)
        column.addLayout(self._steps)
        column.addWidget(Rule())
        column.addWidget(Text(_("Log"), "heading"))
        column.addWidget(self.log)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PageScroll(inner, lambda _width: 0), 1)
        whole.addWidget(Rule())
        whole.addLayout(self._foot())

    def _choices(self) -> QHBoxLayout:
        """Which two states are compared."""
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for choice, name, words in (
            (self.before, "compare-before", _("Before")),
            (self.after, "compare-after", _("After")),
        ):
            choice.setObjectName(name)
            choice.set_name(words)
            choice.edited.connect(self._compare)
            choices.addWidget(choice, 1)
        return choices

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 12, 28, 16)
        foot.addStretch(1)
        close = Button(_("Close"), "primary")
        close.setObjectName("close-versions")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        return foot

    def _read(self) -> tuple[DealStory, tuple[IssuedDocument, ...], Mapping[str, str]]:
        offer = self._services.offer
        return offer.story(), offer.documents(), offer.timestamps(self._services.formatter)

    def _show(self, found: object) -> None:
        told, documents, stamps = cast(tuple[DealStory, tuple[IssuedDocument, ...], Mapping[str, str]], found)
        formatter = self._services.formatter
        states = {each.row.id: state_words(each.state) for each in told.versions}
        for document in documents:
            stamp = stamps.get(document.document.sha256, "")
            self._documents.addWidget(self._document_row(document, states[document.version.id], stamp))
        many = len(told.versions)
        self._note.setText(
            _("1 version went out.") if many == 1 else _("{count} versions went out.").format(count=many)
        )
        for line in step_lines(told.steps, formatter):
            self._steps.addWidget(_step_row(line.what, line.note))
        self._offer_states(told)

    def _show_log(self, found: object) -> None:
        self.log.add(activity_lines(cast("list[Activity]", found), self._services.formatter, titled=False))

    def _document_row(self, found: IssuedDocument, state: str, stamp: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        kinds = {"proposal": _("Proposal"), "contract": _("Contract"), "summary": _("One-page summary")}
        version, document = found.version, found.document
        until = self._services.formatter.day(_day(version.valid_until))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(f"{kinds.get(document.kind, document.kind)}, {version.reference}", "strong"))
        words = _("{state}, valid until {until}").format(state=state, until=until)
        names.addWidget(Text(words, "caption", "muted"))
        if stamp:
            names.addWidget(Text(stamp, "caption", "muted", wrap=True))
        line.addLayout(names, 1)
        for label, icon, name, act in (
            (_("Open"), "eye", "open", self._open_again),
            (_("Export"), "download-simple", "export", self._export),
        ):
            button = Button(label, "secondary", icon=icon, small=True)
            button.setObjectName(f"{name}:{version.version}:{document.kind}")
            button.clicked.connect(partial(act, found))
            line.addWidget(button)
        return row

    def _offer_states(self, told: DealStory) -> None:
        formatter = self._services.formatter
        options: list[Option] = []
        for each in told.versions:
            key = f"v{each.row.version}"
            self._states[key] = each.row
            label = _("Version {version}").format(version=each.row.version)
            options.append(Option(key, f"{label}, {state_words(each.state)}"))
        for number, each in reversed(list(enumerate(told.revisions, start=1))):
            self._states[str(number)] = each
            label = _("Revision {number}").format(number=number)
            options.append(Option(str(number), f"{label}, {moment_words(each.created_at, formatter)}"))
        for choice in (self.before, self.after):
            choice.set_options(options)
        keys = [each.id for each in options]
        self.after.set_value(str(len(told.revisions)))
        self.before.set_value("v1" if "v1" in keys else keys[-1])
        if len(told.versions) > 1:
            self.before.set_value(f"v{told.versions[1].row.version}")
            self.after.set_value(f"v{told.versions[0].row.version}")
        self._compare()

    def _compare(self, _value: str = "") -> None:
        offer, formatter = self._services.offer, self._services.formatter
        before, after = self._states[self.before.value()], self._states[self.after.value()]
        self._services.background.run(
            lambda _job: offer.compare(before, after, formatter), self._show_changes, self._failed
        )

    def _show_changes(self, found: object) -> None:
        services = self._services
        words = field_words(services.catalog, services.formatter)
        groups = change_groups(cast(Differences, found), words, services.session.deal.terms.currency)
        self.changes.show_groups(groups, _("The two are the same."))

    def _open_again(self, found: IssuedDocument, _on: bool = False) -> None:
        folder = self._services.workspace.folder / "opened"

        def work() -> Path:
            folder.mkdir(mode=0o700, exist_ok=True)
            return write_out(folder / found.document.name, self._services.offer.document(found).content)

        self._services.background.run(lambda _job: work(), self._opened, self._failed)

    def _opened(self, path: object) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            self._services.ask.say(_("Nothing on this machine opens {path}").format(path=path), failed=True)

    def _export(self, found: IssuedDocument, _on: bool = False) -> None:
        suggested = Path.home() / found.document.name
        self._services.ask.file_to_save(_("Save the document"), suggested, partial(self._write, found))

    def _write(self, found: IssuedDocument, path: Path) -> None:
        def work() -> WrittenAgain:
            copy = self._services.offer.document(found)
            write_out(path, copy.content)
            return copy

        def done(result: object) -> None:
            stamp = cast(WrittenAgain, result).stamp
            words = (
                _("Written to {path}, stamped {stamp}")
                if stamp
                else _("Written to {path}, byte for byte as it went out")
            )
            self._services.ask.say(words.format(path=path, stamp=stamp))

        self._services.background.run(lambda _job: work(), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()


def _step_row(what: str, note: str) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Text(what, "label"))
    column.addWidget(Text(note, "caption", "muted", wrap=True))
    return row


def _day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)
