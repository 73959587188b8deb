"""Where the client signs first: what comes back by mail is kept, and accepted only once we have signed it too."""

import datetime as dt
from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.formatting import Formatter
from omnidesk.operations.came_back import came_back
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.outcomes import withdraw
from omnidesk.operations.returned import Desk, Judgement, judge
from omnidesk.operations.returned_words import sentence
from omnidesk.operations.returning import keep_returned, take_as_acceptance, trust_client
from omnidesk.operations.signed_here import sign_kept
from omnidesk.signing.certificate import HeldIdentity, generate, to_pkcs12
from omnidesk.signing.identities import import_pkcs12
from omnidesk.signing.seal import countersign
from omnidesk.store import audit, deals
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.operations.conftest import NOW
from tests.signing.corpus import written_anew

SENT = NOW - dt.timedelta(days=7)
WORDS = Formatter("en-GB")


@pytest.fixture(scope="module")
def us() -> HeldIdentity:
    return generate("anna", "Anna Moser", "OmniVibe Ltd", SENT - dt.timedelta(days=30))


@pytest.fixture(scope="module")
def client() -> HeldIdentity:
    return generate("keller", "M. Keller", "Aurora Broadcast AG", SENT - dt.timedelta(days=30))


@pytest.fixture
def desk(us: HeldIdentity, catalog: Catalog, tmp_path: Path) -> Generator[Desk]:
    place = workspace(tmp_path / "workspace")
    import_pkcs12(place.identities, "anna", to_pkcs12(us, "x"), file_passphrase="x", passphrase_for=lambda _k, _l: "y")
    store = open_store(place)
    yield Desk(store=store, folder=place.identities, catalog=catalog, now=NOW)
    store.close()


@pytest.fixture
def back(desk: Desk, us: HeldIdentity, client: HeldIdentity, seeker: Deal) -> bytes:
    """The proposal as the client, whom we know, signed it before us."""
    row = keep_new(desk.store, msgspec.structs.replace(seeker, signing_order="client_first"), desk.catalog)
    done = issue(desk.store, row, desk.catalog, IssueOrder(identity=us, who="kim"), now=SENT)
    signed = countersign(done.documents[0][1].pdf, client, now=SENT)
    trust_client(judge(desk, signed, "offer.pdf"))
    return signed


def stage(desk: Desk, found: Judgement) -> str:
    assert found.row is not None
    return deals.load(desk.store, found.row.id).row.stage


def test_a_file_that_waits_for_us_is_kept_and_not_yet_accepted(desk: Desk, back: bytes, us: HeldIdentity) -> None:
    found = judge(desk, back, "offer.pdf")
    words = sentence(found, WORDS, desk.catalog)
    assert (found.finding, found.waits_for_us) == ("holds", True)
    assert words.endswith("on 3 March 2026; nothing else changed. It is your turn to sign.")
    with pytest.raises(InputError, match="accepted once you have signed it too"):
        take_as_acceptance(desk, found, words)
    assert found.row is not None
    (kept,) = came_back(desk, found.row.id)
    assert (kept.holds, kept.ours, stage(desk, found)) == (True, True, "issued")

    done = sign_kept(desk, kept.row, kept.name, us, WORDS)
    assert (done.accepted, done.problem, stage(desk, found)) == (True, "", "accepted")
    complete, first = came_back(desk, found.row.id)
    assert complete.name == "offer-complete.pdf"
    assert [(each.holds, each.ours) for each in (complete, first)] == [(True, False), (True, False)]
    seals = [row for row in audit.rows(desk.store) if row.action == "document.sealed"]
    assert [us.summary.fingerprint in row.details for row in seals] == [True, True], "at issue, and after the client"
    assert "offer-complete.pdf" in seals[1].details


def test_a_file_that_does_not_hold_never_waits_for_us(desk: Desk, back: bytes, us: HeldIdentity) -> None:
    found = judge(desk, written_anew(back), "altered.pdf")
    assert (found.finding, found.waits_for_us) == ("changed", False)
    keep_returned(desk, found, sentence(found, WORDS, desk.catalog))
    assert found.row is not None
    (kept,) = came_back(desk, found.row.id)
    assert (kept.holds, kept.ours, kept.evidence) == (False, False, None)
    with pytest.raises(InputError, match="does not hold"):
        sign_kept(desk, kept.row, kept.name, us, WORDS)
    assert len(came_back(desk, found.row.id)) == 1


def test_an_offer_that_is_closed_is_not_signed_any_more(desk: Desk, back: bytes, us: HeldIdentity) -> None:
    found = judge(desk, back, "offer.pdf")
    keep_returned(desk, found, "Signed")
    assert found.row is not None
    withdraw(desk.store, found.row.id, desk.catalog, now=NOW, reason="a slip")
    (kept,) = came_back(desk, found.row.id)
    assert (kept.holds, kept.ours) == (True, False)
    assert "withdrawn" in kept.refused
    with pytest.raises(InputError, match="withdrawn"):
        sign_kept(desk, kept.row, kept.name, us, WORDS)
    assert [each.name for each in came_back(desk, found.row.id)] == ["offer.pdf"]
