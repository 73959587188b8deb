"""The pages of review and of issue and sign on a real window: real documents, real signatures."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.signing.identities import known_fingerprints
from omnidesk.signing.verify import verify
from omnidesk.ui.pages.identity_forms import free_name
from omnidesk.ui.pages.review import ReviewPage
from omnidesk.ui.pages.sign import SignPage
from omnidesk.ui.versions_dialog import VersionsDialog
from omnidesk.wizard.form import put

from .conftest import Show
from .opened import ARCHITECT, SEEKER, Opened, open_page

DISCOUNT = "models.subscription.discounts"


def discounted() -> Deal:
    deal = put(ARCHITECT, f"{DISCOUNT}.discretionary_percent", Decimal(12))
    return put(deal, f"{DISCOUNT}.discretionary_reason", "First broadcaster in the region")


def sign_page(opened: Opened) -> SignPage:
    assert isinstance(opened.page, SignPage)
    return opened.page


def review_page(opened: Opened) -> ReviewPage:
    assert isinstance(opened.page, ReviewPage)
    return opened.page


def with_identity(opened: Opened) -> SignPage:
    page = sign_page(opened)
    opened.settle()
    opened.press("new-identity")
    opened_subject = page.identity.forms.subject
    opened_subject.set_text("Maria Keller")
    opened.press("create-identity")
    opened.settle()
    opened.settle()
    assert page.identity.chosen_name() == "Maria Keller"
    return page


def issued(opened: Opened) -> SignPage:
    """Issue with what is chosen, and save the documents."""
    opened.press("issue")
    turns(opened)
    return sign_page(opened)


def turns(opened: Opened) -> None:
    for _turn in range(4):
        opened.settle()


def test_a_new_identity_issues_a_proposal_that_verifies(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    with_identity(opened)
    page = issued(opened)
    (path,) = tmp_path.glob("*-proposal.pdf")
    known = known_fingerprints(opened.services.workspace.identities)
    assert verify(path.read_bytes(), known=known).status == "valid"
    assert page.result.isVisible()
    assert page.result.verdict.text().startswith("Signed by Maria Keller")
    assert page.offer.title.text().endswith("-0001 v1")
    assert opened.services.offer.row.stage == "issued"
    assert path.name == f"{opened.services.offer.row.offer}-v1-proposal.pdf"
    assert page.issue.isHidden()
    assert opened.answers.failed == []


def test_several_documents_go_out_under_one_number_and_a_day_of_one_s_own(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = sign_page(opened)
    opened.press("option:summary")
    until = opened.services.offer.day() + datetime.timedelta(days=3)
    page.choices.day.set_text(until.isoformat())
    page.choices.day.edited.emit(until.isoformat())
    issued(opened)
    assert sorted(path.name.rpartition("-")[2] for path in tmp_path.glob("*.pdf")) == ["proposal.pdf", "summary.pdf"]
    assert opened.services.offer.row.valid_until == until.isoformat()


def test_a_day_gone_by_stops_the_issue_and_says_so(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = sign_page(opened)
    opened.settle()
    for text in ("2020-01-01", "soon"):
        page.choices.day.set_text(text)
        page.choices.day.edited.emit(text)
        assert not page.issue.isEnabled()


def test_an_edit_after_issue_leads_to_version_two_and_the_client_s_yes_closes_it(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = sign_page(opened)
    opened.settle()
    issued(opened)
    opened.session.update(lambda deal: put(deal, "terms.months", 9))
    assert opened.session.flush()
    assert page.offer.title.text().endswith("v2 in preparation")
    assert page.issue.accessibleName() == "Issue version 2"
    assert page.result.changed.isVisible()
    issued(opened)
    assert page.offer.title.text().endswith("-0001 v2")
    opened.press("step:accepted")
    turns(opened)
    assert opened.services.offer.row.stage == "accepted"
    told = opened.services.offer.story()
    assert [each.state for each in told.versions] == ["accepted", "superseded"]
    assert told.steps[-1].reason == "as agreed by phone"
    opened.press("step:amend")
    turns(opened)
    assert opened.went[-1][1] == "client"


def test_versions_are_compared_opened_and_exported_again_with_a_stamp(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = sign_page(opened)
    opened.settle()
    issued(opened)
    opened.session.update(lambda deal: put(deal, "terms.months", 9))
    assert opened.session.flush()
    issued(opened)
    urls: list[QUrl] = []

    def opened_by_the_desktop(url: QUrl) -> bool:
        urls.append(url)
        return True

    dialog = VersionsDialog(opened.services, page.window(), open_url=opened_by_the_desktop)
    dialog.open()
    turns(opened)
    told = dialog.changes.text()
    assert "Terms › Term\n6 months\n9 months" in told
    assert "Seeker subscription\n$3,600.00\n$5,400.00" in told
    dialog.before.set_value("v2")
    dialog.before.edited.emit("v2")
    turns(opened)
    assert dialog.changes.text() == "The two are the same."
    for name in ("open:2:proposal", "export:1:proposal"):
        button = dialog.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton), name
        button.click()
        turns(opened)
    assert Path(urls[0].toLocalFile()).read_bytes().startswith(b"%PDF")
    assert "stamped SUPERSEDED" in opened.answers.told[-1]


def test_the_result_says_when_the_deal_has_moved_on_and_opens_the_folder(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = sign_page(opened)
    urls: list[QUrl] = []

    def opened_by_the_desktop(url: QUrl) -> bool:
        urls.append(url)
        return True

    page.result._open_url = opened_by_the_desktop
    opened.settle()
    opened.press("export")
    turns(opened)
    assert page.result.verdict.text().startswith("A draft")
    assert opened.kept[0].startswith("proposal: ")
    assert page.result.changed.isHidden()
    opened.session.update(lambda deal: put(deal, "client.name", "Another name"))
    assert page.result.changed.isVisible()
    opened.press("open-folder")
    assert [Path(url.toLocalFile()) for url in urls] == [tmp_path]


@pytest.mark.parametrize("work", ["issue", "export"])
def test_a_person_can_stop_the_work_and_nothing_is_written(show: Show, tmp_path: Path, work: str) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    opened.settle()
    opened.press(work)
    opened.press("stop-work")
    opened.settle()
    assert list(tmp_path.glob("*.pdf")) == []
    assert opened.answers.told == ["Stopped; nothing was written"]
    assert opened.services.offer.row.offer is None
    assert sign_page(opened).issue.isEnabled()


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    opened.settle()
    opened.answers.folder = tmp_path / "not there"
    opened.press("export")
    opened.settle()
    (sentence,) = opened.answers.failed
    assert "choose another place" in sentence


def test_what_is_missing_stops_the_button_and_leads_to_its_field(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", put(ARCHITECT, "models.performance.baseline", None), tmp_path, show)
    page = sign_page(opened)
    opened.settle()
    assert page.issue.isEnabled()
    opened.press("option:contract")
    assert not page.issue.isEnabled()
    page.choices.missing.buttons()[0].click()
    assert opened.went == [("models", "models.performance.baseline")]
    opened.press("option:contract")
    assert page.issue.isEnabled()


def test_an_open_approval_allows_only_a_draft_without_a_seal(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", discounted(), tmp_path, show)
    page = sign_page(opened)
    opened.settle()
    assert page.identity.isHidden()
    assert not page.issue.isEnabled()
    opened.press("export")
    opened.settle()
    assert page.result.verdict.text().startswith("A draft")


def test_the_deal_file_reads_back_as_the_deal(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", ARCHITECT, tmp_path, show)
    opened.press("export-deal")
    opened.settle()
    (path,) = tmp_path.glob("*.yaml")
    assert read_deal(path) == ARCHITECT


def test_names_of_identities_are_plain_and_free() -> None:
    assert free_name("Jürg Müßli", set()) == "Jurg Muli"
    assert free_name("Maria Keller", {"maria keller", "maria keller 2"}) == "Maria Keller 3"
    assert free_name("金田", set()) == "Identity"


def test_an_approval_is_recorded_and_taken_back(show: Show, tmp_path: Path) -> None:
    opened = open_page("review", discounted(), tmp_path, show)
    page = review_page(opened)
    assert not page.approvals.record.isEnabled()
    for control, text in ((page.approvals.who, "A. Chen"), (page.approvals.why, "Reference client")):
        control.set_text(text)
        control.edited.emit(text)
    opened.press("record-approval")
    assert [approval.who for approval in opened.deal.approvals] == ["A. Chen"]
    assert page.verdict.text() == "Nothing stops this proposal."
    assert page.approvals.who.text() == ""
    opened.session.undo()
    assert opened.deal == discounted()
    page.preview.finish()


def test_a_refusal_leads_to_its_field(show: Show, tmp_path: Path) -> None:
    opened = open_page("review", put(ARCHITECT, "terms.months", 6), tmp_path, show)
    page = review_page(opened)
    page.stops.lines.buttons()[0].click()
    assert opened.went == [("client", "terms.months")]
    page.preview.finish()
    assert page.preview.pictures.pages() == 0


def test_the_pages_follow_the_deal_while_they_can_be_seen(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    opened = open_page("review", SEEKER, tmp_path, show)
    page = review_page(opened)
    page.preview.finish()
    proposal = page.preview.pictures.pages()
    assert proposal > 1
    first, second = page.preview.pictures._pages[:2]
    qtbot.waitUntil(lambda: second.x() > first.x() and second.y() == first.y())
    opened.press("look-closer")
    qtbot.waitUntil(lambda: second.x() == first.x() and second.y() > first.y())
    page.preview.kind.set_value("summary")
    page.preview.kind.edited.emit("summary")
    page.preview.finish()
    assert page.preview.pictures.pages() == 1
    page.hide()
    opened.session.update(lambda deal: put(deal, "client.name", "Somebody else"))
    assert (page.preview._timer.isActive(), page.preview._job) == (False, None)
    page.show()
    assert page.preview._job is not None, "who comes back is not made to wait for the changes to settle"
    page.preview.finish()


def test_notes_are_typed_as_one_step_of_undo(show: Show, tmp_path: Path) -> None:
    opened = open_page("review", SEEKER, tmp_path, show)
    before = opened.deal.notes
    opened.type("notes", "C")
    opened.type("notes", "Call")
    assert opened.deal.notes == "Call"
    opened.session.undo()
    assert opened.deal.notes == before
    review_page(opened).preview.finish()
