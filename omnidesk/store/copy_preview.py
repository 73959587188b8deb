"""What going back to a safety copy would change, deal by deal."""

from contextlib import closing
from pathlib import Path
from typing import Literal

import msgspec

from omnidesk.store.connect import DamagedError, Store, connect_to_read, in_words
from omnidesk.store.database import Database
from omnidesk.store.numbers import given_out
from omnidesk.store.store_key import StoreKey
from omnidesk.store.workspace import Workspace

Kind = Literal["lost", "changed", "back"]
COLUMNS = "id, title, client, stage, currency, committed_minor, head, version, changed_at"


class DealThen(msgspec.Struct, frozen=True, array_like=True):
    """A deal as a store or a copy lists it; the total in minor units (None: not priced)."""

    id: str
    title: str
    client: str
    stage: str
    currency: str
    committed_minor: int | None
    head: str
    version: int
    changed_at: str


class DealChange(msgspec.Struct, frozen=True):
    """What becomes of one deal: it is not in the copy, it is in another state there, or only there."""

    kind: Kind
    now: DealThen | None
    then: DealThen | None

    @property
    def shown(self) -> DealThen:
        """The deal as it is named: as it is now, where it is."""
        found = self.now or self.then
        assert found is not None
        return found


class CopyPreview(msgspec.Struct, frozen=True, kw_only=True):
    """How many deals there are now (None: the store cannot be read) and in the copy, and each that would change.

    ``numbers`` are those that are out with clients and that the copy knows nothing of, as they are printed.
    """

    deals_now: int | None
    deals_then: int
    changes: tuple[DealChange, ...]
    numbers: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[DealChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def preview(workspace: Workspace, copy: Path, key: StoreKey | None) -> CopyPreview:
    """Compare a copy with the store as it is; what was saved last comes first.

    Raises:
        DamagedError: the copy cannot be read, or takes another key.
        MachineError: the store is out of reach or locked.
    """
    with in_words(copy), closing(connect_to_read(copy, key)) as database:
        then, known = _deals(database), given_out(database)
    try:
        with closing(Store(workspace)) as store, store.reading() as database:
            now = _deals(database) if workspace.database.exists() else {}
            numbers = tuple(each for each in given_out(database) if each not in set(known))
    except DamagedError:
        return CopyPreview(deals_now=None, deals_then=len(then), changes=())
    changes = [_change(now.get(each), then.get(each)) for each in {**now, **then}]
    found = sorted((each for each in changes if each is not None), key=lambda each: each.shown.changed_at, reverse=True)
    return CopyPreview(deals_now=len(now), deals_then=len(then), changes=tuple(found), numbers=numbers)


def _deals(database: Database) -> dict[str, DealThen]:
    if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'deal'").fetchone():
        return {}
    return {row[0]: DealThen(*row) for row in database.execute(f"SELECT {COLUMNS} FROM deal")}


def _change(now: DealThen | None, then: DealThen | None) -> DealChange | None:
    if now is None:
        return DealChange("back", None, then)
    if then is None:
        return DealChange("lost", now, None)
    same = (now.head, now.version, now.stage) == (then.head, then.version, then.stage)
    return None if same else DealChange("changed", now, then)
