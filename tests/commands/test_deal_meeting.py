"""``omnidesk deal meeting``: the journal out of the store, as a table, as JSON, and its path as a PDF."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from omnidesk.domain.meeting import begun, named, turned
from omnidesk.store.meetings import begin_meeting, keep_moments
from omnidesk.store.opening import open_store
from omnidesk.store.search import find
from omnidesk.store.workspace import workspace as place

from .conftest import ARCHITECT, Ask

START = dt.datetime(2026, 2, 3, 13, 2, tzinfo=dt.UTC)


def with_meeting(omnidesk: Ask, folder: Path) -> None:
    """A stored deal with a meeting in which a discount was tried and called Bold."""
    assert omnidesk("deal", "import", str(ARCHITECT)).status == 0
    meeting = turned(begun(START), "discount", Decimal(5), START + dt.timedelta(minutes=6))
    store = open_store(place(folder))
    row = find(store, "Aurora Broadcast AG")
    keep_moments(store, begin_meeting(store, row.id, row.head), named(meeting, 1, "Bold"))
    store.close()


def test_a_meeting_is_listed_and_its_path_is_written(omnidesk: Ask, workspace: Path, tmp_path: Path) -> None:
    with_meeting(omnidesk, workspace)
    shown = omnidesk("deal", "meeting", "Aurora Broadcast AG")
    assert shown.status == 0
    assert "Discount: 5%" in shown.out
    found = omnidesk("deal", "meeting", "Aurora Broadcast AG", "--json").json
    assert found["meetings"] == 1
    assert [(each["number"], each["parent"], each["name"]) for each in found["moments"]] == [
        (0, None, ""),
        (1, 0, "Bold"),
    ]
    done = omnidesk("deal", "meeting", "Aurora Broadcast AG", "--out", str(tmp_path / "path.pdf"), "--lang", "de")
    assert done.status == 0
    assert "for us alone" in done.out
    assert (tmp_path / "path.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_not_there_is_said_in_one_line(omnidesk: Ask, workspace: Path) -> None:
    omnidesk("deal", "import", str(ARCHITECT))
    refused = omnidesk("deal", "meeting", "Aurora Broadcast AG")
    assert refused.status == 2
    assert refused.problems == [
        "omnidesk: no meeting of “Aurora Broadcast AG” is kept; a what-if that is turned while presenting begins one"
    ]
    assert workspace.is_dir()
