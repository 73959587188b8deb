"""Reads from the store what board and overview show; runs off the window's thread."""

import datetime
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import MachineError
from omnidesk.domain.pipeline import DealGroup
from omnidesk.domain.success_tracking import SOON
from omnidesk.formatting import Formatter
from omnidesk.operations.kept_deals import take
from omnidesk.operations.priced_with import catalog_of
from omnidesk.operations.success import catch_up
from omnidesk.store import desk, success
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.search import DealFilter, list_deals
from omnidesk.wizard.context import Context
from omnidesk.wizard.desk_board import BoardCard, BoardColumn, DeskTerms, StageDeals, board, card
from omnidesk.wizard.desk_overview import RUNNING, DeskFigures, Overview, overview
from omnidesk.wizard.explain import Explanation, explain

CARDS = 40
"""Cards of a stage that are read at once."""
LINES = 6
"""Lines in a card of the overview."""
WAITING = ("draft", "issued", "accepted")
"""Stages in which a deal waits for somebody's next step."""


@dataclass(frozen=True)
class DeskReader:
    """The store with what its rows mean."""

    store: Store
    catalog: Catalog
    formatter: Formatter

    def terms(self) -> DeskTerms:
        """Return what words depend on today."""
        tiers = {tier.id: tier.name for tier in self.catalog.tiers}
        return DeskTerms(self.catalog.policy, tiers, self.formatter, datetime.datetime.now().astimezone().date())

    def board(self) -> tuple[BoardColumn, ...]:
        """Read the first cards of every stage on the board, and what each stage comes to.

        Raises:
            MachineError: the store is out of reach or damaged.

        """
        stages = [self._stage(stage) for stage in self.catalog.policy.board_stages.value]
        groups: Sequence[DealGroup] = desk.groups(self.store)
        return board(stages, groups, self.terms())

    def cards(self, stage: str, shown: int) -> tuple[BoardCard, ...]:
        """Read further cards of a stage after those that are shown. Raises as :meth:`board`."""
        terms = self.terms()
        return tuple(card(row, terms) for row in self._rows(stage, shown))

    def overview(self, currency: str) -> Overview:
        """Read everything on the overview. Raises as :meth:`board`."""
        terms, store = self.terms(), self.store
        with suppress(MachineError):  # a store that cannot be written to can still be read
            catch_up(store, self.catalog, terms.today)
        notice = datetime.timedelta(days=terms.policy.expiry_notice_days.value)
        ahead = datetime.timedelta(days=terms.policy.milestone_notice_days.value)
        late = terms.today - datetime.timedelta(days=terms.policy.stalled_after_days.value)
        figures = DeskFigures(
            groups=desk.groups(store),
            waiting=desk.waiting(store, WAITING),
            longest=desk.longest_waiting(store, WAITING, before=late, limit=LINES),
            expiring=desk.expiring(store, since=terms.today - notice, until=terms.today + notice, limit=LINES),
            milestones=desk.milestones_due(
                store, RUNNING, since=terms.today - notice, until=terms.today + ahead, limit=LINES
            ),
            success=success.due_between(store, datetime.date.min, terms.today + SOON, renewals=False, limit=LINES),
            renewals=success.due_between(store, terms.today, terms.today + _longest(terms), renewals=True, limit=LINES),
        )
        return overview(figures, terms, currency)

    def explanation(self, deal_id: str, figure: str) -> Explanation | None:
        """Tell how an amount of a deal came about; None where there is no such amount. Raises as :meth:`board`."""
        kept = take(self.store, deal_id)
        catalog = catalog_of(self.store, kept.row, self.catalog)
        return explain(Context(kept.deal, catalog, self.formatter), figure)

    def _stage(self, stage: str) -> StageDeals:
        page = list_deals(self.store, DealFilter(stages=(stage,)), limit=CARDS)
        return StageDeals(stage, page.rows, page.total)

    def _rows(self, stage: str, shown: int) -> tuple[DealRow, ...]:
        return list_deals(self.store, DealFilter(stages=(stage,)), limit=CARDS, offset=shown).rows


def _longest(terms: DeskTerms) -> datetime.timedelta:
    """How far ahead the first notice of a renewal is given."""
    return datetime.timedelta(days=max(terms.policy.renewal_notice_days.value, default=0))
