"""The committed total as the pages print it, held against the one that the deal inside comes to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.errors import InputError
from omnidesk.formatting import Formatter
from omnidesk.i18n import languages, words_in
from omnidesk.operations.apart import GivenUpError, apart
from omnidesk.operations.embedded_deal import EmbeddedDeal

BEFORE = ("Committed total, before tax", "Committed total", "Committed fees", "committed fees of")
"""Fixed texts of documents after which the committed total stands."""
AFTER = ("committed over the term",)
"""Those before which it stands."""
_FIGURE = r"\d(?:[\d.,'’\u00a0\u202f ]{0,40}\d)?"
_LANGUAGE = re.compile(rb"/Lang\s*\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})\)")
_BETWEEN = r"[^\d\n]{0,12}"
"""What may stand between text and figure: a currency and spaces, no more."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class PrintedTotal:
    """A figure that pages print as the committed total. ``page`` counts from 1."""

    page: int
    text: str
    follows: bool


def printed_totals(pdf: bytes, embedded: EmbeddedDeal, *, trusted: bool) -> tuple[PrintedTotal, ...]:
    """Read every figure that the pages call the committed total; ``follows``: it is the one that the deal comes to.

    A file that is not ``trusted`` is read in a process of its own.

    Raises:
        InputError: the pages cannot be read.
    """
    from omnidesk.documents.page_words import page_texts

    try:
        texts = page_texts(pdf) if trusted else apart(page_texts, pdf, kind=list[str])
    except GivenUpError:
        raise
    except Exception as failure:  # a signed file may have been built by anyone who is known here
        raise InputError(f"the pages cannot be read ({type(failure).__name__})") from None
    own = {match.decode() for match in _LANGUAGE.findall(pdf)[:4]}
    spoken = sorted({*languages({}), *own, embedded.deal.client.language})
    right = set(_forms(embedded.quote.totals.committed_total, embedded.quote.currency, spoken))
    patterns = _patterns(spoken)
    found = dict.fromkeys(
        (page, figure)
        for page, text in enumerate(texts, start=1)
        for pattern in patterns
        for figure in pattern.findall(text)
    )
    if not found:  # other words, as an earlier version or another language has them, around the same figure
        found = dict.fromkeys(
            (page, form) for page, text in enumerate(texts, start=1) for form in right if form in _plain(text)
        )
    return tuple(PrintedTotal(page, _plain(figure), _plain(figure) in right) for page, figure in found)


def printed_problems(found: Sequence[PrintedTotal], embedded: EmbeddedDeal) -> tuple[str, ...]:
    """What is wrong with the printed totals, as sentences."""
    total, currency = embedded.quote.totals.committed_total, embedded.quote.currency
    comes_to = Formatter(embedded.deal.client.language).money(total, currency)
    wrong = [each for each in found if not each.follows]
    if wrong:
        return tuple(
            f"Page {each.page} prints a committed total of {each.text}, but the deal inside comes to {comes_to}."
            for each in wrong[:5]
        )
    if not found and total:
        return (f"No page prints the committed total of {comes_to} that the deal inside comes to.",)
    return ()


def _patterns(spoken: Sequence[str]) -> list[re.Pattern[str]]:
    patterns: dict[str, None] = {}
    for language in spoken:
        say = words_in(language, {}).say
        for text in BEFORE:
            patterns[rf"{_spaced(say(text))}{_BETWEEN}({_FIGURE})"] = None
        for text in AFTER:
            patterns[rf"({_FIGURE}){_BETWEEN}\s{{0,3}}{_spaced(say(text))}"] = None
    return [re.compile(pattern) for pattern in patterns]


def _spaced(text: str) -> str:
    """A pattern for a text whose lines may break anywhere."""
    return r"\s+".join(map(re.escape, text.split()))


def _forms(total: Decimal, currency: str, spoken: Sequence[str]) -> Iterator[str]:
    """The figure as documents of each language print it, without its currency."""
    for language in spoken:
        formatter = Formatter(language)
        for text in (formatter.money(total, currency), formatter.money(total, currency, short=True)):
            figure = re.search(_FIGURE, text)
            if figure is not None:
                yield _plain(figure.group())


def _plain(figure: str) -> str:
    return _SPACES.sub(" ", figure.strip())
