"""Where the timestamp of each document of a deal stands: waited for, appended, or why the last try brought none."""

from collections.abc import Mapping

from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.store.connect import Store
from omnidesk.store.timestamps import TimestampRequest, timestamps_of
from omnidesk.wizard.history import moment_words


def timestamps_told(store: Store, deal_id: str, formatter: Formatter) -> Mapping[str, str]:
    """Tell of each document for which a timestamp was asked, by its SHA-256.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    return {each.sha256: timestamp_told(each, formatter) for each in timestamps_of(store, deal_id)}


def timestamp_told(request: TimestampRequest, formatter: Formatter) -> str:
    """One request in a sentence."""
    if request.stamped_at is not None:
        return _("Timestamp appended on {moment}").format(moment=moment_words(request.stamped_at, formatter))
    if request.problem:
        words = _("Timestamp failed on {moment}, it is asked for again: {why}")
        return words.format(moment=moment_words(request.tried_at or request.asked_at, formatter), why=request.problem)
    return _("Timestamp waited for since {moment}").format(moment=moment_words(request.asked_at, formatter))
