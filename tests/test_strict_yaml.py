"""Files from strangers: what is said stays what was said, and what is hostile is refused with its place."""

import datetime
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.domain.errors import InputError
from omnidesk.shipped import shipped
from omnidesk.strict_yaml import SourceError, Tree, convert, read, read_file
from omnidesk.strict_yaml.schema import json_schema
from omnidesk.strict_yaml.write import write


class Offer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A small type that has one of everything."""

    name: str
    price: Decimal
    months: int = 12
    start: datetime.date | None = None
    paid: bool = False
    rates: tuple[Decimal, ...] = ()


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        read(text, "offer.yaml")
    return str(caught.value)


def mistakes(text: str) -> list[str]:
    tree, marks = read(text, "offer.yaml")
    with pytest.raises(SourceError) as caught:
        convert(tree, marks, Offer, "offer.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2026-02-01", "2026-02-01"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("08001", "08001"),
        ("1_000", "1_000"),
        ('"8"', "8"),
        ("12", 12),
        ("-3", -3),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_a_scalar_means_what_a_person_wrote(written: str, meant: Tree) -> None:
    assert read(f"answer: {written}", "offer.yaml")[0] == {"answer": meant}


def test_text_is_composed_so_that_equal_names_are_equal() -> None:
    assert read("name: Zu\u0308rich", "offer.yaml")[0] == {"name": "Zürich"}


def test_json_is_read_too_with_characters_beyond_the_basic_plane() -> None:
    text = '{"name": "\\ud83d\\ude00 and \\\\ud83d\\\\ude00", "ok": true, "list": [1, "2.50", null], "path": "a\\/b"}'
    assert read(text, "offer.json")[0] == {
        "name": "😀 and \\ud83d\\ude00",
        "ok": True,
        "list": [1, "2.50", None],
        "path": "a/b",
    }


def test_places_are_lines_and_columns_from_one() -> None:
    _, marks = read("name: A\nrows:\n  - {id: x}\n  - {id: y}\n", "offer.yaml")
    assert marks["name",] == (1, 1)
    assert marks["rows", 1, "id"] == (4, 6)


MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{b}: &{b} {{<<: [{','.join(['*' + a] * 9)}]}}\n" for a, b in zip("abcde", "bcdef", strict=True)
)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (MERGE_BOMB, "1:4", "anchors with & are not allowed"),
        ("a: *b", "1:4", "references with * are not allowed"),
        ("a:\n  <<: {b: 1}", "2:3", "merge keys << are not allowed"),
        ("a: !!python/object/apply:os.system [ls]", "1:4", "tags with ! are not allowed"),
        ("a: 1\n---\nb: 2", "2:1", "a second document begins here"),
        ("[" * 100_000, "1:33", "deeper than 32 levels"),
        ("{a: " * 100_000, "1:129", "deeper than 32 levels"),
        ("- " * 200_000, "1:65", "deeper than 32 levels"),
        ('{"a":' * 100_000, "1:161", "deeper than 32 levels"),
        ("a: 1\nb: 2\na: 3", "3:1", "the key is there twice, first in line 1"),
        ('{"a": 1, "a": 2}', "1:10", "the key is there twice"),
        ("{a: 1}: 2", "1:1", "a list or mapping cannot be a key"),
        ("x" * 1_000_001, "1:1", "larger than 1 MB"),
        ("[" + "1," * 400_000 + "]", "1:2002", "more than 1,000 entries"),
        ("".join(f"k{i}: {i}\n" for i in range(50_000)), "5000:8", "more than 10,000 values"),
        ("a: " + "x" * 20_001, "1:4", "longer than 20,000 characters"),
        ("a: " + "9" * 5_000, "1:4", "more than 15 digits"),
        ("a: 1\nb: \0", "2:1", "U+0000 does not belong in a text file"),
        ("a: \x1b[31m", "1:1", "U+001B does not belong in a text file"),
        ('a: "\\0"', "1:4", "holds a control character"),
        ("a: \ud800", "1:1", "U+D800 does not belong in a text file"),
        ('{"a": "\\ud83d"}', "1:10", "neither YAML nor JSON"),
        ("a: 'b", "1:6", "neither YAML nor JSON"),
        ("a: b: c", "1:5", "mapping values are not allowed"),
    ],
)
def test_hostile_or_broken_text_is_refused_with_its_place(text: str, place: str, words: str) -> None:
    message = refusal(text)
    assert message.startswith(f"offer.yaml:{place}: ")
    assert words in message
    assert "\n" not in message


def test_a_message_stays_one_line_whatever_the_value_holds() -> None:
    assert mistakes('name: A\nprice: "1\\n\\n2"\n') == [
        'offer.yaml:2:1: price: "1 2" is not written as expected; '
        'write an amount of at most 15 digits and 12 decimals, such as "1500.00"'
    ]


@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`# \n\t012.~<\\u\ud8a0e\u0301"), max_size=40))
def test_any_text_is_either_read_or_refused_in_lines(text: str) -> None:
    try:
        convert(*read(text, "offer.yaml"), Offer, "offer.yaml")
    except SourceError as error:
        assert all("\n" not in str(problem) for problem in error.problems)


def test_several_duplicate_keys_are_reported_together() -> None:
    assert refusal("a: 1\na: 2\nb: 1\nb: 2").count("twice") == 2


def test_the_parser_in_plain_python_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(shipped("specs").rglob("*.yaml"))
    fast = [read_file(path) for path in files]
    monkeypatch.setattr(sys.modules["omnidesk.strict_yaml.tree"], "_PARSER", yaml.SafeLoader)
    assert [read_file(path) for path in files] == fast
    assert "deeper than 32 levels" in refusal("[" * 5_000)


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    assert mistakes("name: 7\nprise: 100\nmonths: twelve\nstart: 2026-02-31\npaid: NO\nrates: ['1', NaN, 1e5]\n") == [
        'offer.yaml:1:1: "price" is missing; '
        'add price (an amount of at most 15 digits and 12 decimals, such as "1500.00")',
        "offer.yaml:1:1: name: 7 does not fit here; write text",
        'offer.yaml:2:1: prise: unknown key; did you mean "price"?',
        'offer.yaml:3:1: months: "twelve" does not fit here; write a whole number',
        'offer.yaml:4:1: start: "2026-02-31" is not written as expected; write a date such as 2026-02-01',
        'offer.yaml:5:1: paid: "NO" does not fit here; write true or false',
        'offer.yaml:6:14: rates[1]: "NaN" is not written as expected; '
        'write an amount of at most 15 digits and 12 decimals, such as "1500.00"',
        'offer.yaml:6:19: rates[2]: "1e5" is not written as expected; '
        'write an amount of at most 15 digits and 12 decimals, such as "1500.00"',
    ]


@pytest.mark.parametrize(
    "amount", ["NaN", "Infinity", "-inf", "1e999999", "1_0", '" 1"', "1234567890123456", "0.1234567890123", "١", "true"]
)
def test_an_amount_is_a_finite_number_of_sane_length(amount: str) -> None:
    with pytest.raises(SourceError) as caught:
        convert(*read(f"name: A\nprice: {amount}", "offer.yaml"), Offer, "offer.yaml")
    assert str(caught.value).startswith("offer.yaml:2:")


def test_amounts_stay_exact() -> None:
    tree, marks = read("name: A\nprice: 0.1\nrates: [8, '2.50', 123456789012345.123456789012]", "offer.yaml")
    offer = convert(tree, marks, Offer, "offer.yaml")
    assert offer.price == Decimal("0.1")
    assert offer.rates == (Decimal(8), Decimal("2.50"), Decimal("123456789012345.123456789012"))


def test_a_schema_tells_editors_how_amounts_and_dates_are_written() -> None:
    properties = json_schema(Offer)["$defs"]["Offer"]["properties"]
    assert properties["price"]["type"] == ["string", "number"]
    assert "pattern" in properties["start"]["anyOf"][0]


def test_a_file_that_is_missing_or_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read .*check the name"):
        read_file(tmp_path / "nowhere.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nname: Z\xfcrich\n")
    with pytest.raises(SourceError, match=r"latin.yaml:2:1: this is no UTF-8 text; save the file as UTF-8"):
        read_file(tmp_path / "latin.yaml")
    (tmp_path / "large.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(SourceError, match="larger than 1 MB"):
        read_file(tmp_path / "large.yaml")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=40).filter(
    lambda text: not set(text) & set("\ufffe\uffff")
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**14), 10**14) | TEXTS
TREES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4), max_leaves=12
)


@settings(max_examples=60)
@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_what_is_written_is_read_again_unchanged(tree: dict[str, Tree]) -> None:
    def composed(value: Tree) -> Tree:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        if isinstance(value, list):
            return [composed(entry) for entry in value]
        if isinstance(value, dict):
            return {unicodedata.normalize("NFC", key): composed(entry) for key, entry in value.items()}
        return value

    plain = composed(tree)
    assert isinstance(plain, dict)
    assert read(write(plain), "written.yaml")[0] == plain
