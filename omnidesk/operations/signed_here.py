"""A document that was signed on this machine: kept with the deal, and taken as accepted once everybody has signed."""

from dataclasses import dataclass

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.formatting import Formatter
from omnidesk.operations.our_turn import our_turn
from omnidesk.operations.returned import Desk, judge
from omnidesk.operations.returned_words import sentence
from omnidesk.operations.returning import SIGNED_HERE, keep_returned, take_as_acceptance
from omnidesk.operations.timestamps import queue_timestamp
from omnidesk.store.returned import ReturnedRow


@dataclass(frozen=True)
class KeptSignature:
    """The kept file, whether the deal is accepted by it, and why it is not where it should be (else empty)."""

    file: ReturnedRow
    accepted: bool
    problem: str = ""


def keep_signed_here(desk: Desk, pdf: bytes, name: str, formatter: Formatter) -> KeptSignature:
    """Keep a file that somebody has just signed here. It is judged by the rule for files that come back.

    Where the client signs first, the deal is accepted once we have signed after that.

    Raises:
        MachineError: the file does not hold against what was issued, or the store or the disk refuses.
    """
    found = judge(desk, pdf, name)
    words = sentence(found, formatter, desk.catalog)
    if found.finding != "holds":
        raise MachineError(f"the signed file does not hold, so it was not kept: {words}")
    kept = keep_returned(desk, found, words)
    if our_turn(pdf):
        return KeptSignature(kept, accepted=False)
    queue_timestamp(desk.store, kept.document)
    try:
        row = take_as_acceptance(desk, found, words, kind=SIGNED_HERE)
    except InputError as refused:
        return KeptSignature(kept, accepted=False, problem=str(refused))
    return KeptSignature(kept, accepted=row.stage == "accepted")
