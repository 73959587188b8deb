"""An approval on the command line: request and answer travel as files between two workspaces; the log tells of it."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from omnidesk.commands import cli
from tests.commands.conftest import ARCHITECT, PASSPHRASE, Ask

DEAL = "Aurora Broadcast AG"


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    """The workspace of the approver; it stands on another machine."""
    place = tmp_path / "anna"
    assert cli.run(["--data-dir", str(place), "identity", "create", "Anna Chen"]) == 0
    fingerprint = fingerprint_of(place)
    specs = tmp_path / "workspace" / "specs"
    specs.mkdir(parents=True)
    person = f"{{name: Anna Chen, fingerprint: {fingerprint}, limit_percent: 15, reason: Her margin}}"
    (specs / "approvers.yaml").write_text(f"reason: Ours.\npeople:\n  - {person}\n")
    return place


def fingerprint_of(place: Path) -> str:
    from omnidesk.signing.identities import list_identities

    return list_identities(place / "identities")[0].fingerprint


@pytest.fixture
def deal(omnidesk: Ask, anna: Path, tmp_path: Path) -> None:
    text = ARCHITECT.read_text(encoding="utf-8")
    discount = (
        'subscription:\n    discounts: {discretionary_percent: "12", discretionary_reason: First in the region}\n'
    )
    file = tmp_path / "aurora.yaml"
    file.write_text(text.replace("subscription:\n", discount, 1), encoding="utf-8")
    assert omnidesk("deal", "import", file).status == 0


def test_asked_approved_taken_in_and_issued(omnidesk: Ask, deal: None, anna: Path, tmp_path: Path) -> None:
    request, signed, code = tmp_path / "r.omnidesk-request", tmp_path / "r.omnidesk-approval", tmp_path / "code.png"
    assert omnidesk("deal", "issue", DEAL, "--kind", "summary").status == 1
    asked = omnidesk("approval", "request", DEAL, "--out", request, "--qr", code)
    assert "Send it to somebody who may approve: Anna Chen" in asked.out
    assert "draft, approval asked" in omnidesk("deal", "list").out
    assert [row["title"] for row in omnidesk("deal", "list", "--approval-asked", "--json").json] == [DEAL]
    assert code.read_bytes().startswith(b"\x89PNG")
    shown = omnidesk("approval", "show", request, "--json").json
    assert (shown["client"], shown["percent"], shown["before"], shown["after"]) == (DEAL, "12", "758500", "712600")
    answered = omnidesk(
        "--data-dir", anna, "approval", "approve", request, "--sign", "Anna Chen", "--reason", "Fair", "--out", signed
    )
    assert answered.status == 0, answered.err
    assert "Anna Chen approved" in omnidesk("approval", "add", DEAL, signed).out
    assert "approval asked" not in omnidesk("deal", "list").out
    assert omnidesk("deal", "list", "--approval-asked").out == "No draft here waits for an approval\n"
    assert omnidesk("approval", "add", DEAL, signed).problems == [
        "omnidesk: this request was approved already; an answer counts once, so ask again if you need to"
    ]
    assert omnidesk("deal", "issue", DEAL, "--kind", "summary").status == 0


def test_a_no_is_the_answer_no(
    omnidesk: Ask, deal: None, anna: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = tmp_path / "r.omnidesk-request"
    omnidesk("approval", "request", DEAL, "--out", request)
    said = omnidesk("--data-dir", anna, "approval", "decline", request, "--sign", "Anna Chen", "--reason", "Too low")
    monkeypatch.setattr(sys, "stdin", StringIO(f"Sorry!\n{said.out}"))
    taken = omnidesk("approval", "add", DEAL, "-")
    assert (taken.status, "declined" in taken.out, "Too low" in taken.out) == (1, True, True)


def test_the_log_is_checked_and_exported(omnidesk: Ask, deal: None, tmp_path: Path) -> None:
    omnidesk("deal", "export", DEAL, "--out", tmp_path / "aurora-out.yaml")
    out = tmp_path / "log.jsonl"
    checked = omnidesk("doctor", "--audit", "--export", out, "--json")
    assert (checked.status, checked.json["first_bad"], checked.json["problems"]) == (0, None, [])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["number"] for row in rows] == list(range(1, checked.json["rows"] + 1))
    exported = next(row for row in rows if row["action"] == "file.exported")
    assert json.loads(exported["details"])["name"] == "aurora-out.yaml"
    assert "rows, each as it was written" in omnidesk("doctor", "--audit").out
    assert omnidesk("doctor", "--export", out).status == 2


def test_the_log_tells_when_who_may_approve_was_changed(
    omnidesk: Ask, deal: None, workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "log.jsonl"

    def changes() -> int:
        omnidesk("deal", "issue", DEAL, "--kind", "summary")  # refused: the approval is open
        omnidesk("doctor", "--audit", "--export", out)
        return out.read_text(encoding="utf-8").count('"catalog.changed"')

    assert (changes(), changes()) == (1, 1)
    approvers = workspace / "specs" / "approvers.yaml"
    approvers.write_text(approvers.read_text().replace("limit_percent: 15", "limit_percent: 50"))
    assert changes() == 2


def test_a_log_that_was_rewritten_is_named_with_its_row(omnidesk: Ask, deal: None, workspace: Path) -> None:
    from omnidesk.store import sqlite3

    file = sqlite3.connect(workspace / "omnidesk.db", isolation_level=None)
    (guard,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_never_changed'").fetchone()
    file.execute("DROP TRIGGER audit_is_never_changed")
    file.execute("UPDATE audit SET actor = 'nobody' WHERE number = 2")
    file.execute(guard)
    file.close()
    found = omnidesk("doctor", "--audit", "--json")
    assert (found.status, found.json["first_bad"]) == (1, {"row": 2, "fault": "altered"})
