"""Words too long for any line: they may be broken, so that no name makes a page wider than the window."""

import re

_LONG = re.compile(r"[^\s\u200b\u2e80-\uffff]{33,}")
"""Words of so many letters; Chinese and Japanese break anywhere by themselves."""
_PIECE = 16
_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(words: str) -> str:
    """Return the words with places in the overlong ones where a line may end, and all others as they are."""
    return words if len(words) < 33 else _LONG.sub(_pieces, words)


def _pieces(found: re.Match[str]) -> str:
    word = found[0]
    return _BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
