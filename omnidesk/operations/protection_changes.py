"""Changing how a workspace is protected: on, off, passphrase, recovery code; each finished even if interrupted."""

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.domain.errors import InputError, OmniDeskError
from omnidesk.durable import write_durably
from omnidesk.operations.beside_copies import DOCUMENTS, ENDING, renew_envelopes
from omnidesk.operations.protection import entry
from omnidesk.store import protection, sealing
from omnidesk.store.connect import Store, in_words
from omnidesk.store.imprint import Imprint, hash_of, read_imprint, stamp
from omnidesk.store.protection import Envelope, found_envelope, key_id
from omnidesk.store.recovery_code import new_code
from omnidesk.store.sealed_files import is_sealed, sealed, unsealed
from omnidesk.store.store_key import StoreKey, new_key
from omnidesk.store.workspace import Workspace

if TYPE_CHECKING:
    from omnidesk.vault import Vault

PLAIN = b"SQLite format 3\0"


def protect(workspace: Workspace, vault: "Vault", *, passphrase: str = "") -> Workspace:
    """Protect a workspace that is not: by the passphrase, or without one by the keyring. Nobody may have it open.

    Raises:
        InputError: it is protected already, or the passphrase is too short.
        MachineError: there is no keyring, another program has the store open, or the disk is full.
    """
    before = found_envelope(workspace)
    if before is not None and before.protected:
        raise InputError("This workspace is protected already; see: omnidesk protection status")
    key = new_key()
    name = key_id(key)
    if passphrase:
        wrapped = protection.wrap_with_passphrase(key, passphrase)
        envelope = Envelope(protected=True, key_id=name, passphrase=wrapped, change="protecting")
    else:
        vault.store(entry(name), key.content.hex())
        envelope = Envelope(protected=True, key_id=name, keyring=True, change="protecting")
    if workspace.database.exists():
        _refuse_while_open(workspace, None)
    protection.write_envelope(protection.envelope_file(workspace), envelope)
    protected = msgspec.structs.replace(workspace, key=key)
    return finish(protected)


def unprotect(workspace: Workspace) -> Workspace:
    """Take the protection off an unlocked workspace, or choose that a new one has none. Nobody may have it open.

    Safety copies stay encrypted, and open as before.

    Raises:
        MachineError: another program has the store open, or the disk is full.
    """
    before = found_envelope(workspace)
    if workspace.key is None or before is None or not before.protected:
        protection.write_envelope(protection.envelope_file(workspace), protection.OFF)
        return msgspec.structs.replace(workspace, key=None)
    if workspace.database.exists():
        _refuse_while_open(workspace, workspace.key)
    begun = msgspec.structs.replace(before, change="unprotecting")
    protection.write_envelope(protection.envelope_file(workspace), begun)
    return finish(workspace)


def finish(workspace: Workspace) -> Workspace:
    """Finish a change of protection that was begun; return the workspace as it opens from now on.

    Raises:
        MachineError: another program has the store open, or the disk is full; the next opening tries again.
    """
    envelope = found_envelope(workspace)
    if envelope is None or not envelope.change or workspace.key is None:
        return workspace
    wanted = workspace.key if envelope.change == "protecting" else None
    if workspace.database.exists() and sealing.is_plain(workspace.database) is (wanted is not None):
        sealing.rewrite(workspace.database, None if wanted else workspace.key, wanted)
    _rewrite_documents(workspace, wanted)
    if wanted is None:
        protection.write_envelope(protection.envelope_file(workspace), protection.OFF)
        return msgspec.structs.replace(workspace, key=None)
    done = msgspec.structs.replace(envelope, change="")
    _seal_copies(workspace.backups, wanted, done)
    second = _second_folder(workspace)
    if second is not None and second.is_dir():
        _seal_copies(second, wanted, done)
        _seal_beside(second, workspace)
    protection.write_envelope(protection.envelope_file(workspace), done)
    return workspace


def readable_copies(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of safety copies that are not encrypted: damaged ones, which nothing can rewrite."""
    return tuple(path.name for path in sorted(workspace.backups.glob("*.db")) if _starts_plain(path))


def change_passphrase(workspace: Workspace, passphrase: str, vault: "Vault", *, always_ask: bool = False) -> None:
    """Give an unlocked workspace another passphrase; with ``always_ask`` the keyring no longer opens it.

    Raises:
        InputError: it is not protected, or the passphrase is too short.
        MachineError: the disk or the keyring refuses; the passphrase before still opens it.
    """
    key, envelope = _unlocked(workspace)
    wrapped = protection.wrap_with_passphrase(key, passphrase)
    keyring = envelope.keyring and not always_ask
    _renew(workspace, msgspec.structs.replace(envelope, passphrase=wrapped, keyring=keyring))
    if envelope.keyring and not keyring:
        vault.forget(entry(envelope.key_id))


def open_with_keyring(workspace: Workspace, vault: "Vault", *, wanted: bool) -> None:
    """Let the keyring open an unlocked workspace, or no longer.

    Raises:
        InputError: it is not protected, or without the keyring nothing would open it.
        MachineError: the disk or the keyring refuses.
    """
    key, envelope = _unlocked(workspace)
    if wanted:
        vault.store(entry(envelope.key_id), key.content.hex())
    elif envelope.passphrase is None:
        raise InputError("Without the keyring nothing would open this workspace; set a passphrase first.")
    _renew(workspace, msgspec.structs.replace(envelope, keyring=wanted))
    if not wanted:
        vault.forget(entry(envelope.key_id))


def new_recovery_code(workspace: Workspace) -> str:
    """Return a new recovery code of an unlocked workspace, to be shown once; the one before opens nothing any more.

    Raises:
        InputError: the workspace is not protected.
        MachineError: the disk refuses; the code before still holds.
    """
    key, envelope = _unlocked(workspace)
    code = new_code()
    wrapped = protection.wrap_with_code(key, code)
    _renew(workspace, msgspec.structs.replace(envelope, recovery=wrapped))
    return code


def not_renewed(workspace: Workspace) -> str:
    """Return, in one sentence, that copies in the second folder still open as before; empty where none does.

    Raises:
        MachineError: the store is out of reach.
    """
    folder = _second_folder(workspace)
    if folder is None or folder.is_dir():
        return ""
    return (
        f"{folder}: the safety copies there cannot be reached and still open as before; "
        "that ends by itself the next time a copy is brought there."
    )


def _renew(workspace: Workspace, envelope: Envelope) -> None:
    """Write the envelope in the workspace and wherever copies lie that can be reached."""
    protection.renew_everywhere(workspace, envelope)
    folder = _second_folder(workspace)
    if folder is not None and folder.is_dir():
        renew_envelopes(workspace, folder)


def _second_folder(workspace: Workspace) -> Path | None:
    from omnidesk.operations.backups import second_folder

    if not workspace.database.exists():
        return None
    with closing(Store(workspace)) as store:
        return second_folder(store)


def _unlocked(workspace: Workspace) -> tuple[StoreKey, Envelope]:
    envelope = found_envelope(workspace)
    if workspace.key is None or envelope is None or not envelope.protected:
        raise InputError("This workspace is not protected; protect it with: omnidesk protection on")
    return workspace.key, envelope


def _refuse_while_open(workspace: Workspace, key: StoreKey | None) -> None:
    """Find out before anything is written whether somebody else has the store open."""
    with in_words(workspace.database), sealing.alone(workspace.database, key):
        pass


def _rewrite_documents(workspace: Workspace, wanted: StoreKey | None) -> None:
    for path in sorted(workspace.documents.rglob("*.pdf")):
        content = path.read_bytes()
        if is_sealed(content) is (wanted is not None):
            continue
        with in_words(path):
            rewritten = (
                unsealed(workspace, path.name, content) if wanted is None else sealed(workspace, path.name, content)
            )
            write_durably(path, rewritten)


def _seal_beside(second: Path, workspace: Workspace) -> None:
    """Encrypt what lies beside the copies of a second folder."""
    for path in sorted((*second.glob(f"*{ENDING}"), *(second / DOCUMENTS).glob("??/*.pdf"))):
        with in_words(path):
            content = path.read_bytes()
            if not is_sealed(content):
                write_durably(path, sealed(workspace, path.name, content))


def _seal_copies(folder: Path, key: StoreKey, envelope: Envelope) -> None:
    """Encrypt the safety copies from before; a damaged one stays as it is."""
    for copy in sorted(folder.glob("*.db")):
        with suppress(OmniDeskError):
            if sealing.is_plain(copy):
                _seal_copy(copy, key, envelope)


def _seal_copy(copy: Path, key: StoreKey, envelope: Envelope) -> None:
    protection.write_envelope(protection.envelope_beside(copy), envelope)
    imprint = read_imprint(copy)
    try:
        sealing.rewrite(copy, None, key, lambda draft: imprint and _stamp_again(draft, imprint))
    except OmniDeskError:
        protection.envelope_beside(copy).unlink(missing_ok=True)
        raise


def _stamp_again(draft: Path, imprint: Imprint) -> None:
    size = draft.stat().st_size
    with draft.open("rb+") as file:
        stamp(file, msgspec.structs.replace(imprint, size=size, sha256=hash_of(draft, size)))


def _starts_plain(path: Path) -> bool:
    with in_words(path), path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN
