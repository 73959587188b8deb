"""What is done about a file that came back: kept, taken as the client's acceptance, confirmed by a person, imported."""

import datetime as dt
from typing import TYPE_CHECKING

from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import AGREED
from omnidesk.operations.acting import acting_user, day_of
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.outcomes import Acceptance, accept, refuse_closed
from omnidesk.operations.returned import Desk, Judgement
from omnidesk.store import deals, documents, returned
from omnidesk.store.deals import DealRow
from omnidesk.store.returned import ReturnedRow

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary

SIGNED, SCAN = "returned", "scan"
"""Kinds of kept documents: a file with seals that came back, and one that shows ink."""
SIGNED_FILE, SIGNED_HERE = "signed_file", "signed_here"
"""What an acceptance rests on: a file that came back, or one that was signed on this machine."""
LONGEST_REASON = 2000


def take_as_acceptance(
    desk: Desk, judgement: Judgement, words: str, *, who: str = "", kind: str = SIGNED_FILE
) -> DealRow:
    """Keep a signed file that holds and record that the client accepted; ``words`` is the one sentence on it.

    The file is kept even where the acceptance is refused, because the offer has lapsed.

    Raises:
        InputError: the file does not hold, or the offer lapsed or is closed.
        MachineError: the store is locked, read-only or full.
    """
    issued, client = judgement.issued, judgement.client
    if judgement.finding != "holds" or issued is None or client is None:
        raise InputError("only a file that was signed and not changed is taken as the client's acceptance")
    kept = keep_returned(desk, judgement, words)
    if judgement.waits_for_us:
        raise InputError(
            f"the client has signed {issued.version.reference} first, as agreed, and the file is kept; the deal is "
            "accepted once you have signed it too"
        )
    vouched = client.timestamp
    evidence: dict[str, object] = {
        "kind": kind,
        "sha256": judgement.sha256,
        "file": kept.id,
        "signer": client.signer,
        "organisation": client.organisation,
        "fingerprint": client.fingerprint,
        "signed_at": None if client.signed_at is None else client.signed_at.isoformat(),
        "timestamp": None if vouched is None else vouched.isoformat(),
    }
    how = Acceptance(on=_vouched_day(desk, judgement), evidence=evidence, reason=words)
    deal_id = issued.version.deal_id
    return accept(
        desk.store, deal_id, desk.catalog, now=desk.now, version=issued.version.version, acceptance=how, who=who
    )


def refuse_our_signature(desk: Desk, judgement: Judgement) -> None:
    """Refuse our signature on a version that it would no longer make accepted; one that is agreed may be signed.

    Raises:
        InputError: the version lapsed, was overtaken or closed.
        MachineError: the store is out of reach or damaged.
    """
    if judgement.issued is None or judgement.row is None:
        raise InputError("only a file that answers an offer of yours is signed for us")
    version, row = judgement.issued.version, judgement.row
    if row.stage in AGREED and version.version == row.offer_version:
        return
    on = _vouched_day(desk, judgement)
    refuse_closed(desk.store, row.id, desk.catalog, now=desk.now, version=version.version, on=on)


def _vouched_day(desk: Desk, judgement: Judgement) -> dt.date | None:
    """The day on which the client signed, where a timestamp vouches for it."""
    vouched = judgement.client.timestamp if judgement.client is not None else None
    return None if vouched is None else day_of(vouched, desk.catalog)


def keep_returned(desk: Desk, judgement: Judgement, words: str) -> ReturnedRow:
    """Keep a file that came back for a deal; the same file is kept once.

    Raises:
        InputError: nobody has said to which deal it belongs.
        MachineError: the store is locked, read-only or full.
    """
    if judgement.row is None:
        raise InputError("say to which deal this file belongs; a scan does not tell")
    deal_id, issued = judgement.row.id, judgement.issued
    scan = judgement.finding == "wet_ink"
    with desk.store.writing():
        for known in returned.list_returned(desk.store, deal_id):
            if known.sha256 == judgement.sha256:
                return known
        kept = documents.keep(
            desk.store,
            deal_id=deal_id,
            revision=deals.load(desk.store, deal_id).row.head if issued is None else issued.version.revision,
            kind=SCAN if scan else SIGNED,
            name=judgement.name,
            content=judgement.content,
        )
        return returned.note_returned(
            desk.store,
            kept,
            kind="wet_ink" if scan else "signed",
            words=words,
            issued=None if issued is None else issued.document.id,
        )


def confirm_scan(desk: Desk, judgement: Judgement, words: str, *, reason: str, who: str = "") -> DealRow:
    """Take a scan as the client's acceptance, because a person says so and why.

    Raises:
        InputError: no reason is given, it is no scan, nobody named the deal, or the offer lapsed or is closed.
        MachineError: the store is locked, read-only or full.
    """
    why, issued = " ".join(reason.split())[:LONGEST_REASON], judgement.issued
    if judgement.finding != "wet_ink":
        raise InputError("only a scan is confirmed by a person; a sealed file holds or does not")
    if not why:
        raise InputError("say why this scan counts as signed: who signed it, and how you know")
    if issued is None or judgement.row is None:
        raise InputError("nothing was issued for this deal yet, so a scan can confirm nothing")
    kept, person = keep_returned(desk, judgement, words), who or acting_user()
    evidence: dict[str, object] = {
        "kind": "wet_ink",
        "sha256": judgement.sha256,
        "file": kept.id,
        "confirmed_by": person,
    }
    how = Acceptance(evidence=evidence, reason=why)
    with desk.store.writing():
        accepted = accept(
            desk.store,
            judgement.row.id,
            desk.catalog,
            now=desk.now,
            version=issued.version.version,
            acceptance=how,
            who=person,
        )
        if kept.who is None:
            returned.confirm(desk.store, kept.id, who=person, reason=why)
    return accepted


def trust_client(judgement: Judgement) -> "IdentitySummary":
    """Know the client's certificate from now on: somebody has compared its fingerprint with the client.

    Raises:
        InputError: nobody unknown signed for the client, or the file does not hold otherwise.
        MachineError: the certificate cannot be kept.
    """
    from omnidesk.signing.examine import certificate_in
    from omnidesk.signing.identities import pin

    client = judgement.client
    if client is None or judgement.verification is None or judgement.verification.status != "unknown_signer":
        raise InputError("there is no unknown signer to trust in this file")
    return pin(judgement.folder, certificate_in(judgement.content, client.fingerprint))


def import_deal(desk: Desk, judgement: Judgement) -> DealRow:
    """Save the deal that a stranger's document carries as a new deal here.

    Raises:
        InputError: it carries none.
        MachineError: the store is locked, read-only or full.
    """
    if judgement.embedded is None:
        raise InputError("this document carries no deal, so there is nothing to import")
    return keep_new(desk.store, judgement.embedded.deal, desk.catalog)
