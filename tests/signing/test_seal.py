"""Sealing adds a signature and nothing else: the file stays tagged PDF/A-3b, its first bytes stay as they were."""

import datetime as dt
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pikepdf import Name, pdfa

from omnidesk.domain.errors import InputError
from omnidesk.signing.certificate import HeldIdentity, summarise, throwaway
from omnidesk.signing.embedded import embedded_file
from omnidesk.signing.fields import FieldBox, prepare_fields
from omnidesk.signing.seal import countersign, seal
from omnidesk.signing.verify import verify
from tests.signing.paper import BOXES, DEAL, NOW


def violations(pdf: bytes) -> list[str]:
    """Breaches of PDF/A-3b; what the validator does not know (form fields) is told apart from them."""
    report = pdfa.validate_written(BytesIO(pdf), "3b")
    return [str(finding) for finding in report.findings if finding.kind != "unsupported"]


def test_the_file_stays_an_archival_one_at_every_step(
    paper: bytes, prepared: bytes, sealed: bytes, countersigned: bytes
) -> None:
    assert pdfa.validate_written(BytesIO(paper), "3b").passed
    assert [violations(pdf) for pdf in (prepared, sealed, countersigned)] == [[], [], []]


def test_preparing_is_deterministic(paper: bytes) -> None:
    assert prepare_fields(paper, BOXES) == prepare_fields(paper, BOXES)


def test_each_step_leaves_the_bytes_before_it_alone(prepared: bytes, sealed: bytes, countersigned: bytes) -> None:
    assert sealed.startswith(prepared)
    assert countersigned.startswith(sealed)


def test_the_fields_are_tagged_as_form_elements(prepared: bytes) -> None:
    with pikepdf.open(BytesIO(prepared)) as document:
        widgets = list(document.Root.AcroForm.Fields)
        tree = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        for widget, box in zip(widgets, BOXES, strict=True):
            element = tree[int(widget.StructParent)]
            assert Name.Form == element.S
            assert isinstance(element.K, pikepdf.Dictionary), "pyHanko does not find a field below an array"
            assert element.K.Obj.objgen == widget.objgen
            assert [float(str(side)) for side in widget.Rect] == list(box.rect)
        assert Name.Lock not in widgets[0]
        assert (widgets[1].Lock.Type, widgets[1].Lock.Action) == (Name.SigFieldLock, Name.All)


def test_the_seal_certifies_and_the_countersignature_locks(countersigned: bytes) -> None:
    with pikepdf.open(BytesIO(countersigned)) as document:
        ours, theirs = (field.V for field in document.Root.AcroForm.Fields)
        assert ours.SubFilter == theirs.SubFilter == Name("/ETSI.CAdES.detached")
        assert document.Root.Perms.DocMDP.objgen == ours.objgen
        assert int(ours.Reference[0].TransformParams.P) == 2
        assert theirs.Reference[0].TransformMethod == Name.FieldMDP
        assert theirs.Reference[0].TransformParams.Action == Name.All
        assert (str(ours.Reason), str(ours.Location)) == ("Proposal", "Berlin")
        assert str(ours.M).startswith("D:20260201093000"), "the time is the one that was given"


def test_the_stamps_are_seen_on_the_page(prepared: bytes, countersigned: bytes) -> None:
    def ink(pdf: bytes) -> list[int]:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()
        page = document[1].render(scale=1).to_pil().convert("L")
        return [sum(page.crop(area).histogram()[:128]) for area in ((62, 342, 285, 442), (310, 342, 533, 442))]

    before, after = ink(prepared), ink(countersigned)
    assert before == [0, 0]
    assert min(after) > 500, "a frame and two lines of text in each box"


def test_no_font_stays_outside_the_signed_file(countersigned: bytes) -> None:
    with pikepdf.open(BytesIO(countersigned)) as document:
        fonts = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and Name.FontDescriptor in item
        ]
        assert len(fonts) >= 3
        assert all(Name.FontFile2 in font.FontDescriptor for font in fonts)
    assert b"Courier" not in countersigned
    assert b"Helvetica" not in countersigned


def test_a_seal_needs_no_stamp(prepared: bytes, us: HeldIdentity) -> None:
    assert verify(seal(prepared, us, now=NOW), known={us.summary.fingerprint}).status == "valid"


def test_a_throwaway_identity_is_recognisable_in_the_verification(prepared: bytes) -> None:
    held = throwaway(NOW)
    found = verify(seal(prepared, held, now=NOW), known={held.summary.fingerprint})
    assert (found.status, found.signatures[0].signer) == ("valid", "Throw-away test identity, not a real signer")


def test_an_elliptic_curve_signs_within_pdf_1_7(sealed: bytes, us: HeldIdentity) -> None:
    held = on_a_curve()
    pdf = countersign(sealed, held, now=NOW)
    assert b"/Version /2.0" not in pdf
    assert violations(pdf) == []
    assert verify(pdf, known={us.summary.fingerprint, held.summary.fingerprint}).status == "valid"


def test_an_expired_certificate_does_not_sign(prepared: bytes, us: HeldIdentity) -> None:
    with pytest.raises(InputError, match="valid from 2026-02-01 to 2029-01-31 only"):
        seal(prepared, us, now=NOW + dt.timedelta(days=9999))


def test_what_cannot_be_signed_is_said_in_one_line(
    paper: bytes, sealed: bytes, countersigned: bytes, us: HeldIdentity
) -> None:
    for attempt in (
        lambda: seal(paper, us, now=NOW),
        lambda: seal(sealed, us, now=NOW),
        lambda: seal(b"no pdf", us, now=NOW),
        lambda: countersign(countersigned, us, now=NOW),
        lambda: countersign(sealed, us, now=NOW, field="Elsewhere"),
    ):
        with pytest.raises(InputError, match="cannot be signed in the field") as refusal:
            attempt()
        assert "\n" not in str(refusal.value)


def test_fields_go_into_a_fresh_document_and_onto_pages_that_exist(paper: bytes, prepared: bytes) -> None:
    with pytest.raises(InputError, match="has form fields already"):
        prepare_fields(prepared, BOXES)
    with pytest.raises(InputError, match="has no page 8"):
        prepare_fields(paper, [FieldBox(name="OurSignature", page=7, rect=(0, 0, 9, 9), role="ours")])


def test_the_embedded_deal_comes_back_from_every_step(paper: bytes, countersigned: bytes) -> None:
    assert embedded_file(paper, "deal.json") == DEAL
    assert embedded_file(countersigned, "deal.json") == DEAL
    assert embedded_file(countersigned, "other.json") is None


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"\0" * 5000], ids=repr)
def test_a_hostile_file_yields_one_line(pdf: bytes) -> None:
    with pytest.raises(InputError, match="damaged or no PDF"):
        embedded_file(pdf, "deal.json")


def test_an_embedded_file_that_unpacks_to_an_absurd_size_is_refused(paper: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as document:
        document.attachments["bomb.json"] = pikepdf.AttachedFileSpec(
            document,
            bytes(30_000_000),
            filename="bomb.json",
            mime_type="application/json",
            description="",
            creation_date="",
            mod_date="",
        )
        out = BytesIO()
        document.save(out)
    with pytest.raises(InputError):
        embedded_file(out.getvalue(), "bomb.json")
    assert embedded_file(out.getvalue(), "deal.json") == DEAL


def test_two_embedded_files_of_one_name_are_ambiguous(paper: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as document:
        document.attachments["another"] = document.attachments["deal.json"]
        out = BytesIO()
        document.save(out)
    with pytest.raises(InputError, match="more than one file"):
        embedded_file(out.getvalue(), "deal.json")


def on_a_curve() -> HeldIdentity:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "B. Curve")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(NOW)
        .not_valid_after(NOW + dt.timedelta(days=9))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return HeldIdentity(summarise("curve", certificate), key, certificate)
