"""Who signs when: the signature fields of a file in the order in which they may be filled.

Certifying must come first in a file. So where the client signs first, we certify the file unseen as it is delivered,
and sign it in our visible field after the client.
"""

from collections.abc import Collection, Sequence

from omnidesk.domain.signature import CLIENT_FIELD, DELIVERY_FIELD, OUR_FIELD, SigningOrder

SEQUENCES: dict[SigningOrder, tuple[str, ...]] = {
    "ours_first": (OUR_FIELD, CLIENT_FIELD),
    "client_first": (DELIVERY_FIELD, CLIENT_FIELD, OUR_FIELD),
}
ALONE = (OUR_FIELD,)
"""The fields of a document that only we sign."""
OUR_FIELDS = frozenset({OUR_FIELD, DELIVERY_FIELD})


def sequence_of(fields: Collection[str]) -> tuple[str, ...] | None:
    """The fields in the order of signing; None when they are not exactly those of one of our files."""
    known = (ALONE, *SEQUENCES.values())
    return next((sequence for sequence in known if sorted(sequence) == sorted(fields)), None)


def order_problem(fields: Collection[str], signed: Sequence[str]) -> str | None:
    """What is wrong with the fields ``signed``, in the order of their signatures, in a file with these ``fields``."""
    sequence = sequence_of(fields)
    if sequence is None:
        return f"The form fields are not ours: {', '.join(name[:40] for name in list(fields)[:9])}."
    if signed and signed[0] != sequence[0]:
        return "The first signature is not the provider's seal."
    if tuple(signed) != sequence[: len(signed)]:
        return "The signatures do not follow each other in the order that was agreed."
    return None


def next_field(fields: Collection[str], signed: Collection[str]) -> str | None:
    """The field whose turn it is; None when all are signed or the fields are not ours."""
    return next((name for name in sequence_of(fields) or () if name not in signed), None)


def open_after(fields: Collection[str], field: str) -> tuple[str, ...]:
    """The fields that are still to be signed once ``field`` is."""
    sequence = sequence_of(fields) or ()
    return sequence[sequence.index(field) + 1 :] if field in sequence else ()
