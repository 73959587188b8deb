"""The passphrase that a script sets for us: taken out of the environment, so that no program we start inherits it."""

import os
from collections import ChainMap
from collections.abc import Mapping

VARIABLE = "OMNIDESK_PASSPHRASE"
_taken: dict[str, str] = {}


def take_passphrase() -> None:
    """Take the passphrase into this process alone; call it before anything is started."""
    found = os.environ.pop(VARIABLE, None)
    if found is not None:
        _taken[VARIABLE] = found


def environment() -> Mapping[str, str]:
    """The variables of this process, with the one that was taken."""
    return ChainMap(os.environ, _taken)
