"""Keeps PySide from reading the source of every module that is imported."""

from importlib import import_module
from types import ModuleType

SCAN = "_mod_uses_pyside"


def spare_source_scan() -> None:
    """Answer for every module that it does not switch PySide's other names on (``from __feature__ import …``).

    PySide finds out by reading each module's source through ``inspect``, which also keeps all those sources in memory:
    a sixth of the time until the deals are there. OmniDesk uses none of those names, so the answer changes nothing. A
    PySide that asks in another way is left alone.
    """
    feature = import_module("shibokensupport.feature")
    if hasattr(feature, SCAN):
        setattr(feature, SCAN, _uses_no_other_names)


def _uses_no_other_names(_module: ModuleType) -> bool:
    return False
