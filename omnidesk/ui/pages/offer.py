"""The offer at the head of the last step: its number, how it stands, what can become of it, and its history."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.differences import Differences
from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.lifecycle import AGREED
from omnidesk.i18n import _
from omnidesk.store.deals import DealRow
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.versions_dialog import VersionsDialog
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.wizard.desk_board import moved_words
from omnidesk.wizard.offer import OfferStep, OfferView, offer_view, price_words, stage_of


class OfferSection(Section):
    """``changed`` follows every step that was taken."""

    changed = Signal()

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="file-text", parent=parent)
        self._services = services
        self._busy = False
        self._buttons: list[Button] = []
        self._view: OfferView | None = None
        self.state = Notice("accent")
        self.versions = Button(_("Versions and history"), "quiet", icon="clock", small=True)
        self.versions.setObjectName("versions")
        self.versions.clicked.connect(self._show_versions)
        self.prices = Button(_("Today's prices"), "quiet", icon="scales", small=True)
        self.prices.setObjectName("todays-prices")
        self.prices.clicked.connect(self._compare_prices)
        self.side.addWidget(self.versions)
        self._steps = Flow()
        self.content.addWidget(self.state)
        self.content.addLayout(self._steps)
        services.session.save_state.connect(self._follow_save)
        self.refresh()

    @property
    def view(self) -> OfferView:
        """The offer as it is shown."""
        return self._view or self.refresh()

    def refresh(self) -> OfferView:
        """Show the offer as it was last saved; return how it stands."""
        row = self._services.offer.row
        view = offer_view(row, self._services.formatter, self._services.offer.day())
        self.title.setText(view.number)
        self.state.show_notice(view.state, view.tone)
        set_shown(self, row.offer is not None or bool(view.steps))
        self.versions.setVisible(row.offer is not None)
        self.prices.setVisible(row.catalog is not None and row.stage not in AGREED)
        if self._view is None or self._view.steps != view.steps:
            self._show_steps(view.steps)
        self._view = view
        return view

    def _show_steps(self, steps: tuple[OfferStep, ...]) -> None:
        for old in self._buttons:
            self._steps.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [Button(each.label, "primary" if each.lead else "secondary", small=True) for each in steps]
        for button, step in zip(self._buttons, steps, strict=True):
            button.setObjectName(f"step:{step.act}")
            button.clicked.connect(partial(self._ask, step))
            self._steps.addWidget(button)
        self._steps.removeWidget(self.prices)
        self._steps.addWidget(self.prices)  # behind the steps

    def _follow_save(self, state: str, _message: str) -> None:
        if state == "saved":
            self.refresh()
            self.changed.emit()

    def _ask(self, step: OfferStep, _on: bool = False) -> None:
        if self._busy:
            return
        if not step.reason:
            self._take(step, "")
            return
        text = _("It stays in the history of the deal; no document shows it.")
        question = Question(step.label, text, step.label)
        self._services.ask.reason(question, partial(self._take, step), needed=step.reason == "needed")

    def _take(self, step: OfferStep, reason: str) -> None:
        self._busy = True
        offer, deal = self._services.offer, self._services.session.deal
        stage = stage_of(step.act)
        if stage is not None:
            self._run(lambda: offer.step(deal, stage, reason), self._taken)
        elif step.act == "amend":
            self._run(lambda: offer.amend(deal), self._followed)
        else:
            self._run(lambda: offer.renew(deal), self._followed)

    def _taken(self, _row: object) -> None:
        self.refresh()
        row = self._services.offer.row
        self._services.ask.say(moved_words(row.title, row.stage))
        self.changed.emit()

    def _followed(self, found: object) -> None:
        row = cast(DealRow, found)
        self._services.ask.say(_("“{title}” is there").format(title=row.title))
        self._services.open_deal(row.id, "client")

    def _compare_prices(self) -> None:
        self._run(self._services.offer.repricing, self._ask_prices)

    def _ask_prices(self, found: object) -> None:
        changes = cast(Differences, found)
        if not changes:
            self._services.ask.say(_("Today's catalog says the same as the one that it was issued with."))
            return
        question = Question(
            _("Take today's prices?"),
            f"{price_words(changes)} {_('The deal is then a draft of its next version; what was issued stays.')}",
            _("Take today's prices"),
        )
        self._services.ask.confirm(question, self._reprice)

    def _reprice(self) -> None:
        offer, deal = self._services.offer, self._services.session.deal
        self._run(lambda: offer.reprice(deal), lambda _row: self._services.open_deal(offer.row.id, "sign"))

    def _show_versions(self) -> None:
        VersionsDialog(self._services, self.window()).open()

    def _run(self, work: Callable[[], object], done: Callable[[object], object]) -> None:
        def finished(found: object) -> None:
            self._busy = False
            done(found)

        self._services.background.run(lambda _job: work(), finished, self._failed)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.refresh()
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)
