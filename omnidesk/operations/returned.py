"""A file that came back: which offer it answers, who signed it, and whether it holds.

Judging changes nothing. A file is verified against the very bytes that were issued; a scan is never verified.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.signature import CLIENT_FIELD, DELIVERY_FIELD, OUR_FIELD
from omnidesk.given_file import read_given
from omnidesk.operations.acting import day_of
from omnidesk.operations.apart import GivenUpError, apart
from omnidesk.operations.embedded_deal import FILE_NAME, EmbeddedDeal, read_embedded
from omnidesk.operations.worker import in_worker
from omnidesk.progress import Progress, tell_nobody
from omnidesk.signing.limits import LARGEST_PDF
from omnidesk.store import deals, documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.versions import IssuedDocument, VersionRow

if TYPE_CHECKING:
    from omnidesk.documents.page_changes import PageChange
    from omnidesk.signing.verify import SignatureReport, Verification

Finding = Literal["holds", "unknown_signer", "not_signed", "changed", "foreign", "wet_ink"]

_REFERENCE = re.compile(rb"\b([A-Z0-9]{1,12}-\d{4}-\d{4,9} v\d{1,6})\b")
_TITLE = re.compile(rb"<dc:title>.*?</dc:title>", re.DOTALL)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a file that came back is.

    ``holds``: an offer of ours, signed by the client, nothing else changed. ``unknown_signer``: as before, but nobody
    here knows the signer yet. ``not_signed``: as it was issued, the client has not signed. ``changed``: an offer of
    ours that does not hold. ``foreign``: it belongs to no deal here. ``wet_ink``: a scan or photo, never verified.

    ``issued`` and ``row`` are the document and the deal that it answers; ``lapsed`` says that the offer's last day is
    over. ``pictures`` are the first pages of a scan, as PNG. ``folder`` is where the workspace keeps its identities.
    """

    name: str
    content: bytes
    finding: Finding
    folder: Path
    verification: "Verification | None" = None
    issued: IssuedDocument | None = None
    row: DealRow | None = None
    embedded: EmbeddedDeal | None = None
    changes: "tuple[PageChange, ...]" = ()
    problems: tuple[str, ...] = ()
    pictures: tuple[bytes, ...] = ()
    lapsed: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the file, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def client(self) -> "SignatureReport | None":
        """The client's signature, where there is one."""
        found = self.verification.signatures if self.verification is not None else ()
        return next((report for report in found if report.field == CLIENT_FIELD), None)

    @property
    def waits_for_us(self) -> bool:
        """Whether it holds as far as it goes: the client signed first, as agreed, and we have not signed after that."""
        signed = {report.field for report in self.verification.signatures} if self.verification is not None else set()
        return self.finding == "holds" and DELIVERY_FIELD in signed and OUR_FIELD not in signed


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a file comes back to: the store, the identities, the catalog of today, and the time with its zone."""

    store: Store
    folder: Path
    catalog: Catalog
    now: dt.datetime


def read_returned(path: Path) -> bytes:
    """Read a file that came back.

    Raises:
        InputError: it cannot be read, is empty, too large, or neither a PDF nor a photo.
    """
    words = f"larger than {LARGEST_PDF // 1_000_000} MB; ask for a smaller scan"
    content = read_given(path, LARGEST_PDF, too_large=words)
    if not content:
        raise InputError(f"{path}: the file is empty; it may not have been sent completely, ask for it again")
    if not (_is_pdf(content) or content.startswith(_PICTURES)):
        raise InputError(f"{path}: neither a PDF nor a photo (PNG or JPEG); nothing was done with it")
    return content


def judge(
    desk: Desk,
    content: bytes,
    name: str,
    *,
    deal_id: str | None = None,
    progress: Progress | None = None,
    compare: bool = True,
) -> Judgement:
    """Judge a file that came back. ``deal_id`` names the deal that it answers, for files that do not say it themselves.

    ``compare`` says that the pages of one that does not hold are laid beside those that were issued.

    Raises:
        InputError: there is no such deal, or the file is locked or damaged.
        MachineError: the store is out of reach or damaged.
    """
    report = progress or tell_nobody
    report(0.0, "Finding the offer that it answers")
    issued = versions.find_by_prefix(desk.store, content)
    embedded = None if content.startswith(_PICTURES) else _embedded(content)
    claimed = None if issued is not None else _answered(desk.store, content, embedded)
    if claimed is not None and not _sealed_by_others(desk, content):
        issued = claimed
    if issued is None and embedded is None and OUR_FIELD.encode() not in content:
        return _wet_ink(desk, content, name, deal_id, report)
    report(0.1, "Checking the signatures")
    found = _verified(desk, content, issued)
    if issued is None:
        return Judgement(
            name=name, content=content, finding="foreign", folder=desk.folder, verification=found, embedded=embedded,
            problems=(*_same_number(claimed), *found.problems),
        )  # fmt: skip
    finding = _finding(found)
    changes, more = _changes(desk.store, issued, content, report) if finding == "changed" and compare else ((), ())
    return Judgement(
        name=name, content=content, finding=finding, folder=desk.folder, verification=found, issued=issued,
        row=deals.load(desk.store, issued.version.deal_id).row, embedded=embedded, changes=changes,
        problems=(*found.problems, *more), lapsed=_lapsed(issued.version, desk),
    )  # fmt: skip


def _same_number(claimed: IssuedDocument | None) -> tuple[str, ...]:
    if claimed is None:
        return ()
    return (f"It bears the number {claimed.version.reference}, as an offer of yours does.",)


def judge_again(desk: Desk, judgement: Judgement, progress: Progress | None = None) -> Judgement:
    """Judge a file once more, after somebody was trusted. Raises as :func:`judge`."""
    deal_id = None if judgement.row is None else judgement.row.id
    return judge(desk, judgement.content, judgement.name, deal_id=deal_id, progress=progress)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _verified(desk: Desk, content: bytes, issued: IssuedDocument | None) -> "Verification":
    from omnidesk.signing.authorities import authority_fingerprints
    from omnidesk.signing.identities import known_fingerprints, own_fingerprints

    return _examined(
        content,
        known=known_fingerprints(desk.folder),
        ours=own_fingerprints(desk.folder) if issued is not None else None,
        authorities=authority_fingerprints(desk.folder),
        issued=documents.read(desk.store, issued.document.id) if issued is not None else None,
    )


@in_worker
def _examined(
    content: bytes,
    *,
    known: Collection[str],
    ours: Collection[str] | None,
    authorities: Collection[str],
    issued: bytes | None,
) -> "Verification":
    from omnidesk.signing.verify import verify

    return verify(content, known=known, ours=ours, authorities=authorities, issued=issued)


def _sealed_by_others(desk: Desk, content: bytes) -> bool:
    """Whether it is a sound document of somebody else, who numbers offers as we do."""
    from omnidesk.signing.identities import own_fingerprints

    found = _verified(desk, content, None)
    sound = found.status in ("valid", "unknown_signer")
    return sound and found.signatures[0].fingerprint not in own_fingerprints(desk.folder)


def _finding(found: "Verification") -> Finding:
    signed = {report.field: report for report in found.signatures}
    if found.status in ("invalid", "unsigned"):
        return "changed"
    if CLIENT_FIELD not in signed:
        return "not_signed" if found.status == "valid" else "changed"
    ours = [report for field, report in signed.items() if field != CLIENT_FIELD]
    if found.status == "unknown_signer":
        return "unknown_signer" if all(report.trusted for report in ours) else "changed"
    return "holds"


@in_worker
def _embedded(content: bytes) -> EmbeddedDeal | None:
    from omnidesk.signing.embedded import embedded_file

    try:
        found = embedded_file(content, FILE_NAME)
        return None if found is None else read_embedded(found)
    except InputError:
        return None


def _answered(store: Store, content: bytes, embedded: EmbeddedDeal | None) -> IssuedDocument | None:
    """The document that a file claims to be, by the number in it, where its bytes are no longer those of any."""
    written = [match.decode() for match in _REFERENCE.findall(content)[:1]]
    claimed = [embedded.edition.reference] if embedded is not None and embedded.edition is not None else written
    version = next((found for text in claimed if (found := versions.find_by_number(store, text))), None)
    if version is None:
        return None
    kept = versions.documents_of(store, version.id)
    alike = [(_alike(documents.read(store, each.id), content), each) for each in kept]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return None if best is None else IssuedDocument(version, best[1])


def _alike(issued: bytes, content: bytes) -> tuple[bool, int]:
    """Whether both have one title, and how far their bytes are the same: a program may have written all anew."""
    return _TITLE.findall(issued) == _TITLE.findall(content), _same(issued, content)


def _same(one: bytes, other: bytes) -> int:
    """How many bytes two files begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _changes(
    store: Store, issued: IssuedDocument, content: bytes, report: Progress
) -> "tuple[tuple[PageChange, ...], tuple[str, ...]]":
    """What a person would see changed, or why it cannot be shown."""
    from omnidesk.documents.page_changes import PageChange, changed_pages

    report(0.3, "Comparing the pages")
    before = documents.read(store, issued.document.id)
    share: Progress = lambda done, what: report(0.3 + 0.7 * done, what or "Comparing the pages")  # noqa: E731
    try:
        return apart(changed_pages, before, content, kind=tuple[PageChange, ...], progress=share), ()
    except GivenUpError as failure:
        return (), (f"What changed cannot be shown: {failure}.",)


def _wet_ink(desk: Desk, content: bytes, name: str, deal_id: str | None, report: Progress) -> Judgement:
    from omnidesk.documents.page_words import page_pictures, photo

    report(0.3, "Drawing the pages")
    work = page_pictures if _is_pdf(content) else photo
    try:
        pictures = apart(work, content, kind=list[bytes], progress=lambda done, what: report(0.3 + 0.7 * done, what))
    except GivenUpError:
        raise InputError(
            f"{name}: cannot be opened; it is damaged, or locked with a password: ask for a copy without one"
        ) from None
    row = None if deal_id is None else deals.load(desk.store, deal_id).row
    issued = None if deal_id is None else newest_document(desk.store, deal_id)
    lapsed = issued is not None and _lapsed(issued.version, desk)
    return Judgement(
        name=name, content=content, finding="wet_ink", folder=desk.folder, row=row, issued=issued, lapsed=lapsed,
        pictures=tuple(pictures),
    )  # fmt: skip


def newest_document(store: Store, deal_id: str) -> IssuedDocument | None:
    """The document of a deal that a client signs: of the newest version the contract, else the first one."""
    for version in versions.of_deal(store, deal_id)[:1]:
        kept = versions.documents_of(store, version.id)
        contract = next((each for each in kept if each.kind == "contract"), kept[0] if kept else None)
        return None if contract is None else IssuedDocument(version, contract)
    return None


def _lapsed(version: VersionRow, desk: Desk) -> bool:
    return day_of(desk.now, desk.catalog).isoformat() > version.valid_until
