"""The slides of the meeting by name: a click shows one to the client."""

from omnidesk.i18n import _, marked
from omnidesk.operations.presenting import WHAT_IF
from omnidesk.slides.order import SLIDES
from omnidesk.ui.present.line_list import Line, LineList
from omnidesk.ui.present.stage import Stage

NAMES = {**{slide: each.name for slide, each in SLIDES.items()}, WHAT_IF: marked("What if")}


class SlideList(LineList):
    """Follows the stage and leads it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Slides"), 26)
        self._stage = stage
        self.setObjectName("slides")
        self.chosen.connect(stage.go)
        stage.moved.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        lines = [Line(str(place), _(NAMES[slide])) for place, slide in enumerate(self._stage.slides, start=1)]
        self.show_lines(lines, self._stage.place)
