"""Everything goes out again: deals and clients as lines, tables and calendars, harmless in any spreadsheet."""

import csv
import datetime as dt
import io
import json

import msgspec
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from omnidesk.deal_file import parse_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.deal import Deal
from omnidesk.operations.exporting import export_clients, export_deals
from omnidesk.operations.exporting_calendar import calendar_of_deals
from omnidesk.operations.exporting_tables import DEAL_HEAD, Exported
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import clients, deals
from omnidesk.store.connect import Store
from omnidesk.store.search import DealFilter

EVIL = "=cmd|'/c calc'!A1"


def cells(exported: Exported) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported.content.decode("utf-8-sig"))))


@pytest.fixture
def kept(store: Store, catalog: Catalog, seeker: Deal) -> Store:
    keep_new(store, seeker, catalog)
    row = keep_new(store, msgspec.structs.replace(seeker, notes="second"), catalog, title=EVIL)
    deals.archive(store, row.id)
    return store


def test_lines_hold_every_word_of_every_deal(kept: Store, seeker: Deal) -> None:
    exported = export_deals(kept, DealFilter(archived=None), "jsonl")

    lines = [json.loads(line) for line in exported.content.decode().splitlines()]
    assert (exported.count, [line["archived"] for line in lines]) == (2, [True, False])
    assert parse_deal(json.dumps(lines[1]["deal"]), "line") == seeker
    assert float(lines[1]["committed_total"]) > 0


def test_a_table_follows_the_filter_and_runs_nothing(kept: Store) -> None:
    assert export_deals(kept, DealFilter(), "csv").count == 1
    table = cells(export_deals(kept, DealFilter(archived=True), "csv"))

    assert tuple(table[0]) == DEAL_HEAD
    assert table[1][2] == f"'{EVIL}"


def test_a_workbook_has_figures_days_and_texts(kept: Store) -> None:
    content = export_deals(kept, DealFilter(archived=None), "xlsx").content
    sheet = load_workbook(io.BytesIO(content))["Deals"]
    row = dict(zip(DEAL_HEAD, sheet[2], strict=True))

    assert row["Title"].data_type == "s"
    assert row["Committed total"].data_type == "n"
    assert isinstance(row["Starts on"].value, dt.datetime)
    assert not [cell for cells in sheet for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("name", [EVIL, "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", " =1"])
def test_no_client_begins_a_formula(store: Store, name: str) -> None:
    with store.writing() as database:
        act = clients.begin_act(database, clients.Act(kind="import", told="test", who="kim"))
        entry = ClientEntry(name=name)
        clients.apply(database, act, [clients.Change(client_id="1", before=None, after=entry)])

    table = cells(export_clients(store, "", "csv"))
    assert table[1][1] == f"'{name}"
    book = load_workbook(io.BytesIO(export_clients(store, "", "xlsx").content))
    assert book["Clients"]["B2"].data_type == "s"


def test_the_calendar_has_the_days_of_many_deals(kept: Store, catalog: Catalog) -> None:
    exported = calendar_of_deals(kept, DealFilter(archived=None), catalog)
    events = Calendar.from_ical(exported.content).walk("VEVENT")

    uids = {str(event["UID"]) for event in events}
    assert exported.count == 2
    assert len(uids) == len(events)
    assert sum("renews itself" in str(event["SUMMARY"]) for event in events) == 2
    again = Calendar.from_ical(calendar_of_deals(kept, DealFilter(archived=None), catalog).content).walk("VEVENT")
    assert {str(event["UID"]) for event in again} == uids
