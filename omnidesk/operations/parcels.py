"""How work and its results travel between the window's process and its worker: by value, catalogs only once.

Both ends are this program, started by the same person, so pickle is safe between them. What a hostile file may have
taken over must never be heard this way: see :mod:`omnidesk.operations.apart`.
"""

import io
import pickle
from typing import TYPE_CHECKING, Any

from omnidesk.domain.catalog import Catalog

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate

KEPT = 4
"""Catalogs that the worker remembers: today's, and those of the deals that are open."""

Known = dict[int, Catalog]
"""Catalogs that both ends know, under the same numbers; the newest ``KEPT``."""
Reduced = Any
"""How pickle makes a value anew, or ``NotImplemented``."""


def wrap(value: object, known: Known, *, sends: bool = False) -> bytes:
    """Write a value down; one that ``sends`` numbers a catalog that the other end does not know yet."""
    parcel = io.BytesIO()
    _Wrapping(parcel, known, sends=sends).dump(value)
    forget_old(known)
    return parcel.getvalue()


def unwrap(parcel: bytes, known: Known) -> object:
    """Read a value that the other end wrote down."""
    value = _Unwrapping(io.BytesIO(parcel), known).load()
    forget_old(known)
    return value


def forget_old(known: Known) -> None:
    """Keep the newest catalogs; both ends do it after the same parcel."""
    for number in sorted(known)[:-KEPT]:
        del known[number]


class _Wrapping(pickle.Pickler):
    def __init__(self, file: io.BytesIO, known: Known, *, sends: bool) -> None:
        super().__init__(file, protocol=5)
        self._known, self._sends = known, sends

    def persistent_id(self, obj: object) -> tuple[int, bytes] | None:
        if not isinstance(obj, Catalog):
            return None
        number = next((number for number, each in self._known.items() if each is obj), 0)
        if number:
            return number, b""
        if not self._sends:
            return None
        number = max(self._known, default=0) + 1
        self._known[number] = obj
        return number, pickle.dumps(obj, protocol=5)

    def reducer_override(self, obj: object) -> Reduced:
        if isinstance(obj, BaseException):
            return _failure, (type(obj), obj.args, {**obj.__dict__})
        if type(obj).__module__.startswith("cryptography."):
            return _reduced_key(obj)
        return NotImplemented


class _Unwrapping(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, known: Known) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, pid: tuple[int, bytes]) -> Catalog:
        number, content = pid
        if content:
            self._known[number] = pickle.loads(content)  # noqa: S301 - both ends are this program
        return self._known[number]


def _failure(kind: type[BaseException], arguments: tuple[Any, ...], state: dict[str, Any]) -> BaseException:
    """An error as it was, without running whatever makes its text from something else."""
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error


def _reduced_key(obj: object) -> Reduced:
    """Keys and certificates as their standard bytes; the key travels through the pipe alone."""
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.x509 import Certificate

    if isinstance(obj, Certificate):
        return _certificate, (obj.public_bytes(forms.Encoding.DER),)
    if isinstance(obj, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        plain = forms.NoEncryption()
        return _key, (obj.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, plain),)
    return NotImplemented


def _certificate(content: bytes) -> "Certificate":
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(content)


def _key(content: bytes) -> "PrivateKeyTypes":
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    return load_der_private_key(content, None)
