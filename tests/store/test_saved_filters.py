"""Named filters of the deal list."""

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.store import settings
from omnidesk.store.connect import Store
from omnidesk.store.saved_filters import KEY, LONGEST, MOST, SavedFilter, forget_filter, save_filter, saved_filters
from omnidesk.store.search import DealFilter

MINE = SavedFilter(name="My drafts", wanted=DealFilter(text="aurora", stages=("draft",)), sort="total")


def test_a_filter_comes_back_with_its_order(store: Store) -> None:
    assert saved_filters(store) == ()
    save_filter(store, MINE)
    assert saved_filters(store) == (MINE,)


def test_the_same_name_keeps_its_place_and_takes_the_new_filter(store: Store) -> None:
    save_filter(store, MINE)
    save_filter(store, SavedFilter(name="Other", wanted=DealFilter()))
    save_filter(store, SavedFilter(name="my  DRAFTS ", wanted=DealFilter(archived=True)))
    assert [each.name for each in saved_filters(store)] == ["my DRAFTS", "Other"]
    assert saved_filters(store)[0].wanted.archived is True


def test_a_forgotten_filter_is_gone_and_one_that_never_was_is_no_matter(store: Store) -> None:
    save_filter(store, MINE)
    assert forget_filter(store, "nothing") == (MINE,)
    assert forget_filter(store, "MY DRAFTS") == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST + 1)])
def test_a_name_has_to_be_one(store: Store, name: str) -> None:
    with pytest.raises(InputError, match="needs a name"):
        save_filter(store, SavedFilter(name=name, wanted=DealFilter()))


def test_there_are_no_more_than_the_desk_can_show(store: Store) -> None:
    for number in range(MOST):
        save_filter(store, SavedFilter(name=str(number), wanted=DealFilter()))
    with pytest.raises(InputError, match="forget one first"):
        save_filter(store, MINE)


def test_a_setting_that_cannot_be_read_harms_no_other(store: Store) -> None:
    save_filter(store, MINE)
    kept = settings.get(store, KEY)
    assert isinstance(kept, list)
    settings.put(store, KEY, ['{"name":1}', "no JSON", *kept])
    assert saved_filters(store) == (MINE,)
