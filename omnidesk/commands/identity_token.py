"""``omnidesk identity tokens`` and ``add-token``: signing identities whose key is on a security token (PKCS#11)."""

import argparse
from pathlib import Path

from omnidesk.commands.identity_words import print_made
from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, Parser, add_json

MODULE = "/usr/lib/opensc-pkcs11.so"


def add_token_commands(group: Commands) -> None:
    """Add the commands to those of identities."""
    listed = group.add(
        "tokens",
        "list the security tokens that are in their readers",
        example=f"omnidesk identity tokens --module {MODULE}",
        run=run_tokens,
    )
    _add_module(listed)
    add_json(listed)
    taken = group.add(
        "add-token",
        "sign with a key on a security token; the key never leaves it",
        example=f'omnidesk identity add-token "Maria Keller" --module {MODULE}',
        run=run_add,
    )
    taken.add_argument("name", metavar="NAME", help="its name here")
    _add_module(taken)
    taken.add_argument(
        "--slot", type=int, metavar="N", help="the reader, as the list of tokens counts it (the only one)"
    )
    taken.add_argument("--key", metavar="LABEL", help="the label of the key's certificate (the only one)")


def run_tokens(options: argparse.Namespace) -> int:
    """Print the tokens."""
    from omnidesk.signing.tokens import tokens

    found = tokens(options.module)
    if options.json:
        print_json(found)
    elif not found:
        print("No token is in a reader that this module knows")
    else:
        print_table(
            ("Slot", "Token", "Serial", "Maker"), [(str(t.slot), t.token, t.serial, t.maker) for t in found], indent=""
        )
    return 0


def run_add(options: argparse.Namespace) -> int:
    """Take over a key on a token; its PIN is asked for, now and whenever it signs."""
    from omnidesk.commands.store_in import identities, opened_workspace
    from omnidesk.signing.identities import add_token
    from omnidesk.signing.tokens import keys_on, the_key, the_slot, tokens
    from omnidesk.vault import Vault, terminal_prompt

    slot = the_slot(tokens(options.module), options.slot)
    pin = Vault(terminal_prompt()).passphrase(f"token {slot.serial}", f"the token “{slot.token}” (its PIN)")
    key = the_key(keys_on(options.module, slot, pin), slot, options.key)
    opened_workspace(options)
    print_made(add_token(identities(options), options.name, key))
    return 0


def _add_module(parser: Parser) -> None:
    words = "the PKCS#11 driver of the token: a .so, .dylib or .dll"
    parser.add_argument("--module", type=Path, required=True, metavar="FILE", help=words)
