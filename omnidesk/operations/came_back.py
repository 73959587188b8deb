"""What came back or was signed for a deal, as it is listed: each kept file, what proves it, and whose turn it is."""

from dataclasses import dataclass

from omnidesk.domain.errors import InputError
from omnidesk.operations.our_turn import our_turn
from omnidesk.store import documents, evidence, returned
from omnidesk.store.connect import Store
from omnidesk.store.evidence import EvidenceRow
from omnidesk.store.returned import ReturnedRow


@dataclass(frozen=True)
class CameBack:
    """A kept file under its name. ``evidence`` is of the signature in person that made it.

    ``ours`` says that it waits for our signature, and that no file is kept in which we signed it.
    """

    row: ReturnedRow
    name: str
    evidence: EvidenceRow | None
    ours: bool


def came_back(store: Store, deal_id: str) -> tuple[CameBack, ...]:
    """List what came back for a deal, newest first.

    Raises:
        DamagedError: a file or its evidence is not what was kept.
        MachineError: the store is out of reach.
    """
    rows = returned.list_returned(store, deal_id)
    if not rows:
        return ()
    names = {each.id: each.name for each in documents.list_documents(store, deal_id)}
    proofs = {each.evidence.document_after: each for each in evidence.list_evidence(store, deal_id)}
    files = {each.id: documents.read(store, each.document) for each in rows if each.kind == "signed"}
    return tuple(
        CameBack(
            row=each,
            name=names[each.document],
            evidence=proofs.get(each.sha256),
            ours=each.id in files and _waits(files[each.id], tuple(files.values())),
        )
        for each in rows
    )


def _waits(pdf: bytes, others: tuple[bytes, ...]) -> bool:
    if any(len(other) > len(pdf) and other.startswith(pdf) for other in others):
        return False
    try:
        return our_turn(pdf)
    except InputError:
        return False
