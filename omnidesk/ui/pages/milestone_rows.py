"""The table of milestones: name, when due, percentage and amount, with what is left of 100% always in sight."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.development import DevelopmentSpec
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.theme.tokens import CONTROL
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.row_list import RowList, TableRow
from omnidesk.ui.widgets.section import Section, held
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import milestones
from omnidesk.wizard.milestones import MILESTONES, ON_A_DATE, DevelopmentView, MilestoneRow

FIGURES = 124
"""Width of amounts and days in pixels: the same in every row, so that the columns stand under each other."""
NARROW = 700
"""Width of a row in pixels below which a milestone's name would be cut beside the rest."""


class MilestoneRows(Section):
    """The milestones of the deal, with two presets."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__(_("Milestones"), _("Each is invoiced on its day."), icon="flag-checkered")
        self._page = page
        self._spec: DevelopmentSpec = page.services.catalog.development
        self.remainder = Badge("")
        self.side.addWidget(self.remainder)
        presets = QHBoxLayout()
        presets.setSpacing(8)
        percents = " + ".join(f"{row.percent:f}" for row in self._spec.milestones)
        standard = Button(_("Standard: {percents}%").format(percents=percents), "secondary", small=True)
        standard.setObjectName("standard-milestones")
        standard.clicked.connect(lambda: page.change(milestones.use_standard))
        evenly = Button(_("Split evenly"), "secondary", icon="percent", small=True)
        evenly.setObjectName("split-evenly")
        evenly.clicked.connect(lambda: page.change(partial(milestones.split_evenly, spec=self._spec)))
        presets.addWidget(standard)
        presets.addWidget(evenly)
        presets.addStretch(1)
        self.rows = RowList(self._make, _("Remove this milestone"), path=MILESTONES)
        self.rows.added.connect(self._add)
        self.rows.removed.connect(self._drop)
        page.leaf_through(self.rows)
        self.content.addLayout(presets)
        self.content.addWidget(self.rows)

    def refresh(self, view: DevelopmentView) -> None:
        """Show the rows and what is left; their inputs are shown with the page's form."""
        self.remainder.set_badge(
            view.remainder,
            "success" if view.complete else "danger",
            "check-circle-fill" if view.complete else "warning-circle-fill",
        )
        self.rows.set_count(len(view.milestones))
        self.rows.set_offers([] if view.full else [Option("milestone", _("Milestone"))])
        for place in self.rows.places():
            widget = self.rows.row(place)
            if isinstance(widget, _MilestoneLine):
                widget.show_row(view.milestones[place])

    def _make(self, place: int) -> QWidget:
        return _MilestoneLine(self._page, self._spec, place)

    def _add(self) -> None:
        self._page.change(lambda deal: milestones.add_milestone(deal, self._spec))

    def _drop(self, place: int) -> None:
        self._page.change(lambda deal: milestones.drop_milestone(deal, self._spec, place))


class _MilestoneLine(TableRow):
    def __init__(self, page: FormPage[Any], spec: DevelopmentSpec, place: int) -> None:
        super().__init__()
        path = f"{MILESTONES}.{place}"
        name = page.text(f"{path}.name", optional=False)
        percent = page.number(f"{path}.percent", unit="%", needed=True)
        events = (*(Option(row.event, row.name) for row in spec.milestones), Option(ON_A_DATE, _("On a date")))

        def due(chosen: str) -> None:
            page.change(lambda deal: milestones.set_due(deal, spec, place, chosen))

        event = page.choice(f"{path}.event", _("Due at"), events, due)
        self._date = page.date(f"{path}.date")
        self._day, self._amount = Text("", "small", "muted"), Text("", "strong", tabular=True)
        self._over = Text(" ", "label")
        told = QVBoxLayout()
        told.setSpacing(2)
        told.setContentsMargins(0, 0, 0, 0)
        for label in (self._amount, self._day):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            told.addWidget(label)
        beside = QWidget()
        beside.setLayout(told)
        beside.setFixedHeight(CONTROL)
        figures = QVBoxLayout()
        figures.setSpacing(6)
        figures.addWidget(self._over)
        figures.addWidget(beside)
        figures.addStretch(1)
        self._name, self._due, self._share, self._figures = name, event, percent, held(figures)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._narrow: bool | None = None
        self._place(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name a line of its own where all beside each other would cut it."""
        super().resizeEvent(event)
        self._place(narrow=event.size().width() < NARROW)

    def _place(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow, grid = narrow, self._grid
        for part in (self._name, self._due, self._date, self._share, self._figures):
            grid.removeWidget(part)
        line, first = (1, 0) if narrow else (0, 1)
        grid.addWidget(self._name, 0, 0, 1, 2 if narrow else 1)
        grid.addWidget(self._due, line, first)
        grid.addWidget(self._date, line + 1, first)
        grid.addWidget(self._share, line, first + 1)
        grid.addWidget(self._figures, 0, 3, line + 1, 1)
        for column, stretch in enumerate((50, 20, 0, 0) if narrow else (43, 50, 20, 0)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(3, FIGURES)

    def show_head(self, shown: bool) -> None:
        """Keep the figures beside the inputs."""
        super().show_head(shown)
        set_shown(self._over, shown)

    def show_row(self, row: MilestoneRow) -> None:
        """Show when it is due and what it comes to; the page shows the inputs."""
        self._date.setVisible(row.on_a_date)
        self._day.setText(row.day)
        self._amount.show_text(row.amount)
