"""Turns each lever once where nobody sees it, while nobody waits: the first turn in the room finds letters ready."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from omnidesk.charts.display import Chart
from omnidesk.domain.remembered import remembered
from omnidesk.domain.what_if.levers import LeverId, levers
from omnidesk.operations.presenting import Presented
from omnidesk.ui.present.slide_view import SlideView
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.widgets.chart import measure

PAUSE = 12
"""Milliseconds between two acts, each well under what a person notices."""


class Rehearsal(QObject):
    """Rehearses one view of the stage; over once somebody turns a lever."""

    def __init__(self, stage: Stage, view: SlideView) -> None:
        super().__init__(view)
        self._stage, self._view = stage, view
        self._acts = self._play()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    @property
    def is_over(self) -> bool:
        """Whether every lever was tried, or somebody turns one."""
        return not self._timer.isActive()

    def _go_on(self) -> None:
        if self._stage.settings or next(self._acts, None) is None:
            self._timer.stop()

    def _play(self) -> Iterator[LeverId]:
        """One act for what a lever comes to, one for how it is drawn."""
        presented = self._stage.presented
        for each in levers(presented.context.deal, presented.context.catalog):
            if each.minimum < each.maximum:
                _turned(presented, each.id, self._stage.aspect)
                yield each.id
                self._view.rehearse(_turned(presented, each.id, self._stage.aspect))
                yield each.id


@remembered
def _turned(presented: Presented, lever: LeverId, aspect: float) -> Chart:
    """The slide of a what-if with one lever a step from where the offer has it, for every view of it."""
    context = presented.context
    each = next(each for each in levers(context.deal, context.catalog) if each.id == lever)
    place = each.base + each.step if each.base + each.step <= each.maximum else each.base - each.step
    settings = {lever: place}
    view = presented.what_if(settings, presented.tried(settings))
    return presented.lay_out_tried(view, aspect, measure)
