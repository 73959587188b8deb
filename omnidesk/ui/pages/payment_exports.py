"""Buttons that write the payments for other programs: a table, a calendar, and the whole quote for Excel."""

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.context import Context
from omnidesk.wizard.sign import file_stem

PAYMENTS, QUOTE = ("csv", "ics"), "xlsx"
"""Endings of the files that hold the payments, and of the one that holds the whole quote."""


class PaymentExports(QWidget):
    """Small buttons, one for each ending that is offered."""

    def __init__(self, services: WizardServices, endings: tuple[str, ...] = (*PAYMENTS, QUOTE)) -> None:
        super().__init__()
        self._services = services
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        offers = {
            "csv": (_("Table"), "receipt"),
            "ics": (_("Calendar"), "calendar-check"),
            "xlsx": (_("Excel"), "file-text"),
        }
        for name in endings:
            words, icon = offers[name]
            button = Button(words, "secondary", icon=icon, small=True)
            button.setObjectName(f"export-payments-{name}" if name in PAYMENTS else "export-quote-xlsx")
            button.setToolTip(_("Save as .{ending}").format(ending=name))
            button.clicked.connect(partial(self._ask, name))
            row.addWidget(button)

    def _ask(self, ending: str, _on: bool = False) -> None:
        context = self._services.context()
        kind = "payments" if ending in PAYMENTS else "quote"
        title = _("Save the payments") if ending in PAYMENTS else _("Save the quote")
        suggested = Path.home() / f"{file_stem(context)}-{kind}.{ending}"
        self._services.ask.file_to_save(title, suggested, partial(self._write, context, ending))

    def _write(self, context: Context, ending: str, path: Path) -> None:
        def work(_job: Job) -> object:
            return write_out(path, _content(context, ending))

        told = _("Payments written to {path}") if ending in PAYMENTS else _("Quote written to {path}")
        said = told.format(path=path)
        self._services.background.run(work, lambda _path: self._services.ask.say(said), self._failed)

    def _failed(self, error: Exception) -> None:
        self._services.ask.say(str(error), failed=True)


def _content(context: Context, ending: str) -> bytes:
    from omnidesk.operations.plan_files import calendar, payments_csv

    quote = context.quote
    if ending == QUOTE:
        from omnidesk.operations.office_files import quote_excel

        return quote_excel(context.deal, context.catalog, now=datetime.datetime.now(datetime.UTC)).content
    if ending == "csv" or context.roadmap is None:
        return payments_csv(quote.payments, quote.currency)
    return calendar(context.deal, context.catalog)
