"""``omnidesk deal issue`` and ``document``: a deal goes out under its number, and what went out is written again."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.differences import print_differences
from omnidesk.commands.output import print_json
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs
from omnidesk.commands.progress import shown_progress
from omnidesk.domain.errors import InputError
from omnidesk.domain.proposal import DocumentKind

if TYPE_CHECKING:
    from omnidesk.operations.issuing import IssuedOffer
    from omnidesk.operations.repricing import PricesChangedError
    from omnidesk.store.deals import DealRow


def add(group: Commands) -> None:
    """Add the commands."""
    issued = group.add(
        "issue",
        "issue a deal: take its number, freeze the version, build and seal its documents",
        example=f"omnidesk deal issue {STORED} --kind proposal --kind contract --out offers",
        run=run_issue,
    )
    add_deal(issued)
    issued.add_argument(
        "--kind",
        action="append",
        choices=get_args(DocumentKind),
        help="a document that goes out (proposal); repeatable",
    )
    issued.add_argument("--sign", metavar="NAME", help="a name from: omnidesk identity list")
    issued.add_argument("--valid-until", type=day, metavar="DATE", help="the offer's last day (as the house decided)")
    issued.add_argument("--lang", metavar="TAG", help="the documents' language, such as en or de-CH (the client's)")
    issued.add_argument("--old-prices", action="store_true", help="a lapsed offer goes out at its old prices")
    issued.add_argument("--out", type=Path, metavar="DIR", help="a folder to write the documents to as well")
    add_specs(issued)
    add_json(issued)
    written = group.add(
        "document",
        "write a document of an issued version again; what was overtaken is stamped",
        example=f"omnidesk deal document {STORED} --out offer.pdf",
        run=run_document,
    )
    add_deal(written)
    written.add_argument("--version", type=int, metavar="N", help="the version (the newest)")
    written.add_argument("--kind", choices=get_args(DocumentKind), help="which document (the first)")
    written.add_argument("--original", action="store_true", help="the very bytes that went out, never stamped")
    written.add_argument("--out", type=Path, required=True, metavar="OUT.pdf", help="the file to write")
    add_specs(written)


def day(text: str) -> datetime.date:
    """A day of the command line. Raises InputError for what is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"“{text[:40]}” is no day; write it as 2026-03-31") from None


def run_issue(options: argparse.Namespace) -> int:
    """Issue the deal; 1 when an approval is open or a lapsed offer would cost something else today."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_identity, opened_store
    from omnidesk.operations.audit import note_catalog
    from omnidesk.operations.issuing import IssueOrder, issue, refuse_unissuable
    from omnidesk.operations.repricing import PricesChangedError
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        note_catalog(store, catalog)
        row = find(store, options.deal)
        refuse_unissuable(store, row, catalog)  # before anybody is asked for a passphrase
        order = IssueOrder(
            kinds=tuple(dict.fromkeys(options.kind or ("proposal",))),
            identity=None if options.sign is None else opened_identity(options),
            valid_until=options.valid_until,
            language=options.lang,
            old_prices=options.old_prices,
        )
        try:
            with shown_progress() as progress:
                done = issue(store, row, catalog, order, now=datetime.datetime.now(datetime.UTC), progress=progress)
        except PricesChangedError as refused:
            _show_prices(refused, row)
            raise
    if options.out is not None:
        _make(options.out)
        for name, built in done.documents:
            write_file(options.out / name, built.pdf)
    _print(done, options)
    return 0


def _show_prices(refused: "PricesChangedError", row: "DealRow") -> None:
    """What a lapsed offer would cost today, and the two ways on."""
    print_differences(refused.found, row.currency)
    print(f"Take these prices: omnidesk deal reprice {row.offer} --apply, then issue it; or keep the old: --old-prices")


def run_document(options: argparse.Namespace) -> int:
    """Write the document."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.kept_documents import kept_document, written_again
    from omnidesk.store.search import find

    now = datetime.datetime.now(datetime.UTC)
    with opened_store(options) as store:
        found = kept_document(store, find(store, options.deal).id, version=options.version, kind=options.kind)
        copy = written_again(store, found, read_catalog(options), now=now, original=options.original)
    write_file(options.out, copy.content)
    stamped = f", stamped {copy.stamp}" if copy.stamp else ", byte for byte as it went out"
    print(f"{found.version.reference} {found.document.kind} written to {options.out}{stamped}")
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be made ({error.strerror}); the deal is issued") from None


def _print(done: "IssuedOffer", options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "number": done.edition.number,
                "version": done.edition.version,
                "issued_on": done.edition.made_on,
                "valid_until": done.edition.valid_until,
                "documents": [
                    {"kind": built.proposal.kind, "name": name, "pages": built.pages, "sha256": built.sha256,
                     "status": built.verification.status if built.verification else "unsigned",
                     "fingerprint": built.fingerprint, "missing_glyphs": built.missing_glyphs}
                    for name, built in done.documents
                ],
            }
        )  # fmt: skip
        return
    print(f"“{done.row.title}” issued as {done.edition.reference}, valid until {done.edition.valid_until}")
    for name, built in done.documents:
        sealed = f"sealed, checked: {built.verification.status}" if built.verification else "not sealed"
        print(f"  {name} ({built.pages} pages, {sealed})")
