"""The table of usage month by month: type or paste over any month, and go back to growth from month 1."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.number_text import number_trouble
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import typed, usage_months
from omnidesk.wizard.form import put
from omnidesk.wizard.usage import FIELD
from omnidesk.wizard.usage_months import MonthPlan, PlannedMetric

MONTH = 110
"""Width of the months' column in pixels; figures share what is left."""


class UsageMonths(QWidget):
    """A contract year at a time. A month typed over makes its metric a plan of its own, which does not grow."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__()
        self._page = page
        self._plan: MonthPlan | None = None
        self._years: Segmented | None = None
        self._year = 0
        metrics = page.services.catalog.usage.metrics
        figures = [Column(each.id, each.name, figures=True, editable=True, check=number_trouble) for each in metrics]
        self.grid = Grid([Column("month", _("Month"), MONTH), *figures], _("Usage month by month"))
        self.grid.setObjectName("usage-months")
        self.grid.edited.connect(self._edit)
        self.grid.pasted.connect(self._paste)
        self._head = QHBoxLayout()
        self._head.addStretch(1)
        self._back = QWidget()
        self._ways = Flow(self._back, gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._back.setSizePolicy(policy)
        self._buttons = {metric.id: self._button(metric.id) for metric in metrics}
        words = _("Type over a month, or paste a column from a spreadsheet: that metric then follows your plan.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(words, "small", "muted", wrap=True))
        column.addLayout(self._head)
        column.addWidget(self.grid)
        column.addWidget(self._back)

    def refresh(self, plan: MonthPlan | None) -> None:
        """Show the months of the year that is chosen."""
        if plan is None or plan == self._plan:
            return
        self._plan = plan
        self._show_years(plan.years)
        self._show_year()
        for metric in plan.metrics:
            self._buttons[metric.id].setVisible(metric.own)
            self._buttons[metric.id].set_text(_("{metric}: grow from month 1").format(metric=metric.name))
        set_shown(self._back, any(metric.own for metric in plan.metrics))

    def _button(self, metric: str) -> Button:
        button = Button("", "secondary", icon="arrow-counter-clockwise", small=True)
        button.setObjectName(f"grow:{metric}")
        button.clicked.connect(partial(self._grow, metric))
        self._ways.addWidget(button)
        return button

    def _show_years(self, years: tuple[str, ...]) -> None:
        if self._years is not None and self._years.count() == len(years):
            return
        if self._years is not None:
            self._head.removeWidget(self._years)
            self._years.hide()
            self._years.deleteLater()
        self._year = min(self._year, len(years) - 1)
        self._years = Segmented([Option(str(place), name) for place, name in enumerate(years)])
        self._years.set_name(_("Contract year"))
        self._years.set_value(str(self._year))
        self._years.edited.connect(self._choose_year)
        self._head.insertWidget(0, self._years)
        set_shown(self._years, len(years) > 1)

    def _choose_year(self, place: str) -> None:
        self._year = int(place)
        self._show_year()

    def _show_year(self) -> None:
        if self._plan is None:
            return
        grown = frozenset(metric.id for metric in self._plan.metrics if not metric.own)
        months = self._plan.months[self._year]
        self.grid.set_rows([GridRow(str(each.month), (each.name, *each.cells), {}, quiet=grown) for each in months])

    def _edit(self, month: str, metric: str, text: str) -> None:
        if not number_trouble(text):
            self._enter(int(month), {metric: (typed.amount(text) or Decimal(0),)})

    def _paste(self, month: str, metric: str, cells: Sequence[Sequence[str]]) -> None:
        """Take a block of figures, its first at the current cell; a block with anything else in it changes nothing."""
        if self._plan is None or any(number_trouble(cell) for row in cells for cell in row):
            self._page.services.ask.say(_("Only numbers can be pasted here."), failed=True)
            return
        ids = [each.id for each in self._plan.metrics]
        taken = zip(ids[ids.index(metric) :], zip(*cells, strict=False), strict=False)
        self._enter(
            int(month), {each: tuple(typed.amount(cell) or Decimal(0) for cell in column) for each, column in taken}
        )

    def _enter(self, month: int, columns: dict[str, tuple[Decimal, ...]]) -> None:
        context = self._page.services.context()
        usage = context.deal.models.usage
        if usage is None:
            return
        fresh = {
            metric: usage_months.entered(context, usage, metric, month, values) for metric, values in columns.items()
        }

        def change(deal: Deal) -> Deal:
            for metric, values in fresh.items():
                deal = put(deal, f"{FIELD}.volumes.{metric}", values)
            return deal

        self._page.change(change)

    def _grow(self, metric: str) -> None:
        """Let a metric grow again from the figure of its first month."""
        context = self._page.services.context()
        usage = context.deal.models.usage
        if usage is not None:
            first = usage_months.figures(context, usage, metric)[:1]
            self._page.change(
                lambda deal: put(deal, f"{FIELD}.volumes.{metric}", first[0] if first and first[0] else None)
            )


def owned(plan: MonthPlan | None) -> tuple[PlannedMetric, ...]:
    """Return the metrics with a plan of their own."""
    return tuple(metric for metric in plan.metrics if metric.own) if plan else ()
