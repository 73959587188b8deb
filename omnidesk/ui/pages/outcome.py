"""What the benefits come to, computed off the window's thread and shown when it is there."""

from decimal import Decimal
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.charts.bars import layout_tornado
from omnidesk.charts.display import Chart, FormatValue, Measure, Pen
from omnidesk.charts.fan import layout_fan
from omnidesk.charts.ladder import layout_ladder
from omnidesk.charts.lines import CourseNames, layout_course
from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.fitting_text import equally_large
from omnidesk.ui.widgets.flow import Columns
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.stat import Stat
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.context import Context
from omnidesk.wizard.outcome import Outcome, outcome

HEIGHT = 150
"""Of the cumulative chart, in points."""
SETTLED = 120
"""Milliseconds without a change before it is projected again: ten thousand runs would slow the typing down."""


class OutcomePanel(QWidget):
    """Headlines, the course of benefit and cost, scenarios, percentiles and the tornado."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._asked: Deal | None = None
        self._busy = False
        self._shown: Outcome | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED)
        self._timer.timeout.connect(self._start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self._missing = Notice(tone="accent")
        self._results = QWidget()
        self._rows = QVBoxLayout(self._results)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(20)
        column.addWidget(self._missing)
        column.addWidget(self._results)
        self._build()
        self._results.hide()
        self.hide()

    @property
    def shown(self) -> Outcome | None:
        """The outcome on screen."""
        return self._shown

    def ask(self) -> None:
        """Ask for the outcome of the deal as it is now, at once for the first, else once changes have settled."""
        deal = self._services.session.deal
        if deal is self._asked:
            return
        self._asked = deal
        if self._shown is None:
            self._start()
        else:
            self._timer.start()

    def _start(self) -> None:
        """Project the newest deal; while another one is under way, it comes next."""
        if self._busy:
            return
        deal, catalog, formatter = self._services.session.deal, self._services.catalog, self._services.formatter
        self._asked, self._busy = deal, True

        def work(_job: Job) -> object:
            return outcome(Context(deal, catalog, formatter))

        self._services.background.run(work, partial(self._arrived, deal), self._failed)

    def _arrived(self, deal: Deal, result: object) -> None:
        self._busy = False
        if self._asked is not deal and not self._timer.isActive():
            self._start()
        self._show(cast("Outcome | None", result))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        raise error

    def _build(self) -> None:
        self._stats = [Stat() for _each in range(4)]
        equally_large([stat.value for stat in self._stats])
        self._rows.addWidget(Columns([*self._stats], least=190))
        course = Section(
            _("Benefit against cost"),
            _("Added up over the term; the band lies between low and high."),
            icon="chart-line-up",
        )
        self._course = ChartView()
        course.content.addWidget(self._course)
        self._rows.addWidget(course)
        self._rows.addWidget(self._on_the_ladder())
        self._rows.addWidget(self._how_sure())
        self._rows.addWidget(self._three_cases())

    def _on_the_ladder(self) -> Section:
        words = _("The return that is typical of each rung; the band is this deal, from low to high.")
        section = Section(_("On the value ladder"), words, icon="chart-bar")
        self._ladder = ChartView()
        section.content.addWidget(self._ladder)
        return section

    def _how_sure(self) -> Section:
        sure = Section(_("How sure is it?"), "", icon="gauge")
        self._sure = sure
        self._percentiles = [Stat() for _each in range(3)]
        sure.content.addLayout(side_by_side(*self._percentiles))
        sure.content.addWidget(Text(_("Benefit less cost, added up over the term"), "strong"))
        self._fan = ChartView()
        sure.content.addWidget(self._fan)
        sure.content.addWidget(Text(_("What moves the return most"), "strong"))
        self._tornado = ChartView()
        sure.content.addWidget(self._tornado)
        return sure

    def _three_cases(self) -> Section:
        cases = Section(_("Three cases"), _("All estimates low, at base, or high."), icon="scales")
        self._cases = Grid(
            (
                Column("name", _("Over the term")),
                *(Column(name, label, 136, figures=True) for name, label in _case_names()),
            ),
            _("Three cases"),
        )
        self._cases.setTabKeyNavigation(False)
        cases.content.addWidget(self._cases)
        return cases

    def _show(self, found: Outcome | None) -> None:
        self._shown = found
        self._results.setVisible(found is not None)
        benefits = self._services.session.deal.value.benefits
        words = _("The return appears once the deal has a price.") if benefits and found is None else ""
        self._missing.show_notice(words)
        self.setVisible(found is not None or bool(words))
        if found is None:
            return
        for stat, figure in zip(self._stats, found.figures, strict=True):
            stat.show_figure(figure.name, figure.value, figure.note, caution=figure.caution)
        for stat, figure in zip(self._percentiles, found.percentiles, strict=True):
            stat.show_figure(figure.name, figure.value, figure.note)
        self._sure.about.show_text(found.simulated)
        self._cases.set_rows([GridRow(row.name, (row.name, *row.cases), {}) for row in found.scenarios])
        formatter = self._services.formatter
        self._course.set_chart(partial(_lay_out_course, found, partial(formatter.number, decimals=0)))
        self._fan.set_chart(partial(_lay_out_fan, found, partial(formatter.number, decimals=0)))
        self._ladder.set_chart(partial(_lay_out_ladder, found, partial(formatter.percent, decimals=0)))
        self._tornado.set_chart(partial(_lay_out_tornado, found, partial(formatter.percent, decimals=0)))


def _case_names() -> tuple[tuple[str, str], ...]:
    return (("low", _("Low")), ("base", _("Base")), ("high", _("High")))


def _lay_out_course(found: Outcome, money: FormatValue, width: float, measure: Measure) -> Chart:
    names = CourseNames(_("Benefit"), _("Cost"), _("Payback"))
    pen = Pen(measure, money, _("Nothing to show yet."), _("Benefit and cost added up month by month"))
    return layout_course(found.course, names, (width, HEIGHT), pen)


def _lay_out_fan(found: Outcome, money: FormatValue, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, money, _("Nothing to show yet."), _("Benefit less cost, added up over the term"))
    return layout_fan(found.drift, ("P10", "P50", "P90"), (width, HEIGHT), pen)


def _lay_out_ladder(found: Outcome, percent: FormatValue, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, percent, _("Nothing to show yet."), _("On the value ladder"))
    return layout_ladder(found.rungs, found.reach, width, pen)


def _lay_out_tornado(found: Outcome, percent: FormatValue, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, percent, _("No estimate moves the return."), _("What moves the return most"))
    swings = found.swings if found.base is not None else ()
    return layout_tornado(swings, found.base or Decimal(0), width, pen)
