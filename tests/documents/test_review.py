"""The one-page review: always one page, in the client's words, without what is ours."""

import datetime as dt

import pypdfium2
import pytest
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.edition import Edition
from omnidesk.domain.success import SuccessTargets
from omnidesk.domain.success_tracking import SuccessEntry
from omnidesk.operations.success_review import ReviewOrder, build_review
from omnidesk.specs.load import load_catalog
from tests.commands.conftest import ARCHITECT

CATALOG = load_catalog()
NOW = dt.datetime(2026, 9, 10, 9, tzinfo=dt.UTC)
EDITION = Edition(number="OD-2026-0042", version=1, made_on=NOW.date(), valid_until=NOW.date())


def words_of(order: ReviewOrder) -> str:
    built = build_review(order, CATALOG, now=NOW)
    assert (built.pages, built.missing_glyphs) == (1, ())
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        return pdf[0].get_textpage().get_text_bounded()


def test_actuals_stand_beside_targets_and_notes_stay_with_us() -> None:
    entry = SuccessEntry(item="nps", date=dt.date(2026, 8, 1), value="44", note="they think of leaving")
    text = words_of(ReviewOrder(read_deal(ARCHITECT), (entry,), EDITION, "en"))
    assert "40 or more" in text
    assert "44" in text
    assert "1 of 4" in text
    assert "leaving" not in text
    assert "M. Keller decides" not in text


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
def test_however_much_is_measured_it_is_one_page(language: str) -> None:
    deal = read_deal(ARCHITECT)
    metrics = [metric.id for category in CATALOG.success.metrics for metric in category.metrics]
    targets = SuccessTargets(targets=dict.fromkeys(metrics, "at least as many as were agreed in the long meeting " * 9))
    entries = tuple(SuccessEntry(item=each, date=NOW.date(), value="much more than before " * 20) for each in metrics)
    text = words_of(ReviewOrder(replace(deal, success=targets), entries, EDITION, language))
    assert "Aurora Broadcast AG" in text
