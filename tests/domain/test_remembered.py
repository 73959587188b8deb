"""A pure function of values is asked once for the very same ones, and again for others, also for equal ones."""

from collections.abc import Iterator

from msgspec.structs import replace

from omnidesk.domain.deal import Deal, Terms
from omnidesk.domain.deal_hash import canonical_json, deal_hash
from omnidesk.domain.quote import quote
from omnidesk.domain.remembered import KEPT, remembered, remembered_all
from omnidesk.specs import load_catalog


def test_the_same_values_are_worked_out_once_and_others_anew() -> None:
    asked: list[object] = []

    @remembered
    def work(terms: Terms, more: str) -> list[object]:
        asked.append(terms)
        return [terms.months, more]

    one, other = Terms(months=12), Terms(months=12)
    assert work(one, "a") is work(one, "a")
    assert (work(one, "b"), work(other, "a")) == ([12, "b"], [12, "a"])
    assert len(asked) == 3


def test_only_the_latest_are_kept() -> None:
    asked: list[int] = []

    @remembered_all
    def listed(terms: Terms) -> Iterator[int]:
        asked.append(terms.months or 0)
        yield from range(terms.months or 0)

    deals = [Terms(months=months) for months in range(1, KEPT + 2)]
    assert [len(listed(each)) for each in deals] == [each.months for each in deals]
    asked.clear()
    listed(deals[-1])
    assert asked == []
    listed(deals[0])
    assert asked == [1]


def test_a_deal_with_other_terms_is_priced_and_signed_by_them() -> None:
    catalog = load_catalog()
    tier = catalog.tiers[0]
    deal = Deal(tier=tier.id)
    longer = replace(deal, terms=replace(deal.terms, months=24))
    hashes = {deal_hash(each, catalog, tier) for each in (deal, longer, deal, longer)}
    assert len(hashes) == 2
    assert f'"terms":{canonical_json(longer.terms)}' not in canonical_json(deal)
    assert quote(longer, catalog) == quote(replace(longer), catalog)
