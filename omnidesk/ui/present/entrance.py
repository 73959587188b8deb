"""The way from a deal into its meeting; what a meeting needs is imported when there is one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from omnidesk.domain.deal import Deal
from omnidesk.ui.services import WizardServices
from omnidesk.ui.wizard_frame import WizardFrame

if TYPE_CHECKING:
    from omnidesk.ui.present.presenting import Presenting


class Entrance(QObject):
    """Makes the meeting of a deal when it is first wanted."""

    def __init__(self, frame: WizardFrame[Deal], services: WizardServices) -> None:
        super().__init__(frame)
        self._frame, self._services = frame, services
        self.presenting: Presenting | None = None
        frame.present_wanted.connect(self.begin)
        frame.slides_wanted.connect(self.arrange)

    def begin(self) -> None:
        """Begin the meeting, or bring it forward."""
        self._made().begin()

    def arrange(self) -> None:
        """Order the slides and write notes for them, before the meeting or during it."""
        self._made().arrange()

    def _made(self) -> "Presenting":
        if self.presenting is None:
            from omnidesk.ui.present.presenting import Presenting

            self.presenting = Presenting(self._frame, self._services)
        return self.presenting
