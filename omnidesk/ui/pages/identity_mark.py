"""What is seen of an identity's signatures: the name in the script face, or a mark that is kept with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.mark import Mark
from omnidesk.given_file import read_given
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.mark_input import MarkInput
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity

HEIGHT = 230


class KeptMark(QWidget):
    """``changed`` brings the opened identity with its new mark."""

    changed = Signal(object)

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._held: HeldIdentity | None = None
        self.marks = MarkInput(pictures=True)
        self.marks.setFixedHeight(HEIGHT)
        self.marks.changed.connect(self._follow)
        self.marks.picture_wanted.connect(self._ask_for_picture)
        self._about = Text("", "small", "muted", wrap=True)
        self.keep = Button(_("Keep this signature"), "secondary", icon="check", small=True)
        self.plain = Button(_("Write the name instead"), "quiet", small=True)
        dismiss = Button(_("Not now"), "quiet", small=True)
        self.keep.setObjectName("keep-mark")
        self.plain.setObjectName("forget-mark")
        self.keep.clicked.connect(lambda: self._take(self.marks.mark()))
        self.plain.clicked.connect(lambda: self._take(None))
        dismiss.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.keep, self.plain, dismiss):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._about)
        column.addWidget(self.marks)
        column.addLayout(buttons)
        self.hide()

    def open_for(self, held: "HeldIdentity") -> None:
        """Let the person change how this identity signs."""
        from omnidesk.signing.kept_marks import can_keep

        self._held = held
        self.marks.pad.clear()
        self.marks.set_name(held.summary.subject)
        if held.mark is not None:
            self.marks.show_mark(held.mark)
        kept = _("It is kept encrypted, and only this identity's key can read it.")
        once = _("The key is on a token, so this is used until you leave the app and then forgotten.")
        self._about.setText(kept if can_keep(held) else once)
        self.show()

    def _take(self, mark: Mark | None) -> None:
        if self._held is not None:
            held = replace(self._held, mark=mark)
            self._services.background.run(partial(_kept, self._folder(), held), self._taken, self._failed)

    def _taken(self, held: object) -> None:
        self.hide()
        self.changed.emit(held)
        mark = cast("HeldIdentity", held).mark
        told = _("Your next signature looks like this") if mark else _("Your next signature shows your name")
        self._services.ask.say(told)

    def _ask_for_picture(self) -> None:
        title = _("A picture of your signature")
        self._services.ask.file_to_open(title, ("png", "jpg", "jpeg"), self._read_picture)

    def _read_picture(self, path: Path) -> None:
        show = cast("Callable[[object], object]", self.marks.show_mark)
        self._services.background.run(partial(_picture, path), show, self._failed)

    def _follow(self) -> None:
        self.keep.setEnabled(self.marks.mark() is not None)

    def _folder(self) -> Path:
        return self._services.workspace.identities

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)


def _kept(folder: Path, held: "HeldIdentity", _job: Job) -> object:
    from omnidesk.signing.kept_marks import can_keep, keep_mark

    if can_keep(held):
        keep_mark(folder, held, held.mark)
    return held


def _picture(path: Path, _job: Job) -> object:
    from omnidesk.documents.mark_picture import LARGEST_FILE, mark_from_picture

    words = _("the picture is larger than {size} MB; make it smaller").format(size=LARGEST_FILE // 1_000_000)
    return mark_from_picture(read_given(path, LARGEST_FILE, too_large=words))
