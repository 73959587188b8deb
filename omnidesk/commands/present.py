"""``omnidesk present``: the slides of a deal file as a PDF, one page a slide."""

import argparse
import datetime
import sys
from pathlib import Path

from omnidesk.commands.deal_input import read_catalog, read_input
from omnidesk.commands.files import write_file
from omnidesk.commands.output import print_problems
from omnidesk.commands.parser import Commands, add_deal_file
from omnidesk.domain.errors import RefusedError
from omnidesk.operations.in_language import language_note
from omnidesk.operations.presenting_pdf import BROAD, NARROW, WIDE, SlidesLook, slides_file

ASPECTS = {"16:9": WIDE, "4:3": NARROW, "21:9": BROAD}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "present",
        "write the slides of a deal file as a PDF, one page a slide",
        example="omnidesk present resources/samples/architect-broadcaster.yaml --out slides.pdf",
        run=run,
    )
    add_deal_file(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="SLIDES.pdf", help="the file to write")
    parser.add_argument("--lang", metavar="TAG", help="the slides' language, such as en or de-CH (the client's)")
    parser.add_argument("--aspect", choices=tuple(ASPECTS), default="16:9", help="the shape of the pages (16:9)")
    parser.add_argument("--dark", action="store_true", help="light words on a dark ground")


def run(options: argparse.Namespace) -> int:
    """Write the slides; refusals are printed and nothing is written."""
    source, catalog = read_input(options), read_catalog(options)
    now = datetime.datetime.now(datetime.UTC)
    try:
        look = SlidesLook(ASPECTS[options.aspect], options.dark)
        pdf = slides_file(source.deal, catalog, now=now, language=options.lang, look=look)
    except RefusedError as error:
        print_problems([source.placed(problem) for problem in error.problems])
        return error.exit_status
    write_file(options.out, pdf)
    if note := language_note(catalog, options.lang or source.deal.client.language):
        print(f"{source.path}: warning: {note}", file=sys.stderr)
    print(f"Slides written to {options.out}")
    return 0
