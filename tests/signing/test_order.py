"""Who signs first is agreed before: either order is valid when it is kept, and nothing else is."""

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from omnidesk.domain.errors import InputError
from omnidesk.domain.signature import CLIENT_FIELD, DELIVERY_FIELD, OUR_FIELD
from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.fields import prepare_fields, unseen
from omnidesk.signing.order import next_field, order_problem, sequence_of
from omnidesk.signing.seal import countersign, seal
from omnidesk.signing.verify import verify
from tests.signing.careless import sign_regardless
from tests.signing.paper import BOXES, NOW, draw_stamp
from tests.signing.tampering import ALTERATIONS, Alteration, increment
from tests.signing.test_seal import violations

LATER, LAST = NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=2)
FIELDS = (OUR_FIELD, CLIENT_FIELD, DELIVERY_FIELD)


@pytest.fixture(scope="module")
def delivered(paper: bytes, us: HeldIdentity) -> bytes:
    return seal(prepare_fields(paper, [unseen(DELIVERY_FIELD), *BOXES]), us, now=NOW, field=DELIVERY_FIELD)


@pytest.fixture(scope="module")
def signed_by_the_client(delivered: bytes, client: HeldIdentity) -> bytes:
    return countersign(delivered, client, now=LATER, stamp_pdf=draw_stamp("M. Keller"))


@pytest.fixture(scope="module")
def complete(signed_by_the_client: bytes, us: HeldIdentity) -> bytes:
    return countersign(signed_by_the_client, us, now=LAST, field=OUR_FIELD, stamp_pdf=draw_stamp("Anna Moser"))


def test_the_client_may_sign_first_and_every_step_is_valid_and_archival(
    delivered: bytes, signed_by_the_client: bytes, complete: bytes, us: HeldIdentity, known: set[str]
) -> None:
    for issued, pdf in ((delivered, delivered), (delivered, signed_by_the_client), (signed_by_the_client, complete)):
        found = verify(pdf, known=known, issued=issued, ours={us.summary.fingerprint})
        assert (found.status, found.problems) == ("valid", ())
        assert violations(pdf) == []
    assert [report.field for report in verify(complete, known=known).signatures] == [
        DELIVERY_FIELD, CLIENT_FIELD, OUR_FIELD,
    ]  # fmt: skip


def test_each_signature_locks_all_but_those_that_come_after_it(complete: bytes) -> None:
    with pikepdf.open(BytesIO(complete)) as document:
        fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
        assert Name.Lock not in fields[DELIVERY_FIELD]
        assert fields[CLIENT_FIELD].Lock.Action == Name.Exclude
        assert [str(name) for name in fields[CLIENT_FIELD].Lock.Fields] == [OUR_FIELD]
        assert fields[OUR_FIELD].Lock.Action == Name.All
        assert document.Root.Perms.DocMDP.objgen == fields[DELIVERY_FIELD].V.objgen


def test_we_cannot_sign_before_the_client_where_the_client_comes_first(
    delivered: bytes, us: HeldIdentity, client: HeldIdentity, known: set[str]
) -> None:
    early = countersign(delivered, us, now=LATER, field=OUR_FIELD)
    found = verify(early, known=known)
    assert found.status == "invalid"
    assert "order that was agreed" in found.problems[0]
    assert verify(sign_regardless(early, client), known=known).status == "invalid"


def test_nothing_is_signed_after_the_last_signature(complete: bytes, client: HeldIdentity) -> None:
    for field in FIELDS:
        with pytest.raises(InputError, match="cannot be signed"):
            countersign(complete, client, now=LAST, field=field)


def test_the_last_signature_must_be_ours(
    signed_by_the_client: bytes, client: HeldIdentity, us: HeldIdentity, known: set[str]
) -> None:
    forged = countersign(signed_by_the_client, client, now=LAST, field=OUR_FIELD)
    assert verify(forged, known=known, ours={us.summary.fingerprint}).status == "unknown_signer"


def test_a_delivery_that_certifies_nothing_is_caught(paper: bytes, us: HeldIdentity, known: set[str]) -> None:
    prepared = prepare_fields(paper, [unseen(DELIVERY_FIELD), *BOXES])
    pdf = countersign(prepared, us, now=NOW, field=DELIVERY_FIELD)
    assert verify(pdf, known=known).status == "invalid"
    certified_elsewhere = seal(prepared, us, now=NOW, field=OUR_FIELD)
    assert verify(certified_elsewhere, known=known).status == "invalid"


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda change: change.__name__)
def test_an_alteration_is_caught_at_every_step(
    alteration: Alteration, delivered: bytes, complete: bytes, client: HeldIdentity, known: set[str]
) -> None:
    assert verify(increment(complete, alteration), known=known).status == "invalid"
    if "client_field" not in alteration.__name__:
        assert verify(sign_regardless(increment(delivered, alteration), client), known=known).status == "invalid"


def test_the_fields_tell_whose_turn_it_is() -> None:
    assert sequence_of([CLIENT_FIELD, OUR_FIELD]) == (OUR_FIELD, CLIENT_FIELD)
    assert sequence_of([OUR_FIELD, CLIENT_FIELD, "Other"]) is None
    assert sequence_of([CLIENT_FIELD]) is None
    assert next_field(FIELDS, [DELIVERY_FIELD]) == CLIENT_FIELD
    assert next_field([OUR_FIELD], [OUR_FIELD]) is None
    assert order_problem(FIELDS, [DELIVERY_FIELD, CLIENT_FIELD]) is None
    assert order_problem(FIELDS, [DELIVERY_FIELD, OUR_FIELD]) is not None
    assert order_problem([OUR_FIELD, CLIENT_FIELD], [CLIENT_FIELD]) == "The first signature is not the provider's seal."
