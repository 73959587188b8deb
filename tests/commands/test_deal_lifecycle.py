"""``omnidesk deal issue`` and the verbs that follow: from a draft to an agreed deal and its successors."""

import datetime
import hashlib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.commands.conftest import ARCHITECT, ROOT, SEEKER, Ask
from tests.commands.test_deal import Edit

LABS = "Pixelgarten Labs"
BRIEF = ("--kind", "summary")


@pytest.fixture
def number(omnidesk: Ask) -> str:
    """The number of a deal that is out."""
    omnidesk("deal", "import", SEEKER)
    return str(omnidesk("deal", "issue", LABS, *BRIEF, "--json").json["number"])


def stage(omnidesk: Ask, number: str) -> str:
    return str(omnidesk("deal", "show", number, "--json").json["stage"])


def test_issue_writes_the_documents_and_names_number_version_and_last_day(omnidesk: Ask, tmp_path: Path) -> None:
    omnidesk("deal", "import", SEEKER)
    until = (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=7)).isoformat()
    out = tmp_path / "offers"
    told = omnidesk("deal", "issue", LABS, *BRIEF, "--kind", "proposal", "--valid-until", until, "--out", out, "--json")
    assert (told.status, told.json["version"], told.json["valid_until"]) == (0, 1, until)
    for document in told.json["documents"]:
        content = (out / document["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document["sha256"]
    number = told.json["number"]
    row = omnidesk("deal", "show", number, "--json").json
    assert (row["stage"], row["number"], row["issued_version"], row["valid_until"]) == ("issued", number, 1, until)
    carried = omnidesk("verify", out / f"{number}-v1-proposal.pdf", "--json").json["deal"]
    assert (carried["reference"], carried["totals_recomputed"]) == (f"{number} v1", True)
    assert f"{number} v1" in omnidesk("deal", "list").out
    assert [each["title"] for each in omnidesk("deal", "list", "--json", "--search", number).json] == [LABS]


def test_what_cannot_be_issued_says_why_and_takes_no_number(omnidesk: Ask, edited: Edit) -> None:
    omnidesk("deal", "import", edited(ARCHITECT, "  months: 36\n", "  months: 12\n"))
    refused = omnidesk("deal", "issue", "Aurora Broadcast AG")
    assert refused.status == 2
    assert "months" in refused.err
    omnidesk("deal", "import", SEEKER)
    assert omnidesk("deal", "issue", LABS, "--valid-until", "2020-01-01").status == 2
    assert omnidesk("deal", "issue", LABS, *BRIEF, "--valid-until", "soon").problems == [
        "omnidesk: “soon” is no day; write it as 2026-03-31"
    ]
    assert str(omnidesk("deal", "issue", LABS, *BRIEF, "--json").json["number"]).endswith("-0001")


def test_an_edit_makes_version_two_and_both_are_compared(omnidesk: Ask, number: str, edited: Edit) -> None:
    omnidesk("deal", "import", edited(SEEKER, "  months: 6\n", "  months: 9\n"), "--onto", number)
    assert stage(omnidesk, number) == "draft"
    omnidesk("deal", "issue", number, *BRIEF)
    told = omnidesk("deal", "versions", number, "--json").json
    assert [(each["version"], each["state"]) for each in told["versions"]] == [(2, "open"), (1, "superseded")]
    assert [each["after"] for each in told["steps"]] == ["issued", "draft", "issued"]
    whole = omnidesk("deal", "diff", number, "v1", "v2", "--json", "--full").json
    assert whole["fields"] == [{"field": "terms.months", "before": 6, "after": 9}]
    assert [(each["id"], each["before"]["net"], each["after"]["net"]) for each in whole["lines"]] == [
        ("subscription", "3600.00", "5400.00")
    ]
    assert "term" in [each["id"] for each in whole["clauses"]]
    plain = omnidesk("deal", "diff", number, "v1", "v2").out
    assert "Version 1 to version 2: 1 field changed" in plain
    assert "3,600.00  5,400.00" in plain
    assert omnidesk("deal", "diff", number, "v1", "v7").status == 2


def test_a_document_is_written_again_stamped_once_it_was_overtaken(
    omnidesk: Ask, number: str, edited: Edit, tmp_path: Path
) -> None:
    first, again, stamped = tmp_path / "first.pdf", tmp_path / "again.pdf", tmp_path / "stamped.pdf"
    assert "byte for byte" in omnidesk("deal", "document", number, "--out", first).out
    omnidesk("deal", "withdraw", number, "--reason", "a slip")
    assert "stamped WITHDRAWN" in omnidesk("deal", "document", number, "--out", stamped).out
    omnidesk("deal", "document", number, "--original", "--out", again)
    assert again.read_bytes() == first.read_bytes() != stamped.read_bytes()
    assert omnidesk("deal", "document", number, "--kind", "contract", "--out", again).status == 2


def test_every_step_has_its_verb(omnidesk: Ask, number: str, tmp_path: Path) -> None:
    assert omnidesk("deal", "decline", number).problems == [
        "omnidesk: say why the client declined; the next offer is better for it"
    ]
    assert omnidesk("deal", "decline", number, "--reason", "too early").out == f"“{LABS}” ({number}) is now declined\n"
    assert omnidesk("deal", "reopen", number).status == 0
    assert omnidesk("deal", "accept", number).status == 2  # version 1 was declined
    omnidesk("deal", "issue", number, *BRIEF)
    assert omnidesk("deal", "expire").out == "No offer has lapsed\n"
    assert omnidesk("deal", "expire", number).status == 2
    proof = tmp_path / "returned.pdf"
    proof.write_bytes(b"signed")
    assert omnidesk("deal", "accept", number, "--evidence", proof, "--reason", "by mail").status == 0
    evidence = omnidesk("deal", "versions", number, "--json").json["steps"][-1]["evidence"]
    assert evidence == {"file": "returned.pdf", "sha256": hashlib.sha256(b"signed").hexdigest(), "size": 6}
    for verb, after in (("activate", "active"), ("end", "ended")):
        assert omnidesk("deal", verb, number, "--json").json["stage"] == after


def test_an_agreed_deal_is_renewed_and_amended_but_not_changed(omnidesk: Ask, number: str, edited: Edit) -> None:
    assert omnidesk("deal", "renew", number).status == 2
    omnidesk("deal", "accept", number)
    path = edited(SEEKER, "  months: 6\n", "  months: 9\n")
    assert "amend or renew it instead" in omnidesk("deal", "import", path, "--onto", number).err
    renewed = omnidesk("deal", "renew", number, "--json").json
    assert [each["field"] for each in renewed["fields"]] == ["terms.effective_date"]
    amended = omnidesk("deal", "amend", number)
    assert f"it follows {number} v1" in amended.out
    assert f"follows          amendment of “{LABS}”, {number} v1" in omnidesk("deal", "show", f"{LABS} (amendment)").out
    assert omnidesk("deal", "versions", f"{LABS} (amendment)").out == "Nothing was issued of it yet\n"
    family = omnidesk("deal", "show", number, "--json").json["followed_by"]
    assert [(each["kind"], each["title"]) for each in family] == [
        ("renewal", f"{LABS} (renewal)"),
        ("amendment", f"{LABS} (amendment)"),
    ]
    assert omnidesk("deal", "reprice", number).out == "no fields changed\n"
    titles = [row["title"] for row in omnidesk("deal", "list", "--json").json]
    assert titles[:2] == [f"{LABS} (amendment)", f"{LABS} (renewal)"]


def test_a_lapsed_offer_shows_what_it_would_cost_today_before_it_goes_out_again(
    omnidesk: Ask, number: str, workspace: Path
) -> None:
    samoa, kiritimati = "Pacific/Pago_Pago", "Pacific/Kiritimati"  # 25 hours apart: it is tomorrow there at any hour
    omnidesk("settings", "set", "locale.time_zone", samoa)
    today = datetime.datetime.now(ZoneInfo(samoa)).date().isoformat()
    assert omnidesk("deal", "issue", number, *BRIEF, "--valid-until", today).status == 0
    assert f"v2  {number}  open        {today}  {today}" in omnidesk("deal", "versions", number).out
    omnidesk("settings", "set", "locale.time_zone", kiritimati)
    tiers = (ROOT / "specs" / "tiers.yaml").read_text(encoding="utf-8")
    (workspace / "specs" / "tiers.yaml").write_text(tiers.replace("monthly: 600,", "monthly: 650,"), encoding="utf-8")
    refused = omnidesk("deal", "accept", number)
    assert f"lapsed on {today}" in refused.err
    refused = omnidesk("deal", "issue", number, *BRIEF)
    assert (refused.status, "1 line differs" in refused.err) == (1, True)
    assert "3,600.00  3,900.00" in refused.out
    assert f"omnidesk deal reprice {number} --apply" in refused.out
    assert omnidesk("deal", "reprice", number, "--apply").status == 0
    assert omnidesk("deal", "issue", number, *BRIEF).status == 0
    assert omnidesk("deal", "show", number, "--json").json["committed_total"] == "3900.00"
