"""A damaged store: what can be saved is saved, the rest comes from the newest copy, and what is lost is named."""

import random
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from omnidesk.domain.errors import InputError
from omnidesk.store import backup, deals, search
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.salvage import salvage
from omnidesk.store.search import DealFilter
from omnidesk.store.store_key import new_key
from omnidesk.store.workspace import Workspace, workspace

PAGE = 4096


@pytest.fixture(params=["plain", "protected"])
def secured(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Store]:
    place = workspace(tmp_path / "work space")
    with closing(open_store(replace(place, key=new_key() if request.param == "protected" else None))) as opened:
        yield opened


def named(store: Store, first: int, last: int) -> dict[str, str]:
    """Save deals; return the text of each by its id."""
    with store.writing():
        rows = [deals.create(store, _body(number), _shown(number)) for number in range(first, last)]
    return {row.id: _body(number) for number, row in zip(range(first, last), rows, strict=True)}


def _body(number: int) -> str:
    return f'{{"client":{{"name":"Client {number}"}},"words":"{"spoken " * 60}"}}'


def _shown(number: int) -> Summary:
    return Summary(title=f"Deal {number}", client=f"Client {number}", stage="draft", currency="EUR")


def overwrite(place: Workspace, pages: list[int]) -> None:
    content = bytearray(place.database.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = random.Random(page).randbytes(PAGE)
    place.database.write_bytes(content)


def kept(place: Workspace) -> dict[str, str]:
    with closing(open_store(place)) as store:
        rows = search.list_deals(store, DealFilter(archived=None), limit=10_000).rows
        return {row.id: deals.load(store, row.id).body for row in rows}


def test_with_a_copy_only_what_was_saved_since_and_lay_on_damaged_pages_is_lost(secured: Store) -> None:
    place = secured.workspace
    older = named(secured, 0, 300)
    copy = backup.create(secured)
    newer = named(secured, 300, 400)
    secured.close()
    pages = place.database.stat().st_size // PAGE
    overwrite(place, random.Random(3).sample(range(pages // 2, pages), pages // 40))

    found = salvage(place)

    saved = kept(place)
    assert found.copy == copy.path
    assert saved.keys() >= older.keys()
    assert all(saved[deal_id] == body for deal_id, body in {**older, **newer}.items() if deal_id in saved)
    assert len(saved) == found.deals == 400 - len(found.gone) >= 380
    assert found.kept.exists()
    with closing(open_store(place)) as store:
        assert verify(backup.create(store).path, place.key) == ()
        assert search.list_deals(store, limit=1).total == len(saved)
        assert deals.create(store, "{}", _shown(1)).version == 1


def test_without_a_copy_the_titles_of_what_is_gone_are_still_told(store: Store) -> None:
    place = store.workspace
    written = named(store, 0, 400)
    store.close()
    overwrite(place, [place.database.read_bytes().index(b'{"client":{"name":"Client 200"}') // PAGE])

    found = salvage(place)

    saved = kept(place)
    assert saved.items() <= written.items()
    lost = [deal_id for deal_id in written if deal_id not in saved]
    assert 1 <= len(lost) <= 20
    assert sorted(found.gone) == sorted(f"Deal {list(written).index(deal_id)}" for deal_id in lost)


def test_where_nothing_can_be_read_the_newest_copy_takes_the_place(secured: Store) -> None:
    place = secured.workspace
    written = named(secured, 0, 20)
    backup.create(secured)
    named(secured, 20, 22)
    secured.close()
    place.database.write_bytes(b"rubbish" * 5000)

    found = salvage(place)

    assert kept(place) == written
    assert (found.deals, dict(found.rows)) == (20, {})
    assert found.kept.read_bytes() == b"rubbish" * 5000


def test_where_nothing_is_left_at_all_the_file_stays_where_it_was(place: Workspace) -> None:
    place.database.write_bytes(b"rubbish" * 5000)

    with pytest.raises(InputError, match="nothing in it can be read any more and there is no sound safety copy"):
        salvage(place)

    assert place.database.read_bytes() == b"rubbish" * 5000
