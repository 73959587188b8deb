"""Which names and addresses mean the same organisation, as far as spelling alone can tell."""

import re
import unicodedata
from collections.abc import Collection

from omnidesk.domain.client_entry import ClientEntry

_WORDS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_EMAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,253}")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[^\W\d_](?:\.[^\W\d_])+\b")
"""Letters with points between them, as in ``S.A.``, ``B.V.`` or ``L.L.C``."""


def plain_name(name: str, legal_forms: Collection[str]) -> str:
    """A name without case, accents, punctuation and legal form: ``Société Générale S.A.`` is ``societe generale``.

    A name that is nothing but a legal form stays as it is.
    """
    joined = _DOTTED.sub(lambda found: found.group().replace(".", ""), name)
    folded = unicodedata.normalize("NFKD", joined.replace("&", " and ")).casefold()
    words = _WORDS.findall("".join(sign for sign in folded if not unicodedata.combining(sign)))
    return " ".join([word for word in words if word not in legal_forms] or words)


def host_of(address: str) -> str:
    """The host of a web address without ``www``, in ASCII; empty where it is none."""
    text = address.strip().casefold()
    text = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text)
    text = re.split(r"[/?#:\s]", text, maxsplit=1)[0].rpartition("@")[2].strip(".").removeprefix("www.")
    try:
        text = text.encode("idna").decode()
    except UnicodeError:
        return ""
    return text if len(text) <= 253 and _HOST.fullmatch(text) else ""


def is_email(text: str) -> bool:
    """Whether a text has the shape of an e-mail address."""
    return _EMAIL.fullmatch(text) is not None and host_of(text.rpartition("@")[2]) != ""


def hosts_of(entry: ClientEntry, shared_hosts: Collection[str]) -> tuple[str, ...]:
    """The hosts that belong to an organisation: of its web address and of its contact's mail, unless many share it."""
    found = (host_of(entry.domain), host_of(entry.contact.email) if "@" in entry.contact.email else "")
    return tuple(dict.fromkeys(host for host in found if host and host not in shared_hosts))
