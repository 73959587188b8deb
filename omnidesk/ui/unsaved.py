"""Says over the open deal that its last changes are not on the disk, why, and how none of them is lost."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt

from omnidesk.deal_file import write_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.store.deals import DealRow
from omnidesk.ui.background import Job
from omnidesk.ui.deal_keeper import DealKeeper
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.ui.written_file import write_out


class Unsaved(QObject):
    """A bar over the foot of the wizard, for as long as something is not saved.

    A disk that is full or gone is tried again by itself; meanwhile the changes can be put into a file elsewhere. Where
    somebody else saved the deal, a person chooses: nothing of either side is lost with any answer.
    """

    def __init__(self, frame: WizardFrame[Deal], services: WizardServices, keeper: DealKeeper) -> None:
        super().__init__(frame)
        self._frame, self._services, self._keeper = frame, services, keeper
        self._bar = frame.foot.caution
        self._file = self._button(_("Put them in a file…"), "unsaved-file", self._ask_where)
        self._again = self._button(_("Try now"), "unsaved-again", services.session.save_again)
        self._mine = self._button(_("Keep mine"), "overtaken-mine", self._keep_mine)
        self._both = self._button(_("Keep both"), "overtaken-both", self._keep_both)
        services.session.save_state.connect(self._follow)
        services.session.overtaken.connect(self._show_overtaken)

    def _button(self, text: str, name: str, act: object) -> Button:
        button = Button(text, "secondary", small=True)
        button.setObjectName(name)
        button.clicked.connect(act)
        self._bar.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def _follow(self, state: str, reason: str) -> None:
        if state == "saved":
            self._bar.show_notice("")
        elif state == "failed":
            words = _(
                "Your last changes are not saved yet: {reason}. They stay here and are tried again by themselves."
            )
            self._tell(words.format(reason=reason), overtaken=False)

    def _show_overtaken(self) -> None:
        words = _(
            "This deal was saved elsewhere while you worked on it. Keep mine: yours follow, the others stay in its "
            "history. Keep both: yours become a deal of their own."
        )
        self._tell(words, overtaken=True)

    def _tell(self, words: str, *, overtaken: bool) -> None:
        for button in (self._file, self._again):
            set_shown(button, not overtaken)
        for button in (self._mine, self._both):
            set_shown(button, overtaken)
        self._bar.show_notice(words, "warning" if overtaken else "danger")

    def _ask_where(self) -> None:
        name = f"{self._keeper.row.title.strip()[:60]}.yaml".replace("/", "-")
        self._services.ask.file_to_save(_("Put the deal in a file"), Path.home() / name, self.write)

    def write(self, path: Path) -> None:
        """Write the deal as it is here into a file."""
        deal = self._services.session.deal
        words = _("The deal as it is here was written to {path}").format(path=path)

        def work(_job: Job) -> object:
            return write_out(path, write_deal(deal).encode())

        self._services.background.run(work, lambda _path: self._services.ask.say(words), self._failed)

    def _keep_mine(self) -> None:
        again = self._services.session.save_again
        self._services.background.run(lambda _job: self._keeper.follow_newest(), lambda _done: again(), self._failed)

    def _keep_both(self) -> None:
        deal = self._services.session.deal
        self._services.background.run(
            lambda _job: self._keeper.keep_apart(deal), partial(self._kept_apart, deal), self._failed
        )

    def _kept_apart(self, deal: Deal, made: object) -> None:
        words = _("Yours is kept as “{title}”").format(title=cast(DealRow, made).title)
        session, ask = self._services.session, self._services.ask
        session.kept_elsewhere(deal)
        session.destroyed.connect(lambda: ask.say(words))  # when the other one stands in this one's place
        self._services.open_deal(self._keeper.row.id, self._frame.step)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)
