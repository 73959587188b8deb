"""The path of a meeting on paper: every step with its time and what it changed; internal, and never the client's."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.meeting import Meeting, begun, gone_back, named, turned
from omnidesk.operations.meeting_file import meeting_file
from omnidesk.specs import load_catalog

START = dt.datetime(2026, 2, 3, 13, 2, tzinfo=dt.UTC)
DEAL = read_deal(Path("resources/samples/architect-broadcaster.yaml"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def minutes(count: int) -> dt.datetime:
    return START + dt.timedelta(minutes=count)


def a_meeting() -> Meeting:
    """Agents, then a discount called Bold, then a shorter term; back to Bold, and a cautious benefit."""
    meeting = named(turned(turned(begun(START), "agents", Decimal(40), minutes(3)), "discount", Decimal(5), minutes(6)),
                    2, "Bold")  # fmt: skip
    meeting = gone_back(turned(meeting, "months", Decimal(24), minutes(9)), 2)
    return turned(meeting, "benefit", Decimal(80), minutes(18))


def words(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_path_is_printed_with_times_changes_and_what_was_tried_beside_it(catalog: Catalog) -> None:
    pdf = meeting_file(a_meeting(), DEAL, catalog, now=minutes(30), language="en")
    text = words(pdf)
    assert text.count("Internal. Not for the client.") == 2
    path, aside = text.split("Tried beside it")
    assert [clock for clock in ("13:02", "13:05", "13:08", "13:20") if clock in path] == [
        "13:02",
        "13:05",
        "13:08",
        "13:20",
    ]
    assert "“Bold”: Discount: 5%" in path
    assert "−$6,375" in path, "what the discount changed"
    assert "13:11" in aside
    assert "13:11" not in path
    assert pdf == meeting_file(a_meeting(), DEAL, catalog, now=minutes(30), language="en")


def test_the_path_to_an_earlier_moment_leaves_the_rest_beside_it(catalog: Catalog) -> None:
    pdf = meeting_file(a_meeting(), DEAL, catalog, now=minutes(30), language="en", number=3)
    path, aside = words(pdf).split("Tried beside it")
    assert "13:11" in path
    assert "13:20" in aside
    with pytest.raises(InputError, match="no moment 9"):
        meeting_file(a_meeting(), DEAL, catalog, now=minutes(30), language="en", number=9)


def test_nothing_of_the_deal_travels_inside(catalog: Catalog) -> None:
    pdf = meeting_file(a_meeting(), DEAL, catalog, now=minutes(30), language="de")
    assert b"EmbeddedFile" not in pdf
