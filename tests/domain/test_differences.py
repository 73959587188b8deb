"""What differs between two states of a deal: nothing for equal ones, and each change in the words of its own kind."""

from decimal import Decimal
from functools import cache

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal, Tax
from omnidesk.domain.differences import Differences, differences, field_changes
from omnidesk.domain.frozen import FrozenOffer, deal_tree, frozen_offer
from omnidesk.domain.frozen_clauses import FrozenClause
from omnidesk.domain.quote import quote
from omnidesk.specs.load import load_catalog
from tests.commands.conftest import ARCHITECT, SEEKER
from tests.domain.any_deal import deals

CATALOG = load_catalog()


@cache
def aurora() -> Deal:
    return read_deal(ARCHITECT)


def offer(deal: Deal) -> FrozenOffer:
    return frozen_offer(deal, quote(deal, CATALOG))


def changed(deal: Deal, **terms: object) -> Deal:
    return replace(deal, terms=replace(deal.terms, **terms))


@given(deals(), deals())
def test_there_is_a_difference_exactly_where_two_deals_are_not_the_same(one: Deal, two: Deal) -> None:
    same = deal_tree(one) == deal_tree(two)
    assert bool(differences(offer(one), offer(two))) is not same
    assert differences(offer(one), offer(one)) == Differences()


EDITS = st.sampled_from(
    [
        {"terms": {"months": 24}},
        {"terms": {"taxes": []}},
        {"terms": {"taxes": [{"label": "VAT", "percent": "8.1", "lines": []}]}},
        {"terms": {"taxes": [{"label": "VAT", "percent": "8.1"}]}},
        {"discovery": {}},
        {"discovery": {"agents": None}},
        {"discovery": {"agents": 1}},
        {"discovery": {"agents": True}},
        {"client": {"address": ["a", "b"]}},
        {"client": {"address": ["a"]}},
    ]
)


@given(EDITS, EDITS)
def test_nothing_hides_in_what_is_empty_left_out_or_almost_the_same(one: object, two: object) -> None:
    before, after = msgspec.convert(one, Deal), msgspec.convert(two, Deal)
    assert (field_changes(before, after) == ()) is (msgspec.json.encode(before) == msgspec.json.encode(after))


def test_a_longer_term_changes_a_field_its_lines_and_the_totals() -> None:
    found = differences(offer(read_deal(SEEKER)), offer(changed(read_deal(SEEKER), months=9)))
    assert [(each.field, each.before, each.after) for each in found.fields] == [("terms.months", 6, 9)]
    (line,) = found.lines
    assert line.before is not None
    assert line.after is not None
    assert (line.id, line.before.net, line.after.net) == ("subscription", 3600, 5400)
    assert ("committed_total", Decimal(3600), Decimal(5400)) in [
        (each.name, each.before, each.after) for each in found.totals
    ]
    assert found.price_changed


def test_lines_that_came_and_went_are_told_with_their_names() -> None:
    without = replace(aurora(), models=replace(aurora().models, custom_development=None))
    went = differences(offer(aurora()), offer(without)).lines
    assert {each.id for each in went if each.after is None} == {"development", "maintenance"}
    came = differences(offer(without), offer(aurora())).lines
    assert {each.label for each in came if each.before is None} == {each.label for each in went if each.after is None}


def test_another_currency_is_another_price_even_where_the_figures_are_the_same() -> None:
    before = offer(aurora())
    found = differences(before, replace(before, currency="EUR"))
    assert ("committed_total", Decimal(758500), Decimal(758500)) in [
        (each.name, each.before, each.after) for each in found.totals
    ]


def test_clauses_are_compared_by_their_words_and_their_order() -> None:
    first = FrozenClause(id="fees", number="1", title="Fees", text=("Monthly.",))
    second = FrozenClause(id="term", number="2", title="Term", text=("Six months.",))
    before = replace(offer(aurora()), clauses=(first, second))
    reworded = differences(before, replace(before, clauses=(first, replace(second, text=("Nine months.",)))))
    assert [(each.id, each.before and each.before.text) for each in reworded.clauses] == [("term", ("Six months.",))]
    assert not reworded.price_changed
    moved = (replace(second, number="1"), replace(first, number="2"))
    assert differences(before, replace(before, clauses=moved)).reordered
    assert [each.title for each in differences(before, replace(before, clauses=(first,))).clauses] == ["Term"]


def test_a_tax_that_came_is_told_value_by_value() -> None:
    found = field_changes(changed(aurora(), taxes=()), changed(aurora(), taxes=(Tax(label="VAT", percent=Decimal(8)),)))
    fields = {each.field: (each.before, each.after) for each in found}
    assert fields["terms.taxes[0].percent"] == (None, "8")
    assert fields["terms.taxes"] == ([], None)
