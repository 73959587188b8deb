"""A deal goes through text without losing anything, and a wrong deal file says where and how."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.deal_file import clean_text, decode_deal, encode_deal, parse_deal, read_deal, write_deal
from omnidesk.domain.client import Client, Contact
from omnidesk.domain.deal import Deal, FxRate, RevenueModels, Tax, Terms
from omnidesk.domain.development import CustomDevelopment, Milestone
from omnidesk.domain.discount import Approval
from omnidesk.domain.errors import InputError
from omnidesk.domain.flamecoin import FlameCoin, Referral
from omnidesk.domain.performance import Estimate, OutcomeBonus, Performance, RevenueShare, SavingsShare
from omnidesk.domain.subscription import AddOn, Subscription, SubscriptionDiscounts
from omnidesk.domain.usage import Usage
from omnidesk.domain.value import Benefit, Network, Scaling, Value
from omnidesk.shipped import shipped
from omnidesk.strict_yaml import SourceError

SAMPLES = sorted(shipped("resources", "samples").glob("*.yaml"))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(clean_text)
words = st.sampled_from(
    ["starter", "NO", "12:30", "2026-02-01", "8", "1e5", "null", "a: b", "- x", "#x", "é", "x ", "ä\nö\n"]
)
lines = texts | words
amounts = st.decimals(-(10**14), 10**14, places=2) | st.decimals(0, 100, places=12) | st.just(Decimal("1E+5"))
dates = st.dates(datetime.date(1, 1, 1))
counts = st.integers(0, 10**9)
maybe_amount = st.none() | amounts
estimates = st.builds(Estimate, low=amounts, base=amounts, high=amounts)
answers = (
    st.none()
    | st.booleans()
    | counts
    | lines
    | st.lists(lines, max_size=3)
    | st.dictionaries(lines, st.booleans(), max_size=3)
)


def rows(row: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(row, max_size=2).map(tuple)


DEALS = st.builds(
    Deal,
    client=st.builds(
        Client, name=lines, size=st.none() | counts, address=rows(lines), contact=st.builds(Contact, name=lines)
    ),
    discovery=st.dictionaries(lines, answers, max_size=4),
    discovery_notes=st.dictionaries(lines, lines, max_size=2),
    tier=st.none() | lines,
    terms=st.builds(
        Terms,
        effective_date=st.none() | dates,
        months=st.none() | counts,
        billing=st.sampled_from(["monthly", "annual"]),
        auto_renewal=st.booleans(),
        negotiated_base_per_year=maybe_amount,
        fx=st.none() | st.builds(FxRate, rate=amounts, date=dates, source=lines),
        taxes=rows(st.builds(Tax, label=lines, percent=amounts, lines=st.none() | rows(lines), note=st.none() | lines)),
    ),
    models=st.builds(
        RevenueModels,
        subscription=st.none()
        | st.builds(
            Subscription,
            agents=st.none() | counts | st.just("unlimited"),
            add_ons=rows(st.builds(AddOn, id=lines, quantity=counts, unit_price=maybe_amount, recurring=st.booleans())),
            discounts=st.builds(SubscriptionDiscounts, multi_year_percent=maybe_amount, discretionary_percent=amounts),
        ),
        usage=st.none() | st.builds(Usage, volumes=st.dictionaries(lines, amounts | rows(amounts), max_size=2)),
        performance=st.none()
        | st.builds(
            Performance,
            revenue_share=st.none() | st.builds(RevenueShare, percent=amounts, incremental_revenue=estimates),
            savings_share=st.none() | st.builds(SavingsShare, percent=amounts, documented_savings=estimates),
            outcome_bonuses=rows(
                st.builds(OutcomeBonus, kpi=lines, target=lines | counts, amount=amounts, month=counts)
            ),
            baseline=st.none() | lines,
        ),
        custom_development=st.none()
        | st.builds(
            CustomDevelopment,
            development_fee=maybe_amount,
            milestones=st.none() | rows(st.builds(Milestone, name=lines, percent=amounts, date=st.none() | dates)),
        ),
        flamecoin=st.none()
        | st.builds(
            FlameCoin,
            stake=counts,
            referrals=rows(st.builds(Referral, name=lines, first_year_value=amounts)),
            reference_rate=maybe_amount,
        ),
    ),
    value=st.builds(
        Value,
        benefits=rows(st.builds(Benefit, driver=lines, yearly=estimates, ramp_months=counts)),
        network=st.none() | st.builds(Network, agents=counts, connectivity=amounts),
    ),
    scaling=st.builds(Scaling, industry=rows(lines), depth=st.none() | lines),
    approvals=rows(st.builds(Approval, rule=lines, who=lines, when=dates, why=lines, deal_hash=lines)),
    notes=lines,
)


@settings(max_examples=40)
@given(DEALS)
def test_deal_to_yaml_to_deal_is_identity(deal: Deal) -> None:
    assert parse_deal(write_deal(deal), "deal.yaml") == deal


@settings(max_examples=40)
@given(DEALS)
def test_deal_to_json_to_deal_is_identity(deal: Deal) -> None:
    text = encode_deal(deal)
    assert decode_deal(text) == deal
    assert parse_deal(text, "deal.json") == deal
    assert encode_deal(decode_deal(text)) == text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_survives_yaml_and_json(path: Path) -> None:
    deal = read_deal(path)
    assert deal.client.name
    assert parse_deal(write_deal(deal), "again.yaml") == deal
    assert decode_deal(encode_deal(deal)) == deal


def test_the_samples_cover_three_tiers() -> None:
    assert [path.stem for path in SAMPLES] == ["apprentice-agency", "architect-broadcaster", "seeker-startup"]


def test_yaml_holds_only_what_was_decided_in_the_order_of_the_deal_file() -> None:
    deal = Deal(
        client=Client(name="Aurora Broadcast AG", address=("Seestrasse 1", "8002 Zürich")),
        tier="architect",
        terms=Terms(effective_date=datetime.date(2026, 2, 1), months=36, negotiated_base_per_year=Decimal("250000.50")),
        models=RevenueModels(subscription=Subscription()),
        notes="First line\n  second line",
    )
    assert write_deal(deal) == (
        "format: omnidesk-deal/1\n"
        'client: {name: Aurora Broadcast AG, address: [Seestrasse 1, "8002 Zürich"]}\n'
        "tier: architect\n"
        'terms: {effective_date: 2026-02-01, months: 36, negotiated_base_per_year: "250000.5"}\n'
        "models: {subscription: {}}\n"
        "notes: |-\n  First line\n    second line\n"
    )


def test_equal_deals_give_equal_canonical_text() -> None:
    one = Deal(discovery={"agents": 3, "budget_per_year": "8"}, value=Value(discount_rate_percent=Decimal("8.00")))
    two = Deal(discovery={"budget_per_year": "8", "agents": 3}, value=Value(discount_rate_percent=Decimal(8)))
    assert one == two
    assert encode_deal(one) == encode_deal(two)
    tree = json.loads(encode_deal(one))
    assert list(tree) == sorted(tree)
    assert set(tree) == set(Deal.__struct_fields__)
    assert tree["value"]["discount_rate_percent"] == "8"


def test_pasted_text_is_cleaned_and_never_locks_a_deal_away() -> None:
    pasted = Deal(notes="one\r\ntwo\x00\x1b[31m\ud800 Zu\u0308rich")
    assert decode_deal(encode_deal(pasted)).notes == "one\ntwo[31m Zürich"
    assert parse_deal(write_deal(pasted), "deal.yaml").notes == "one\ntwo[31m Zürich"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+999999", "1E-13", "1234567890123456", "0.1234567890123"])
def test_a_number_that_no_file_may_hold_is_refused_before_it_is_saved(amount: str) -> None:
    deal = Deal(value=Value(discount_rate_percent=Decimal(amount)))
    for put in (write_deal, encode_deal):
        with pytest.raises(InputError, match=r"value\.discount_rate_percent: the number is too long"):
            put(deal)


def test_every_mistake_of_a_deal_file_has_its_line() -> None:
    text = (
        "format: omnidesk-deal/2\n"
        "client: {nmae: Aurora}\n"
        "terms: {effective_date: 2026-02-30, months: '36', billing: yearly}\n"
        "models:\n"
        "  custom_development:\n"
        "    development_fee: 1e999999\n"
        "    discovery_fee: NaN\n"
    )
    with pytest.raises(SourceError) as caught:
        parse_deal(text, "deal.yaml")
    amount = 'write an amount of at most 15 digits and 12 decimals, such as "1500.00"'
    assert str(caught.value).splitlines() == [
        'deal.yaml:1:1: format: "omnidesk-deal/2" is no choice here; did you mean "omnidesk-deal/1"?',
        'deal.yaml:2:10: client.nmae: unknown key; did you mean "name"?',
        'deal.yaml:3:9: terms.effective_date: "2026-02-30" is not written as expected; write a date such as 2026-02-01',
        'deal.yaml:3:37: terms.months: "36" does not fit here; write a whole number or nothing (null)',
        'deal.yaml:3:51: terms.billing: "yearly" is no choice here; known here: annual, monthly',
        f'deal.yaml:6:5: models.custom_development.development_fee: "1e999999" is not written as expected; {amount}',
        f'deal.yaml:7:5: models.custom_development.discovery_fee: "NaN" is not written as expected; {amount}',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "deal",
        "{",
        '{"tier": 1e5}',
        '{"tier": NaN}',
        '{"tier": "a", "tier": "b"}',
        '{"notes": "\\u0000"}',
        "[" * 100_000,
        "x" * 1_000_001,
    ],
    ids=["empty", "list", "word", "torn", "float", "nan", "twice", "control", "deep", "large"],
)
def test_a_damaged_stored_deal_is_refused_and_never_half_read(text: str) -> None:
    with pytest.raises(SourceError, match="the stored deal:1:1"):
        decode_deal(text)


def test_an_older_deal_without_newer_keys_still_opens() -> None:
    tree = json.loads(encode_deal(Deal(tier="seeker")))
    del tree["journey"], tree["success"]
    assert decode_deal(json.dumps(tree)) == Deal(tier="seeker")


def test_a_deal_is_immutable() -> None:
    with pytest.raises(AttributeError):
        Deal().tier = "seeker"  # pyright: ignore[reportAttributeAccessIssue] - the point of the test
    assert msgspec.structs.replace(Deal(), tier="seeker").tier == "seeker"
