"""Signing in person from the deal to the kept evidence: what is proven, in the file and in the store."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from pikepdf.pdfa import validate_written

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Ink, InkPoint, TypedName
from omnidesk.domain.signature import SigningOrder
from omnidesk.operations.evidence import evidence_of_file, evidence_page
from omnidesk.operations.handover import HandOver, Printing, hand_over
from omnidesk.operations.in_person import Invitation, Signatory, SignedInPerson, Signing, invite, leave, recognise, sign
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.our_turn import our_turn, sign_ours
from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.signing.evidence import evidence_in
from omnidesk.signing.identities import known_fingerprints
from omnidesk.signing.verify import verify
from omnidesk.specs.load import load_catalog
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.evidence import keep_evidence, list_evidence
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.commands.conftest import SEEKER

NOW = dt.datetime(2026, 1, 20, 9, 30, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=12)
INK = Ink((tuple(InkPoint(9.0 * n, 40.0 + 30 * (-1) ** n, 9 * n, 0.5) for n in range(20)),), "pen")
LONG = "Maximiliane Freifrau von Hohenlohe-Schillingsfürst zu Wittgenstein und Öttingen-Wallerstein"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def us() -> HeldIdentity:
    return generate("anna", "Anna Moser", "OmniTech1", NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(workspace(tmp_path / "workspace"))
    yield store
    store.close()


def deal(order: SigningOrder | None = None) -> Deal:
    return msgspec.structs.replace(read_deal(SEEKER), signing_order=order)


def handed(catalog: Catalog, us: HeldIdentity, order: SigningOrder | None = None, language: str = "en") -> HandOver:
    return hand_over(deal(order), catalog, Printing(language=language), identity=us, now=NOW)


def asked(done: HandOver, catalog: Catalog, name: str = "Zoë Müller") -> Invitation:
    who = Signatory(client=done.proposal.deal.client.name, name=name, role="COO")
    language = done.proposal.language
    return invite(done.pdf, catalog, who, reference=done.reference, language=language, witness="Anna Moser", now=NOW)


def signed_by(invitation: Invitation, catalog: Catalog, us: HeldIdentity, name: str = "Zoë Müller") -> SignedInPerson:
    signing = Signing(name=name, role="COO", mark=INK)
    return sign(invitation, signing, catalog, known={us.summary.fingerprint}, now=LATER)


@pytest.fixture(scope="module")
def done(catalog: Catalog, us: HeldIdentity) -> HandOver:
    return handed(catalog, us)


@pytest.fixture(scope="module")
def signed(done: HandOver, catalog: Catalog, us: HeldIdentity) -> SignedInPerson:
    return signed_by(asked(done, catalog), catalog, us)


def test_the_file_proves_who_signed_what_when_and_before_whom(done: HandOver, signed: SignedInPerson) -> None:
    (inside,) = evidence_in(signed.pdf)
    assert inside == msgspec.structs.replace(signed.evidence, document_after=None)
    assert (inside.name, inside.role, inside.method, inside.witness) == ("Zoë Müller", "COO", "drawn", "Anna Moser")
    assert inside.document_before == done.sha256
    assert inside.consent_sha256 == hashlib.sha256(inside.consent.encode()).hexdigest()
    assert done.reference in inside.consent
    assert (inside.utc_time, inside.utc_time - inside.opened_at) == (LATER, dt.timedelta(minutes=12))
    assert inside.local_time == inside.utc_time
    assert inside.fingerprint == signed.identity.summary.fingerprint
    assert signed.evidence.document_after == hashlib.sha256(signed.pdf).hexdigest()
    with pikepdf.open(io.BytesIO(signed.pdf)) as pdf:
        value = next(field.V for field in pdf.Root.AcroForm.Fields if str(field.T) == "ClientSignature")
        assert str(value.Reason).startswith("I have read the document")
        assert value.Reference[0].TransformMethod == pikepdf.Name.FieldMDP


def test_the_raw_points_are_not_given_away(signed: SignedInPerson) -> None:
    assert signed.evidence.mark_sha256 is not None
    assert b"strokes" not in signed.pdf


def test_the_signed_file_stays_archival_and_begins_with_the_issued_one(done: HandOver, signed: SignedInPerson) -> None:
    assert signed.pdf.startswith(done.pdf)
    findings = validate_written(io.BytesIO(signed.pdf), "3b").findings
    assert [str(each) for each in findings if each.kind != "unsupported"] == []


def test_evidence_cannot_be_changed_in_the_file(signed: SignedInPerson, us: HeldIdentity) -> None:
    known = {us.summary.fingerprint, signed.identity.summary.fingerprint}
    assert verify(signed.pdf, known=known).status == "valid"
    start = signed.pdf.index(b"XXOmniDeskEvidence")
    for word in (b"witness", b"Moser", b"2026", b"drawn"):
        found = signed.pdf.index(word, start)
        for at in (found, found + len(word) - 1):
            altered = bytearray(signed.pdf)
            altered[at] ^= 1
            assert verify(bytes(altered), known=known).status == "invalid"


def test_the_key_is_for_one_act_and_the_workspace_knows_its_certificate(
    signed: SignedInPerson, us: HeldIdentity, tmp_path: Path
) -> None:
    summary = signed.identity.summary
    assert summary.valid_until - summary.valid_from == dt.timedelta(days=1)
    assert verify(signed.pdf, known={us.summary.fingerprint}).status == "unknown_signer"
    recognise(signed, tmp_path)
    assert summary.fingerprint in known_fingerprints(tmp_path)
    assert b"PRIVATE" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.pem"))


def test_names_longer_than_a_certificate_bears_stand_in_the_evidence_in_full(
    done: HandOver, catalog: Catalog, us: HeldIdentity
) -> None:
    signed = signed_by(asked(done, catalog, LONG), catalog, us, LONG)
    assert evidence_in(signed.pdf)[0].name == LONG
    assert LONG.startswith(signed.identity.summary.subject)
    assert len(signed.identity.summary.subject.encode()) <= 64


def test_a_document_is_signed_once_and_only_where_it_is_the_clients_turn(
    done: HandOver, signed: SignedInPerson, catalog: Catalog, us: HeldIdentity
) -> None:
    for pdf in (signed.pdf, b"no pdf", hand_over(deal(), catalog, Printing(), identity=None, now=NOW).pdf):
        with pytest.raises(InputError):
            invite(pdf, catalog, Signatory(client="A"), reference="x", language="en", witness="y", now=NOW)
    with pytest.raises(InputError, match="needs the name"):
        signed_by(asked(done, catalog), catalog, us, "  ")


def test_either_order_comes_to_a_valid_end(catalog: Catalog, us: HeldIdentity) -> None:
    done = handed(catalog, us, "client_first")
    assert not our_turn(done.pdf)
    signed = signed_by(asked(done, catalog), catalog, us)
    assert our_turn(signed.pdf)
    known = {us.summary.fingerprint, signed.identity.summary.fingerprint}
    words = {"reference": done.reference, "language": "de"}
    complete = sign_ours(signed.pdf, us, catalog, known=known, now=LATER, **words)
    found = verify(complete, known=known, issued=done.pdf, ours={us.summary.fingerprint})
    assert (found.status, len(found.signatures)) == ("valid", 3)
    with pytest.raises(InputError, match="does not wait for our signature"):
        sign_ours(done.pdf, us, catalog, known=known, now=LATER, **words)
    with pytest.raises(InputError, match="does not hold"):
        sign_ours(signed.pdf, us, catalog, known={us.summary.fingerprint}, now=LATER, **words)


def test_consent_is_given_in_the_language_of_the_document(catalog: Catalog, us: HeldIdentity) -> None:
    invitation = asked(handed(catalog, us, language="de"), catalog)
    assert invitation.words.language == "de"
    assert invitation.consent[0].startswith("Ich habe das Dokument")
    assert signed_by(invitation, catalog, us).evidence.consent == "\n".join(invitation.consent)


def test_evidence_is_kept_for_good(store: Store, catalog: Catalog, signed: SignedInPerson, done: HandOver) -> None:
    row = keep_new(store, deal(), catalog)
    keep_evidence(store, row.id, signed.evidence, INK)
    keep_evidence(store, row.id, leave(asked(done, catalog), LATER), None)
    left, kept = list_evidence(store, row.id)
    assert (kept.evidence, kept.mark) == (signed.evidence, INK)
    assert (left.evidence.act, left.evidence.method, left.mark) == ("left", None, None)
    assert evidence_of_file(store, signed.pdf) == kept
    with pytest.raises(InputError, match="no evidence is kept"):
        evidence_of_file(store, done.pdf)
    for change in ("UPDATE signing_evidence SET body = '{}'", "DELETE FROM signing_evidence"):
        with pytest.raises(Exception, match="evidence is never"), store.writing() as database:
            database.execute(change)


def test_evidence_that_was_tampered_with_is_not_shown(store: Store, catalog: Catalog, signed: SignedInPerson) -> None:
    row = keep_new(store, deal(), catalog)
    keep_evidence(store, row.id, signed.evidence, INK)
    with store.writing() as database:
        database.execute("DROP TRIGGER signing_evidence_is_never_changed")
        database.execute("UPDATE signing_evidence SET body = replace(body, 'Anna Moser', 'Bert Braun')")
    with pytest.raises(DamagedError, match="evidence of a signature is damaged"):
        list_evidence(store, row.id)


def test_the_evidence_is_one_readable_page(catalog: Catalog, signed: SignedInPerson, done: HandOver) -> None:
    pdf = evidence_page(signed.evidence, INK, catalog, now=LATER)
    assert pdf == evidence_page(signed.evidence, INK, catalog, now=LATER)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    for words in (
        "Zoë Müller",
        "Anna Moser",
        "COO",
        str(signed.evidence.document_after),
        done.sha256,
        "not a qualified",
    ):
        assert words in text
    left = evidence_page(leave(asked(done, catalog), LATER), None, catalog, now=LATER)
    with pypdfium2.PdfDocument(left) as document:
        assert "left without signing" in document[0].get_textpage().get_text_range().replace("\r\n", " ")


def test_a_typed_name_is_a_mark_too(done: HandOver, catalog: Catalog, us: HeldIdentity) -> None:
    signing = Signing(name="金田 正一", role="", mark=TypedName("金田 正一"))
    signed = sign(asked(done, catalog), signing, catalog, known={us.summary.fingerprint}, now=LATER)
    assert signed.evidence.method == "typed"
    assert evidence_in(signed.pdf)[0].name == "金田 正一"
