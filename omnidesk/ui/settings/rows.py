"""A group of settings as a card of inputs; what a person changes is kept as soon as they leave the input."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.settings.declared import Setting
from omnidesk.ui.settings.desk import Read, SettingsDesk
from omnidesk.ui.settings.inputs import beside, input_of, show_text, shown_text, when_done
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.control import Control
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.services import Ask

HALF = ("email", "link", "colour", "prefix", "currency", "language", "time_zone", "choice")
"""Kinds whose inputs stand two in a row."""
AT_ONCE = 3
"""Rows that are made in one turn of the window's loop."""


class SettingRow(QWidget):
    """One setting: its input, and for a decision the reason beside it. ``kept`` once a change is on the disk."""

    kept = Signal()

    def __init__(self, setting: Setting, read: Read, desk: SettingsDesk) -> None:
        super().__init__()
        self.setting, self._desk = setting, desk
        self.control: Control = input_of(setting, read.offered)
        self.field = Field(setting.label, self.control, setting.key, help_text=setting.about)
        self.reason = TextArea(lines=2)
        self._shown = ("", "")
        when_done(self.control, self.keep)
        row = beside(self.field, stretch=(1,))
        if setting.has_reason:
            self._why = Field(_("Reason"), self.reason, f"{setting.key}.reason")
            when_done(self.reason, self.keep)
            row.addWidget(self._why, 2)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.show_read(read)

    def show_read(self, read: Read) -> None:
        """Show the setting as it stands."""
        from omnidesk.operations.settings.values import as_text

        held = read.held[self.setting.key]
        self._shown = (as_text(held.value), held.reason)
        show_text(self.control, self._shown[0])
        self.reason.set_text(held.reason)
        self.field.set_problem("")

    def keep(self) -> None:
        """Keep what the input holds, if it is something else than before."""
        now = (shown_text(self.control), self.reason.text())
        if now == self._shown or self.control.current_trouble():
            return
        before, self._shown = self._shown, now
        self._desk.change({self.setting.key: now}, self._done, partial(self._refuse, before))

    def _done(self) -> None:
        self.field.set_problem("")
        self.field.set_help(self.setting.effect or self.setting.about)
        self.kept.emit()

    def _refuse(self, before: tuple[str, str], words: str) -> None:
        self._shown = before
        said = words.removeprefix(f"{self.setting.key}: ")
        self.field.set_problem(said[:1].upper() + said[1:])


class PictureRow(QWidget):
    """The logo: chosen from a file, shown by its size, taken out again."""

    kept = Signal()

    def __init__(self, setting: Setting, read: Read, desk: SettingsDesk, ask: "Ask") -> None:
        super().__init__()
        self.setting, self._desk, self._ask = setting, desk, ask
        self.choose = Button(_("Choose a picture…"), "secondary", small=True)
        self.choose.setObjectName(setting.key)
        self.drop = Button(_("No logo"), "quiet", small=True)
        self.drop.setObjectName("no-logo")
        self._note = Text("", "caption", "muted", wrap=True)
        self.choose.clicked.connect(self._open)
        self.drop.clicked.connect(partial(self.take, None))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.choose, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(setting.label, "label"))
        column.addLayout(buttons)
        column.addWidget(self._note)
        self.show_read(read)

    def show_read(self, read: Read) -> None:
        """Show whether there is a logo."""
        there = bool(read.held[self.setting.key].value)
        set_shown(self.drop, there)
        self.choose.set_text(_("Choose another…") if there else _("Choose a picture…"))
        self._say(_("There is one; it is on new documents.") if there else self.setting.about)

    def take(self, path: Path | None) -> None:
        """Keep the picture of a file; None: no logo."""
        text = "" if path is None else str(path)
        self._desk.change({self.setting.key: (text, "")}, self._done, partial(self._say, failed=True))

    def _open(self) -> None:
        self._ask.file_to_open(_("The company's logo"), ("png", "jpg", "jpeg"), self.take)

    def _done(self) -> None:
        self._desk.read(self.show_read)
        self.kept.emit()

    def _say(self, words: str, *, failed: bool = False) -> None:
        self._note.set_tone("danger" if failed else "muted")
        self._note.setText(words)


class FolderRow(QWidget):
    """Where everything of this workspace lies; the company's own specs are a folder in it."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._folder = workspace.folder
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(_("Folder of this workspace"), "label"))
        told = _("{folder}, the company's own specs in the folder specs").format(folder=workspace.folder)
        words.addWidget(Text(told, "small", "muted", wrap=True))
        self.open = Button(_("Open the folder"), "secondary", small=True)
        self.open.setObjectName("open-workspace")
        self.open.clicked.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.open)

    def _show(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class GroupSection(Section):
    """One group. ``kept`` once a change is on the disk, ``made`` once every row is there."""

    kept = Signal()
    made = Signal()

    def __init__(
        self, title: str, about: str, icon: str, rows: tuple[Setting, ...], read: Read, desk: SettingsDesk, ask: "Ask"
    ) -> None:
        super().__init__(title, about, icon=icon)
        self.rows: list[SettingRow | PictureRow] = []
        self._make = partial(_row, read=read, desk=desk, ask=ask)
        self._wanted, self._waiting = list(rows), list[QWidget]()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._grow)
        self._grow()

    def whole(self) -> bool:
        """Whether every row is there: they are made in slices, so that no key has to wait."""
        return not self._wanted

    def _grow(self) -> None:
        now, self._wanted = self._wanted[:AT_ONCE], self._wanted[AT_ONCE:]
        for each in now:
            row = self._make(each)
            row.kept.connect(self.kept)
            self.rows.append(row)
            self._waiting.append(row)
            if each.kind not in HALF or each.has_reason or len(self._waiting) == 2:
                self._stand(self._waiting)
        if self._wanted:
            self._later.start(0)
        else:
            self._stand(self._waiting)
            self.made.emit()

    def _stand(self, waiting: list[QWidget]) -> None:
        """Put the rows that wait side by side; a long one stands alone."""
        if not waiting:
            return
        last = waiting[-1]
        alone = isinstance(last, SettingRow) and (last.setting.kind not in HALF or last.setting.has_reason)
        parts = [waiting[:-1], [last]] if alone and len(waiting) > 1 else [list(waiting)]
        for part in parts:
            self.content.addLayout(beside(*part, stretch=[1] * len(part)))
        waiting.clear()


def _row(setting: Setting, read: Read, desk: SettingsDesk, ask: "Ask") -> SettingRow | PictureRow:
    return PictureRow(setting, read, desk, ask) if setting.kind == "picture" else SettingRow(setting, read, desk)
