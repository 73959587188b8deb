"""A client in the address book: what is known of an organisation before, between and after its deals.

A deal keeps its client as a value of its own, which never changes behind its back; the address book is where the next
deal takes it from.
"""

from typing import Any

import msgspec

from omnidesk.domain.client import Client, Contact


class ClientEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organisation and its contact. ``domain`` is its web address's host, ``language`` empty while unknown.

    ``keys`` name it in the programs that it came from (``hubspot_companies:1234``), so that a file that is read again
    finds it.
    """

    name: str
    domain: str = ""
    industry: str | None = None
    size: int | None = None
    country: str | None = None
    region: str | None = None
    language: str = ""
    address: tuple[str, ...] = ()
    contact: Contact = Contact()
    phone: str = ""
    notes: str = ""
    keys: tuple[str, ...] = ()


COMPARED = ("name", "domain", "industry", "size", "country", "region", "language", "address", "contact", "phone")
"""What two entries of one client can disagree about; notes and keys of both are kept."""


def client_of(entry: ClientEntry) -> Client:
    """The client of a new deal."""
    return Client(
        name=entry.name,
        industry=entry.industry,
        size=entry.size,
        country=entry.country,
        region=entry.region,
        language=entry.language or "en",
        address=entry.address,
        contact=entry.contact,
    )


def entry_of(client: Client, host: str = "") -> ClientEntry:
    """What a deal knows of its client."""
    return ClientEntry(
        name=client.name.strip(),
        domain=host,
        industry=client.industry,
        size=client.size,
        country=client.country,
        region=client.region,
        language=client.language,
        address=client.address,
        contact=client.contact,
    )


def conflicts(kept: ClientEntry, other: ClientEntry) -> tuple[str, ...]:
    """The fields in which both say something and do not say the same."""
    return tuple(
        field
        for field in COMPARED
        if getattr(kept, field) != getattr(other, field)
        and not is_blank(getattr(kept, field))
        and not is_blank(getattr(other, field))
    )


def merged(kept: ClientEntry, other: ClientEntry, take: frozenset[str] = frozenset()) -> ClientEntry:
    """One entry out of two: what ``kept`` lacks, and the fields in ``take``, come from ``other``.

    A contact that gives way stays in the notes, so that no person is lost.
    """
    chosen: dict[str, Any] = {}
    for field in COMPARED:
        mine, theirs = getattr(kept, field), getattr(other, field)
        chosen[field] = theirs if not is_blank(theirs) and (field in take or is_blank(mine)) else mine
    lost = [_contact_line(each.contact) for each in (kept, other) if each.contact not in (Contact(), chosen["contact"])]
    return ClientEntry(
        **chosen,
        notes=_lines(kept.notes, other.notes, *lost),
        keys=tuple(dict.fromkeys((*kept.keys, *other.keys))),
    )


def is_blank(value: object) -> bool:
    """Whether a field says nothing."""
    return value in (None, "", (), Contact())


def _contact_line(contact: Contact) -> str:
    said = ", ".join(filter(None, (contact.name, contact.title, contact.email)))
    return f"Contact: {said}"


def _lines(*texts: str) -> str:
    """The lines of all texts, none twice."""
    return "\n".join(dict.fromkeys(line for text in texts for line in text.split("\n") if line.strip()))
