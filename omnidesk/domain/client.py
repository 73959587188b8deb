"""Who the deal is for."""

import msgspec


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The person on the client's side: signatory unless the contract names another."""

    name: str = ""
    title: str = ""
    email: str = ""


class Client(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The organisation that buys. ``size`` is its head count, ``country`` ISO 3166, ``language`` a BCP 47 tag."""

    name: str = ""
    industry: str | None = None
    size: int | None = None
    country: str | None = None
    region: str | None = None
    language: str = "en"
    address: tuple[str, ...] = ()
    contact: Contact = Contact()
