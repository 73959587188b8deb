"""OmniDesk: proposals and contracts, from discovery answers to a signed PDF, without a network."""

import sys
from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def _import_msgspec_alone() -> None:
    """Import msgspec without typing_extensions, of which it takes only what Python itself has had since 3.11.

    That one import would be a seventh of the time in which a command answers. None in ``sys.modules`` is Python's way
    of saying that a module is not there.
    """
    modules: dict[str, Any] = sys.modules
    if "typing_extensions" not in modules:
        modules["typing_extensions"] = None
        import_module("msgspec")
        del modules["typing_extensions"]


_import_msgspec_alone()
