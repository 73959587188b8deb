"""A document on its way out of the room: as the draft of a mail, or copied to a stick and read back."""

import datetime
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.durable import write_durably
from omnidesk.i18n import words_in
from omnidesk.operations.came_back import came_back
from omnidesk.operations.in_language import in_language
from omnidesk.operations.returned import Desk
from omnidesk.operations.signable import stored
from omnidesk.store import documents

LONGEST = 200
"""Letters of a name in a header."""
DEVICE = re.compile(r'[\\/:*?"<>|]')
"""What no name of a file may hold on one system or another."""
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
"""An address that every mail program takes as it stands."""


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A file under its name, of which number and deal it is, in which language, and whether both sides have signed."""

    pdf: bytes
    name: str
    reference: str
    language: str
    deal: Deal
    signed: bool


def outgoing(desk: Desk, deal_id: str) -> Outgoing:
    """The newest file of a deal that both sides have signed, or else the one that was issued.

    Raises:
        InputError: nothing of the deal was issued.
        MachineError: the store is out of reach or damaged.
    """
    issued = stored(desk.store, deal_id)
    if issued is None:
        raise InputError("nothing of this deal was issued yet, so there is no document to send; issue it first")
    back = came_back(desk, deal_id)
    signed = next((each for each in back if each.row.kind == "signed" and each.holds and not each.ours), None)
    return Outgoing(
        pdf=issued.pdf if signed is None else documents.read(desk.store, signed.row.document),
        name=issued.name if signed is None else signed.name,
        reference=issued.reference,
        language=issued.language,
        deal=issued.deal,
        signed=signed is not None,
    )


def mail_draft(file: Outgoing, catalog: Catalog, *, now: datetime.datetime) -> bytes:
    """A mail to the client's contact with the file attached, to be looked at and sent by any mail program.

    It is in the client's language. Where no address is known, or it is none, the draft has no recipient.
    """
    language, _printed = in_language(catalog, file.language)
    say = words_in(language, catalog.translations).say
    company, contact = catalog.company, file.deal.client.contact
    subject = say("Signed agreement {reference}") if file.signed else say("Documents {reference}")
    message = EmailMessage(policy=SMTP)
    message["Subject"] = header(f"{subject.format(reference=file.reference)}, {file.deal.client.name}")
    for name, address in (
        ("From", _address(company.name, company.contact.email)),
        ("To", _address(contact.name, contact.email)),
    ):
        if address is not None:
            message[name] = address
    message["Date"] = format_datetime(now)
    message["X-Unsent"] = "1"
    opening = say("Dear {name},") if contact.name.strip() else say("Hello,")
    told = (
        say("Attached is {reference}, signed by both of us. Please keep the file as it is: it carries the seals.")
        if file.signed
        else say("Attached is {reference}. Please keep the file as it is.")
    )
    greeting = say("Kind regards")
    lines = (
        opening.format(name=line(contact.name)),
        told.format(reference=file.reference),
        say("Its fingerprint (SHA-256) is {sha256}.").format(sha256=hashlib.sha256(file.pdf).hexdigest()),
        f"{greeting}\n{line(company.name)}",
    )
    message.set_content("\n\n".join(lines) + "\n")
    message.add_attachment(file.pdf, maintype="application", subtype="pdf", filename=file_name(file.name))
    return message.as_bytes()


def copy_to(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder, such as that of a stick, and read it back before saying that it is there.

    It is on the device when this returns, so that the stick can be taken out. A file of that name with other content
    is left as it is; the copy then gets a number.

    Raises:
        MachineError: it cannot be written, or what was read back is something else; nothing is left behind then.
    """
    wanted = hashlib.sha256(content).hexdigest()
    path = _free(folder / file_name(name), wanted)
    try:
        write_durably(path, content, private=False)
        found = hashlib.sha256(_read_back(path)).hexdigest()
    except OSError as error:
        raise MachineError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error
    if found != wanted:
        path.unlink(missing_ok=True)
        raise MachineError(f"{path}: what was read back is not what was written; use another stick or folder")
    return path


def header(text: str) -> str:
    """A text that can stand in a header: one line without signs that control or turn it."""
    return line(text)[:LONGEST]


def line(text: str) -> str:
    """A text on one line, without characters that control, format or turn it."""
    kept = (" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in text)
    return " ".join("".join(each for each in kept if unicodedata.category(each) not in ("Cf", "Cs")).split())


def file_name(name: str) -> str:
    """A name that every file system takes and that leads out of no folder."""
    return DEVICE.sub("-", line(name)).strip(". ")[-120:] or "document.pdf"


def _address(name: str, address: str) -> Address | None:
    if not ADDRESS.fullmatch(address.strip()):
        return None
    try:
        return Address(header(name), addr_spec=address.strip())
    except (MessageError, ValueError, IndexError):  # dots in odd places
        return None


def _free(path: Path, wanted: str) -> Path:
    """The path, or the next one with a number that holds nothing else."""
    for place in range(1, 100):
        tried = path if place == 1 else path.with_name(f"{path.stem} ({place}){path.suffix}")
        try:
            if not tried.exists() or hashlib.sha256(tried.read_bytes()).hexdigest() == wanted:
                return tried
        except OSError as error:
            raise MachineError(f"{tried}: cannot be read ({error.strerror or error}); choose another place") from error
    raise MachineError(f"{path.parent}: there are too many files named {path.name}; choose another folder")


def _read_back(path: Path) -> bytes:
    """The content as the device has it, where the system can be asked to forget what it remembers."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()
