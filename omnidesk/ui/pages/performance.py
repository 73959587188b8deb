"""The performance editor on the page of revenue models."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.charts.display import Chart, Measure, Pen
from omnidesk.charts.fee import Fee, FeeNames, layout_fee
from omnidesk.formatting import Formatter
from omnidesk.i18n import _, marked
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.row_list import RowList, TableRow
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import performance
from omnidesk.wizard.form import at, drop_row, put
from omnidesk.wizard.performance import AMOUNTS, BONUSES, FIELD, PerformanceView, ShareView

CASES = (("low", marked("Low")), ("base", marked("Base")), ("high", marked("High")))

FEE_HEIGHT = 104
"""Of the chart of a fee, in points."""


class PerformanceEditor:
    """The two shares, the bonuses, and what a contract needs."""

    def __init__(self, page: FormPage[Any], place: QVBoxLayout) -> None:
        self._page, self._place = page, place
        self.shares: dict[str, _ShareEditor] = {}

    def build(self) -> Iterator[None]:
        """Make the parts; each yield lets the window look at what else there is to do."""
        page, place = self._page, self._place
        for kind in AMOUNTS:
            self.shares[kind] = _ShareEditor(page, kind)
            place.addWidget(self.shares[kind])
            yield
        self.bonuses = RowList(
            self._make_bonus,
            _("Remove this bonus"),
            path=BONUSES,
            empty=_("A fixed amount that is due when a KPI is reached."),
        )
        self.bonuses.set_offers([Option("bonus", _("Outcome bonus"))])
        self.bonuses.added.connect(self._add_bonus)
        self.bonuses.removed.connect(self._drop_bonus)
        page.leaf_through(self.bonuses)
        place.addWidget(Text(_("Outcome bonuses"), "strong"))
        place.addWidget(self.bonuses)
        place.addWidget(Text(_("Needed for a contract"), "strong"))
        place.addWidget(page.area(f"{FIELD}.baseline", placeholder=_("What is measured before we start")))
        place.addWidget(page.area(f"{FIELD}.attribution", placeholder=_("How the agents' part is told apart")))
        self.audit = Switch(_("Mutual audit rights are agreed"))
        self.audit.clicked.connect(self._agree_audit)
        self._audit_problem = Text("", "caption", "warning", wrap=True)
        place.addWidget(self.audit)
        place.addWidget(self._audit_problem)
        yield

    def refresh(self, view: PerformanceView) -> None:
        """Show the editor's view."""
        for share in view.shares:
            if share.id in self.shares:
                self.shares[share.id].show_share(share)
        self.bonuses.set_count(len(view.bonuses))
        self.audit.set_on(view.audit_rights)
        self._audit_problem.show_text(view.audit_problem)
        self._page.show_form(view.form)

    def _make_bonus(self, place: int) -> QWidget:
        path, page = f"{BONUSES}.{place}", self._page
        row = side_by_side(
            page.text(f"{path}.kpi", optional=False),
            page.text(f"{path}.target", optional=False),
            page.amount(f"{path}.amount", needed=True),
            page.number(f"{path}.month", whole=True, needed=True),
            stretch=(4, 3, 4, 3),
        )
        return TableRow(row)

    def _agree_audit(self, agreed: bool) -> None:
        self._page.change(lambda deal: put(deal, f"{FIELD}.mutual_audit_rights", agreed))

    def _add_bonus(self) -> None:
        self._page.change(performance.add_bonus)

    def _drop_bonus(self, place: int) -> None:
        self._page.change(lambda deal: drop_row(deal, BONUSES, place))


class _ShareEditor(QWidget):
    """One kind of share; what was entered comes back when it is switched on again."""

    def __init__(self, page: FormPage[Any], kind: str) -> None:
        super().__init__()
        self._page, self._kind = page, kind
        self._kept: object = None
        self.switch = Switch("")
        self._about, self._amount = Text("", "small", "muted", wrap=True), Text("", "strong", tabular=True)
        self._fields = QWidget()
        self._fee, self._held = ChartView(), Text("", "small", "muted", wrap=True)
        self._drawn: Fee | None = None
        self._build_fields()
        head = side_by_side(self.switch, self._about, self._amount, stretch=(0, 1, 0))
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._fields)
        self.switch.clicked.connect(self._switch)

    def _build_fields(self) -> None:
        path, page = f"{FIELD}.{self._kind}", self._page
        amounts = [
            page.amount(f"{path}.{AMOUNTS[self._kind]}.{case}", _("{case} a year").format(case=_(name)), needed=True)
            for case, name in CASES
        ]
        share = page.number(f"{path}.percent", unit="%", needed=True)
        cap = page.amount(f"{path}.cap_per_year")
        floor = page.amount(f"{path}.floor_per_year")
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side(share, cap, floor))
        column.addLayout(side_by_side(*amounts))
        column.addWidget(self._fee)
        column.addWidget(self._held)

    def show_share(self, share: ShareView) -> None:
        """Show whether it is on, and what it comes to."""
        if self.switch.accessibleName() != share.name:
            self.switch.setText(share.name)
            self.switch.setAccessibleName(share.name)
            self.switch.updateGeometry()
        self.switch.set_on(share.on)
        self._about.setText(share.about)
        self._amount.setText(share.amount)
        self._fields.setVisible(share.on)
        self._held.show_text(share.held)
        if share.fee != self._drawn:
            self._drawn = share.fee
            self._fee.set_chart(partial(_lay_out_fee, share, self._page.services.formatter))

    def _switch(self, on: bool) -> None:
        path = f"{FIELD}.{self._kind}"
        now = at(self._page.services.session.deal, path)
        if not on:
            self._kept = now
            self._page.change(lambda deal: put(deal, path, None))
        elif self._kept is not None:
            self._page.change(lambda deal: put(deal, path, self._kept))
        else:
            self._page.change(lambda deal: performance.switch_share(deal, self._kind, on=True))


def _lay_out_fee(share: ShareView, formatter: Formatter, width: float, measure: Measure) -> Chart:
    words = _("Fee a year of the {share} against the amount. {held}").format(share=share.name.lower(), held=share.held)
    pen = Pen(measure, partial(formatter.number, decimals=0), _("State the yearly amounts to see the fee."), words)
    return layout_fee(share.fee, FeeNames(_("Floor"), _("Cap")), (width, FEE_HEIGHT), pen)
