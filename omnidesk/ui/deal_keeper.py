"""Keeps one open deal in the store: its revisions, the step where it was left, and what was built from it."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client
from omnidesk.domain.deal import Deal
from omnidesk.domain.mark import Mark
from omnidesk.domain.signature import Evidence
from omnidesk.i18n import _
from omnidesk.operations.kept_deals import UNTITLED, keep, keep_new
from omnidesk.store import deals, documents
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.evidence import keep_evidence

Result = TypeVar("Result")


class DealKeeper:
    """Saves the deal that is open, from whatever thread; remembers which version the next save follows."""

    def __init__(self, store: Store, catalog: Catalog, row: DealRow) -> None:
        self.row = row
        self._store, self._catalog = store, catalog
        self._step = row.last_step
        self._newest: Deal | None = None
        self._lock = Lock()

    def save(self, deal: Deal) -> None:
        """Save the deal's next revision.

        Raises:
            ChangedElsewhereError: another window saved it meanwhile.
            MachineError: the store is locked, read-only or full.

        """
        with self._lock:
            self._write(deal)
            self._newest = deal

    def known_clients(self, text: str) -> tuple[Client, ...]:
        """Return clients, other than this deal's own, whose name or contact begins so; call it off the window's thread.

        Raises:
            MachineError: the store is out of reach.
        """
        from omnidesk.operations.known_clients import known_clients

        return known_clients(self._store, text, without=self.row.id)

    def keep_document(self, deal: Deal, *, kind: str, name: str, content: bytes) -> None:
        """Keep a document with the very revision that it was built from, whatever was saved since.

        Raises:
            MachineError: the store or the disk refuses.

        """
        with self._lock:
            newest = self._newest
            self._write(deal)
            revision = self.row.head
            documents.keep(self._store, deal_id=self.row.id, revision=revision, kind=kind, name=name, content=content)
            if newest is not None and newest != deal:
                self._write(newest)

    def keep_evidence(self, evidence: Evidence, mark: Mark | None) -> None:
        """Keep what proves an act of signing.

        Raises:
            MachineError: the store or the disk refuses.

        """
        with self._lock:
            keep_evidence(self._store, self.row.id, evidence, mark)

    def act(self, deal: Deal, action: Callable[[DealRow], Result]) -> Result:
        """Save the deal and do something with it that changes its row; nothing is saved meanwhile.

        Raises:
            ChangedElsewhereError: another window saved it meanwhile.
            OmniDeskError: whatever the action refuses.

        """
        with self._lock:
            self._write(deal)
            try:
                return action(self.row)
            finally:
                self.row = deals.load(self._store, self.row.id).row

    def follow_newest(self) -> None:
        """Let the next save follow what was saved elsewhere meanwhile; that stays in the deal's history.

        Raises:
            MachineError: the store is out of reach.

        """
        with self._lock:
            self.row = deals.load(self._store, self.row.id).row

    def keep_apart(self, deal: Deal) -> DealRow:
        """Save a deal as another one beside this one.

        Raises:
            MachineError: the store is locked, read-only or full.

        """
        title = _("{title} (my changes)").format(title=_title(self.row, deal))
        return keep_new(self._store, deal, self._catalog, title=title)

    def come_to(self, step: str) -> None:
        """Take note of the step on which the deal is now; the next save keeps it."""
        self._step = step

    def remember_step(self) -> None:
        """Keep the step where there is nothing else to save.

        Raises:
            MachineError: the store is locked or read-only.

        """
        with self._lock:
            if self._step != self.row.last_step:
                deals.remember_step(self._store, self.row.id, self._step or "")
                self.row = msgspec.structs.replace(self.row, last_step=self._step)

    def _write(self, deal: Deal) -> None:
        named = msgspec.structs.replace(self.row, title=_title(self.row, deal), last_step=self._step)
        self.row = keep(self._store, named, deal, self._catalog)


def _title(row: DealRow, deal: Deal) -> str:
    """The client's name, for as long as nobody has given the deal a title of its own."""
    own = row.title not in (UNTITLED, row.client, row.client.strip())
    return row.title if own else deal.client.name.strip() or UNTITLED
