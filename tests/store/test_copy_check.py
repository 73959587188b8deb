"""A safety copy that is not what was written is found out: sixty random damages, sixty finds."""

import random
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from omnidesk.domain.errors import InputError
from omnidesk.store import backup, deals
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.deals import Summary
from omnidesk.store.imprint import MARK, read_imprint
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.store_key import StoreKey, new_key
from omnidesk.store.workspace import Workspace, workspace
from tests.store.damages import DAMAGES, Damage

SHOWN = Summary(title="Aurora", client="Aurora Broadcast", stage="draft", currency="EUR")
EACH = 5
"""Of six kinds, in plain and in protected copies: sixty."""


@pytest.fixture(params=["plain", "protected"])
def secured(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Store]:
    place = workspace(tmp_path / "work space")
    with closing(open_store(replace(place, key=new_key() if request.param == "protected" else None))) as opened:
        for number in range(60):
            deals.create(opened, f'{{"number":{number},"words":"{"spoken " * 40}"}}', SHOWN)
        yield opened


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_found(secured: Store, damage: Damage) -> None:
    copy, chance = backup.create(secured), random.Random(damage.__name__)
    content = copy.path.read_bytes()
    found = 0
    for _ in range(EACH):
        copy.path.write_bytes(damage(content, chance))
        found += bool(verify(copy.path, secured.workspace.key)) and bool(verify(copy.path))
    assert found == EACH

    copy.path.write_bytes(content)
    assert verify(copy.path, secured.workspace.key) == verify(copy.path) == ()


def test_a_damaged_copy_is_no_way_back(secured: Store) -> None:
    copy, before = backup.create(secured), deals.create(secured, "{}", SHOWN)
    content = bytearray(copy.path.read_bytes())
    content[len(content) // 2] ^= 4
    copy.path.write_bytes(content)

    with pytest.raises(InputError, match="its bytes are not those that were written"):
        restore(secured.workspace, copy.path)

    assert deals.load(secured, before.id).row == before


def test_a_copy_says_how_many_deals_it_holds_and_whether_the_store_has_changed_since(store: Store) -> None:
    row = deals.create(store, "{}", SHOWN)
    one, two = backup.create(store), backup.create(store)
    deals.save(store, row.id, '{"later":1}', SHOWN, version=1)
    three = backup.create(store)

    assert (one.deals, one.mark) == (1, two.mark)
    assert three.mark != one.mark


def test_a_copy_of_an_older_omnidesk_without_an_imprint_still_holds(store: Store) -> None:
    deals.create(store, "{}", SHOWN)
    copy = backup.create(store).path
    imprint = read_imprint(copy)
    assert imprint is not None
    content = copy.read_bytes()
    assert content.endswith(MARK)

    copy.write_bytes(content[: imprint.size])
    assert verify(copy) == ("the file is cut off or overwritten",)

    with copy.open("rb+") as file:  # the version of the shape stands in the head
        file.seek(60)
        file.write((5).to_bytes(4))
    assert verify(copy) == ()


def test_a_wrong_key_says_nothing_of_a_copy_whose_every_byte_is_right(place: Workspace) -> None:
    with closing(open_store(replace(place, key=new_key()))) as opened:
        deals.create(opened, "{}", SHOWN)
        copy = backup.create(opened).path

    assert verify(copy, StoreKey(b"x" * 32)) == ()
