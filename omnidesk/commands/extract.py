"""``omnidesk extract``: the deal that a document carries, as a deal file."""

import argparse
from pathlib import Path

from omnidesk.commands.documents_in import deal_in, read_pdf
from omnidesk.commands.files import write_file
from omnidesk.commands.parser import Commands
from omnidesk.deal_file import write_deal
from omnidesk.domain.errors import InputError


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "extract",
        "write the deal that a PDF carries as a deal file",
        example="omnidesk extract proposal.pdf --out deal.yaml",
        run=run,
    )
    parser.add_argument("file", type=Path, metavar="OUT.pdf", help="a document that OmniDesk built")
    parser.add_argument("--out", type=Path, required=True, metavar="DEAL.yaml", help="the deal file to write")


def run(options: argparse.Namespace) -> int:
    """Write the deal file; whether the document can be trusted is for ``verify`` to say."""
    pdf = read_pdf(options.file)
    try:
        embedded = deal_in(pdf)
    except InputError as error:
        raise InputError(f"{options.file}: {error}") from None
    if embedded is None:
        raise InputError(f"{options.file}: this PDF carries no deal; only documents that OmniDesk built do")
    write_file(options.out, write_deal(embedded.deal).encode())
    print(f"Deal of {embedded.deal.client.name or 'an unnamed client'} written to {options.out}")
    return 0
