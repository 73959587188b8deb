"""``omnidesk build``: from a deal file to a PDF, signed if wanted; the main job without a window."""

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from omnidesk.commands.build_office import build_office, is_office
from omnidesk.commands.deal_input import DealInput, read_catalog, read_input
from omnidesk.commands.files import write_file
from omnidesk.commands.output import print_json, print_problems
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.commands.progress import shown_progress
from omnidesk.domain.errors import RefusedError
from omnidesk.domain.proposal import DocumentKind
from omnidesk.domain.quote import quote
from omnidesk.operations.handover import HandOver, Printing, hand_over
from omnidesk.operations.in_language import language_note

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "build",
        "build a PDF from a deal file, and sign it; or a Word contract, or an Excel quote",
        example="omnidesk build resources/samples/architect-broadcaster.yaml --out proposal.pdf",
        run=run,
    )
    add_deal_file(parser)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="OUT.pdf",
        help="the file to write: .pdf, .docx for the contract, .xlsx for the quote",
    )
    parser.add_argument("--kind", choices=get_args(DocumentKind), default="proposal", help="what to build (proposal)")
    parser.add_argument("--sign", metavar="NAME", help="a name from: omnidesk identity list")
    parser.add_argument("--lang", metavar="TAG", help="the document's language, such as en or de-CH (the client's)")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Build the document; 1 when it was to be signed and an approval is open."""
    source, catalog = read_input(options), read_catalog(options)
    try:
        priced = quote(source.deal, catalog)
        if priced.refusals:  # before anybody is asked for a passphrase
            raise RefusedError(priced.refusals)
        if is_office(options):
            print_problems([source.placed(problem) for problem in priced.warnings])
            return build_office(options, source, catalog)
        identity = None if options.sign is None else _opened(options)
        with shown_progress() as progress:
            done = hand_over(
                source.deal,
                catalog,
                Printing(kind=options.kind, language=options.lang),
                identity=identity,
                now=datetime.datetime.now(datetime.UTC),
                progress=progress,
            )
    except RefusedError as error:
        print_problems([source.placed(problem) for problem in error.problems])
        return error.exit_status
    write_file(options.out, done.pdf, sealed_by=done.fingerprint)
    print_problems([source.placed(problem) for problem in priced.warnings])
    if note := language_note(catalog, options.lang or source.deal.client.language):
        print(f"{source.path}: warning: {note}", file=sys.stderr)
    _print(done, source, options)
    return 0


def _opened(options: argparse.Namespace) -> "HeldIdentity":
    from omnidesk.commands.store_in import opened_identity  # brings the store, which an unsigned document needs not

    return opened_identity(options)


def _print(done: HandOver, source: DealInput, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "out": str(options.out),
                "kind": options.kind,
                "reference": done.reference,
                "pages": done.pages,
                "draft": done.draft,
                "sha256": done.sha256,
                "status": done.verification.status if done.verification else "unsigned",
                "fingerprint": done.fingerprint,
                "missing_glyphs": done.missing_glyphs,
            }
        )
        return
    if done.missing_glyphs:
        signs = " ".join(done.missing_glyphs[:20])
        print(f"{source.path}: warning: no font here has these characters, □ stands for them: {signs}", file=sys.stderr)
    draft = ", a DRAFT until it is approved" if done.draft else ""
    print(f"{options.kind.capitalize()} {done.reference} written to {options.out} ({done.pages} pages{draft})")
    if done.verification is not None:
        print(f"  signed by {done.verification.signatures[0].signer}, checked: {done.verification.status}")
        print(f"  fingerprint {done.fingerprint}")
