"""Targets and actuals as figures, as far as their words hold exactly one (domain rules §7)."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal

TargetState = Literal["reached", "short", "judge", "open"]
"""``judge``: the words hold no single figure, so a person decides; ``open``: no target, or nothing measured yet."""

_NUMBER = re.compile(r"[-−]?\d(?:[\d.,'’\s]*\d)?")
_DATING = re.compile(
    r"\b(?:(?:by|in|within|until|bis|ab|d['’]ici)\s+)?(?:month|year|week|quarter|monat|jahr|woche|quartal|mois|année)"
    r"\s+\d+|\bQ[1-4]\b|\b20\d\d\b",
    re.IGNORECASE,
)
"""When a target is to be reached; its figure is not what is measured."""
_MOST = re.compile(
    r"[<≤]|\b(?:below|under|less than|at most|no more than|up to|within|höchstens|unter|weniger als|maximal"
    r"|moins de|au plus|maximum)\b|未満|以下|以内",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"[<>]|\b(?:above|over|more than|below|under|less than|über|mehr als|unter|weniger als|plus de|moins de)\b|未満|超",
    re.IGNORECASE,
)


def against(target: str, actual: str) -> TargetState:
    """Whether an actual reaches a target: “40 or more”, “< 4 hours”, “All 12 agents by month 3”.

    A figure without a direction is a least one. Months, quarters and years of dates do not count as figures.
    """
    if not target.strip() or not actual.strip():
        return "open"
    wanted, found = figure_in(target), figure_in(actual)
    if wanted is None or found is None:
        return "judge"
    if found == wanted:
        return "short" if _STRICT.search(target) else "reached"
    most = _MOST.search(target) is not None
    return "reached" if (found < wanted) == most else "short"


def figure_in(words: str) -> Decimal | None:
    """The one figure in a text; None where there is none or more than one. Both ways of writing decimals are read."""
    plain = _DATING.sub(" ", unicodedata.normalize("NFKC", words))
    found: list[str] = _NUMBER.findall(plain)
    return _decimal(found[0]) if len(found) == 1 else None


def _decimal(text: str) -> Decimal | None:
    digits = re.sub(r"['’\s]", "", text.replace("−", "-"))
    decimal = _decimal_sign(digits)
    for sign in ".,":
        if sign != decimal:
            digits = digits.replace(sign, "")
    digits = digits.replace(",", ".")
    return Decimal(digits) if re.fullmatch(r"-?\d{1,18}(?:\.\d{1,9})?", digits) else None


def _decimal_sign(digits: str) -> str | None:
    """The sign before the decimals: the last of two kinds, or the only one where no group of three follows it."""
    signs = [each for each in digits if each in ".,"]
    if not signs:
        return None
    if len(set(signs)) == 2:
        return signs[-1]
    alone = len(signs) == 1 and len(digits) - digits.rindex(signs[0]) != 4
    return signs[0] if alone or digits.startswith("0") else None
