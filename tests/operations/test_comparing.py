"""Two states of a deal beside each other, as people read them."""

from omnidesk.deal_file import read_deal
from omnidesk.domain.differences import differences
from omnidesk.formatting import Formatter
from omnidesk.operations.comparing import offer_of, spoken
from omnidesk.specs.load import load_catalog
from omnidesk.wizard.form import put
from tests.commands.conftest import ARCHITECT


def test_clauses_of_two_states_write_amounts_and_days_as_the_contract_does() -> None:
    catalog, deal = load_catalog(), read_deal(ARCHITECT)
    states = [(each, catalog) for each in (deal, put(deal, "terms.months", 24))]
    found = differences(*(offer_of(*state) for state in states))
    told = spoken(found, states, Formatter("en"))
    assert [each.id for each in told.clauses] == [each.id for each in found.clauses]
    kept, read = (" ".join(line for each in all_of.clauses if each.before for line in each.before.text)
                  for all_of in (found, told))  # fmt: skip
    assert "758500" in kept and "2026-02-01" in kept
    assert "$758,500.00" in read and "February 1, 2026" in read
    assert "758500" not in read and "2026-02-01" not in read


def test_a_clause_that_a_deal_no_longer_words_so_stays_as_it_was_kept() -> None:
    catalog, deal = load_catalog(), read_deal(ARCHITECT)
    longer = put(deal, "terms.months", 24)
    found = differences(offer_of(deal, catalog), offer_of(longer, catalog))
    other = put(deal, "terms.months", 30)
    told = spoken(found, [(other, catalog), (longer, catalog)], Formatter("en"))
    assert any(told.before == kept.before for told, kept in zip(told.clauses, found.clauses, strict=True))
