"""The store and the catalog that the window stands on, and the deals taken out of it; all of it off its thread."""

import os
from typing import TYPE_CHECKING

import msgspec

from omnidesk.ui.direction import window_formatter

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.store.connect import Store
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.deal_wizard import OpenDeal


class Workshop(msgspec.Struct):
    """What is there once store and catalog are open; the settings may bring another catalog."""

    store: "Store"
    catalog: "Catalog"
    asks_first: bool = False
    """Whether nobody has answered the first questions yet."""


def opened_workshop(workspace: "Workspace") -> Workshop:
    """Open store and catalog. Scripts, which choose the protection by their environment, are asked nothing.

    Raises:
        SourceError: a spec has a mistake.
        MachineError: the store cannot be opened.

    """
    from omnidesk.operations.audit import attend, note_catalog
    from omnidesk.operations.protected_opening import CHOICE
    from omnidesk.operations.settings.begun import is_new
    from omnidesk.specs import load_catalog
    from omnidesk.store.opening import open_store
    from omnidesk.vault import Vault

    own = workspace.specs
    catalog = load_catalog(own if own.is_dir() else None)
    store = open_store(workspace)
    attend(store, Vault(), lambda: catalog.company.name)
    note_catalog(store, catalog)
    return Workshop(store, catalog, asks_first=is_new(store) and not os.environ.get(CHOICE))


def taken(workshop: Workshop, deal_id: str) -> "OpenDeal":
    """Take a deal out of the store, with what its wizard stands on.

    Raises:
        InputError: there is no such deal.
        MachineError: it cannot be read.

    """
    from omnidesk.operations.kept_deals import take
    from omnidesk.operations.priced_with import catalog_of
    from omnidesk.ui.deal_keeper import DealKeeper
    from omnidesk.ui.deal_wizard import OpenDeal
    from omnidesk.ui.open_offer import OpenOffer
    from omnidesk.ui.step_pages import import_step
    from omnidesk.wizard.steps import STEP_IDS

    kept = take(workshop.store, deal_id)
    import_step(kept.row.last_step if kept.row.last_step in STEP_IDS else STEP_IDS[0])
    keeper = DealKeeper(workshop.store, workshop.catalog, kept.row)
    return OpenDeal(
        kept.deal,
        keeper,
        OpenOffer(workshop.store, workshop.catalog, keeper),
        catalog_of(workshop.store, kept.row, workshop.catalog),
        workshop.store.workspace,
        window_formatter(),
    )
