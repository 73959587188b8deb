"""The slides of the meeting by name: a click shows one to the client."""

from PySide6.QtWidgets import QListWidget, QWidget

from omnidesk.i18n import _, marked
from omnidesk.operations.presenting import WHAT_IF
from omnidesk.slides.order import SLIDES
from omnidesk.ui.present.stage import Stage

NAMES = {**{slide: each.name for slide, each in SLIDES.items()}, WHAT_IF: marked("What if")}


class SlideList(QListWidget):
    """Follows the stage and leads it."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setAccessibleName(_("Slides"))
        for number, slide in enumerate(stage.slides, start=1):
            self.addItem(f"{number}   {_(NAMES[slide])}")
        self._follow()
        self.currentRowChanged.connect(stage.go)
        stage.moved.connect(self._follow)

    def _follow(self) -> None:
        blocked = self.blockSignals(True)
        self.setCurrentRow(self._stage.place)
        self.blockSignals(blocked)
