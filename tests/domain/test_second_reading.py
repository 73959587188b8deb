"""Every line, payment and total of any deal agrees with a second reading of the rules."""

from fractions import Fraction

from hypothesis import given

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from tests.domain.any_deal import deals
from tests.domain.second_reading import read, totals_of


@given(deals())
def test_a_quote_is_what_a_second_reading_of_the_rules_gives(catalog: Catalog, any_deal: Deal) -> None:
    priced, again = quote(any_deal, catalog), read(any_deal)
    assert {line.id: (Fraction(line.list), Fraction(line.net), line.kind) for line in priced.lines} == again.lines
    assert [(each.date, Fraction(each.amount), each.line) for each in priced.payments] == [
        (each.date, each.amount, each.line) for each in again.payments
    ]
    assert priced.totals is not None
    assert {name: Fraction(getattr(priced.totals, name)) for name in priced.totals.__struct_fields__} == totals_of(
        again, Fraction("8.1")
    )
