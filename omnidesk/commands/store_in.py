"""The workspace's store and signing identities, as commands use them."""

import argparse
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace


def opened_workspace(options: argparse.Namespace) -> Workspace:
    """The workspace, made where there is none yet.

    Raises:
        MachineError: its folder cannot be made.
    """
    return workspace(options.data_dir)


@contextmanager
def opened_store(options: argparse.Namespace) -> Generator[Store]:
    """The open store of the workspace.

    Raises:
        MachineError: it is locked, out of reach, from a newer OmniDesk or damaged.
    """
    with closing(open_store(opened_workspace(options))) as store:
        yield store


def identities(options: argparse.Namespace) -> Path:
    """The folder with the signing identities; it need not exist."""
    from omnidesk.commands.deal_input import workspace_folder
    from omnidesk.signing.identities import identities_folder

    return identities_folder(workspace_folder(options))
