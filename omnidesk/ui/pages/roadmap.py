"""The page of roadmap and success: one time line, what is done, what is measured, and who meets when."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from omnidesk.charts.display import Chart, Measure, Pen
from omnidesk.charts.roadmap import Roadmap, layout_roadmap
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.success_followed import SuccessFollowed
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.section import Section, held, side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import roadmap, time_line
from omnidesk.wizard.roadmap import Item, PhaseView, RoadmapView


class RoadmapPage(FormPage[RoadmapView]):
    """Phases, milestones and payments on one axis; below them what can be ticked and what both sides measure."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._drawn: Roadmap | None = None

    def build(self) -> Iterator[None]:
        """Make what was reached, time line, phases, metrics and help."""
        self.success = SuccessFollowed(self.services)
        self.column.addWidget(self.success)
        yield
        self._plan = Section(
            _("Time line"), _("Pale ends are the latest ones. Payments are the committed ones."), icon="map-trifold"
        )
        self._chart = ChartView()
        self._growth = Text("", "small", "muted", wrap=True)
        self._plan.content.addWidget(self._chart)
        self._plan.content.addWidget(self._growth)
        self.column.addWidget(self._plan)
        view = roadmap.view(self.services.context())
        yield
        self.phases: dict[str, _PhaseCard] = {}
        self._level = QTimer(self)
        self._level.setSingleShot(True)
        self._level.timeout.connect(self._line_up)
        grid = QGridLayout()
        grid.setSpacing(20)
        self.column.addLayout(grid)
        for place, phase in enumerate(view.phases):
            card = self.phases[phase.id] = _PhaseCard(self, phase)
            card.turned.connect(self._level.start)
            grid.addWidget(card, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            yield
        yield from self._add_metrics(view)
        self._add_help(view)
        yield

    def refresh(self, view: RoadmapView) -> None:
        """Show the step's view."""
        self.success.follow()
        if view.time_line != self._drawn:
            self._drawn = view.time_line
            self._chart.set_chart(partial(_lay_out, view))
        self._growth.show_text(view.growth)
        for phase in view.phases:
            self.phases[phase.id].show_phase(phase)
        self._reviews.setText(view.reviews)
        self.show_form(view.form)

    def _line_up(self) -> None:
        """Let each part of a card begin where that of the card beside it does."""
        cards = list(self.phases.values())
        for row in (cards[start : start + 2] for start in range(0, len(cards), 2)):
            heights = [card.heights() for card in row]
            highest = [max(parts) for parts in zip(*heights, strict=True)]
            for card, own in zip(row, heights, strict=True):
                card.make_room([most - part for most, part in zip(highest, own, strict=True)])

    def _add_metrics(self, view: RoadmapView) -> Iterator[None]:
        section = Section(
            _("Success metrics"), _("Agree a target for what matters; the rest stays open."), icon="target"
        )
        self.column.addWidget(section)
        for group in view.metrics:
            words = QHBoxLayout()
            words.setSpacing(8)
            words.addWidget(Text(group.name, "strong"))
            words.addWidget(Text(group.cadence, "caption", "muted"), 1)
            fields = [self.text(each.path, each.name, placeholder=_("to be agreed")) for each in group.metrics]
            part = QVBoxLayout()
            part.setSpacing(8)
            part.addLayout(words)
            part.addLayout(side_by_side(*fields))
            section.content.addLayout(part)
            yield

    def _add_help(self, view: RoadmapView) -> None:
        section = Section(_("Reviews and resources"), "", icon="calendar-check")
        self._reviews = section.about
        self._reviews.show()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for place, kind in enumerate(view.resources):
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(Text(kind.name, "strong"))
            words.addWidget(Text(kind.items, "small", "muted", wrap=True))
            words.addStretch(1)
            grid.addWidget(held(words), place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        section.content.addLayout(grid)
        self.column.addWidget(section)


class _PhaseCard(Section):
    """One phase with its items to tick; ``turned`` tells that a part of it may have another height."""

    turned = Signal()

    def __init__(self, page: FormPage[RoadmapView], phase: PhaseView) -> None:
        super().__init__(phase.name, phase.summary)
        self._page = page
        self._when = Text("", "caption", "accent_text", wrap=True)
        self._progress = Badge("")
        self._room: list[QSpacerItem] = []
        self.side.addWidget(self._progress)
        self.content.setSpacing(10)
        self._leave_room()
        self.content.addWidget(self._when)
        self._leave_room()
        self.activities = self._add(_("Activities"), phase.activities)
        self.deliverables = self._add(_("Deliverables"), phase.deliverables)
        self.criteria = self._add(_("Done well when"), phase.criteria)
        self.body.addStretch(1)

    def show_phase(self, phase: PhaseView) -> None:
        """Show when it is and how far."""
        if self._when.text() != phase.when:
            self._when.setText(phase.when)
            self.turned.emit()
        done = all(item.done for item in (*phase.activities, *phase.deliverables))
        self._progress.set_badge(phase.progress, "success" if done else "neutral", "check-circle-fill" if done else "")
        self.activities.set_values([item.id for item in phase.activities if item.done])
        self.deliverables.set_values([item.id for item in phase.deliverables if item.done])
        self.criteria.set_values([item.id for item in phase.criteria if item.done])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that words may wrap elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.turned.emit()

    def heights(self) -> list[int]:
        """How high its parts are in their width: the head, when it is, and each list."""
        head = _height(self.title) + _height(self.about)
        return [head, *map(_height, (self._when, self.activities, self.deliverables, self.criteria))]

    def make_room(self, pixels: Sequence[int]) -> None:
        """Leave so much room under each part."""
        for room, height in zip(self._room, pixels, strict=True):
            room.changeSize(0, height)
        self.content.invalidate()

    def _leave_room(self) -> None:
        room = QSpacerItem(0, 0)
        self._room.append(room)
        self.content.addSpacerItem(room)

    def _add(self, title: str, items: tuple[Item, ...]) -> Checklist:
        rows = Checklist([Option(item.id, item.name) for item in items])
        rows.set_name(title)
        shown = tuple(item.id for item in items)
        rows.picked.connect(partial(self._tick, shown))
        self.content.addWidget(Text(title, "label"))
        self.content.addWidget(rows)
        self._leave_room()
        return rows

    def _tick(self, shown: tuple[str, ...], done: tuple[str, ...]) -> None:
        self._page.change(partial(roadmap.tick_phase, shown=shown, done=done))


def _height(part: QWidget) -> int:
    return part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()


def _lay_out(view: RoadmapView, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, str, view.undated, _("Phases, milestones and committed payments over the term"))
    return layout_roadmap(view.time_line, time_line.names(), width, pen)
