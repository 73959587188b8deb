"""``omnidesk identity``: signing identities, and the certificates of others that this workspace recognises."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.commands.confirming import confirmed
from omnidesk.commands.identity_token import add_token_commands
from omnidesk.commands.identity_words import expiry_warning, print_made
from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, add_json
from omnidesk.domain.errors import InputError
from omnidesk.given_file import read_given

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary

NAME = "Maria Keller"


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("identity", "make, list and remove signing identities, and recognise those of others")
    add_json(group.add("list", "list the signing identities", example="omnidesk identity list --json", run=run_list))
    _add_coming(group)
    _add_going(group)
    add_token_commands(group)


def _add_coming(group: Commands) -> None:
    """What makes an identity, or takes one over."""
    made = group.add(
        "create",
        "make a signing identity with a self-issued certificate, valid three years",
        example=f'omnidesk identity create "{NAME}" --organisation "Flame Partnerships"',
        run=run_create,
    )
    made.add_argument("name", metavar="NAME", help="a short name without umlauts; it names the files")
    made.add_argument("--subject", metavar="TEXT", help="who signs, as readers see it (NAME)")
    made.add_argument("--organisation", default="", metavar="TEXT", help="for whom")
    taken = group.add(
        "import",
        "take over an identity (PKCS#12), or recognise somebody's certificate (PEM, DER) from now on",
        example="omnidesk identity import keller.p12",
        run=run_import,
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="a .p12 or .pfx file, or a certificate")
    taken.add_argument("--name", metavar="NAME", help="its name here (that of the file)")


def _add_going(group: Commands) -> None:
    """What is done with the identities that are there."""
    given = group.add(
        "export-certificate",
        "write an identity's certificate, for those who shall recognise its signatures",
        example=f'omnidesk identity export-certificate "{NAME}" --out keller.pem',
        run=run_export,
    )
    given.add_argument("name", metavar="NAME", help="a name from: omnidesk identity list")
    given.add_argument("--out", type=Path, metavar="FILE", help="the file to write (standard output)")
    removed = group.add(
        "remove",
        "remove an identity's private key for good; what it signed still verifies",
        example=f'omnidesk identity remove "{NAME}" --yes',
        run=run_remove,
    )
    removed.add_argument("name", metavar="NAME", help="a name from: omnidesk identity list")
    removed.add_argument("--yes", action="store_true", help="do not ask")
    chosen = group.add(
        "default",
        "choose the identity that the window signs with first",
        example=f'omnidesk identity default "{NAME}"',
        run=run_default,
    )
    chosen.add_argument("name", metavar="NAME", help="a name from: omnidesk identity list")


def run_list(options: argparse.Namespace) -> int:
    """Print the identities, and which certificates are about to end."""
    from omnidesk.commands.store_in import identities
    from omnidesk.signing.identities import default_identity, list_identities

    folder, now = identities(options), datetime.datetime.now(datetime.UTC)
    found, default = list_identities(folder), default_identity(folder)
    if options.json:
        rows = [
            {**msgspec.structs.asdict(each), "standing": each.standing(now), "default": each == default}
            for each in found
        ]
        print_json(rows)
    elif not found:
        print("No signing identities yet; make one with: omnidesk identity create NAME")
    else:
        print_table(
            ("Name", "Signs as", "For", "Key", "Valid until"),
            [_row(each, each == default) for each in found],
            indent="",
        )
        print("\nFingerprints (SHA-256 of the certificate)")
        for each in found:
            print(f"  {each.name}: {each.fingerprint}")
        for warning in (expiry_warning(each, now) for each in found):
            if warning:
                print(f"\n{warning}")
    return 0


def run_default(options: argparse.Namespace) -> int:
    """Choose the default."""
    from omnidesk.commands.store_in import identities
    from omnidesk.signing.identities import choose_default

    chosen = choose_default(identities(options), options.name)
    print(f"“{chosen.name}” signs from now on where nobody names another")
    return 0


def _row(identity: "IdentitySummary", default: bool) -> tuple[str, ...]:
    name = f"{identity.name} (default)" if default else identity.name
    key = f"token {identity.token}" if identity.token else "file"
    return name, identity.subject, identity.organisation, key, f"{identity.valid_until:%Y-%m-%d}"


def run_create(options: argparse.Namespace) -> int:
    """Make an identity; its passphrase goes into the keyring or is asked for."""
    from omnidesk.commands.store_in import identities, opened_workspace
    from omnidesk.signing.identities import create
    from omnidesk.vault import Vault, terminal_prompt

    opened_workspace(options)
    made = create(
        identities(options),
        options.name,
        subject=options.subject or options.name,
        organisation=options.organisation,
        passphrase_for=Vault(terminal_prompt()).new_passphrase,
        now=datetime.datetime.now(datetime.UTC),
    )
    print_made(made)
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Take over an identity, or pin a certificate."""
    from omnidesk.commands.store_in import identities, opened_workspace
    from omnidesk.signing.identities import import_pkcs12, pin
    from omnidesk.vault import Vault, terminal_prompt

    content = _read(options.file)
    opened_workspace(options)
    folder = identities(options)
    if options.file.suffix.lower() not in (".p12", ".pfx"):
        pinned = pin(folder, content)
        print(f"Signatures of {pinned.subject} are recognised from now on\n  fingerprint {pinned.fingerprint}")
        return 0
    vault = Vault(terminal_prompt())
    made = import_pkcs12(
        folder,
        options.name or options.file.stem,
        content,
        file_passphrase=vault.passphrase(f"file {options.file.name}", f"the file {options.file.name}"),
        passphrase_for=vault.new_passphrase,
    )
    print_made(made)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write the certificate, or print it."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import identities
    from omnidesk.signing.identities import export_certificate

    certificate = export_certificate(identities(options), options.name)
    if options.out is None:
        print(certificate.decode(), end="")
    else:
        write_file(options.out, certificate)
        print(f"Certificate of “{options.name}” written to {options.out}")
    return 0


def run_remove(options: argparse.Namespace) -> int:
    """Remove the identity, and its passphrase from the keyring."""
    from omnidesk.commands.store_in import identities
    from omnidesk.signing.identities import find, remove
    from omnidesk.vault import Vault

    folder = identities(options)
    found = find(folder, options.name)
    if not options.yes and not confirmed(f"Remove “{found.name}” for good? Nothing can be signed with it afterwards."):
        raise InputError(f"“{found.name}” was not removed; say --yes where nobody can be asked")
    Vault().forget(remove(folder, options.name).secret_key)
    print(f"“{found.name}” is removed; what it signed still verifies here")
    return 0


def _read(path: Path) -> bytes:
    from omnidesk.signing.identities import LARGEST_FILE

    return read_given(path, LARGEST_FILE, too_large="too large to be an identity; choose a PKCS#12 file")
