"""Opens the store of a workspace, ready for use."""

from omnidesk.store.backup import create_as_is
from omnidesk.store.connect import Store
from omnidesk.store.migrations import migrate, shipped_scripts
from omnidesk.store.workspace import Workspace


def open_store(workspace: Workspace, scripts: tuple[str, ...] | None = None) -> Store:
    """Open the workspace's store, made or brought up to date first (after a safety copy) when it has to be.

    Damaged contents stop nobody from working with the rest: they are named by the next safety copy that is due.

    Raises:
        MachineError: it is locked, out of reach, from a newer OmniDesk or no store.
        DamagedError: it cannot be trusted; a safety copy can replace it.
    """
    store = Store(workspace)
    try:
        with store.reading() as database:
            migrate(
                database,
                shipped_scripts() if scripts is None else scripts,
                keep_copy=lambda version: create_as_is(store, f"before-version-{version + 1}"),
            )
    except BaseException:
        store.close()
        raise
    return store
