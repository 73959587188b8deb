"""``omnidesk build --out contract.docx`` or ``quote.xlsx``: the contract for Word, the quote for Excel."""

import argparse
import datetime
import hashlib
import sys

from omnidesk.commands.deal_input import DealInput
from omnidesk.commands.files import write_file
from omnidesk.commands.output import print_json
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.operations.in_language import language_note
from omnidesk.operations.office_files import contract_word, quote_excel

WORD, EXCEL = ".docx", ".xlsx"


def is_office(options: argparse.Namespace) -> bool:
    """Whether the name of the file asks for Word or Excel."""
    return options.out.suffix.lower() in (WORD, EXCEL)


def build_office(options: argparse.Namespace, source: DealInput, catalog: Catalog) -> int:
    """Write the file.

    Raises:
        InputError: it was to be signed, or a proposal or summary is wanted for Word.
        RefusedError: the deal has refusals, or the contract lacks something.
    """
    word = options.out.suffix.lower() == WORD
    if options.sign is not None:
        raise InputError(f"{options.out}: only a PDF can be signed; name the file .pdf, or leave --sign out")
    if word and options.kind != "contract":
        raise InputError(f"{options.out}: Word files are made of the contract; add --kind contract, or name it .pdf")
    make = contract_word if word else quote_excel
    now = datetime.datetime.now(datetime.UTC)
    done = make(source.deal, catalog, now=now, language=options.lang)
    write_file(options.out, done.content)
    if note := language_note(catalog, options.lang or source.deal.client.language):
        print(f"{source.path}: warning: {note}", file=sys.stderr)
    kind, reference = ("contract" if word else "quote"), done.proposal.reference
    if options.json:
        sha256 = hashlib.sha256(done.content).hexdigest()
        draft = done.proposal.draft
        print_json({"out": str(options.out), "kind": kind, "reference": reference, "draft": draft, "sha256": sha256})
    else:
        print(f"{kind.capitalize()} {reference} written to {options.out}")
    return 0
