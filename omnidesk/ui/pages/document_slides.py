"""The slides of the meeting, on the page of the documents: what is shown to the client, and the way to change it."""

from typing import Any

from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.section import Section


class SlidesSection(Section):
    """Says how the slides depart from the usual ones."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__(_("Slides of the meeting"), icon="presentation")
        self._services = page.services
        self.arrange = Button(_("Order and notes"), "secondary", icon="stack", hint="Shift+F5", small=True)
        self.arrange.setObjectName("arrange-slides")
        self.arrange.clicked.connect(self._arrange)
        self.side.addWidget(self.arrange)
        self.content.setContentsMargins(0, 0, 0, 0)

    def show_deal(self, deal: Deal) -> None:
        """Show what the deal says of its slides."""
        hidden, notes = len(deal.presentation.hidden), len(deal.private.slide_notes)
        parts = [_("In an order of their own.") if deal.presentation.order else _("In the usual order.")]
        if hidden:
            parts.append(_("1 is hidden.") if hidden == 1 else _("{count} are hidden.").format(count=hidden))
        if notes:
            parts.append(_("1 has a note.") if notes == 1 else _("{count} have a note.").format(count=notes))
        self.about.show_text(" ".join(parts))

    def _arrange(self) -> None:
        self._services.arrange_slides()
