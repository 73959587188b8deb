"""Addresses of authorities, checked without the libraries that speak to them."""

from urllib.parse import urlsplit

from omnidesk.domain.errors import InputError


def checked_address(text: str) -> str:
    """Return the address of an authority as it is used.

    Raises:
        InputError: it is no http or https address, or carries a name and password.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable, parts = False, urlsplit("")
    if not usable or not address.isascii() or not address.isprintable() or " " in address or len(address) > 500:
        raise InputError(f"“{text[:80]}” is no address of a time-stamping authority; begin with https:// or http://")
    if parts.username or parts.password:
        raise InputError("the address of an authority holds no name and password; they would be kept in the clear")
    return address
