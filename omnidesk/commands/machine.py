"""What the machine has of what OmniDesk uses, looked at without changing anything."""

import argparse
import ctypes
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

from omnidesk.commands.deal_input import own_specs, workspace_folder
from omnidesk.domain.errors import OmniDeskError

SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage a file in WAL mode that two connections use."""
ENOUGH_SPACE = 200_000_000
"""Bytes: room for safety copies and documents."""
FACES = 6


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at: ``missing`` is needed, ``optional`` takes something away."""

    name: str
    state: Literal["ok", "missing", "optional"]
    found: str
    advice: str = ""


def checks(options: argparse.Namespace) -> tuple[Check, ...]:
    """Everything, the needed first."""
    folder = workspace_folder(options)
    return (
        _workspace(folder),
        _protection(folder),
        _space(folder),
        _sqlite(),
        _specs(options),
        _fonts(),
        _keyring(),
        _display(),
        _window_libraries(),
    )


def _workspace(folder: Path) -> Check:
    from omnidesk.store.workspace import Workspace

    place = Workspace(folder)
    if not folder.exists():
        return Check(name="Workspace", state="ok", found=f"{folder} (not made yet; the first deal makes it)")
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        advice = "make it yours, or choose another with --data-dir"
        return Check(name="Workspace", state="missing", found=f"{folder} cannot be written", advice=advice)
    if not place.database.exists():
        return Check(name="Workspace", state="ok", found=f"{folder} (no deals yet)")
    return _store(place.folder)


def _store(folder: Path) -> Check:
    """Open the store as any command would, and look through it as a safety copy is looked through."""
    from contextlib import closing

    from omnidesk.operations.protected_opening import opened
    from omnidesk.operations.protection import NeedsUnlockError
    from omnidesk.store.opening import open_store
    from omnidesk.store.search import DealFilter, list_deals
    from omnidesk.store.workspace import Workspace
    from omnidesk.vault import Vault

    try:
        with closing(open_store(opened(Workspace(folder), Vault(), lambda _words: None))) as store:
            total = list_deals(store, DealFilter(archived=None), limit=0).total
    except NeedsUnlockError:
        return Check(name="Workspace", state="ok", found=f"{folder} (locked, so its deals were not looked at)")
    except OmniDeskError as error:
        return Check(name="Workspace", state="missing", found=str(error), advice="see: omnidesk backup list")
    return Check(name="Workspace", state="ok", found=f"{folder} ({total} deal{'' if total == 1 else 's'})")


def _protection(folder: Path) -> Check:
    from omnidesk.operations.protection import state
    from omnidesk.store.workspace import Workspace

    try:
        found = state(Workspace(folder))
    except OmniDeskError as error:
        return Check(name="Protection", state="missing", found=str(error), advice="see: omnidesk backup list")
    if found.kind == "new":
        return Check(name="Protection", state="ok", found="begins with the first deal")
    if found.kind != "protected":
        return Check(name="Protection", state="optional", found="none", advice="encrypt it: omnidesk protection on")
    if not found.recovery:
        advice = "print one: omnidesk protection recovery"
        return Check(name="Protection", state="optional", found="encrypted, without a recovery code", advice=advice)
    return Check(name="Protection", state="ok", found="encrypted, with a recovery code")


def _space(folder: Path) -> Check:
    existing = next(path for path in (folder, *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    found = f"{free / 1e9:,.1f} GB free"
    if free >= ENOUGH_SPACE:
        return Check(name="Disk space", state="ok", found=found)
    advice = f"make room on the disk of {existing}: at least {ENOUGH_SPACE // 1_000_000} MB"
    return Check(name="Disk space", state="missing", found=found, advice=advice)


def _sqlite() -> Check:
    from omnidesk.store import sqlite3

    found = sqlite3.sqlite_version
    if tuple(map(int, found.split("."))) >= SAFE_SQLITE:
        return Check(name="SQLite", state="ok", found=found)
    advice = "install the package sqlcipher3 0.6.4 or newer"
    return Check(name="SQLite", state="missing", found=f"{found}, which can damage files", advice=advice)


def _specs(options: argparse.Namespace) -> Check:
    from omnidesk.specs.load import check

    overlay = own_specs(options)
    problems = [problem for problem in check(overlay) if problem.severity == "error"]
    if not problems:
        return Check(name="Specs", state="ok", found=f"shipped, with {overlay} over them" if overlay else "shipped")
    advice = "see: omnidesk catalog check"
    return Check(name="Specs", state="missing", found=f"{len(problems)} problems, first {problems[0]}", advice=advice)


def _fonts() -> Check:
    from omnidesk.shipped import shipped

    faces = sorted(path.stem for path in shipped("resources", "fonts").rglob("*.ttf"))
    if len(faces) >= FACES:
        return Check(name="Fonts", state="ok", found=f"{len(faces)} faces")
    return Check(name="Fonts", state="missing", found=f"{len(faces)} of {FACES} faces", advice="install OmniDesk again")


def _keyring() -> Check:
    from omnidesk.vault import VARIABLE, trusted_keyring

    keyring = trusted_keyring()
    if keyring is not None:
        return Check(name="Keyring", state="ok", found=type(keyring).__module__.rpartition(".")[2])
    advice = f"start Secret Service (gnome-keyring) or KWallet; until then type the passphrase, or set {VARIABLE}"
    return Check(name="Keyring", state="optional", found="none that encrypts", advice=advice)


def _display() -> Check:
    shown = [name for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM") if os.environ.get(name)]
    if sys.platform != "linux" or shown:
        return Check(name="Display", state="ok", found=shown[0] if shown else sys.platform)
    advice = "the window needs one; every command works without"
    return Check(name="Display", state="optional", found="none", advice=advice)


def _window_libraries() -> Check:
    """Load the window's platform part as Qt would; the loader names the first library that it misses."""
    name = "Window libraries"
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        advice = "install the package PySide6-Essentials; every command works without"
        return Check(name=name, state="optional", found="Qt is not installed", advice=advice)
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if sys.platform != "linux" or not plugin.exists():
        return Check(name=name, state="ok", found="come with Qt here")
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        library = str(error).partition(":")[0]
        advice = f"install the system package that holds {library}; in a checkout: make setup"
        return Check(name=name, state="optional", found=f"{library} is missing", advice=advice)
    return Check(name=name, state="ok", found="all there")
