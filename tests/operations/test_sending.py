"""What leaves the room: the draft of a mail with the document, and a copy on a stick that was read back."""

import hashlib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client, Contact
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.returned import Desk
from omnidesk.operations.sending import Outgoing, copy_to, file_name, mail_draft, outgoing
from omnidesk.store.connect import Store
from tests.operations.conftest import NOW, IssueDeal

PDF = b"%PDF-1.7 a signed file"


def read(draft: bytes) -> EmailMessage:
    return message_from_bytes(draft, policy=default)


def going(client: Client, *, language: str = "en", name: str = "agreement.pdf") -> Outgoing:
    deal = Deal(client=client)
    return Outgoing(pdf=PDF, name=name, reference="OD-2026-0001 v1", language=language, deal=deal, signed=True)


def test_a_draft_bears_the_file_and_opens_with_addresses_and_words_of_the_client(catalog: Catalog) -> None:
    contact = Contact(name="Zoë Müller", email="z.mueller@aurora.example")
    draft = read(mail_draft(going(Client(name="Aurora Broadcast AG", contact=contact)), catalog, now=NOW))
    assert draft["To"] == "Zoë Müller <z.mueller@aurora.example>"
    assert draft["Subject"] == "Signed agreement OD-2026-0001 v1, Aurora Broadcast AG"
    assert draft["X-Unsent"] == "1"
    (attached,) = draft.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("agreement.pdf", PDF)
    body = draft.get_body()
    assert body is not None
    words = body.get_content()
    assert words.startswith("Dear Zoë Müller,")
    assert hashlib.sha256(PDF).hexdigest() in words


@given(
    name=st.text(max_size=40),
    person=st.text(max_size=40),
    email=st.one_of(st.text(max_size=40), st.just("a@b.example\r\nBcc: thief@x.example"), st.just("a..b@x.example")),
    file=st.text(max_size=40),
)
def test_no_name_or_address_becomes_a_header_of_its_own(
    catalog: Catalog, name: str, person: str, email: str, file: str
) -> None:
    client = Client(name=name, contact=Contact(name=person, email=email))
    draft = read(mail_draft(going(client, name=f"{file}.pdf"), catalog, now=NOW))
    known = {"subject", "from", "to", "date", "x-unsent", "mime-version", "content-type"}
    assert {each.lower() for each in draft.keys()} <= known  # noqa: SIM118 (a message's headers may repeat)
    assert len(draft.get_all("to", [])) <= 1
    assert [each.get_content() for each in draft.iter_attachments()] == [PDF]
    assert Path(file_name(file)).name == file_name(file)


def test_without_an_address_the_draft_has_no_recipient(catalog: Catalog) -> None:
    assert read(mail_draft(going(Client(name="Aurora")), catalog, now=NOW))["To"] is None


def test_what_was_issued_goes_out_and_a_draft_does_not(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    desk = Desk(store=store, folder=store.workspace.identities, catalog=catalog, now=NOW)
    with pytest.raises(InputError, match="issue it first"):
        outgoing(desk, keep_new(store, replace(seeker, notes="none"), catalog).id)
    found = outgoing(desk, issued().id)
    assert (found.pdf[:5], found.signed) == (b"%PDF-", False)


def test_a_copy_is_read_back_and_replaces_nothing_else(tmp_path: Path) -> None:
    first = copy_to(tmp_path, "agreement.pdf", PDF)
    assert copy_to(tmp_path, "agreement.pdf", PDF) == first
    other = copy_to(tmp_path, "agreement.pdf", b"%PDF- another")
    assert (other.name, first.read_bytes(), other.read_bytes()) == ("agreement (2).pdf", PDF, b"%PDF- another")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["agreement (2).pdf", "agreement.pdf"]


def test_a_stick_that_is_gone_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="choose another place"):
        copy_to(tmp_path / "gone", "agreement.pdf", PDF)
