"""The page of milestones and payments."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from omnidesk.charts.columns import layout_cash_flow
from omnidesk.charts.display import Chart, FormatValue, Measure, Pen
from omnidesk.charts.roadmap import Roadmap, layout_roadmap, milestone_handles
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.milestone_rows import MilestoneRows
from omnidesk.ui.pages.payment_exports import PaymentExports
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.empty_state import EmptyState
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.later import Later
from omnidesk.ui.widgets.movable_chart import Mark, MovableChart, Places
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import Section, held, side_by_side
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import milestones, time_line
from omnidesk.wizard.milestones import FIELD, MILESTONES, DevelopmentView, MilestoneMark, MilestonesView
from omnidesk.wizard.payments import PaymentsView, PaymentYear

HEIGHT = 130
"""Of the cash flow, in points."""
DAY = 110
"""Width of a day's column in pixels."""


def _columns() -> tuple[Column, ...]:
    return (
        Column("invoiced", _("Invoiced"), DAY),
        Column("due", _("Due"), DAY),
        Column("label", _("For")),
        Column("amount", _("Amount"), 140, figures=True),
    )


class MilestonesPage(FormPage[MilestonesView]):
    """Phases, milestones that total exactly 100%, their time line, and every payment below."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._planned: Roadmap | None = None
        self._paid: PaymentsView | None = None
        self._marks: dict[int, MilestoneMark] = {}
        self.strip = self._left = Notice()
        self._left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def build(self) -> Iterator[None]:
        """Make phases, milestones, their time line and the payments, each with what it shows."""
        view = milestones.view(self.services.context())
        self._build_phases()
        yield
        self.milestones = MilestoneRows(self)
        self._time_line = MovableChart()
        self._time_line.moved.connect(self._move_milestone)
        self._plan = Section(
            _("Time line"), _("Drag a milestone, or move it with the arrow keys."), icon="calendar-blank"
        )
        self._plan.content.addWidget(self._time_line)
        self.column.addWidget(self.milestones)
        if view.development is not None:
            for count in range(1, len(view.development.milestones) + 1):
                self.milestones.rows.set_count(count)
                yield
            self.milestones.refresh(view.development)
        yield
        self.column.addWidget(self._plan)
        self._build_payments()
        yield
        self._show_payments(view.payments)
        self._build_empty()
        yield

    def refresh(self, view: MilestonesView) -> None:
        """Show the step's view."""
        on = view.development is not None
        self._empty.setVisible(not on)
        for part in (self._phases, self.milestones, self._plan):
            part.setVisible(on)
        if view.development is not None:
            self._show_development(view.development, view.currency)
        else:
            self._left.show_notice("")
        self._payments_later.fill(lambda: self._show_payments(view.payments))

    def write(self, path: str, value: object) -> None:
        """Put a value into the deal; the standard schedule becomes the deal's own with its first change."""
        if path.startswith(MILESTONES):
            spec = self.services.catalog.development
            self.change(lambda deal: milestones.enter(deal, spec, path, value), path)
        else:
            super().write(path, value)

    def _build_empty(self) -> None:
        words = _("It has fees and weeks, and is paid by milestones.")
        self._empty = Section(_("No custom development"), "")
        state = EmptyState(
            "code", _("No custom development in this deal"), words, action=_("Add custom development"), lead=False
        )
        state.acted.connect(lambda: self.change(milestones.start_development))
        self._empty.title.hide()
        self._empty.content.addWidget(state)
        self.column.addWidget(self._empty)

    def _build_phases(self) -> None:
        self._phases = Section(_("Phases"), _("Fee and length of each, within the ranges of the catalog."), icon="code")
        self._total = Text("", "heading", tabular=True)
        self._phases.side.addWidget(self._total)
        for phase in self.services.catalog.development.phases:
            names = QVBoxLayout()
            names.setSpacing(2)
            names.addWidget(Text(phase.name, "strong"))
            names.addWidget(Text(phase.scope, "caption", "muted", wrap=True))
            names.addStretch(1)
            fee = self.amount(f"{FIELD}.{phase.id}_fee")
            weeks = self.number(f"{FIELD}.{phase.id}_weeks", whole=True)
            self._phases.content.addLayout(side_by_side(held(names), fee, weeks, stretch=(3, 5, 3)))
        self._maintenance: Field = self.number(f"{FIELD}.maintenance_percent", unit="%")
        self._phases.content.addLayout(side_by_side(self._maintenance, QWidget()))
        self.column.addWidget(self._phases)

    def _build_payments(self) -> None:
        self._payments = Section(
            _("Payments"), _("Estimates are invoiced as measured and stand in no total."), icon="chart-bar"
        )
        self._payments.side.addWidget(PaymentExports(self.services))
        self._sums = KeyValueRows()
        self._cash_flow = ChartView()
        self._years: list[_Year] = []
        self._payments.content.addWidget(self._cash_flow)
        self._payments.content.addWidget(self._sums)
        self.column.addWidget(self._payments)
        self._payments_later = Later(self, self._payments)

    def _show_development(self, view: DevelopmentView, currency: str) -> None:
        self._total.setText(view.total)
        self.milestones.refresh(view)
        left = _("Milestones: {left}").format(left=view.remainder)
        self._left.show_notice("" if view.complete else left, "danger")
        self.show_form(view.form)
        self.show_currency(currency)
        self._maintenance.set_help(view.maintenance)
        marks = {mark.place: mark for mark in view.marks}
        if view.time_line == self._planned and marks == self._marks:
            return
        self._planned, self._marks = view.time_line, marks
        self._time_line.set_chart(partial(_lay_out_plan, view))
        day = self.services.formatter.day
        self._time_line.set_marks([_movable(mark, day) for mark in view.marks], partial(_places, view))

    def _move_milestone(self, place: int, days: int) -> None:
        """Give a milestone a day of its own; moving on is one step for undo."""
        mark = self._marks.get(place)
        if mark is not None:
            spec, day = self.services.catalog.development, mark.day + datetime.timedelta(days=days)
            self.change(lambda deal: milestones.move(deal, spec, place, day), f"move:{place}")

    def _show_payments(self, view: PaymentsView | None) -> None:
        set_shown(self._payments, view is not None)
        if view is None or view == self._paid:
            return
        self._paid = view
        money = partial(self.services.formatter.number, decimals=0)
        self._payments.title.setText(_("Payments, {step}").format(step=view.step))
        self._cash_flow.set_chart(partial(_lay_out_cash_flow, view, money))
        self._sums.set_rows(
            [
                Row(_("Committed over the term"), view.committed, strong=True),
                *([Row(_("Estimated, apart"), view.estimated, "muted")] if view.estimated else []),
            ]
        )
        while len(self._years) < len(view.years):
            year = _Year()
            self._years.append(year)
            self._payments.content.addWidget(year)
        for place, year in enumerate(self._years):
            year.setVisible(place < len(view.years))
            if place < len(view.years):
                year.show_year(view.years[place])


class _Year(QWidget):
    """The payments of one contract year."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._grid = Text("", "strong"), Grid(_columns(), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._grid)

    def show_year(self, year: PaymentYear) -> None:
        """Show the rows of a year."""
        self._title.setText(year.title)
        self._grid.setAccessibleName(year.title)
        self._grid.set_rows(
            [
                GridRow(str(place), (row.invoiced, row.due, row.label, row.amount), {}, row.strong)
                for place, row in enumerate(year.rows)
            ]
        )


def _movable(mark: MilestoneMark, day: Callable[[datetime.date], str]) -> Mark:
    return Mark(mark.place, mark.name, lambda days: day(mark.day + datetime.timedelta(days=days)))


def _places(view: DevelopmentView, width: float, measure: Measure) -> Places:
    handles = milestone_handles(view.time_line, time_line.names(), width, measure)
    return handles.points, handles.month


def _lay_out_plan(view: DevelopmentView, width: float, measure: Measure) -> Chart:
    words = _("Development phases with their milestones")
    pen = Pen(measure, str, _("The time line appears once the deal has a price."), words)
    return layout_roadmap(view.time_line, time_line.names(), width, pen)


def _lay_out_cash_flow(view: PaymentsView, money: FormatValue, width: float, measure: Measure) -> Chart:
    words = _("Committed {amount} {step}").format(amount=view.committed, step=view.step)
    pen = Pen(measure, money, _("No payments yet."), words)
    return layout_cash_flow(view.periods, (_("Committed"), _("Estimated")), (width, HEIGHT), pen)
