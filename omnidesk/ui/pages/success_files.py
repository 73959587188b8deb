"""Buttons that write what a review needs: its page for the client, and the days that come for the calendar."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.sign import file_stem


class SuccessFiles(QWidget):
    """Two small buttons."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        offers = (("pdf", _("Review on one page"), "file-text"), ("ics", _("Days as a calendar"), "calendar-blank"))
        for ending, words, icon in offers:
            button = Button(words, "secondary", icon=icon, small=True)
            button.setObjectName(f"success-{ending}")
            button.setToolTip(_("Save as .{ending}").format(ending=ending))
            button.clicked.connect(partial(self._ask, ending))
            row.addWidget(button)
        row.addStretch(1)

    def _ask(self, ending: str, _on: bool = False) -> None:
        name = _("review") if ending == "pdf" else _("days")
        suggested = Path.home() / f"{file_stem(self._services.context())}-{name}.{ending}"
        title = _("Save the review") if ending == "pdf" else _("Save the days")
        self._services.ask.file_to_save(title, suggested, partial(self._write, ending))

    def _write(self, ending: str, path: Path) -> None:
        services = self._services
        deal = services.session.deal

        def work(_job: Job) -> object:
            content = services.offer.review(deal) if ending == "pdf" else services.offer.success_calendar()
            return write_out(path, content)

        told = _("Written to {path}").format(path=path)
        services.background.run(work, lambda _path: services.ask.say(told), self._failed)

    def _failed(self, error: Exception) -> None:
        self._services.ask.say(str(error), failed=True)
