"""A file comes back: who signed it is told in one sentence, what changed is shown, and only what holds is accepted."""

import datetime as dt
from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils.generic import StreamObject

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.formatting import Formatter
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.returned import Desk, Judgement, judge, judge_again
from omnidesk.operations.returned_words import changes_told, sentence
from omnidesk.operations.returning import (
    confirm_scan,
    import_deal,
    keep_returned,
    take_as_acceptance,
    trust_client,
)
from omnidesk.signing.certificate import HeldIdentity, generate, to_pkcs12
from omnidesk.signing.identities import import_pkcs12
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.seal import countersign
from omnidesk.store import deals, documents, returned, stages, versions
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.operations.conftest import NOW
from tests.signing.corpus import written_anew
from tests.signing.tampering import increment

SIGNED_ON = NOW - dt.timedelta(days=7)
WORDS = Formatter("en-GB")


@pytest.fixture(scope="module")
def us() -> HeldIdentity:
    return generate("anna", "Anna Moser", "OmniVibe Ltd", SIGNED_ON - dt.timedelta(days=30))


@pytest.fixture(scope="module")
def client() -> HeldIdentity:
    return generate("keller", "M. Keller", "Aurora Broadcast AG", SIGNED_ON - dt.timedelta(days=30))


@pytest.fixture(scope="module")
def offered(us: HeldIdentity, catalog: Catalog, seeker: Deal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which one proposal was issued, to be copied by each test."""
    place = workspace(tmp_path_factory.mktemp("offered") / "workspace")
    import_pkcs12(
        place.identities, "anna", to_pkcs12(us, "x"), file_passphrase="x", passphrase_for=lambda _key, _label: "y"
    )
    store = open_store(place)
    order = IssueOrder(kinds=("proposal",), identity=us, who="kim")
    issue(store, keep_new(store, seeker, catalog), catalog, order, now=SIGNED_ON)
    store.close()
    return place.folder


@pytest.fixture
def desk(offered: Path, catalog: Catalog, tmp_path: Path) -> Generator[Desk]:
    import shutil

    shutil.copytree(offered, tmp_path / "workspace")
    place = workspace(tmp_path / "workspace")
    store = open_store(place)
    yield Desk(store=store, folder=place.identities, catalog=catalog, now=NOW)
    store.close()


@pytest.fixture
def out(desk: Desk) -> bytes:
    """The proposal as it went out."""
    found = versions.find_by_number(desk.store, "OD-2026-0001")
    assert found is not None
    return documents.read(desk.store, versions.documents_of(desk.store, found.id)[0].id)


@pytest.fixture
def back(out: bytes, client: HeldIdentity) -> bytes:
    """The proposal as the client signed it."""
    return countersign(out, client, now=SIGNED_ON)


def told(found: Judgement, desk: Desk) -> str:
    return sentence(found, WORDS, desk.catalog)


def cheaper(writer: IncrementWriter) -> None:
    """Draws over something on the first page."""
    cover = StreamObject(stream_data=b"q 1 1 1 rg 40 60 500 300 re f Q")
    writer.add_stream_to_page(0, writer.add_object(cover))


def test_a_file_signed_by_a_client_whom_somebody_vouches_for_is_accepted(desk: Desk, back: bytes) -> None:
    found = judge(desk, back, "offer signed.pdf")
    assert (found.finding, found.lapsed) == ("unknown_signer", False)
    assert told(found, desk) == (
        "Signed by M. Keller for Aurora Broadcast AG on 3 March 2026, whom nobody here knows yet; nothing else changed."
    )
    with pytest.raises(InputError, match="only a file that was signed"):
        take_as_acceptance(desk, found, "")

    assert trust_client(found).subject == "M. Keller"
    found = judge_again(desk, found)
    words = told(found, desk)
    assert words == "Signed by M. Keller for Aurora Broadcast AG on 3 March 2026; nothing else changed."
    row = take_as_acceptance(desk, found, words, who="kim")
    assert row.stage == "accepted"
    step = stages.events(desk.store, row.id)[-1]
    assert (step.after, step.who, step.reason) == ("accepted", "kim", words)
    assert step.evidence is not None
    assert step.evidence["sha256"] == found.sha256
    (kept,) = returned.list_returned(desk.store, row.id)
    assert documents.read(desk.store, kept.document) == back
    assert (kept.kind, kept.words) == ("signed", words)


def test_the_same_file_is_kept_once(desk: Desk, back: bytes) -> None:
    found = judge(desk, back, "a.pdf")
    assert keep_returned(desk, found, "…") == keep_returned(desk, judge(desk, back, "b.pdf"), "…")


def test_an_offer_that_comes_back_unsigned_says_so(desk: Desk, out: bytes) -> None:
    found = judge(desk, out, "offer.pdf")
    assert (found.finding, found.row is not None) == ("not_signed", True)
    assert "has not signed" in told(found, desk)


def test_a_lapsed_offer_is_kept_but_not_accepted(desk: Desk, back: bytes) -> None:
    late = Desk(store=desk.store, folder=desk.folder, catalog=desk.catalog, now=NOW + dt.timedelta(days=90))
    trust_client(judge(late, back, "late.pdf"))
    found = judge(late, back, "late.pdf")
    assert (found.finding, found.lapsed) == ("holds", True)
    with pytest.raises(InputError, match="lapsed"):
        take_as_acceptance(late, found, "late")
    assert found.row is not None
    assert deals.load(desk.store, found.row.id).row.stage == "issued"
    assert len(returned.list_returned(desk.store, found.row.id)) == 1


def test_what_was_drawn_over_is_shown_in_words_and_pictures(desk: Desk, out: bytes, client: HeldIdentity) -> None:
    found = judge(desk, countersign(increment(out, cheaper), client, now=NOW), "offer.pdf")
    assert found.finding == "changed"
    assert found.row is not None, "it still says which offer it was"
    change = found.changes[0]
    assert (change.page, change.kind) == (1, "changed")
    assert change.areas
    assert {Image.open(BytesIO(picture)).format for picture in (change.before, change.after)} == {"PNG"}
    assert any(line.startswith("page 1: ") for line in changes_told(found.changes))
    assert told(found, desk).startswith("This is not the offer that was issued: page 1:")
    with pytest.raises(InputError):
        take_as_acceptance(desk, found, "")


def test_a_price_written_anew_is_told_as_before_and_after(desk: Desk, out: bytes) -> None:
    with pikepdf.open(BytesIO(out)) as document:
        page = document.pages[0]
        font = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page.Resources.Font.FX = font
        page.Contents = pikepdf.Array([document.make_stream(b"BT /FX 20 Tf 60 700 Td (Total 30,000) Tj ET")])
        saved = BytesIO()
        document.save(saved)
    found = judge(desk, saved.getvalue(), "offer.pdf")
    assert (found.finding, found.issued is not None) == ("changed", True), "found by the number in it"
    assert "Total 30,000" in " ".join(each.after for each in found.changes[0].words)


def test_pages_that_went_or_came_are_named(desk: Desk, out: bytes) -> None:
    with pikepdf.open(BytesIO(out)) as document:
        del document.pages[1]
        document.pages.append(document.pages[0])
        document.pages.append(document.pages[0])
        saved = BytesIO()
        document.save(saved)
    found = judge(desk, saved.getvalue(), "offer.pdf")
    lines = changes_told(found.changes)
    assert "page 2 of the issued file: removed" in lines
    assert any(line.endswith(": added") for line in lines)


def test_a_file_that_was_only_saved_anew_does_not_hold(desk: Desk, back: bytes) -> None:
    found = judge(desk, written_anew(back), "offer.pdf")
    assert (found.finding, found.changes) == ("changed", ())
    assert "does not begin with the same bytes" in told(found, desk)


def test_a_strangers_document_is_verified_and_its_deal_imported(
    back: bytes, desk: Desk, catalog: Catalog, tmp_path: Path
) -> None:
    place = workspace(tmp_path / "elsewhere")
    store = open_store(place)
    there = Desk(store=store, folder=place.identities, catalog=catalog, now=NOW)
    found = judge(there, back, "offer.pdf")
    assert (found.finding, found.row) == ("foreign", None)
    assert "belongs to no deal here" in told(found, there)
    assert "Signed by Anna Moser for OmniVibe Ltd" in told(found, there)
    row = import_deal(there, found)
    assert (row.stage, row.client) == ("draft", found.embedded.deal.client.name if found.embedded else "")
    store.close()


def scan() -> bytes:
    picture, out = Image.new("RGB", (620, 877), "white"), BytesIO()
    picture.paste((20, 40, 90), (100, 600, 300, 640))
    picture.save(out, "PDF")
    return out.getvalue()


def photo(kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 1200), "lightgrey").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("content", "name"), [(scan(), "scan.pdf"), (photo(), "photo.jpg"), (photo("PNG"), "p.png")])
def test_ink_on_paper_is_confirmed_by_a_person_with_a_reason(content: bytes, name: str, desk: Desk) -> None:
    found = judge(desk, content, name)
    assert (found.finding, found.verification, found.row) == ("wet_ink", None, None)
    assert "cannot be verified" in told(found, desk)
    with pytest.raises(InputError, match="to which deal"):
        keep_returned(desk, found, "")
    deal_id = deals_here(desk)
    found = judge(desk, content, name, deal_id=deal_id)
    assert Image.open(BytesIO(found.pictures[0])).size[0] > 100
    with pytest.raises(InputError, match="say why"):
        confirm_scan(desk, found, "", reason="  ")
    row = confirm_scan(desk, found, told(found, desk), reason="Keller signed it before my eyes", who="kim")
    assert row.stage == "accepted"
    (kept,) = returned.list_returned(desk.store, deal_id)
    assert (kept.kind, kept.who, kept.reason) == ("wet_ink", "kim", "Keller signed it before my eyes")
    assert stages.events(desk.store, deal_id)[-1].evidence == {
        "kind": "wet_ink", "sha256": found.sha256, "file": kept.id, "confirmed_by": "kim",
    }  # fmt: skip


def test_a_scan_is_no_acceptance_by_itself(desk: Desk) -> None:
    found = judge(desk, scan(), "scan.pdf", deal_id=deals_here(desk))
    with pytest.raises(InputError, match="only a file that was signed"):
        take_as_acceptance(desk, found, "")
    kept = keep_returned(desk, found, "A scan")
    assert (kept.who, deals.load(desk.store, kept.deal_id).row.stage) == (None, "issued")


def deals_here(desk: Desk) -> str:
    found = versions.find_by_number(desk.store, "OD-2026-0001")
    assert found is not None
    return found.deal_id


def test_a_person_may_give_up(desk: Desk, out: bytes) -> None:
    class GaveUpError(Exception):
        pass

    def give_up(share: float, _what: str) -> None:
        if share > 0.3:
            raise GaveUpError

    with pytest.raises(GaveUpError):
        judge(desk, increment(out, cheaper), "offer.pdf", progress=give_up)


def test_a_contract_saved_anew_is_compared_with_the_contract(
    desk: Desk, us: HeldIdentity, client: HeldIdentity, catalog: Catalog, seeker: Deal
) -> None:
    order = IssueOrder(kinds=("proposal", "contract"), identity=us, who="kim")
    done = issue(desk.store, keep_new(desk.store, seeker, catalog), catalog, order, now=SIGNED_ON)
    signed = countersign(done.documents[1][1].pdf, client, now=SIGNED_ON)
    found = judge(desk, written_anew(signed), "contract.pdf")
    assert found.issued is not None
    assert (found.finding, found.issued.document.kind, found.changes) == ("changed", "contract", ())
