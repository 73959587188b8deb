"""The workspace's store and signing identities, as commands use them."""

import argparse
import datetime
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity


def opened_workspace(options: argparse.Namespace) -> Workspace:
    """The workspace, made where there is none yet.

    Raises:
        MachineError: its folder cannot be made.
    """
    return workspace(options.data_dir)


def unlocked_workspace(options: argparse.Namespace) -> Workspace:
    """The workspace with the key that opens it; a new one is protected first.

    Raises:
        MachineError: nothing opens it here, or there is no way to protect a new one.
        InputError: a wrong passphrase was given.
    """
    from omnidesk.operations.protected_opening import opened
    from omnidesk.vault import Vault, terminal_prompt

    return opened(opened_workspace(options), Vault(terminal_prompt()), _say)


@contextmanager
def opened_store(options: argparse.Namespace) -> Generator[Store]:
    """The open store of the workspace.

    Raises:
        MachineError: it is locked, out of reach, from a newer OmniDesk or damaged.
        InputError: it is protected, and a wrong passphrase was given.
    """
    from omnidesk.operations.audit import attend
    from omnidesk.vault import Vault

    with closing(open_store(unlocked_workspace(options))) as store:
        attend(store, Vault(), partial(_company, options))
        yield store


def _company(options: argparse.Namespace) -> str:
    """The company's name, for the log; the specs are read only once something is written."""
    from omnidesk.commands.deal_input import workspace_folder
    from omnidesk.specs.load import load_catalog

    own = getattr(options, "specs", None) or workspace_folder(options) / "specs"
    return load_catalog(own if own.is_dir() else None).company.name


def identities(options: argparse.Namespace) -> Path:
    """The folder with the signing identities; it need not exist."""
    from omnidesk.commands.deal_input import workspace_folder
    from omnidesk.signing.identities import identities_folder

    return identities_folder(workspace_folder(options))


def opened_identity(options: argparse.Namespace) -> "HeldIdentity":
    """The identity that ``--sign`` names, opened; one that ends soon is told of on standard error.

    Raises:
        InputError: there is no such identity, or the passphrase is wrong.
    """
    from omnidesk.commands.identity_words import expiry_warning
    from omnidesk.signing.identities import find, open_identity
    from omnidesk.vault import Vault, terminal_prompt

    folder = identities(options)
    warning = expiry_warning(find(folder, options.sign), datetime.datetime.now(datetime.UTC))
    if warning:
        print(warning, file=sys.stderr)
    return open_identity(folder, options.sign, Vault(terminal_prompt()).passphrase)


def _say(words: str) -> None:
    print(words, file=sys.stderr)
