"""Python's garbage is collected on the window's thread alone.

The collector runs on whichever thread allocates; on a worker's it would destroy widgets there, which crashes Qt.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500
"""Milliseconds between two looks. A look that finds little to do takes microseconds."""


def collect_here(parent: QObject) -> QTimer:
    """Collect on this thread from now on, for as long as ``parent`` lives; what there is already will stay."""
    gc.disable()
    gc.freeze()
    timer = QTimer(parent)
    timer.timeout.connect(_collect)
    timer.start(EVERY)
    return timer


def _collect() -> None:
    """Collect the oldest generation that is due, as Python itself would."""
    due = [place for place, most in enumerate(gc.get_threshold()) if gc.get_count()[place] > most]
    if due:
        gc.collect(due[-1])
