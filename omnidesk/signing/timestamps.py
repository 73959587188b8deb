"""Document timestamps: an authority's word on when a file was as it is, appended as an increment of its own.

A signature is never touched for it: what was signed stays, and what is to be signed can be signed before or after.
"""

import asyncio
import ssl
import threading
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from queue import Empty, SimpleQueue
from typing import TypeVar, cast
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from asn1crypto import cms, tsp
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.signing.addresses import checked_address
from omnidesk.signing.examine import examine_timestamp
from omnidesk.signing.increment import TIMESTAMP_FIELDS, IncrementWriter

SECONDS = 20.0
"""An authority answers within so long, all in all, or not at all."""
LARGEST_ANSWER = 200_000
"""Bytes. A token with its certificates takes some 8 kB."""

_LOOK = 0.1
"""Seconds between two looks at whether the one who waits has given up."""
_DIGEST = "sha256"
_ASKED = "application/timestamp-query"
_ANSWERED = "application/timestamp-reply"
_REFUSED = "refuses to give a timestamp"

T = TypeVar("T")


class AuthorityError(MachineError):
    """The authority cannot be reached or gave no timestamp; asking again later may help."""


class HttpAuthority(TimeStamper):
    """A time-stamping authority (RFC 3161) at an address; certificates of its server are checked, redirects refused."""

    def __init__(self, address: str, *, seconds: float = SECONDS) -> None:
        super().__init__()
        self.address, self.seconds = checked_address(address), seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask the authority; raises ``OSError`` where it is out of reach, ``ValueError`` for no answer of its kind."""
        answer = tsp.TimeStampResp.load(_post(self.address, req.dump(), self.seconds), strict=True)
        try:
            answer["time_stamp_token"]
        except ValueError:  # a refusal is a status alone
            raise ConnectionError(_REFUSED) from None
        return answer


def append_timestamp(
    pdf: bytes, authority: TimeStamper, *, seconds: float = 2 * SECONDS, waiting: Callable[[], object] | None = None
) -> bytes:
    """Return the file with a document timestamp appended; the bytes before it stay as they are.

    ``waiting`` is called now and then meanwhile and may raise, which gives the timestamp up.

    Raises:
        AuthorityError: the authority cannot be reached, refuses or answers nonsense; ask again later.
        InputError: the file cannot be read, or bears as many timestamps as it may.
    """
    try:
        field = _free_field(pdf)
        return _in_time(lambda: _appended(pdf, authority, field), seconds, waiting)
    except (TimestampRequestError, OSError, HTTPException) as failure:
        raise AuthorityError(
            f"the time-stamping authority {_said(failure)}; the timestamp can be added later"
        ) from None
    except (PdfError, SigningError, ValueError, TypeError, KeyError) as failure:
        raise AuthorityError(f"the timestamp could not be added ({type(failure).__name__}); try again later") from None


def ask_authority(authority: TimeStamper, *, seconds: float = SECONDS) -> bytes:
    """Return the certificate (DER) that an authority signs its timestamps with, by asking it for one.

    Raises:
        AuthorityError: the authority cannot be reached, refuses or answers nonsense.
    """
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

    try:
        token = _in_time(lambda: asyncio.run(authority.async_timestamp(bytes(32), _DIGEST)), seconds)
        return extract_certs_for_validation(cast("cms.SignedData", token["content"])).signer_cert.dump()
    except (TimestampRequestError, OSError, HTTPException) as failure:
        raise AuthorityError(f"the time-stamping authority {_said(failure)}; check the address") from None
    except Exception as failure:  # whatever answers at an address may answer anything
        raise AuthorityError(f"what answers there is no time-stamping authority ({type(failure).__name__})") from None


def _appended(pdf: bytes, authority: TimeStamper, field: str) -> bytes:
    writer = IncrementWriter(BytesIO(pdf))
    stamped = PdfTimeStamper(authority, field_name=field).timestamp_pdf(writer, _DIGEST).getvalue()
    added = PdfFileReader(BytesIO(stamped)).embedded_signatures[-1]
    _, problems = examine_timestamp(stamped, added, set())
    if problems:  # an authority may answer another question than the one that was asked
        raise ConnectionError("gave a timestamp that does not hold")
    return stamped


def _free_field(pdf: bytes) -> str:
    """The first name of a timestamp that the file does not bear yet."""
    try:
        taken = {str(signature.field_name) for signature in PdfFileReader(BytesIO(pdf)).embedded_signatures}
    except Exception as failure:  # hostile files raise anything
        raise InputError("The file cannot be read as a PDF, so it gets no timestamp.") from failure
    if not taken:
        raise InputError("The file is not signed; a timestamp says when a signed file was there.")
    free = next((name for name in TIMESTAMP_FIELDS if name not in taken), None)
    if free is None:
        raise InputError(f"The file bears {len(TIMESTAMP_FIELDS)} timestamps already; it takes no more.")
    return free


def _post(address: str, body: bytes, seconds: float) -> bytes:
    """Send a request and return what comes back, within a time and up to a size."""
    until = time.monotonic() + seconds
    request = Request(address, body, {"Content-Type": _ASKED, "Accept": _ANSWERED})  # noqa: S310 - checked_address
    with _opener().open(request, timeout=seconds) as response:
        return _read_answer(response, until)


def _read_answer(response: HTTPResponse, until: float) -> bytes:
    if response.headers.get_content_type() != _ANSWERED:
        raise ConnectionError("answers with something else than a timestamp")
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(65_536):
        parts.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER or time.monotonic() > until:
            raise ConnectionError("answers too much or too slowly")
    return b"".join(parts)


def _opener() -> OpenerDirector:
    """What opens addresses, with the machine's proxies, and follows no redirect: one authority names no other."""
    opener = OpenerDirector()
    secure = HTTPSHandler(context=ssl.create_default_context())
    for part in (ProxyHandler(), HTTPHandler(), secure, HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        opener.add_handler(part)
    return opener


def _in_time(work: Callable[[], T], seconds: float, waiting: Callable[[], object] | None = None) -> T:
    """Do work that may hang where no time limit reaches (a name server, a byte a minute) on a thread given up then."""
    outcome: SimpleQueue[Callable[[], T]] = SimpleQueue()

    def carry_out() -> None:
        try:
            result = work()
        except BaseException as error:
            caught = error
            outcome.put(lambda: _raise(caught))
        else:
            outcome.put(lambda: result)

    threading.Thread(target=carry_out, name="timestamp", daemon=True).start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            return outcome.get(timeout=_LOOK)()
        except Empty:
            if waiting is not None:
                waiting()
    raise TimeoutError


def _raise(error: BaseException) -> T:  # pyright: ignore[reportInvalidTypeVarUse]  (it never returns)
    raise error


def _said(failure: Exception) -> str:
    """What went wrong, as the end of a sentence."""
    if isinstance(failure, HTTPError):
        return f"answers {failure.code}"
    reason = failure.reason if isinstance(failure, URLError) else failure
    if isinstance(reason, TimeoutError):
        return "does not answer in time"
    if isinstance(reason, ssl.SSLError):
        return "has no certificate that can be trusted"
    if isinstance(reason, TimestampRequestError):
        return _REFUSED
    if type(reason) is ConnectionError:
        return str(reason)
    return "cannot be reached"
