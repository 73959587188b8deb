"""Amounts, shares and dates read alike everywhere, in the reader's locale."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.money import MINOR_DIGITS, round_half_up
from omnidesk.formatting import MINUS, Formatter
from omnidesk.i18n import translator


def test_money_has_as_many_decimals_as_its_currency() -> None:
    english = Formatter("en")
    assert english.money(Decimal("1234567.5"), "EUR") == "€1,234,567.50"
    assert english.money(Decimal("1234568"), "JPY") == "¥1,234,568"
    assert english.money(Decimal("12.3456"), "KWD", symbol=False) == "12.346"
    assert Formatter("de").money(Decimal("1234.5"), "EUR") == "1.234,50\N{NO-BREAK SPACE}€"


def test_decimals_are_those_of_the_standard_whatever_a_locale_thinks() -> None:
    english = Formatter("en")
    for currency, digits in MINOR_DIGITS.items():
        amount = Decimal(1234).scaleb(-digits)
        assert english.money(amount, currency, symbol=False) == f"{amount:,}", currency
    assert english.money(Decimal("-12.50"), "RSD") == "−RSD\N{NO-BREAK SPACE}12.50"


def test_an_amount_is_rounded_half_up_and_only_where_it_has_more_decimals() -> None:
    english = Formatter("en")
    assert english.money(Decimal("0.125"), "EUR", symbol=False) == "0.13"
    assert english.money(Decimal("2.5"), "JPY", symbol=False) == "3"
    assert english.money(Decimal("-0.125"), "EUR", symbol=False) == "−0.13"
    assert english.money(Decimal("0.1250"), "KWD", symbol=False) == "0.125"
    assert english.money(Decimal("12345678901234567890123456789.05"), "EUR", symbol=False).endswith("789.05")
    assert english.money(Decimal("99.999"), "EUR", short=True) == "€100"


def test_a_mistyped_currency_is_shown_as_it_was_typed_and_breaks_nothing() -> None:
    for code in ("A1", "11", "{}", "EUR0"):
        for locale in ("en", "de", "ja"):
            shown = Formatter(locale).money(Decimal("-1234.5"), code)
            assert sorted(filter(str.isdigit, shown)) == sorted(filter(str.isdigit, f"1234.50{code}"))


def test_minus_is_a_true_one_and_gains_are_signed() -> None:
    english = Formatter("en")
    assert english.money(Decimal(-57120), "EUR") == "−€57,120.00"
    assert english.signed(Decimal(5), "USD") == "+$5.00"
    assert english.signed(Decimal(0), "USD") == "$0.00"


def test_shares_numbers_and_dates() -> None:
    english, british = Formatter("en"), Formatter("en-GB")
    assert english.percent(Decimal("12.5")) == "12.5%"
    assert english.percent(-38) == "−38%"
    assert english.number(12345) == "12,345"
    assert english.number(Decimal("2.5"), decimals=2) == "2.50"
    assert british.day(date(2026, 3, 14)) == "14 March 2026"
    assert english.month(date(2026, 3, 14)) == "Mar 2026"
    assert Formatter("xx").number(1000) == "1,000"


def test_french_names_the_first_day_of_a_month_by_its_rank() -> None:
    french = Formatter("fr-CA")
    assert french.day(date(2026, 2, 1)) == "1er février 2026"
    assert [french.day(date(2026, 2, day)) for day in (10, 11, 21)] == [f"{day} février 2026" for day in (10, 11, 21)]


def test_a_rate_keeps_its_decimals_and_its_code_stands_where_the_language_has_it() -> None:
    rate, space = Decimal("0.002"), "\N{NO-BREAK SPACE}"
    assert Formatter("en").rate(rate, "USD") == f"USD{space}0.002"
    assert {Formatter(each).rate(rate, "USD") for each in ("de", "fr")} == {f"0,002{space}USD"}
    assert Formatter("ja").rate(Decimal(2), "JPY") == f"JPY{space}2"


@given(st.decimals(-(10**12), 10**12, places=2))
def test_no_figure_changes_its_value_by_being_formatted(amount: Decimal) -> None:
    text = Formatter("en").money(amount, "EUR", symbol=False)
    assert Fraction(text.replace(",", "").replace("−", "-")) == Fraction(amount)


def test_words_without_a_translation_stay_english() -> None:
    assert translator("de")("Total contract value, exactly") == "Total contract value, exactly"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("999.40", "USD", "$999"),
        ("340000", "EUR", "€340K"),
        ("1249999.99", "USD", "$1.2M"),
        ("-2500000", "USD", "−$2.5M"),
        ("95000", "CHF", "CHF\N{NO-BREAK SPACE}95K"),
    ],
)
def test_large_amounts_have_a_short_form(amount: str, currency: str, shown: str) -> None:
    assert Formatter("en").compact(Decimal(amount), currency) == shown


@given(
    amount=st.decimals(-(10**15), 10**15, allow_nan=False, places=4),
    locale=st.sampled_from(("en", "de", "de_CH", "fr", "ja", "es", "en_IN", "ar", "he", "pl", "pt_PT")),
    currency=st.sampled_from(("USD", "EUR", "CHF", "JPY", "KWD", "INR")),
)
def test_an_amount_reads_as_the_locale_s_own_pattern_writes_it(amount: Decimal, locale: str, currency: str) -> None:
    from babel.numbers import format_currency

    written = format_currency(round_half_up(amount, MINOR_DIGITS[currency]), currency, locale=locale)
    plain_spaces = Formatter(locale).money(amount, currency).replace("\N{NO-BREAK SPACE}", "").replace(MINUS, "-")
    assert plain_spaces == written.replace("\N{NO-BREAK SPACE}", "")
