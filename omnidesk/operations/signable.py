"""A document that a client can sign here: fresh from the hand-over, or as it lies in the store."""

from dataclasses import dataclass

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.signature import CLIENT_FIELD
from omnidesk.operations.comparing import deal_of_version, read_version
from omnidesk.operations.handover import HandOver
from omnidesk.operations.returned import newest_document
from omnidesk.operations.worker import in_worker
from omnidesk.store import documents, returned
from omnidesk.store.connect import Store


@dataclass(frozen=True, kw_only=True)
class Signable:
    """An issued file under its name, with the deal, the number and the language that it was issued with.

    ``open`` says that it is the client's turn, and that no signed copy of it is kept yet.
    """

    pdf: bytes
    pages: int
    name: str
    reference: str
    language: str
    deal: Deal
    open: bool


def fresh(done: HandOver, name: str, deal: Deal) -> Signable:
    """What was handed over right now."""
    return Signable(
        pdf=done.pdf,
        pages=done.pages,
        name=name,
        reference=done.reference,
        language=done.proposal.language,
        deal=deal,
        open=done.verification is not None and done.proposal.kind != "summary",
    )


def stored(store: Store, deal_id: str) -> Signable | None:
    """The document of the newest version that a client signs, byte for byte as it went out; None: nothing did.

    Raises:
        DamagedError: the document or its version is not what went out.
        MachineError: the store is out of reach.
    """
    found = newest_document(store, deal_id)
    if found is None:
        return None
    version, document = found.version, found.document
    pdf = documents.read(store, document.id)
    answered = any(
        each.issued == document.id and each.kind == "signed" and _signed_by_client(documents.read(store, each.document))
        for each in returned.list_returned(store, deal_id)
    )
    return Signable(
        pdf=pdf,
        pages=_pages(pdf),
        name=document.name,
        reference=version.reference,
        language=read_version(store, version).language,
        deal=deal_of_version(store, version),
        open=document.kind != "summary" and not answered and _next(pdf) == CLIENT_FIELD,
    )


@in_worker
def _pages(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


@in_worker
def _next(pdf: bytes) -> str | None:
    """The field whose turn it is; None where there is none, as in an unsealed file."""
    from omnidesk.signing.evidence import signed_fields
    from omnidesk.signing.order import next_field

    try:
        return next_field(*signed_fields(pdf))
    except InputError:
        return None


@in_worker
def _signed_by_client(pdf: bytes) -> bool:
    from omnidesk.signing.evidence import signed_fields

    try:
        return CLIENT_FIELD in signed_fields(pdf)[1]
    except InputError:
        return False
