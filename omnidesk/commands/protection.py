"""``omnidesk protection``: what keeps the workspace from other people's eyes."""

import argparse
import sys
from typing import TYPE_CHECKING

from omnidesk.commands.confirming import confirmed
from omnidesk.commands.output import print_json
from omnidesk.commands.parser import Commands, add_json
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.operations.protection import State
    from omnidesk.store.workspace import Workspace
    from omnidesk.vault import Vault


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("protection", "encrypt the workspace, and choose what opens it")
    told = group.add(
        "status",
        "say whether the workspace is encrypted, and what opens it",
        example="omnidesk protection status",
        run=run_status,
    )
    add_json(told)
    begun = group.add(
        "on",
        "encrypt the workspace with all its deals, documents and safety copies",
        example="omnidesk protection on --passphrase",
        run=run_on,
    )
    way = begun.add_mutually_exclusive_group()
    way.add_argument("--keyring", action="store_true", help="the system's keyring opens it (where there is one)")
    way.add_argument("--passphrase", action="store_true", help="a passphrase opens it, asked for each time")
    ended = group.add(
        "off",
        "decrypt the workspace, or choose that a new one is not encrypted",
        example="omnidesk protection off --yes",
        run=run_off,
    )
    ended.add_argument("--yes", action="store_true", help="do not ask")
    changed = group.add(
        "passphrase",
        "set or change the passphrase; forgotten, the recovery code answers instead of it",
        example="omnidesk protection passphrase",
        run=run_passphrase,
    )
    changed.add_argument("--always-ask", action="store_true", help="take the key out of the keyring")
    group.add(
        "recovery",
        "print a new recovery code, once; the one before opens nothing any more",
        example="omnidesk protection recovery",
        run=run_recovery,
    )


def run_status(options: argparse.Namespace) -> int:
    """Print the state; 1 where the workspace is not encrypted."""
    from omnidesk.commands.store_in import opened_workspace
    from omnidesk.operations.protection import state

    found = state(opened_workspace(options))
    if options.json:
        print_json(found)
    else:
        for line in _lines(found):
            print(line)
    return 0 if found.kind == "protected" else 1


def run_on(options: argparse.Namespace) -> int:
    """Encrypt the workspace, or let another way open one that is encrypted."""
    from omnidesk.commands.store_in import opened_workspace
    from omnidesk.operations.protection import state

    place, vault = opened_workspace(options), _vault()
    if state(place).kind == "protected":
        if not options.keyring:
            raise InputError("this workspace is protected already; see: omnidesk protection status")
        return _into_keyring(options, vault)
    from omnidesk.operations.protection_changes import protect, readable_copies

    by_keyring = not options.passphrase and vault.find_keyring() is not None
    if options.keyring and not by_keyring:
        raise InputError("there is no keyring that OmniDesk trusts; protect with: omnidesk protection on --passphrase")
    protect(place, vault, passphrase="" if by_keyring else _new_passphrase(vault))
    opens = "your keyring opens it" if by_keyring else "the passphrase opens it"
    print(f"{place.folder} is encrypted; {opens}.")
    print("For the day when that is lost, print a recovery code: omnidesk protection recovery")
    for name in readable_copies(place):
        print(
            f"backups/{name} is damaged and could not be encrypted; delete it if you need it no more", file=sys.stderr
        )
    return 0


def run_off(options: argparse.Namespace) -> int:
    """Decrypt the workspace."""
    from omnidesk.commands.store_in import opened_workspace
    from omnidesk.operations.protection import state
    from omnidesk.operations.protection_changes import unprotect

    place = opened_workspace(options)
    if state(place).kind == "protected":
        place = _unlocked(options)
        if not options.yes and not confirmed("Everybody who gets at this folder can read it then. Decrypt it?"):
            raise InputError("nothing was changed; answer y, or add --yes")
    unprotect(place)
    print(f"{place.folder} is not encrypted; whoever reads the folder reads the deals.")
    return 0


def run_passphrase(options: argparse.Namespace) -> int:
    """Set another passphrase."""
    from omnidesk.operations.protection_changes import change_passphrase, not_renewed

    place, vault = _unlocked(options), _vault()
    change_passphrase(place, _new_passphrase(vault), vault, always_ask=options.always_ask)
    print("The new passphrase opens the workspace and its safety copies; the one before opens nothing any more.")
    _tell(not_renewed(place))
    return 0


def run_recovery(options: argparse.Namespace) -> int:
    """Print a new code."""
    from omnidesk.operations.protection_changes import new_recovery_code, not_renewed

    place = _unlocked(options)
    code = new_recovery_code(place)
    print(code)
    _tell(not_renewed(place))
    print(
        "Write it down or print it, and keep it away from this machine: it opens the workspace and its safety copies\n"
        "when keyring and passphrase are lost. It is not shown again, and any code before it opens nothing any more.",
        file=sys.stderr,
    )
    return 0


def _tell(problem: str) -> None:
    if problem:
        print(problem, file=sys.stderr)


def _into_keyring(options: argparse.Namespace, vault: "Vault") -> int:
    from omnidesk.operations.protection_changes import open_with_keyring

    open_with_keyring(_unlocked(options), vault, wanted=True)
    print("Your keyring opens the workspace from now on.")
    return 0


def _lines(found: "State") -> tuple[str, ...]:
    if found.kind != "protected":
        why = {
            "new": "Not there yet: it is made and encrypted with the first deal.",
            "chosen_off": "Not encrypted, by choice.",
            "unprotected": "Not encrypted: it was made before OmniDesk could do that.",
        }[found.kind]
        return (why,) if found.kind == "new" else (why, "  encrypt it: omnidesk protection on")
    ways = ("the keyring", found.keyring), ("a passphrase", found.passphrase), ("a recovery code", found.recovery)
    lines = [f"Encrypted; it is opened by {' or '.join(name for name, there in ways if there)}."]
    if found.unfinished:
        lines.append("  a change was interrupted; the next command that opens the store finishes it")
    if not found.recovery:
        lines.append("  no recovery code was printed yet; print one with: omnidesk protection recovery")
    return tuple(lines)


def _unlocked(options: argparse.Namespace) -> "Workspace":
    from omnidesk.commands.store_in import unlocked_workspace

    return unlocked_workspace(options)


def _vault() -> "Vault":
    from omnidesk.vault import Vault, terminal_prompt

    return Vault(terminal_prompt())


def _new_passphrase(vault: "Vault") -> str:
    chosen = vault.answer("New passphrase: ")
    if vault.ask is not None and vault.answer("The same passphrase again: ") != chosen:
        raise InputError("the two passphrases differ; nothing was changed")
    return chosen
