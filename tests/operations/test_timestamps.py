"""An issue never waits for a timestamp: it is queued, and appended when the authority can be reached."""

import datetime as dt
import json
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import TimeStamper

from omnidesk.commands import cli
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.formatting import Formatter
from omnidesk.operations.issuing import IssueOrder
from omnidesk.operations.returned import Desk, judge
from omnidesk.operations.timestamp_words import timestamps_told
from omnidesk.operations.timestamps import authority_of, choose_authority, queue_timestamp, stamp_pending
from omnidesk.signing.authorities import authority_fingerprints
from omnidesk.signing.certificate import HeldIdentity, throwaway, to_pkcs12
from omnidesk.signing.identities import import_pkcs12
from omnidesk.signing.seal import countersign
from omnidesk.signing.verify import verify
from omnidesk.store import documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.timestamps import pending_timestamps, timestamps_of
from tests.operations.conftest import NOW, IssueDeal
from tests.signing.authority import fail, grant, running_authority
from tests.signing.careless import timestamp_authority

NOWHERE = "http://127.0.0.1:1/tsa"


@pytest.fixture(scope="module")
def us() -> HeldIdentity:
    return throwaway(NOW - dt.timedelta(days=90))


@pytest.fixture(scope="module")
def time_authority() -> tuple[str, TimeStamper]:
    return timestamp_authority()


@pytest.fixture
def order(us: HeldIdentity) -> IssueOrder:
    return IssueOrder(kinds=("summary",), identity=us, who="kim")


def test_offline_an_offer_goes_out_and_its_timestamp_waits(
    store: Store, issued: IssueDeal, order: IssueOrder, tmp_path: Path
) -> None:
    assert choose_authority(store, tmp_path, NOWHERE) is None, "it cannot be reached, and is asked from now on"
    row = issued(order=order)
    assert row.stage == "issued"
    (waiting,) = pending_timestamps(store)
    assert (waiting.name, waiting.tries, waiting.problem) == ("OD-2026-0001-v1-summary.pdf", 0, None)
    assert told(store, row.id).startswith("Timestamp waited for since ")
    done = stamp_pending(store, tmp_path)
    assert (done.stamped, done.pending) == (0, 1)
    assert "cannot be reached" in done.problem
    (waiting,) = pending_timestamps(store)
    assert (waiting.tries, waiting.problem) == (1, done.problem)
    assert told(store, row.id).startswith("Timestamp failed on ")
    assert told(store, row.id).endswith(f"it is asked for again: {done.problem}")


def told(store: Store, deal_id: str) -> str:
    (words,) = timestamps_told(store, deal_id, Formatter("en-GB")).values()
    return words


def test_online_the_timestamp_is_appended_to_a_file_beside_the_issued_one(
    store: Store,
    issued: IssueDeal,
    order: IssueOrder,
    us: HeldIdentity,
    tmp_path: Path,
    time_authority: tuple[str, TimeStamper],
) -> None:
    choose_authority(store, tmp_path, NOWHERE)
    row = issued(order=order)
    with running_authority(time_authority[1]) as (address, asked):
        choose_authority(store, tmp_path, address)
        assert authority_fingerprints(tmp_path) == {time_authority[0]}
        done = stamp_pending(store, tmp_path)
        assert (done.stamped, done.pending, done.problem) == (1, 0, "")
        before = len(asked)
        assert stamp_pending(store, tmp_path).stamped == 0
        assert len(asked) == before, "nobody is asked twice"
    (request,) = timestamps_of(store, row.id)
    assert request.stamped is not None
    assert told(store, row.id).startswith("Timestamp appended on ")
    stamped, plain = documents.read(store, request.stamped), documents.read(store, request.document)
    assert stamped.startswith(plain)
    found = verify(stamped, known={us.summary.fingerprint}, authorities=authority_fingerprints(tmp_path), issued=plain)
    assert (found.status, found.signatures[0].timestamp is not None) == ("valid", True)
    issued_ones = versions.documents_of(store, versions.of_deal(store, row.id)[0].id)
    assert [each.id for each in issued_ones] == [request.document], "what was issued stays as it is"


def test_an_authority_that_fails_keeps_the_queue_and_is_met_later(
    store: Store, issued: IssueDeal, order: IssueOrder, tmp_path: Path, time_authority: tuple[str, TimeStamper]
) -> None:
    failing = True

    def moody(exchange: object) -> None:
        (fail if failing else grant)(exchange)  # pyright: ignore[reportArgumentType] - an exchange is what it is given

    with running_authority(time_authority[1], moody) as (address, _):
        assert choose_authority(store, tmp_path, address) is None
        issued(order=order)
        issued(order=order)
        done = stamp_pending(store, tmp_path)
        assert (done.stamped, done.pending) == (0, 2)
        assert [each.tries for each in pending_timestamps(store)] == [1, 0], "one network, one fate"
        failing = False
        assert stamp_pending(store, tmp_path).stamped == 2
    assert authority_fingerprints(tmp_path) == {time_authority[0]}, "known from its first answer"


def test_a_client_may_sign_the_file_with_the_timestamp_or_without(
    store: Store,
    issued: IssueDeal,
    us: HeldIdentity,
    tmp_path: Path,
    catalog: Catalog,
    time_authority: tuple[str, TimeStamper],
) -> None:
    import_pkcs12(tmp_path, "us", to_pkcs12(us, "x"), file_passphrase="x", passphrase_for=lambda _key, _label: "y")
    with running_authority(time_authority[1]) as (address, _):
        choose_authority(store, tmp_path, address)
        row = issued(order=IssueOrder(kinds=("proposal",), identity=us, who="kim"))
        stamp_pending(store, tmp_path)
    (request,) = timestamps_of(store, row.id)
    desk = Desk(store=store, folder=tmp_path, catalog=catalog, now=NOW)
    for kept in (request.document, str(request.stamped)):
        back = countersign(documents.read(store, kept), us, now=NOW)
        found = judge(desk, back, "back.pdf")
        assert (found.finding, found.row and found.row.id) == ("holds", row.id)


def test_without_an_authority_nothing_waits(store: Store, issued: IssueDeal, order: IssueOrder, tmp_path: Path) -> None:
    row = issued(order=order)
    assert (authority_of(store), pending_timestamps(store)) == (None, ())
    assert queue_timestamp(store, versions.documents_of(store, versions.of_deal(store, row.id)[0].id)[0].id) is False
    with pytest.raises(InputError):
        choose_authority(store, tmp_path, "ftp://tsa.example")


def test_the_command_line_chooses_lists_and_stamps(
    store: Store,
    issued: IssueDeal,
    order: IssueOrder,
    time_authority: tuple[str, TimeStamper],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = ("--data-dir", str(store.workspace.folder))
    with running_authority(time_authority[1]) as (address, _):
        assert cli.run([*place, "timestamp", "authority", address]) == 0
        assert "Time authority" in capsys.readouterr().out
        row = issued(order=order)
        assert cli.run([*place, "timestamp", "list", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)[0]["name"] == "OD-2026-0001-v1-summary.pdf"
        kept = versions.documents_of(store, versions.of_deal(store, row.id)[0].id)[0]
        (tmp_path / "in.pdf").write_bytes(documents.read(store, kept.id))
        assert cli.run([*place, "timestamp", "file", str(tmp_path / "in.pdf"), "--out", str(tmp_path / "out.pdf")]) == 0
        capsys.readouterr()
        assert cli.run([*place, "deal", "versions", row.id, "--json"]) == 0
        (document,) = json.loads(capsys.readouterr().out)["versions"][0]["documents"]
        assert (document["sha256"], document["timestamp"]["state"]) == (kept.sha256, "queued")
        assert cli.run([*place, "timestamp", "run"]) == 0
        assert "1 stamped, 0 pending" in capsys.readouterr().out
        assert cli.run([*place, "deal", "versions", row.id]) == 0
        assert "OD-2026-0001-v1-summary.pdf: Timestamp appended on" in capsys.readouterr().out
    assert cli.run([*place, "timestamp", "authority", "--none"]) == 0
    assert cli.run([*place, "timestamp", "authority"]) == 0
    assert "No authority is chosen" in capsys.readouterr().out
    assert cli.run([*place, "timestamp", "file", str(tmp_path / "in.pdf"), "--out", str(tmp_path / "o.pdf")]) == 2
