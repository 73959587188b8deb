"""Money is exact: half-up at declared points, splits that lose no cent."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import list_currencies
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.money import MINOR_DIGITS, Money, plain, round_half_up, split


def test_halves_are_rounded_away_from_zero() -> None:
    assert round_half_up(Fraction(1, 200), 2) == Decimal("0.01")
    assert round_half_up(Decimal("2.5"), 0) == 3
    assert round_half_up(Decimal("-2.5"), 0) == -3
    assert str(round_half_up(1000, 3)) == "1000.000"


def test_a_cent_too_many_goes_to_the_earlier_of_equal_parts() -> None:
    # 100.00 over three equal parts: 33.33 each leaves one cent, all remainders are equal, the first part takes it.
    assert split(Decimal("100.00"), [1, 1, 1], 2) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_the_largest_remainder_takes_the_cent() -> None:
    # 1.00 by 1 : 1 : 4 is 16.67, 16.67 and 66.67 cents; floors leave two cents for the two earliest equal remainders.
    assert split(Decimal("1.00"), [1, 1, 4], 2) == [Decimal("0.17"), Decimal("0.17"), Decimal("0.66")]


def test_yen_have_no_cents_to_split() -> None:
    assert split(Decimal(10), [1, 1, 1], 0) == [4, 3, 3]


def test_nothing_to_weigh_by_gives_all_to_the_first() -> None:
    assert split(Decimal("5.00"), [0, 0], 2) == [Decimal("5.00"), Decimal("0.00")]
    assert split(Decimal("5.00"), [], 2) == []


def test_a_list_price_is_converted_once_and_rounded() -> None:
    # 6,000 USD × 0.92345 = 5,540.70; half a cent up: 0.005 × 0.92345 = 0.00461725 stays unrounded for overage.
    euro = Money("EUR", Decimal("0.92345"))
    assert euro.from_list(6000) == Decimal("5540.70")
    assert euro.from_list_exact(Decimal("0.005")) == Fraction("0.00461725")
    assert euro.to_list(Decimal("27703.50")) == 30000


def test_every_currency_that_babel_knows_as_tender_with_other_digits_is_known_here() -> None:
    assert {"JPY": 0, "KWD": 3, "USD": 2}.items() <= MINOR_DIGITS.items()
    assert set(MINOR_DIGITS) <= set(list_currencies())


@given(
    total=st.integers(0, 10**12),
    weights=st.lists(st.fractions(0, 1000), min_size=1, max_size=40),
    digits=st.sampled_from([0, 2, 3]),
)
def test_splits_lose_no_cent_and_stray_less_than_one(total: int, weights: list[Fraction], digits: int) -> None:
    amount = Decimal(total).scaleb(-digits)
    parts = split(amount, weights, digits)
    assert sum(parts) == amount
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(Fraction(part) - Fraction(amount) * weight / whole) < Fraction(1, 10**digits)


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_plain_text_is_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
