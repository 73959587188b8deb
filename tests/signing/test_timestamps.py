"""A document timestamp is appended when an authority can be reached, and takes nothing from what was signed."""

import datetime as dt
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import TimeStamper

from omnidesk.domain.errors import InputError
from omnidesk.signing.addresses import checked_address
from omnidesk.signing.authorities import authority_fingerprints, remember_authority
from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.seal import countersign
from omnidesk.signing.timestamps import AuthorityError, HttpAuthority, append_timestamp, ask_authority
from omnidesk.signing.verify import verify
from tests.signing import authority
from tests.signing.authority import Answer, running_authority
from tests.signing.careless import LATER, timestamp_authority
from tests.signing.secure import secure_server
from tests.signing.test_seal import violations


@pytest.fixture(scope="module")
def time_authority() -> tuple[str, TimeStamper]:
    return timestamp_authority()


@pytest.fixture(scope="module")
def address(time_authority: tuple[str, TimeStamper]) -> Iterator[str]:
    with running_authority(time_authority[1]) as (where, _asked):
        yield where


@pytest.fixture(scope="module")
def stamped(sealed: bytes, address: str) -> bytes:
    return append_timestamp(sealed, HttpAuthority(address))


def test_a_timestamp_from_a_real_authority_is_appended(
    sealed: bytes, stamped: bytes, known: set[str], time_authority: tuple[str, TimeStamper]
) -> None:
    fingerprint, _ = time_authority
    assert stamped.startswith(sealed)
    assert violations(stamped) == [], "the file stays an archival one"
    found = verify(stamped, known=known, issued=sealed, authorities={fingerprint})
    assert (found.status, found.problems) == ("valid", ())
    (stamp,) = found.timestamps
    assert (stamp.authority, stamp.time, stamp.trusted, stamp.covers_whole_file) == (
        "Time authority", LATER, True, True,
    )  # fmt: skip
    (report,) = found.signatures
    assert (report.timestamp, report.changes_after, report.covers_whole_file) == (LATER, "permitted", False)


def test_the_word_of_an_unknown_authority_harms_nothing_and_vouches_for_nothing(
    stamped: bytes, known: set[str]
) -> None:
    found = verify(stamped, known=known)
    assert (found.status, found.signatures[0].timestamp, found.timestamps[0].trusted) == ("valid", None, False)


def test_an_authority_may_not_sign_for_anybody(sealed: bytes, client: HeldIdentity, us: HeldIdentity) -> None:
    pdf = countersign(sealed, client, now=LATER)
    found = verify(pdf, known={us.summary.fingerprint}, authorities={client.summary.fingerprint})
    assert found.status == "unknown_signer"


def test_timestamp_and_countersignature_come_in_any_order(
    sealed: bytes, stamped: bytes, countersigned: bytes, client: HeldIdentity, known: set[str], address: str
) -> None:
    server = HttpAuthority(address)
    stamp_first = countersign(stamped, client, now=LATER + dt.timedelta(days=1))
    both = append_timestamp(stamp_first, server)
    sign_first = append_timestamp(countersigned, server)
    for pdf, stamps in ((stamp_first, 1), (both, 2), (sign_first, 1)):
        found = verify(pdf, known=known, issued=sealed)
        assert (found.status, found.problems) == ("valid", ())
        assert (len(found.signatures), len(found.timestamps)) == (2, stamps)
        assert violations(pdf) == []


def test_a_signature_gets_the_time_of_the_first_timestamp_after_it(
    stamped: bytes, client: HeldIdentity, known: set[str], time_authority: tuple[str, TimeStamper]
) -> None:
    fingerprint, _ = time_authority
    pdf = countersign(stamped, client, now=LATER)
    found = verify(pdf, known=known, authorities={fingerprint})
    assert [report.timestamp for report in found.signatures] == [LATER, None]


def test_a_file_bears_no_more_than_nine_timestamps(
    sealed: bytes, known: set[str], time_authority: tuple[str, TimeStamper]
) -> None:
    pdf = sealed
    for _ in range(9):
        pdf = append_timestamp(pdf, time_authority[1])
    found = verify(pdf, known=known)
    assert (found.status, len(found.timestamps)) == ("valid", 9)
    with pytest.raises(InputError, match="9 timestamps already"):
        append_timestamp(pdf, time_authority[1])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (authority.refuse, "refuses to give a timestamp"),
        (authority.fail, "answers 503"),
        (authority.greet, "something else than a timestamp"),
        (authority.babble, "could not be added"),
        (authority.flood, "too much or too slowly"),
        (authority.hang, "does not answer in time"),
        (authority.trickle, "does not answer in time|too much or too slowly"),
        (authority.answer_another_question, "gave a timestamp that does not hold"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_authority_that_misbehaves_is_said_in_one_line(
    answer: Answer, words: str, sealed: bytes, time_authority: tuple[str, TimeStamper]
) -> None:
    with running_authority(time_authority[1], answer) as (where, _), pytest.raises(AuthorityError, match=words) as told:
        append_timestamp(sealed, HttpAuthority(where, seconds=0.4), seconds=0.8)
    assert "\n" not in str(told.value)
    assert told.value.exit_status == 3


def test_a_redirect_leads_nowhere(sealed: bytes, address: str, time_authority: tuple[str, TimeStamper]) -> None:
    def redirect(exchange: authority.Exchange) -> None:
        exchange.send_response(307)
        exchange.send_header("Location", address)
        exchange.end_headers()

    with (
        running_authority(time_authority[1], redirect) as (where, _),
        pytest.raises(AuthorityError, match="answers 307"),
    ):
        append_timestamp(sealed, HttpAuthority(where))


def test_nobody_there_is_said_in_one_line(sealed: bytes) -> None:
    with pytest.raises(AuthorityError, match="cannot be reached"):
        append_timestamp(sealed, HttpAuthority("http://127.0.0.1:1/"))


def test_the_certificate_of_a_server_is_checked(sealed: bytes) -> None:
    """An https address whose server shows a certificate that nobody vouches for is not asked."""
    with secure_server() as where, pytest.raises(AuthorityError, match="no certificate that can be trusted"):
        append_timestamp(sealed, HttpAuthority(where))
    assert ssl.create_default_context().verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize(
    "text",
    [
        *("", "tsa.example", "ftp://tsa.example", "file:///etc/passwd", "http://", "https://a b", "http://["),
        *("https://x:0", "https://name:secret@tsa.example", "http://tsa.exämple", "https://x\n.y", "h" * 600),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        checked_address(text)


def test_only_a_signed_pdf_gets_a_timestamp(paper: bytes, prepared: bytes) -> None:
    for pdf, words in ((b"no pdf", "cannot be read"), (paper, "is not signed"), (prepared, "is not signed")):
        with pytest.raises(InputError, match=words):
            append_timestamp(pdf, HttpAuthority("http://127.0.0.1:1/"))


def test_an_authority_is_asked_who_it_is_and_remembered(
    address: str, time_authority: tuple[str, TimeStamper], tmp_path: Path
) -> None:
    folder = tmp_path
    summary = remember_authority(folder, ask_authority(HttpAuthority(address)))
    assert (summary.subject, summary.fingerprint) == ("Time authority", time_authority[0])
    (folder / "authorities" / "junk.pem").write_bytes(b"junk")
    assert authority_fingerprints(folder) == {time_authority[0]}
    with pytest.raises(InputError):
        remember_authority(folder, b"no certificate")
