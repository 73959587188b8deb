"""What is out already: an offer is not issued once more while nothing of it changed and what is out holds."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import offered
from omnidesk.operations.comparing import deal_of_version, read_version, state_of
from omnidesk.store import versions
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.stages import events
from omnidesk.store.versions import VersionRow


class Order(Protocol):
    """What is to go out, as far as it can differ from what is out."""

    @property
    def kinds(self) -> Sequence[str]:
        """The documents."""
        ...

    @property
    def valid_until(self) -> dt.date | None:
        """The last day that was asked for."""
        ...

    @property
    def language(self) -> str | None:
        """The language that was asked for."""
        ...

    @property
    def sealed_by(self) -> str | None:
        """The fingerprint of the certificate that would seal it."""
        ...


class IssuedAlreadyError(InputError):
    """The very same is out under ``version`` and holds."""

    def __init__(self, title: str, version: VersionRow) -> None:
        super().__init__(
            f"“{title}” is out as {version.reference} until {version.valid_until} and nothing was changed since, so it "
            "was not issued again; its documents are kept and can be written again (omnidesk deal document)"
        )
        self.version = version


def refuse_the_same_again(store: Store, row: DealRow, deal: Deal, order: Order, made_on: dt.date) -> None:
    """Refuse to issue what is out; another kind of document, language, last day or seal is something else.

    Raises:
        IssuedAlreadyError: the very same is out and holds.
        MachineError: the store is out of reach or damaged.
    """
    newest = _unchanged(store, row, deal, made_on)
    if newest is None or order.valid_until not in (None, dt.date.fromisoformat(newest.valid_until)):
        return
    frozen = read_version(store, newest)
    out = {each.kind: each.sealed_by for each in frozen.documents}
    if order.language in (None, frozen.language) and all(out.get(kind, "") == order.sealed_by for kind in order.kinds):
        raise IssuedAlreadyError(row.title, newest)


def _unchanged(store: Store, row: DealRow, deal: Deal, on: dt.date) -> VersionRow | None:
    """The version that is out and offers what the deal does now; None where anything differs."""
    issued = versions.of_deal(store, row.id)
    if not issued or issued[0].catalog != row.catalog:
        return None
    if state_of(issued[0], issued, events(store, row.id), on) != "open":
        return None
    return issued[0] if offered(deal_of_version(store, issued[0])) == offered(deal) else None
