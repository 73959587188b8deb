"""``omnidesk deal mail``: the draft of a mail with the document of a deal, and a copy of it on a stick."""

import argparse
import datetime
from pathlib import Path

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.output import print_json
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs
from omnidesk.domain.errors import InputError


def add(group: Commands) -> None:
    """Add the command."""
    parser = group.add(
        "mail",
        "write a mail draft with the newest signed document attached, or copy the document to a folder or stick",
        example=f"omnidesk deal mail {STORED} --out aurora.eml",
        run=run,
    )
    add_deal(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.eml", help="write the draft, which any mail program opens")
    parser.add_argument(
        "--copy-to", type=Path, metavar="FOLDER", help="copy the document there, and read it back before saying so"
    )
    add_specs(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the draft, the copy, or both."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import identities, opened_store
    from omnidesk.operations.returned import Desk
    from omnidesk.operations.sending import copy_to, mail_draft, outgoing
    from omnidesk.store.search import find

    if options.out is None and options.copy_to is None:
        raise InputError("name the draft with --out aurora.eml, or a folder with --copy-to FOLDER")
    catalog, now = read_catalog(options), datetime.datetime.now().astimezone()
    with opened_store(options) as store:
        desk = Desk(store=store, folder=identities(options), catalog=catalog, now=now)
        file = outgoing(desk, find(store, options.deal).id)
    if options.out is not None:
        write_file(options.out, mail_draft(file, catalog, now=now))
    copied = None if options.copy_to is None else copy_to(options.copy_to, file.name, file.pdf)
    if options.json:
        print_json({"document": file.name, "signed": file.signed, "draft": _text(options.out), "copy": _text(copied)})
        return 0
    what = f"{file.name}, {'signed by both sides' if file.signed else 'as it was issued'}"
    if options.out is not None:
        print(f"Draft written to {options.out} with {what}")
    if copied is not None:
        print(f"{what}: copied to {copied}, read back and found whole")
    return 0


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
