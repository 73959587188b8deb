"""What narrows the list of deals: the search, a stage, a tier, and the way to keep that as a filter."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.search_field import SearchField

ALL = ""
ASKED = "asked"
"""Drafts that wait for an approval; offered among the stages, as the mark in the list stands beside one."""


class FilterRow(QWidget):
    """Search, stage and tier; ``edited`` once a person is done with a turn of keys or a choice."""

    edited = Signal()
    save_wanted = Signal()

    def __init__(self, stages: Sequence[Option], tiers: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(_("Search by client, title or number"))
        self.search.setObjectName("search-deals")
        asked = Option(ASKED, _("Approval asked"))
        stages = [Option(ALL, _("Every stage")), *stages[:1], asked, *stages[1:]]
        self._stage = self._choice("filter-stage", _("Stage"), stages)
        self._tier = self._choice("filter-tier", _("Tier"), [Option(ALL, _("Every tier")), *tiers])
        self._save = IconButton("bookmark-simple", _("Save this filter"), side=40)
        self._save.setObjectName("save-filter")
        self._save.clicked.connect(self.save_wanted)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._typing.timeout.connect(self.edited)
        self.search.edited.connect(self._typing.start)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        for part in (self._stage, self._tier, self._save):
            row.addWidget(part)

    def stage(self) -> str:
        """Return the stage that is looked for, empty for every one, or ``ASKED``."""
        return self._stage.value()

    def tier(self) -> str:
        """Return the tier that is looked for, empty for every one."""
        return self._tier.value()

    def show_values(self, text: str = "", stage: str = ALL, tier: str = ALL) -> None:
        """Show what is looked for, without a word to anybody."""
        self.search.set_text(text)
        self._stage.set_value(stage)
        self._tier.set_value(tier)

    def narrows(self) -> bool:
        """Whether anything is looked for; only then there is something to keep."""
        return bool(self.search.text().strip() or self.stage() or self.tier())

    def offer_saving(self) -> None:
        """Let the filter be kept while there is one."""
        self._save.setEnabled(self.narrows())

    def _choice(self, name: str, title: str, options: Sequence[Option]) -> Choice:
        choice = Choice(options)
        choice.setObjectName(name)
        choice.set_name(title)
        choice.set_value(ALL)
        choice.setFixedWidth(176)
        choice.edited.connect(self.edited)
        return choice
