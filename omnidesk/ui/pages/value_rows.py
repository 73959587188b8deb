"""One benefit on the page of value."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _, marked
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.wizard.value import BENEFITS, CASES

NAMES = {"low": marked("Low a year"), "base": marked("Base a year"), "high": marked("High a year")}


class BenefitLine(QWidget):
    """Driver and ramp above, the three cases below."""

    def __init__(self, page: FormPage[Any], place: int) -> None:
        super().__init__()
        path = f"{BENEFITS}.{place}"
        options = tuple(Option(rung.id, rung.name) for rung in page.services.catalog.scaling.value_ladder)

        def drive(driver: str) -> None:
            page.write(f"{path}.driver", driver)

        self._driver = page.choice(f"{path}.driver", _("Driver"), options, drive)
        ramp = page.number(f"{path}.ramp_months", unit=_("months"), whole=True, needed=True)
        cases = [page.amount(f"{path}.yearly.{case}", _(NAMES[case]), needed=True) for case in CASES]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side(self._driver, ramp, stretch=(2, 1)))
        column.addLayout(side_by_side(*cases))

    def show_typical(self, typical: str) -> None:
        """Show the typical return of the driver."""
        self._driver.set_help(f"{typical[:1].upper()}{typical[1:]}")
