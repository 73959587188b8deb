"""The plan as files: a calendar that other programs read, and a table in which nothing can act as a formula."""

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from omnidesk.deal_file import read_deal
from omnidesk.domain.quote import quote
from omnidesk.operations.plan_files import HEAD, calendar, harmless, payments_csv
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog

CATALOG = load_catalog()
DEAL = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
PRICED = quote(DEAL, CATALOG)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_holds_every_payment_to_the_cent() -> None:
    rows = rows_of(payments_csv(PRICED.payments, "USD"))
    assert list(rows[0]) == list(HEAD)
    assert [(row["invoiced"], row["amount"], row["for"]) for row in rows] == [
        (pay.date.isoformat(), str(pay.amount), pay.label) for pay in PRICED.payments
    ]


def test_the_calendar_holds_every_due_day() -> None:
    events = Calendar.from_ical(calendar(DEAL, CATALOG)).walk("VEVENT")
    due = [event for event in events if " due for " in str(event["summary"])]
    assert len(due) == len(PRICED.payments)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_calendar_speaks_the_clients_language() -> None:
    german = msgspec.structs.replace(DEAL, client=msgspec.structs.replace(DEAL.client, language="de-CH"))
    ours, theirs = (Calendar.from_ical(calendar(deal, CATALOG)).walk("VEVENT") for deal in (DEAL, german))
    titles = [str(event["summary"]) for event in theirs]
    assert not any(" due for " in title for title in titles)
    assert any("fällig für" in title for title in titles)
    assert [str(event["uid"]) for event in theirs] == [str(event["uid"]) for event in ours], "the same entries"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", " =1", "\n=1"]
)
def test_a_text_that_would_be_a_formula_is_only_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text(max_size=30))
def test_whatever_a_label_is_its_cell_is_no_formula(text: str) -> None:
    payment = msgspec.structs.replace(PRICED.payments[0], label=text.replace("\0", ""))
    (row,) = rows_of(payments_csv([payment], "USD"))
    assert not row["for"].startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert row["for"].endswith(payment.label)
