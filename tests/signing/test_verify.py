"""A file that both sides signed as agreed is accepted, by whoever knows the signers."""

import datetime as dt

import msgspec

from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.signing.seal import seal
from omnidesk.signing.verify import verify
from tests.signing.careless import LATER, sign_regardless, timestamp_authority
from tests.signing.paper import NOW
from tests.signing.tampering import metadata_touched


def test_our_seal_alone_is_valid(sealed: bytes, us: HeldIdentity) -> None:
    found = verify(sealed, known={us.summary.fingerprint}, issued=sealed)
    assert (found.status, found.problems) == ("valid", ())
    (seal_report,) = found.signatures
    assert seal_report.field == "OurSignature"
    assert seal_report.signer == "Anna Moser"
    assert seal_report.fingerprint == us.summary.fingerprint
    assert seal_report.signed_at == NOW
    assert (seal_report.covers_whole_file, seal_report.intact, seal_report.trusted) == (True, True, True)
    assert (seal_report.changes_after, seal_report.timestamp) == ("none", None)


def test_seal_and_countersignature_are_valid_when_both_signers_are_known(
    sealed: bytes, countersigned: bytes, known: set[str], us: HeldIdentity
) -> None:
    found = verify(countersigned, known=known, issued=sealed, ours={us.summary.fingerprint})
    assert (found.status, found.problems) == ("valid", ())
    ours, theirs = found.signatures
    assert (ours.covers_whole_file, ours.changes_after) == (False, "permitted")
    assert (theirs.covers_whole_file, theirs.changes_after, theirs.signer) == (True, "none", "M. Keller")


def test_a_client_nobody_knows_is_an_unknown_signer(countersigned: bytes, us: HeldIdentity) -> None:
    found = verify(countersigned, known={us.summary.fingerprint})
    assert found.status == "unknown_signer"
    assert [report.trusted for report in found.signatures] == [True, False]
    assert "M. Keller" in found.problems[0]


def test_fingerprints_may_be_written_with_colons_and_capitals(sealed: bytes, us: HeldIdentity) -> None:
    spelled = ":".join(us.summary.fingerprint.upper()[i : i + 2] for i in range(0, 64, 2))
    assert verify(sealed, known=[spelled]).status == "valid"


def test_a_signed_proposal_outlives_the_certificate_that_signed_it(prepared: bytes) -> None:
    old = generate("old", "Anna Moser", "OmniVibe Ltd", NOW - dt.timedelta(days=4000))
    pdf = seal(prepared, old, now=NOW - dt.timedelta(days=3999))
    assert verify(pdf, known={old.summary.fingerprint}).status == "valid"


def test_a_reader_that_notes_itself_in_the_metadata_while_signing_does_no_harm(
    sealed: bytes, client: HeldIdentity, known: set[str]
) -> None:
    pdf = sign_regardless(sealed, client, metadata_touched)
    assert verify(pdf, known=known).problems == ()


def test_the_json_has_the_agreed_keys(countersigned: bytes, known: set[str]) -> None:
    document = msgspec.to_builtins(verify(countersigned, known=known))
    assert list(document) == ["status", "signatures", "problems", "timestamps"]
    assert list(document["signatures"][0]) == [
        *("field", "signer", "fingerprint", "covers_whole_file", "intact", "trusted"),
        *("signed_at", "timestamp", "changes_after", "organisation"),
    ]


def test_a_clients_timestamp_counts_when_its_authority_is_known(
    sealed: bytes, client: HeldIdentity, known: set[str]
) -> None:
    authority, stamper = timestamp_authority()
    pdf = sign_regardless(sealed, client, timestamper=stamper)
    unknown, trusted = verify(pdf, known=known), verify(pdf, known=known | {authority})
    assert (unknown.status, unknown.signatures[1].timestamp) == ("valid", None)
    assert (trusted.status, trusted.signatures[1].timestamp) == ("valid", LATER)
