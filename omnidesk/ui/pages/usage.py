"""The usage editor on the page of revenue models."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from omnidesk.charts.columns import layout_usage
from omnidesk.charts.display import Chart, FormatValue, Measure, Pen
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.usage_months import UsageMonths, owned
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.later import Later
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import held
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import usage
from omnidesk.wizard.usage import FIELD, UsageView

HEIGHT = 130
"""Of the chart, in points."""


class UsageEditor:
    """Plan, volumes and growth, and the months against the plan's limit."""

    def __init__(self, page: FormPage[Any], place: QVBoxLayout) -> None:
        self._page = page
        self._plans: Checklist | None = None
        self._offered: tuple[Option, ...] = ()
        self._drawn: tuple[object, str] | None = None
        self._plan_place = QVBoxLayout()
        self._advice, self._summary = Text("", "small", "muted", wrap=True), Text("", "small", "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._metrics: dict[str, Field] = {}
        metrics = page.services.catalog.usage.metrics
        for number, metric in enumerate(metrics):
            field = page.number(f"{FIELD}.volumes.{metric.id}", metric.name, unit=_("in month 1"))
            self._metrics[field.path] = field
            self._grid.addWidget(field, number // 2, number % 2)
        growth = page.number(f"{FIELD}.monthly_growth_percent", unit="%", needed=True)
        self._grid.addWidget(growth, (len(metrics) + 1) // 2, 0)
        self.months = UsageMonths(page)
        self._months_later = Later(page, self.months)
        self._month_by_month = Disclosure(_("Plan month by month"), self.months)
        self._planned = False
        self.chart = ChartView()
        self._costs = KeyValueRows()
        place.addLayout(self._plan_place)
        place.addWidget(self._costs)
        place.addWidget(self._advice)
        place.addWidget(held(self._grid))
        place.addWidget(self._month_by_month)
        place.addWidget(Text(_("Interactions a month"), "strong"))
        place.addWidget(self.chart)
        place.addWidget(self._summary)

    def refresh(self, view: UsageView) -> None:
        """Show the editor's view."""
        self._show_plans(view)
        self._advice.show_text(view.advice)
        self._summary.show_text(view.summary)
        self._page.show_form(view.form)
        for metric in view.metrics:
            self._metrics[metric.path].set_help(metric.note)
        self._show_months(view)
        if self._drawn != (view.chart, view.summary):
            self._drawn = (view.chart, view.summary)
            self.chart.set_chart(partial(_lay_out, view, self._page.services.formatter.number))

    def _show_months(self, view: UsageView) -> None:
        """Show the months, and open their table where a metric has a plan of its own for the first time."""
        self._months_later.fill(partial(self.months.refresh, view.months))
        planned = bool(owned(view.months))
        if planned and not self._planned:
            self._month_by_month.set_open(True)
        self._planned = planned
        self._month_by_month.setVisible(view.months is not None)

    def _show_plans(self, view: UsageView) -> None:
        """Make the row of plans again where others are on offer, and show what each would cost."""
        options = tuple(Option(plan.id, plan.name, plan.about) for plan in view.plans)
        if self._plans is None or options != self._offered:
            self._build_plans(options)
        if self._plans is not None:
            self._plans.set_values((view.chosen,))
        rows = [Row(plan.name, plan.cost, "success" if plan.cheapest else "text") for plan in view.plans if plan.cost]
        self._costs.set_rows(rows if len(rows) > 1 else ())

    def _build_plans(self, options: tuple[Option, ...]) -> None:
        path = f"{FIELD}.plan"
        if path in self._page.fields:
            old = self._page.fields.pop(path)
            old.hide()
            old.deleteLater()
        self._offered = options
        self._plans = Checklist(options, columns=min(len(options), 3), exclusive=True)
        self._plans.picked.connect(self._pick)
        self._plan_place.addWidget(self._page.field(Field(_("Plan"), self._plans, path)))

    def _pick(self, chosen: tuple[str, ...]) -> None:
        if chosen:
            self._page.change(lambda deal: usage.choose_plan(deal, chosen[0]))


def _lay_out(view: UsageView, number: FormatValue, width: float, measure: Measure) -> Chart:
    pen = Pen(measure, number, _("State a volume to see the months."), view.summary)
    return layout_usage(view.chart, (width, HEIGHT), pen)
