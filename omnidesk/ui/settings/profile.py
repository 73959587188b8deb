"""The part of the settings that hands a profile out and takes one over, after showing what it changes."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.settings.desk import SettingsDesk
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.operations.settings.kept import Held
    from omnidesk.operations.settings.profile import Change
    from omnidesk.ui.services import Ask

NAME = "omnidesk-profile.yaml"


class ProfileSection(Section):
    """``taken`` once a profile was taken over."""

    taken = Signal()

    def __init__(self, desk: SettingsDesk, ask: "Ask") -> None:
        about = _(
            "Company, numbering, region, policy and timestamps in one file that you can hand out. It holds nothing "
            "secret, and nothing of this machine."
        )
        super().__init__(_("Profile"), about, icon="share-network")
        self._desk, self._ask = desk, ask
        self.notice = Notice()
        self.dialog: ChangesDialog | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, name, act in (
            (_("Export a profile…"), "export-profile", self._export),
            (_("Take a profile over…"), "import-profile", self._import),
        ):
            button = Button(words, "secondary", small=True)
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(self.notice)

    def write(self, path: Path) -> None:
        """Write the profile to a file."""

        def work(_job: object) -> None:
            from omnidesk.operations.settings.kept import current
            from omnidesk.operations.settings.profile import profile_text
            from omnidesk.ui.written_file import write_out

            write_out(path, profile_text(current(self._desk.seat)).encode())

        told = _("The profile is written to {name}.").format(name=path.name)
        self._desk.background.run(work, lambda _none: self.notice.show_notice(told, "success"), self._failed)

    def look(self, path: Path) -> None:
        """Read a profile and show what it would change."""

        def work(_job: object) -> "tuple[dict[str, Held], tuple[Change, ...]]":
            from omnidesk.operations.settings.profile import differences, read_profile

            wanted = read_profile(path)
            return wanted, differences(self._desk.seat, wanted)

        self._desk.background.run(work, self._show, self._failed)

    def _export(self) -> None:
        self._ask.file_to_save(_("Export a profile"), Path(NAME), self.write)

    def _import(self) -> None:
        self._ask.file_to_open(_("A profile"), ("yaml", "yml"), self.look)

    def _show(self, found: object) -> None:
        wanted, changes = cast("tuple[dict[str, Held], tuple[Change, ...]]", found)
        if not changes:
            self.notice.show_notice(_("Every setting is as the profile says already."), "accent")
            return
        self.dialog = ChangesDialog(changes, self.window())
        self.dialog.accepted.connect(lambda: self._take(wanted))
        self.dialog.open()

    def _take(self, wanted: "dict[str, Held]") -> None:
        def wished() -> "dict[str, Held]":
            from omnidesk.operations.settings.begun import note_begun

            note_begun(self._desk.seat)
            return wanted

        self._desk.run(wished, self._done, lambda words: self.notice.show_notice(words, "danger"))

    def _done(self) -> None:
        self.notice.show_notice(_("The profile holds from now on."), "success")
        self.taken.emit()

    def _failed(self, error: Exception) -> None:
        from omnidesk.domain.errors import OmniDeskError

        if not isinstance(error, OmniDeskError):
            raise error
        self.notice.show_notice(str(error), "danger")


class ChangesDialog(Dialog):
    """What a profile would change, line by line."""

    icon = "share-network"

    def __init__(self, changes: "tuple[Change, ...]", parent: QWidget) -> None:
        told = _("1 setting changes.") if len(changes) == 1 else _("{n} settings change.").format(n=len(changes))
        super().__init__(
            _("Take this profile over?"), told, accept=_("Take it over"), reject=_("Cancel"), parent=parent
        )
        self.setObjectName("profile-changes")
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for change in changes:
            column.addWidget(_line(change))
        column.addStretch(1)
        scroll = PageScroll(listed, lambda _width: 4)
        scroll.setFixedSize(468, min(300, 40 + 56 * len(changes)))
        self.body.insertWidget(1, scroll)


def _line(change: "Change") -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(change.label, "label"))
    before, after = (_short(text) or _("nothing") for text in (change.before, change.after))
    same = _("The reason is another one")
    words = same if before == after else _("{before} becomes {after}").format(before=before, after=after)
    column.addWidget(Text(words, "small", "muted", wrap=True))
    return line


def _short(text: str) -> str:
    shown = text.replace("\n", ", ")
    return shown if len(shown) <= 120 else f"{shown[:119]}…"
