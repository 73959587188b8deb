"""The tier step: a card for each tier, why one is recommended, what would change that, and the full comparison."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.page import Page
from omnidesk.ui.pages.tier_card import TierCard
from omnidesk.ui.pages.tier_tables import Comparison, NeedsTable
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.chips import Chips
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.fitting_text import equally_large
from omnidesk.ui.widgets.flow import Columns
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import tier
from omnidesk.wizard.steps import StepId, step_of
from omnidesk.wizard.tier import Consequence, TierOption, TierView

LEAST_CARD = 148
"""Pixels below which a card would squeeze its price."""


class TierPage(Page[TierView]):
    """Cards, reasons, override, changes and comparison."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = services.session, services
        self._notices: list[Notice] = []

    def build(self) -> Iterator[None]:
        """Make cards, reasons and tables."""
        view = tier.view(self._services.context())
        names = [option.name for option in view.options]
        self._cards = {option.id: self._card(option) for option in view.options}
        equally_large([card.price for card in self._cards.values()])
        self._consequences = Consequences(self._services.go)
        self._needs, self._comparison = NeedsTable(names), Comparison(names)
        self._changes = {option.id: _Change(option) for option in view.options}
        self.column.addWidget(Columns(list(self._cards.values()), least=LEAST_CARD))
        yield
        self.column.addWidget(self._consequences)
        self.column.addWidget(self._override())
        self.column.addWidget(self._reasons())
        self._show_reasons(view)
        yield
        self.column.addWidget(self._needs_section())
        self._needs.set_rows(view.needs)
        yield
        compared = Section(_("Everything each tier includes"), icon="list-checks")
        compared.content.addWidget(self._comparison)
        self.column.addWidget(compared)
        for row in view.comparison:
            self._comparison.add_row(row)
            yield

    def refresh(self, view: TierView) -> None:
        """Show the recommendation and the choice."""
        for option in view.options:
            self._cards[option.id].refresh(option)
            self._changes[option.id].refresh(option)
        self._show_reasons(view)
        self._consequences.refresh(view.consequences)
        self._choice.setVisible(view.needs_reason)
        reason = self.fields["tier_reason"]
        if isinstance(reason.control, TextArea):
            reason.control.set_text(view.reason)
        reason.set_problem(view.reason_problem)
        reason.set_help(view.reason_help)
        self._needs.set_rows(view.needs)
        self._needed.setVisible(bool(view.needs or view.needs_of_every_tier))
        self._everywhere.show_text(view.needs_of_every_tier)
        self._comparison.set_rows(view.comparison)

    def begin(self) -> None:
        """Give the keyboard to the chosen card, else to the recommended one or the first."""
        cards = list(self._cards.values())
        chosen = next((card for card in cards if card.selected), cards[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_field(self, path: str) -> bool:
        """Give the keyboard to the cards or to the reason."""
        if path == "tier":
            self.begin()
            return True
        return super().focus_field(path)

    def _card(self, option: TierOption) -> TierCard:
        card = TierCard(option)
        card.chosen.connect(partial(self._choose, option.id))
        return card

    def _override(self) -> Section:
        self._choice = Section(
            _("Your choice differs from the recommendation"),
            _("Say why, so that whoever reads the deal later knows."),
            icon="note-pencil",
        )
        control = TextArea(_("For example: the board has already decided on the larger tier"), lines=2)
        control.edited.connect(self._explain)
        self._choice.content.addWidget(self.field(Field(_("Reason"), control, "tier_reason", required=True)))
        back = Button(_("Follow the recommendation"), "secondary", small=True, icon="arrow-u-up-left")
        back.setObjectName("follow-recommendation")
        back.clicked.connect(self._follow)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        self._choice.content.addLayout(row)
        return self._choice

    def _reasons(self) -> Section:
        section = Section("", icon="sparkle")
        self._headline, self._why = section.title, section.about
        self._headline.setObjectName("recommendation")
        self._decided = Chips("accent")
        self._notes = section.content
        section.content.setSpacing(10)
        section.content.addWidget(self._decided)
        return section

    def _needs_section(self) -> Section:
        self._needed = Section(
            _("How each tier meets the needs"),
            _("And the fewest answers that would make another tier the recommended one."),
            icon="scales",
        )
        self._everywhere = Text("", "small", "muted", wrap=True)
        self._needed.content.addWidget(self._needs)
        self._needed.content.addWidget(self._everywhere)
        for change in self._changes.values():
            self._needed.content.addWidget(change)
        return self._needed

    def _show_reasons(self, view: TierView) -> None:
        found = view.reasons
        self._headline.setText(found.headline)
        self._why.show_text(found.why)
        self._decided.set_words(found.decided_by)
        beside = [_("Also possible: {way}.").format(way=way) for way in found.alternatives]
        told = [*((text, True) for text in found.conflicts), *((text, False) for text in (*beside, *found.notes))]
        while len(self._notices) < len(told):
            self._notices.append(Notice())
            self._notes.addWidget(self._notices[-1])
        for notice, (text, conflict) in zip(self._notices, told, strict=False):
            notice.show_notice(text, "warning" if conflict else "accent")
        for spare in self._notices[len(told) :]:
            spare.show_notice("")

    def _choose(self, tier_id: str) -> None:
        self._session.update(lambda deal: tier.choose(deal, tier_id))

    def _follow(self) -> None:
        self._session.update(tier.follow)

    def _explain(self, reason: str) -> None:
        self._session.update(lambda deal: tier.explain(deal, reason), "tier_reason")


class Consequences(QWidget):
    """What the chosen tier asks of the terms, each with the way to where it is put right."""

    def __init__(self, go: Callable[[StepId, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self._fields: list[str] = []
        self._rows: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def refresh(self, consequences: tuple[Consequence, ...]) -> None:
        """Show them; none leaves no gap."""
        self._fields = [consequence.field for consequence in consequences]
        while len(self._rows) < len(consequences):
            self._column.addWidget(self._row(len(self._rows)))
        for row, consequence in zip(self._rows, consequences, strict=False):
            row.show_notice(consequence.text, "danger")
        for spare in self._rows[len(consequences) :]:
            spare.show_notice("")
        self.setVisible(bool(consequences))

    def _row(self, place: int) -> Notice:
        row = Notice(tone="danger")
        button = Button(_("Put it right"), "secondary", small=True)
        button.setObjectName(f"put-right:{place}")
        button.clicked.connect(lambda: self._go(step_of(self._fields[place]), self._fields[place]))
        row.row.addWidget(button)
        self._rows.append(row)
        return row


class _Change(Disclosure):
    """What would have to be answered otherwise to make a tier the recommended one."""

    def __init__(self, option: TierOption) -> None:
        self._lines = Text("", "small", "muted", wrap=True)
        super().__init__(_("What would recommend {tier}").format(tier=option.name), self._lines)
        self.handle.setObjectName(f"change:{option.id}")

    def refresh(self, option: TierOption) -> None:
        """Show the changes."""
        self.setVisible(not option.recommended)
        self._lines.setText("\n".join([option.change_note, *(f"•  {change}" for change in option.change)]))
