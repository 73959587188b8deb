"""Keys on security tokens (PKCS#11): found, and asked to sign. A private key never leaves its token."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.signing.certificate import PublicKey, check_fitness

if TYPE_CHECKING:
    from pkcs11 import Session, Slot

_ONE_AT_A_TIME = Lock()
"""Many modules do not bear two threads; nothing here is asked twice at once."""


class TokenPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a key is: the module (driver) of its token, the token by label and serial number, the key by its id.

    ``serial`` and ``key_id`` are hexadecimal; slots change their numbers, so none is kept.
    """

    module: str
    token: str
    serial: str
    key_id: str


class TokenSlot(msgspec.Struct, frozen=True, kw_only=True):
    """A token that is in its reader; ``slot`` counts the readers from 0."""

    slot: int
    token: str
    serial: str
    maker: str


class TokenKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key on a token that can sign, with its certificate."""

    place: TokenPlace
    label: str
    certificate: bytes


@dataclass(frozen=True)
class KeyOnToken:
    """A key that signs on its token; the PIN is held as an opened key file is."""

    place: TokenPlace
    certificate: x509.Certificate
    pin: str = field(repr=False)

    async def sign_remotely(self, data: bytes, digest: str) -> bytes:
        """Have the token sign.

        Raises ``InputError`` when the PIN does not fit, ``MachineError`` when the token is out of reach.
        """
        from asn1crypto import x509 as asn1_x509
        from pyhanko.sign.pkcs11 import PKCS11Signer

        certificate = asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))
        with _session(self.place, self.pin) as session:
            key_id = bytes.fromhex(self.place.key_id)
            # Hardly any token hashes for a curve itself.
            curve = certificate.public_key.algorithm == "ec"
            signer = PKCS11Signer(session, signing_cert=certificate, key_id=key_id, use_raw_mechanism=curve)
            return await signer.async_sign_raw(data, digest)


def tokens(module: Path) -> tuple[TokenSlot, ...]:
    """The tokens that the module sees now.

    Raises ``InputError`` when the module does not exist or is none, ``MachineError`` when it refuses.
    """
    with _ONE_AT_A_TIME, _in_words(module.name):
        found = [(number, slot.get_token()) for number, slot in enumerate(_slots(module))]
        return tuple(
            TokenSlot(slot=number, token=each.label, serial=each.serial.hex(), maker=str(each.manufacturer_id).strip())
            for number, each in found
            if each.label
        )


def keys_on(module: Path, slot: TokenSlot, pin: str) -> tuple[TokenKey, ...]:
    """The keys of a token that come with a certificate for signing.

    Raises ``InputError`` when the PIN does not fit, ``MachineError`` when the token refuses.
    """
    from pkcs11 import Attribute, ObjectClass

    place = TokenPlace(module=str(module), token=slot.token, serial=slot.serial, key_id="")
    with _session(place, pin) as session:
        keys = {key[Attribute.ID] for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
        found = [
            (bytes(each[Attribute.ID]), str(each[Attribute.LABEL]), bytes(each[Attribute.VALUE]))
            for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        ]
    return tuple(
        TokenKey(place=msgspec.structs.replace(place, key_id=key_id.hex()), label=label, certificate=content)
        for key_id, label, content in found
        if key_id in keys
    )


def the_slot(found: tuple[TokenSlot, ...], wanted: int | None) -> TokenSlot:
    """The token in the wanted reader, or the only one.

    Raises ``InputError`` that names the ones there are when there is none or more than one.
    """
    fitting = [each for each in found if wanted is None or each.slot == wanted]
    if len(fitting) == 1:
        return fitting[0]
    there = ", ".join(f"{each.slot}: “{each.token}”" for each in found) or "none"
    raise InputError(f"Name the slot of the token; there are: {there}.")


def the_key(found: tuple[TokenKey, ...], slot: TokenSlot, wanted: str | None) -> TokenKey:
    """The key with the wanted label, or the only one. Raises as ``the_slot``."""
    fitting = [each for each in found if wanted is None or each.label == wanted]
    if len(fitting) == 1:
        return fitting[0]
    there = ", ".join(f"“{each.label}”" for each in found) or "none with a certificate"
    raise InputError(f"Name the key on “{slot.token}”; there are: {there}.")


def fit_certificate(name: str, key: TokenKey) -> x509.Certificate:
    """The certificate of a key, if it is meant for signing documents.

    Raises ``InputError`` otherwise.
    """
    try:
        certificate = x509.load_der_x509_certificate(key.certificate)
        public = certificate.public_key()
    except Exception as failure:  # hostile bytes raise more kinds than the documented ValueError
        raise InputError(f"The certificate of “{name}” on the token cannot be read.") from failure
    if not isinstance(public, PublicKey):
        raise InputError(f"The key of “{name}” is of a kind that PDF readers do not know; use RSA or a curve.")
    check_fitness(name, public, certificate)
    return certificate


def opened(place: TokenPlace, certificate: x509.Certificate, pin: str) -> KeyOnToken:
    """The key, once the token has taken the PIN.

    Raises ``InputError`` when the PIN does not fit, ``MachineError`` when the token is not there.
    """
    with _session(place, pin):
        return KeyOnToken(place, certificate, pin)


@contextmanager
def _session(place: TokenPlace, pin: str) -> "Generator[Session]":
    """A session with the token, closed again: it may be pulled out between two signatures."""
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import find_token

    with _ONE_AT_A_TIME, _in_words(place.token):
        criteria = TokenCriteria(label=place.token, serial=bytes.fromhex(place.serial))
        token = find_token(_slots(Path(place.module)), token_criteria=criteria)
        if token is None:
            raise MachineError(f"The token “{place.token}” is not in its reader; put it in and try again.")
        session = token.open(user_pin=pin)
        try:
            yield session
        finally:
            session.close()


def _slots(module: Path) -> "list[Slot]":
    """The readers of a module that hold a token."""
    from pkcs11 import lib
    from pkcs11.exceptions import GeneralError

    if not module.is_file():
        raise InputError(f"{module}: there is no such module; name the PKCS#11 driver of your token (a .so or .dll).")
    try:
        return list(lib(str(module)).get_slots(token_present=True))
    except (OSError, RuntimeError, GeneralError) as failure:
        raise InputError(f"{module}: no PKCS#11 module that this machine can load.") from failure


@contextmanager
def _in_words(where: str) -> Generator[None]:
    from pkcs11 import PKCS11Error
    from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked

    try:
        yield
    except (PinIncorrect, PinInvalid, PinLenRange) as failure:
        raise InputError(f"The PIN of “{where}” does not fit; after a few wrong ones the token locks.") from failure
    except PinLocked as failure:
        raise InputError(
            f"“{where}” is locked after too many wrong PINs; unlock it with its own software."
        ) from failure
    except PKCS11Error as failure:
        raise MachineError(
            f"“{where}” refuses ({type(failure).__name__}); check the token and its driver."
        ) from failure
