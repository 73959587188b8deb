"""The overview: the pipeline in figures, where deals stall, what is given away, and what comes near."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from omnidesk.charts.bars import Category, layout_categories
from omnidesk.charts.columns import Period, layout_cash_flow
from omnidesk.charts.display import Chart, FormatValue, Measure, Pen
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.ui.desk.deal_lines import DealLines
from omnidesk.ui.desk.desk_head import DeskHead
from omnidesk.ui.frame_parts import side_for
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.empty_state import EmptyState, centred
from omnidesk.ui.widgets.flow import Columns
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.stat import Stat
from omnidesk.wizard.desk_overview import Overview
from omnidesk.wizard.explain import Explanation

HEIGHT = 118
"""Of a chart of columns, in points."""


class OverviewPage(QWidget):
    """Figures, charts and lines. ``currency_wanted`` asks for the amounts of another currency.

    ``success_wanted`` gives a deal whose success is to be seen.
    """

    opened = Signal(str)
    success_wanted = Signal(str)
    new_wanted = Signal()
    currency_wanted = Signal(str)

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self.explanations: Mapping[str, Explanation] = {}
        self.head = DeskHead(_("Overview"))
        self.currency = Choice()
        self.currency.setObjectName("overview-currency")
        self.currency.set_name(_("Currency"))
        self.currency.setFixedWidth(112)
        self.currency.edited.connect(self.currency_wanted)
        self.head.side.addWidget(self.currency)
        self._stats = [Stat() for _each in range(4)]
        self._tiers, self._months, self._stalls, self._discounts = (ChartView() for _each in range(4))
        self._longest = self._lines("longest", _("No deal waits for long."))
        self._expiring = self._lines("expiring", _("No offer lapses soon."))
        self._milestones = self._lines("milestones-due", _("No milestone of a running deal is due soon."))
        self._success = self._lines("success-due", _("No measurement or review is due soon."))
        self._renewals = self._lines("renewals", _("No term ends soon."))
        for lines in (self._success, self._renewals):
            lines.opened.disconnect(self.opened)
            lines.opened.connect(self.success_wanted)
        self._currencies = Grid(_columns(), _("All currencies"))
        self._side_by_side = Section(
            _("All currencies side by side"), _("The open pipeline. Amounts of two currencies are never added.")
        )
        self._side_by_side.content.addWidget(self._currencies)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_overview(self, found: Overview) -> None:
        """Show the overview as it is."""
        self.explanations = found.explanations
        self._stack.setCurrentIndex(1 if found.empty else 0)
        self.currency.set_options([Option(row.currency, row.currency) for row in found.currencies])
        self.currency.set_value(found.currency)
        several = len(found.currencies) > 1
        self.currency.setVisible(several)
        self._side_by_side.setVisible(several)
        self._currencies.set_rows([GridRow(row.currency, row.cells, {}) for row in found.currencies])
        self.head.say(
            _("What the deals come to, and where they wait.")
            if found.empty
            else _("Committed and estimated amounts stand apart and are never added.")
        )
        for stat, figure in zip(self._stats, found.headlines, strict=False):
            stat.show_figure(figure.name, figure.value, figure.note)
        money = partial(self._formatter.compact, currency=found.currency)
        self._weighted.about.show_text(found.weights)
        self._tiers.set_chart(partial(_columns_chart, found.tiers, money, _("Open deals by tier, weighted")))
        self._months.set_chart(
            partial(_columns_chart, found.months, money, _("Open deals by month of start, weighted"))
        )
        days, percent = partial(_days, formatter=self._formatter), self._formatter.percent
        self._stalls.set_chart(partial(_bars_chart, found.stalls, days, _("Middle time in each stage, in days")))
        self._discounts.set_chart(partial(_bars_chart, found.discounts, percent, _("Discount by tier")))
        self._longest.show_lines(found.longest)
        self._expiring.show_lines(found.expiring)
        self._milestones.show_lines(found.milestones)
        self._success.show_lines(found.success)
        self._renewals.show_lines(found.renewals)

    def take_focus(self) -> None:
        """Give the keyboard to the choice of currency, or to the next thing that takes it."""
        if self.currency.isVisible():
            self.currency.focus_target().setFocus()
        else:
            self.focusNextChild()

    def _lines(self, name: str, nothing: str) -> DealLines:
        lines = DealLines(nothing)
        lines.setObjectName(name)
        lines.opened.connect(self.opened)
        return lines

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Columns([*self._stats], least=196))
        self._weighted = _section(_("By tier"), " ", "stack", self._tiers)
        months = _section(
            _("By month of start"), _("When the weighted amounts would begin."), "calendar-blank", self._months
        )
        column.addLayout(side_by_side(self._weighted, months, stretch=(2, 3)))
        column.addLayout(side_by_side(*self._answers()))
        column.addWidget(Columns(self._lists(), least=290))
        column.addWidget(self._side_by_side)
        column.addStretch(1)
        self._stack.addWidget(PageScroll(page, side_for))
        self._stack.addWidget(self._nothing())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 28, 0, 0)
        outer.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(40, 0, 40, 0)
        head.addWidget(self.head)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)

    def _answers(self) -> tuple[Section, ...]:
        """Where deals stall, and what is given for them."""
        waits = _("Middle time in the stage where they are now.")
        given = _("Of issued and won deals, against the list price.")
        return (
            _section(_("Where deals stall"), waits, "hourglass", self._stalls),
            _section(_("How much discount we give"), given, "percent", self._discounts),
        )

    def _lists(self) -> list[QWidget]:
        """Deals that need somebody."""
        return [
            _section(_("Offers about to lapse"), _("By the day they hold until."), "clock-countdown", self._expiring),
            _section(_("Waiting longest"), _("In the stage where they are."), "hourglass-medium", self._longest),
            _section(_("Milestones due"), _("Of accepted and active deals."), "flag-checkered", self._milestones),
            _section(_("Success to follow up"), _("Measurements and reviews that are due."), "target", self._success),
            _section(_("Renewals coming"), _("By the day on which the term ends."), "calendar-check", self._renewals),
        ]

    def _nothing(self) -> QWidget:
        empty = EmptyState(
            "chart-bar",
            _("Nothing to add up yet"),
            _("As soon as there are deals, their amounts, waiting times and dates stand here."),
            action=_("Create the first deal"),
        )
        empty.setObjectName("no-overview")
        empty.acted.connect(self.new_wanted)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(40, 8, 40, 24)
        around.addWidget(centred(empty))
        return holder


def _section(title: str, about: str, icon: str, *children: QWidget) -> Section:
    section = Section(title, about, icon=icon)
    for child in children:
        section.content.addWidget(child)
    section.body.addStretch(1)
    return section


def _columns() -> tuple[Column, ...]:
    return (
        Column("currency", _("Currency")),
        Column("deals", _("Open deals"), 96, figures=True),
        Column("committed", _("Committed"), 132, figures=True),
        Column("weighted", _("Weighted"), 132, figures=True),
        Column("estimated", _("Estimated"), 132, figures=True),
        Column("estimated-weighted", _("Weighted"), 132, figures=True),
        Column("discount", _("Discount"), 96, figures=True),
    )


def _days(value: object, *, formatter: Formatter) -> str:
    count = int(str(value))
    return _("1 day") if count == 1 else _("{count} days").format(count=formatter.number(count))


def _columns_chart(periods: Sequence[Period], money: FormatValue, alt: str, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, money, _("No open deal has a price yet."), alt)
    drawn = periods if any(period.committed or period.estimated for period in periods) else ()
    return layout_cash_flow(drawn, (_("Committed"), _("Estimated")), (width, HEIGHT), pen)


def _bars_chart(rows: Sequence[Category], words: FormatValue, alt: str, width: float, measure: Measure) -> Chart:
    return layout_categories(rows, width, Pen(measure, words, _("Nothing to show yet."), alt))
