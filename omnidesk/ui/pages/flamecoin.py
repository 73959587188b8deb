"""The FlameCoin editor on the page of revenue models."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.row_list import RowList, TableRow
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import flamecoin
from omnidesk.wizard.flamecoin import FIELD, REFERRALS, FlameView
from omnidesk.wizard.form import drop_row


class FlameEditor:
    """Stake, rewards and referrals, and what they give."""

    def __init__(self, page: FormPage[Any], place: QVBoxLayout) -> None:
        self._page = page
        stake = page.number(f"{FIELD}.stake", unit="FLAME", whole=True, needed=True)
        studies = page.number(f"{FIELD}.case_studies", whole=True, needed=True)
        community = page.number(f"{FIELD}.community", unit="FLAME", whole=True, needed=True)
        rate = page.number(f"{FIELD}.reference_rate", unit=_("per FLAME"))
        self.referrals = RowList(
            self._make_row,
            _("Remove this referral"),
            path=REFERRALS,
            empty=_("Deals that this client referred to us."),
        )
        self.referrals.set_offers([Option("referral", _("Referred deal"))])
        self.referrals.added.connect(self._add)
        self.referrals.removed.connect(self._drop)
        page.leaf_through(self.referrals)
        self._gives = KeyValueRows()
        place.addLayout(side_by_side(stake, studies))
        place.addLayout(side_by_side(community, rate))
        place.addWidget(Text(_("Referrals"), "strong"))
        place.addWidget(self.referrals)
        place.addWidget(Text(_("What this gives"), "strong"))
        place.addWidget(self._gives)

    def refresh(self, view: FlameView) -> None:
        """Show the editor's view."""
        self.referrals.set_count(view.referrals)
        self._page.show_form(view.form)
        self._gives.set_rows(
            [Row(each.name, each.value, "text" if each.reached else "muted") for each in view.benefits]
        )

    def _make_row(self, place: int) -> QWidget:
        path, page = f"{REFERRALS}.{place}", self._page
        name = page.text(f"{path}.name", optional=False)
        return TableRow(side_by_side(name, page.amount(f"{path}.first_year_value", needed=True)))

    def _add(self) -> None:
        self._page.change(flamecoin.add_referral)

    def _drop(self, place: int) -> None:
        self._page.change(lambda deal: drop_row(deal, REFERRALS, place))
