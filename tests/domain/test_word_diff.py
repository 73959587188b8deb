"""Differences between two texts, word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.domain.word_diff import Change, word_diff

WORDS = st.lists(
    st.sampled_from(["the", "fees", "of", " ", "\n", "{term:x}", "36,000", "料金", "。", ".", "é"]), max_size=25
)


def test_a_changed_phrase_reads_as_one() -> None:
    assert word_diff("pays the fees of the year", "pays twice the fees of each year") == (
        Change("same", "pays"),
        Change("new", " twice"),
        Change("same", " the fees of "),
        Change("gone", "the"),
        Change("new", "each"),
        Change("same", " year"),
    )


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    assert [change.kind for change in word_diff("One thing.", "Something else entirely, namely this.")] == [
        "gone",
        "new",
    ]
    assert word_diff("", "") == ()
    assert word_diff("Same.", "Same.") == (Change("same", "Same."),)


@given(WORDS, WORDS)
@settings(max_examples=80)
def test_a_difference_holds_both_texts(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    changes = word_diff(old, new)
    assert "".join(change.text for change in changes if change.kind != "new") == old
    assert "".join(change.text for change in changes if change.kind != "gone") == new
