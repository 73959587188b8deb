"""Where a line may break inside a word: between characters of scripts without spaces, by the rules of Japanese."""

import re

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Characters of such scripts with their punctuation, as a range of a regular expression."""
_WIDE = re.compile(f"[{WIDE}]")

NO_START = frozenset(
    "、。，．・：；？！ー」』】〕〉》）］｝〟’”)]}>,.:;?!%％…‥々ゝゞヽヾ〻゛゜〜～‐–—°℃¢"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
"""What begins no line."""
NO_END = frozenset("「『【〔〈《（［｛〝‘“([{<$€£¥￥＄")
"""What ends no line."""


def has_wide(text: str) -> bool:
    """Whether a text can break between its characters."""
    return not text.isascii() and _WIDE.search(text) is not None


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters; a figure keeps the unit after it."""
    if before in NO_END or after in NO_START or before.isdigit():
        return False
    return _WIDE.match(before) is not None or _WIDE.match(after) is not None
