"""Only the file that was sealed is accepted: every known way of tampering is tried here, and none passes."""

import random
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import cms, core
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from omnidesk.domain.errors import InputError
from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.embedded import embedded_file
from omnidesk.signing.fields import prepare_fields
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.seal import countersign, seal
from omnidesk.signing.verify import verify
from tests.signing.careless import LATER, sign_regardless
from tests.signing.paper import BOXES, NOW, draw_stamp
from tests.signing.tampering import ALTERATIONS, BEFORE_THE_CLIENT_SIGNS, Alteration, increment


def named(alterations: Sequence[Alteration]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("alteration", alterations, ids=[change.__name__ for change in alterations])


@named(ALTERATIONS + BEFORE_THE_CLIENT_SIGNS)
def test_an_alteration_after_our_seal_is_caught(alteration: Alteration, sealed: bytes, known: set[str]) -> None:
    assert verify(increment(sealed, alteration), known=known).status == "invalid"


@named(ALTERATIONS)
def test_an_alteration_after_both_signatures_is_caught(
    alteration: Alteration, countersigned: bytes, known: set[str]
) -> None:
    assert verify(increment(countersigned, alteration), known=known).status == "invalid"


@named([change for change in ALTERATIONS + BEFORE_THE_CLIENT_SIGNS if "client_field" not in change.__name__])
def test_an_alteration_that_a_known_client_then_signs_is_caught(
    alteration: Alteration, sealed: bytes, client: HeldIdentity, known: set[str]
) -> None:
    pdf = increment(sealed, alteration)
    pdf = sign_regardless(pdf, client)
    assert verify(pdf, known=known).status == "invalid"


@named([change for change in ALTERATIONS + BEFORE_THE_CLIENT_SIGNS if "client_field" not in change.__name__])
def test_an_alteration_hidden_in_the_clients_own_increment_is_caught(
    alteration: Alteration, sealed: bytes, client: HeldIdentity, known: set[str]
) -> None:
    pdf = sign_regardless(sealed, client, alteration)
    assert verify(pdf, known=known).status == "invalid"


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_is_caught_wherever_it_lies(seed: int, countersigned: bytes, known: set[str]) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        position = chance.randrange(len(countersigned))
        flipped = bytearray(countersigned)
        flipped[position] ^= 1 << chance.randrange(8)
        found = verify(bytes(flipped), known=known)
        assert found.status in ("invalid", "unknown_signer"), position


@pytest.mark.parametrize("offset", [*range(45), 1154, 1156, 1175, 1240])
def test_a_flipped_bit_in_what_the_signer_of_a_signature_does_not_sign_is_caught(
    offset: int, sealed: bytes, us: HeldIdentity
) -> None:
    """A signature cannot sign itself: its outer structure has one permitted form instead."""
    start = sealed.index(b"/Contents <3") + len(b"/Contents <") + 2 * offset
    for bit in range(8):
        octet = int(sealed[start : start + 2], 16) ^ 1 << bit
        flipped = sealed[:start] + b"%02x" % octet + sealed[start + 2 :]
        assert verify(flipped, known={us.summary.fingerprint}).status == "invalid"


def test_a_word_slipped_into_the_unsigned_part_of_a_signature_is_caught(sealed: bytes, us: HeldIdentity) -> None:
    start = sealed.index(b"/Contents <3") + len(b"/Contents <")
    end = sealed.index(b">", start)
    message = cms.ContentInfo.load(bytes.fromhex(sealed[start:end].decode()))
    attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.UTF8String("Total: 1.00 USD")]})
    message["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    forged = message.dump().hex().encode().ljust(end - start, b"0")
    assert len(forged) == end - start
    assert verify(sealed[:start] + forged + sealed[end:], known={us.summary.fingerprint}).status == "invalid"


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"%%EOF\n", b" " * 4096, b"%PDF-1.7\n%%EOF\n"], ids=repr)
def test_trailing_bytes_are_caught(tail: bytes, sealed: bytes, countersigned: bytes, known: set[str]) -> None:
    assert verify(sealed + tail, known=known).status == "invalid"
    assert verify(countersigned + tail, known=known).status == "invalid"


@pytest.mark.parametrize("which", [0, 1])
def test_a_nibble_in_the_zero_padding_is_caught(which: int, countersigned: bytes, known: set[str]) -> None:
    ends = [index for index in range(len(countersigned)) if countersigned.startswith(b"00>", index)]
    altered = bytearray(countersigned)
    altered[ends[which]] = ord("1")
    assert verify(bytes(altered), known=known).status == "invalid"


def test_a_file_that_was_written_anew_is_caught(sealed: bytes, known: set[str]) -> None:
    with pikepdf.open(BytesIO(sealed)) as document:
        content = document.pages[0].Contents.read_bytes()
        document.pages[0].Contents = document.make_stream(content.replace(b"Tj", b"Tj "))
        out = BytesIO()
        document.save(out)
    assert verify(out.getvalue(), known=known, issued=sealed).status == "invalid"
    assert verify(out.getvalue(), known=known).status == "invalid"


def test_a_file_whose_signatures_were_cut_out_is_unsigned_and_never_the_issued_one(
    sealed: bytes, paper: bytes, known: set[str]
) -> None:
    assert verify(paper, known=known).status == "unsigned"
    assert verify(paper, known=known, issued=sealed).status == "invalid"


def test_an_impostor_with_our_name_is_an_unknown_signer(
    prepared: bytes, stranger: HeldIdentity, known: set[str]
) -> None:
    found = verify(seal(prepared, stranger, now=NOW, stamp_pdf=draw_stamp("Anna Moser")), known=known)
    assert found.status == "unknown_signer"
    assert found.signatures[0].signer == "Anna Moser"


def test_a_known_client_cannot_pass_for_us(
    prepared: bytes, client: HeldIdentity, known: set[str], us: HeldIdentity
) -> None:
    forged = seal(prepared, client, now=NOW)
    assert verify(forged, known=known, ours={us.summary.fingerprint}).status == "unknown_signer"


def test_the_clients_field_signed_by_a_stranger_is_an_unknown_signer(
    sealed: bytes, stranger: HeldIdentity, known: set[str]
) -> None:
    assert verify(countersign(sealed, stranger, now=LATER), known=known).status == "unknown_signer"


def test_a_third_signature_is_caught(countersigned: bytes, client: HeldIdentity, known: set[str]) -> None:
    writer = IncrementWriter(BytesIO(countersigned))
    append_signature_field(writer, SigFieldSpec("Third"))
    out = BytesIO()
    writer.write(out)
    pdf = sign_regardless(out.getvalue(), client, field="Third")
    assert verify(pdf, known=known).status == "invalid"


def test_a_signature_moved_to_another_file_is_caught(
    sealed: bytes, paper: bytes, us: HeldIdentity, known: set[str]
) -> None:
    other = seal(prepare_fields(paper.replace(b"405,000", b"105,000"), BOXES), us, now=NOW, reason="Proposal")
    start, end = other.index(b"/Contents <") + 11, other.index(b">", other.index(b"/Contents <"))
    there = sealed.index(b"/Contents <") + 11
    stolen = sealed[there : sealed.index(b">", there)][: end - start]
    moved = other[:start] + stolen.ljust(end - start, b"0") + other[end:]
    assert verify(moved, known=known).status == "invalid"


def test_a_rollback_is_caught_where_the_issued_file_is_held(
    sealed: bytes, countersigned: bytes, known: set[str]
) -> None:
    assert verify(sealed, known=known).status == "valid"
    assert verify(sealed, known=known, issued=countersigned).status == "invalid"


def test_an_earlier_version_does_not_pass_for_the_issued_one(
    sealed: bytes, paper: bytes, us: HeldIdentity, known: set[str]
) -> None:
    earlier = seal(prepare_fields(paper, BOXES), us, now=NOW, reason="Version 1")
    assert verify(earlier, known=known, issued=sealed).status == "invalid"


def test_foreign_form_fields_are_not_ours(paper: bytes, us: HeldIdentity) -> None:
    boxes = [
        box.__class__(name=f"Signature{n}", page=box.page, rect=box.rect, role=box.role) for n, box in enumerate(BOXES)
    ]
    pdf = seal(prepare_fields(paper, boxes), us, now=NOW, field="Signature0")
    assert verify(pdf, known={us.summary.fingerprint}).status == "invalid"


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"\xff" * 999, b"%PDF-1.7\nstartxref\n0\n%%EOF"], ids=repr)
def test_what_is_no_pdf_is_invalid_and_no_traceback(pdf: bytes) -> None:
    found = verify(pdf, known=())
    assert found.status == "invalid"
    assert "Traceback" not in found.problems[0]


@given(
    start=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 400),
    patch=st.one_of(
        st.binary(max_size=60), st.sampled_from([b"<<", b"endobj\n", b"/Prev 0", b"999999999", b"[" * 9000])
    ),
)
def test_a_patched_file_is_never_accepted_and_never_raises(
    start: float, length: int, patch: bytes, countersigned: bytes, known: set[str]
) -> None:
    at = int(start * len(countersigned))
    patched = countersigned[:at] + patch + countersigned[at + length :]
    if patched != countersigned:
        assert verify(patched, known=known).status != "valid"
    with suppress(InputError):
        embedded_file(patched, "deal.json")


def test_a_torn_file_is_never_accepted(countersigned: bytes, known: set[str], sealed: bytes) -> None:
    for cut in range(0, len(countersigned), 4999):
        assert verify(countersigned[:cut], known=known).status != "valid" or countersigned[:cut] == sealed
