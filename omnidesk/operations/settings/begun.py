"""Whether the first questions were asked, what can be guessed for them, and what a new deal begins with."""

import datetime
from typing import TYPE_CHECKING

import msgspec

from omnidesk.operations.settings.declared import CURRENCY, LANGUAGE
from omnidesk.store import settings as stored
from omnidesk.store.connect import Store

if TYPE_CHECKING:
    from omnidesk.domain.client import Client
    from omnidesk.domain.deal import Deal
    from omnidesk.operations.settings.kept import Seat

BEGUN = "first_run.done"


def is_new(store: Store) -> bool:
    """Whether the first questions are to be asked: never before, with no deal and no specs of a company there.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    if stored.get(store, BEGUN) or store.workspace.specs.is_dir():
        return False
    with store.reading() as database:
        return not database.execute("SELECT EXISTS (SELECT 1 FROM deal_revision)").fetchone()[0]


def note_begun(seat: "Seat") -> None:
    """Never ask the first questions again.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    stored.put(seat.store, BEGUN, True)


def first_draft(store: Store, today: datetime.date, client: "Client | None" = None) -> "Deal":
    """A deal to begin with, in the currency and the language of the settings, or for a client who is known.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    from omnidesk.wizard.client import choose_currency, new_deal

    deal = new_deal(today)
    currency, language = stored.get(store, CURRENCY), stored.get(store, LANGUAGE)
    if isinstance(currency, str):
        deal = choose_currency(deal, currency)
    if client is not None:
        return msgspec.structs.replace(deal, client=client)
    if isinstance(language, str):
        deal = msgspec.structs.replace(deal, client=msgspec.structs.replace(deal.client, language=language))
    return deal


def guessed_currency(locale: str) -> str:
    """The currency of the country of a locale such as ``de_CH``; USD where it names none."""
    from babel.numbers import get_territory_currencies

    from omnidesk.domain.money import MINOR_DIGITS

    territory = locale.replace("-", "_").partition(".")[0].rpartition("_")[2]
    found = get_territory_currencies(territory) if len(territory) == 2 and territory.isupper() else []
    return next((code for code in found if code in MINOR_DIGITS), "USD")
