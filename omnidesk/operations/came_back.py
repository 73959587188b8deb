"""What came back or was signed for a deal, as it is listed: each kept file, what proves it, and whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from omnidesk.domain.errors import InputError
from omnidesk.operations.returned import Desk, Judgement, judge
from omnidesk.operations.returning import refuse_our_signature
from omnidesk.store import documents, evidence, returned
from omnidesk.store.evidence import EvidenceRow
from omnidesk.store.returned import ReturnedRow


@dataclass(frozen=True)
class CameBack:
    """A kept file under its name. ``evidence`` is of the signature in person that made it.

    ``holds`` is false for a file with seals that is not what was issued. ``ours`` says that it waits for our signature,
    and that no file is kept in which we signed it; ``refused`` why we cannot sign it any more.
    """

    row: ReturnedRow
    name: str
    evidence: EvidenceRow | None
    holds: bool = True
    ours: bool = False
    refused: str = ""


def came_back(desk: Desk, deal_id: str) -> tuple[CameBack, ...]:
    """List what came back for a deal, newest first; each file is judged anew, as what is known of signers changes.

    Raises:
        DamagedError: a file or its evidence is not what was kept.
        MachineError: the store is out of reach.
    """
    rows = returned.list_returned(desk.store, deal_id)
    if not rows:
        return ()
    names = {each.id: each.name for each in documents.list_documents(desk.store, deal_id)}
    proofs = {each.evidence.document_after: each for each in evidence.list_evidence(desk.store, deal_id)}
    files = {each.id: documents.read(desk.store, each.document) for each in rows if each.kind == "signed"}
    return tuple(
        _listed(desk, CameBack(each, names[each.document], proofs.get(each.sha256)), files.get(each.id), files)
        for each in rows
    )


def _listed(desk: Desk, kept: CameBack, pdf: bytes | None, files: Mapping[str, bytes]) -> CameBack:
    """The kept file with what is found in it now; a scan (``pdf`` None) is never judged."""
    if pdf is None:
        return kept
    found = judge(desk, pdf, kept.name, compare=False)
    if found.finding != "holds":
        return replace(kept, evidence=None, holds=False)
    followed = any(len(other) > len(pdf) and other.startswith(pdf) for other in files.values())
    if followed or not found.waits_for_us:
        return kept
    refused = _refusal(desk, found)
    return replace(kept, ours=not refused, refused=refused)


def _refusal(desk: Desk, found: Judgement) -> str:
    try:
        refuse_our_signature(desk, found)
    except InputError as refused:
        return str(refused)
    return ""
