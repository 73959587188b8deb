"""What another machine needs beside a safety copy: identities and own specs in one file, large documents in a folder.

The file is encrypted where the copy is. An identity stays locked with its passphrase, which is never in it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from omnidesk.domain.errors import OmniDeskError
from omnidesk.durable import write_durably
from omnidesk.progress import Progress
from omnidesk.store.backup import WHEN
from omnidesk.store.connect import DamagedError, in_words
from omnidesk.store.protection import BESIDE, envelope_file, read_envelope, write_envelope
from omnidesk.store.restore import key_of, restore
from omnidesk.store.sealed_files import sealed, unsealed
from omnidesk.store.store_key import StoreKey
from omnidesk.store.workspace import Workspace, make_private_folder

ENDING = ".parts"
"""What the name of the file beside a safety copy ends with."""
IDENTITIES, SPECS, DOCUMENTS = "identities", "specs", "documents"
LARGEST = 200_000_000
"""Bytes."""


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files of a workspace's folders of identities and own specs, each by its path."""

    files: Mapping[str, bytes]
    format: Literal["omnidesk-parts/1"] = "omnidesk-parts/1"


@dataclass(frozen=True)
class GoneBack:
    """What going back to a copy did: where the store as it was is kept, and what came with the copy.

    ``identities`` and ``documents`` count those that were missing here; ``specs`` says that the own specs are those of
    the copy now, ``old_specs`` where those from before are kept. ``unread`` names what lay there and could not be read.
    """

    kept: Path
    identities: int = 0
    documents: int = 0
    specs: bool = False
    old_specs: Path | None = None
    unread: tuple[str, ...] = ()


def parts_beside(copy: Path) -> Path:
    """Where the identities and specs that belong to a copy lie."""
    return copy.with_name(copy.name + ENDING)


def bring_parts(workspace: Workspace, copy: Path) -> None:
    """Put beside a copy in another folder what a machine that has nothing needs; files that are there stay.

    Raises:
        OSError: the disk refuses.
        MachineError: the workspace is locked.
    """
    path = parts_beside(copy)
    wanted = msgspec.msgpack.encode(Parts(_files(workspace)))
    if not path.exists() or _read(workspace, path) != wanted:
        write_durably(path, sealed(workspace, path.name, wanted))
    for document in workspace.documents.glob("??/*.pdf"):
        target = copy.parent / DOCUMENTS / document.parent.name / document.name
        if not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(target, document.read_bytes())


def renew_envelopes(workspace: Workspace, folder: Path) -> None:
    """Have the copies in a folder open as the workspace does: what is void here is void there.

    Raises:
        MachineError: the folder cannot be read or written.
    """
    ours = read_envelope(envelope_file(workspace))
    if ours is None or not ours.protected or ours.change:
        return
    with in_words(folder):
        beside = sorted(folder.glob(f"omnidesk-*{BESIDE}"))
    for path in beside:
        try:
            found = read_envelope(path)
        except DamagedError:
            continue  # which key it wrapped is not known; `backup verify` names it
        if found is not None and found.key_id == ours.key_id and found != ours:
            write_envelope(path, ours)


def go_back(
    workspace: Workspace, copy: Path, *, key: StoreKey | None = None, progress: Progress | None = None
) -> GoneBack:
    """Make the workspace what it was in ``copy``, with what lies beside it. ``key`` and errors as for :func:`restore`.

    Identities and documents that are missing here are added, none is replaced.
    """
    key = key_of(workspace, copy, key)
    kept = restore(workspace, copy, key=key, progress=progress)
    if copy.resolve().parent == workspace.backups.resolve():
        return GoneBack(kept)
    there = Workspace(copy.resolve().parent, key)
    unread: list[str] = []
    files = _parts_of(there, copy, unread)
    with in_words(workspace.folder):
        identities = _add_missing(workspace, files)
        old = _replace_specs(workspace, files)
        documents = _take_documents(workspace, there, unread)
    specs = any(_first(name) == SPECS for name in files)
    return GoneBack(kept, identities, documents, specs, old, tuple(unread))


def _files(workspace: Workspace) -> dict[str, bytes]:
    return {
        path.relative_to(workspace.folder).as_posix(): path.read_bytes()
        for folder in (workspace.identities, workspace.specs)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    }


def _read(workspace: Workspace, path: Path) -> bytes | None:
    """What lies there; None where it is damaged or of another key."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        return unsealed(workspace, path.name, path.read_bytes())
    except OmniDeskError:
        return None


def _parts_of(there: Workspace, copy: Path, unread: list[str]) -> Mapping[str, bytes]:
    path = parts_beside(copy)
    if not path.is_file():
        return {}
    with in_words(path):
        content = _read(there, path)
    try:
        found = msgspec.msgpack.decode(content or b"", type=Parts).files
        if all(_is_safe(name) for name in found):
            return found
    except msgspec.DecodeError:
        pass
    unread.append(path.name)
    return {}


def _first(name: str) -> str:
    return PurePosixPath(name).parts[0]


def _is_safe(name: str) -> bool:
    """Whether a path stays in its folder on every system."""
    parts = name.split("/")
    return (
        len(parts) > 1
        and parts[0] in (IDENTITIES, SPECS)
        and not any(part in ("", ".", "..") or set(part) & set('\\:*?"<>|\0') for part in parts)
    )


def _add_missing(workspace: Workspace, files: Mapping[str, bytes]) -> int:
    added = 0
    for name, content in files.items():
        target = workspace.folder / name
        if _first(name) == IDENTITIES and not target.exists():
            make_private_folder(target.parent)
            write_durably(target, content)
            added += target.parent == workspace.identities and target.suffix == ".pem"
    return added


def _replace_specs(workspace: Workspace, files: Mapping[str, bytes]) -> Path | None:
    """Have the specs of the copy; others that were here are moved among the safety copies."""
    wanted = {name: content for name, content in files.items() if _first(name) == SPECS}
    here = {name: content for name, content in _files(workspace).items() if _first(name) == SPECS}
    if not wanted or wanted == here:
        return None
    old = None
    if here:
        make_private_folder(workspace.backups)
        old = workspace.backups / f"specs-{dt.datetime.now(dt.UTC).strftime(WHEN)}"
        workspace.specs.rename(old)
    for name, content in wanted.items():
        target = workspace.folder / name
        make_private_folder(target.parent)
        write_durably(target, content)
    return old


def _take_documents(workspace: Workspace, there: Workspace, unread: list[str]) -> int:
    taken = 0
    for path in sorted((there.folder / DOCUMENTS).glob("??/*.pdf")):
        target = workspace.documents / path.parent.name / path.name
        if target.exists():
            continue
        try:
            content = unsealed(there, path.name, path.read_bytes())
        except OmniDeskError:
            unread.append(path.name)
            continue
        make_private_folder(target.parent)
        write_durably(target, sealed(workspace, path.name, content))
        taken += 1
    return taken
