"""Recovery codes: a secret that a person can copy from paper; a slip of the pen is found before it is tried."""

import hashlib
import secrets

from omnidesk.domain.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two signs; none of I, L, O and U, which look like others."""
SECRET, CHECK, GROUP = 26, 2, 4
"""Signs: 130 random bits, 10 bits that find mistakes, and how many stand together."""
_TAKEN_FOR = str.maketrans("ILO", "110")


def new_code() -> str:
    """Return a code that nobody has, in groups: ``7K2M-…``."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SECRET))
    whole = signs + _check(signs)
    return "-".join(whole[at : at + GROUP] for at in range(0, len(whole), GROUP))


def read_code(typed: str) -> str:
    """Return the signs of a code as a person typed it: small letters, spaces and look-alikes are taken as meant.

    Raises:
        InputError: it is no recovery code, or has a mistake.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_TAKEN_FOR)
    if len(signs) != SECRET + CHECK:
        raise InputError(f"A recovery code has {SECRET + CHECK} signs; these are {len(signs)}.")
    if not set(signs) <= set(ALPHABET) or _check(signs[:SECRET]) != signs[SECRET:]:
        raise InputError("There is a mistake in the recovery code; compare it with the paper, sign by sign.")
    return signs


def _check(signs: str) -> str:
    found = int.from_bytes(hashlib.sha256(signs.encode()).digest()[:2], "big")
    return ALPHABET[found >> 11] + ALPHABET[(found >> 6) & 31]
