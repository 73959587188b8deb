"""Built documents come back byte for byte, or not at all."""

import hashlib

import pytest

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store import deals, documents
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.deals import DealRow, Summary
from omnidesk.store.documents import DocumentRow

SMALL = b"%PDF-1.7 small" * 10
LARGE = b"%PDF-1.7 large" * 100_000


@pytest.fixture
def deal(store: Store) -> DealRow:
    return deals.create(store, "{}", Summary(title="Draft", client="Client", stage="draft", currency="EUR"))


def kept(store: Store, deal: DealRow, content: bytes) -> DocumentRow:
    return documents.keep(
        store, deal_id=deal.id, revision=deal.head, kind="proposal", name="Offer for Zoë.pdf", content=content
    )


def test_small_and_large_documents_come_back_as_they_were(store: Store, deal: DealRow) -> None:
    small, large = kept(store, deal, SMALL), kept(store, deal, LARGE)

    assert documents.read(store, small.id) == SMALL
    assert documents.read(store, large.id) == LARGE
    assert documents.list_documents(store, deal.id) == (large, small)
    assert (large.size, large.sha256) == (len(LARGE), hashlib.sha256(LARGE).hexdigest())
    assert documents.place_beside(store.workspace, large.sha256).read_bytes() == LARGE
    assert not documents.place_beside(store.workspace, small.sha256).exists()


def test_the_same_large_document_twice_takes_its_place_once(store: Store, deal: DealRow) -> None:
    kept(store, deal, LARGE)
    kept(store, deal, LARGE)

    assert len(documents.list_documents(store, deal.id)) == 2
    assert len(list(store.workspace.documents.rglob("*.*"))) == 1


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_large_document_that_was_tampered_with_is_not_handed_out(store: Store, deal: DealRow, damage: str) -> None:
    large = kept(store, deal, LARGE)
    path = documents.place_beside(store.workspace, large.sha256)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(LARGE.replace(b"large", b"LARGE", 1))

    with pytest.raises(DamagedError, match=r"Offer for Zoë.pdf: the kept document is missing or damaged"):
        documents.read(store, large.id)


def test_a_folder_that_cannot_be_made_is_said_in_words(store: Store, deal: DealRow) -> None:
    store.workspace.documents.write_text("in the way")

    with pytest.raises(MachineError, match="the folder cannot be made"):
        kept(store, deal, LARGE)

    assert documents.list_documents(store, deal.id) == ()


def test_there_is_no_such_document(store: Store) -> None:
    with pytest.raises(InputError, match="there is no document 4711"):
        documents.read(store, "4711")
