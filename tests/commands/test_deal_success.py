"""``omnidesk deal success`` and its siblings: from an agreed deal to its review, its expansion and a mail."""

from email import message_from_bytes
from pathlib import Path

import pytest

from tests.commands.conftest import SEEKER, Ask

LABS = "Pixelgarten Labs"


@pytest.fixture
def running(omnidesk: Ask) -> str:
    """The number of a deal that has begun."""
    omnidesk("deal", "import", SEEKER)
    number = str(omnidesk("deal", "issue", LABS, "--kind", "summary", "--json").json["number"])
    omnidesk("deal", "accept", number)
    assert omnidesk("deal", "activate", number).status == 0
    return number


def test_actuals_are_entered_and_the_review_is_written(omnidesk: Ask, running: str, tmp_path: Path) -> None:
    told = omnidesk("deal", "measure", running, "active_agents", "3", "--note", "from the dashboard", "--json").json
    agents = next(each for each in told["tracks"] if each["item"] == "active_agents")
    assert (agents["state"], agents["latest"]["note"]) == ("reached", "from the dashboard")
    page, days = tmp_path / "review.pdf", tmp_path / "days.ics"
    assert omnidesk("deal", "review", running, "--out", page, "--lang", "de").status == 0
    assert page.read_bytes()[:5] == b"%PDF-"
    assert omnidesk("deal", "success", running, "--ics", days).status == 0
    assert b"BEGIN:VCALENDAR" in days.read_bytes()


def test_a_target_in_words_is_said_to_be_reached(omnidesk: Ask, tmp_path: Path) -> None:
    worded = tmp_path / "deal.yaml"
    text = SEEKER.read_text(encoding="utf-8").replace("3 agents in weekly use by month 2", "Agents the team relies on")
    worded.write_text(text, encoding="utf-8")
    omnidesk("deal", "import", worded)
    number = str(omnidesk("deal", "issue", LABS, "--kind", "summary", "--json").json["number"])
    omnidesk("deal", "accept", number)
    assert "reached" in omnidesk("deal", "measure", number, "active_agents", "--reached").out
    told = omnidesk("deal", "measure", number, "active_agents", "--not-reached", "--json").json
    assert next(each for each in told["tracks"] if each["item"] == "active_agents")["state"] == "short"
    assert omnidesk("deal", "measure", number, "active_agents").status == 2
    assert omnidesk("deal", "measure", number, "nps", "--reached").status == 2


def test_what_nobody_measures_by_is_named_with_what_there_is(omnidesk: Ask, running: str) -> None:
    told = omnidesk("deal", "measure", running, "happiness", "9")
    assert told.status == 2
    assert "active_agents" in told.err


def test_a_mail_draft_and_a_copy_leave_with_the_document(omnidesk: Ask, running: str, tmp_path: Path) -> None:
    draft, stick = tmp_path / "labs.eml", tmp_path / "stick"
    stick.mkdir()
    told = omnidesk("deal", "mail", running, "--out", draft, "--copy-to", stick, "--json").json
    assert Path(told["copy"]).parent == stick
    (attached,) = [each for each in message_from_bytes(draft.read_bytes()).walk() if each.get_filename()]
    assert attached.get_payload(decode=True) == Path(told["copy"]).read_bytes()
    assert omnidesk("deal", "mail", running).status == 2


def test_reached_targets_become_another_deal(omnidesk: Ask, running: str) -> None:
    assert omnidesk("deal", "expand", running).status == 2
    omnidesk("deal", "measure", running, "active_agents", "3")
    told = omnidesk("deal", "expand", running)
    assert "it follows from what was reached" in told.out
    assert "agents" in told.out
