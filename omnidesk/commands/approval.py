"""``omnidesk approval``: ask for an approval, answer a request with a signed token, take an answer in."""

import argparse
import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.deal_issue import day
from omnidesk.commands.files import read_file, write_file
from omnidesk.commands.output import figure, percent, print_json
from omnidesk.commands.parser import STORED, Commands, Parser, add_deal, add_json, add_specs
from omnidesk.domain.errors import InputError
from omnidesk.domain.money import MINOR_DIGITS

if TYPE_CHECKING:
    from omnidesk.domain.approval_request import ApprovalRequest
    from omnidesk.domain.approval_token import Decision, Token

REQUEST = "aurora.omnidesk-request"
ANSWER = "aurora.omnidesk-approval"


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("approval", "ask for an approval, answer a request with a signature, take an answer in")
    request = group.add(
        "request",
        "write down what is asked of an approver for a deal at exactly this price",
        example=f"omnidesk approval request {STORED} --out {REQUEST}",
        run=run_request,
    )
    add_deal(request)
    _add_outputs(request)
    add_specs(request)
    shown = group.add("show", "show what a request asks", example=f"omnidesk approval show {REQUEST}", run=run_show)
    _add_request(shown)
    add_json(shown)
    for name, summary in (("approve", "approve what a request asks"), ("decline", "decline what a request asks")):
        example = f'omnidesk approval {name} {REQUEST} --sign "Anna Chen" --reason "Reference client" --out {ANSWER}'
        said = group.add(name, summary, example=example, run=run_approve if name == "approve" else run_decline)
        _add_request(said)
        said.add_argument("--sign", required=True, metavar="NAME", help="a name from: omnidesk identity list")
        said.add_argument("--reason", required=True, metavar="TEXT", help="why; it is signed with the answer")
        said.add_argument("--until", type=day, metavar="DATE", help="the last day of the answer (as the house decided)")
        _add_outputs(said)
        add_specs(said)
    taken = group.add(
        "add",
        "take an approver's answer in; only one that answers a request of this deal and price counts",
        example=f"omnidesk approval add {STORED} {ANSWER}",
        run=run_add,
    )
    add_deal(taken)
    taken.add_argument("file", metavar="FILE", help="the answer: a file, a mail saved as text, or - for standard input")
    add_specs(taken)


def _add_request(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a request (.omnidesk-request)")


def _add_outputs(parser: Parser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file to write (standard output)")
    parser.add_argument("--qr", type=Path, metavar="OUT.png", help="write it as a QR code as well")


def run_request(options: argparse.Namespace) -> int:
    """Write the request."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.domain.approval_request import write_request
    from omnidesk.operations.acting import acting_user
    from omnidesk.operations.approvals import ask
    from omnidesk.operations.kept_deals import take
    from omnidesk.operations.priced_with import catalog_of
    from omnidesk.store.search import find

    today = read_catalog(options)
    with opened_store(options) as store:
        kept = take(store, find(store, options.deal).id)
        catalog = catalog_of(store, kept.row, today)
        now = dt.datetime.now().astimezone()
        asked = ask(store, kept.row, kept.deal, catalog, who=acting_user(), now=now)
    _write(options, write_request(asked).decode(), "The request", write_request(asked).decode())
    named = "; ".join(each.titled for each in catalog.approvers.people)
    if options.out is not None and named:
        print(f"Send it to somebody who may approve: {named}")
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Print what is asked."""
    asked = _request(options)
    if options.json:
        print_json({"id": asked.id, **{name: getattr(asked, name) for name in asked.__struct_fields__}})
    else:
        _print(asked)
    return 0


def run_approve(options: argparse.Namespace) -> int:
    """Sign a yes."""
    return _answer(options, "approved")


def run_decline(options: argparse.Namespace) -> int:
    """Sign a no."""
    return _answer(options, "declined")


def run_add(options: argparse.Namespace) -> int:
    """Take the answer in; 1 where it was declined."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.approvals import record_answer
    from omnidesk.operations.audit import note_catalog
    from omnidesk.operations.kept_deals import take
    from omnidesk.store.search import find

    content = sys.stdin.read() if options.file == "-" else read_file(Path(options.file)).decode(errors="replace")
    today = read_catalog(options)
    with opened_store(options) as store:
        note_catalog(store, today)  # who may approve, and how much
        kept = take(store, find(store, options.deal).id)
        now = dt.datetime.now().astimezone()
        taken, row = record_answer(store, kept.row, kept.deal, today, content, now=now)
    claims = taken.claims
    if claims.decision == "declined":
        print(f"{taken.approver} declined on {claims.on}: {claims.why}")
        return 1
    print(f"{taken.approver} approved “{row.title}” on {claims.on}: {claims.why}")
    print(f"It holds for this price until {claims.until}")
    return 0


def _answer(options: argparse.Namespace, decision: "Decision") -> int:
    from omnidesk.commands.store_in import opened_identity
    from omnidesk.operations.approving import Answer, answer

    asked, approvers = _request(options), read_catalog(options).approvers
    said = Answer(decision=decision, why=options.reason, until=options.until)
    token = answer(asked, said, opened_identity(options), approvers, now=dt.datetime.now().astimezone())
    if options.out is not None:
        _print(asked)
    _write_token(options, token)
    return 0


def _write_token(options: argparse.Namespace, token: "Token") -> None:
    _write(options, f"{token.for_mail}\n", "The answer", token.short.text, sealed_by=token.claims.by)
    if options.out is not None:
        print(
            f"{token.claims.decision.capitalize()} until {token.claims.until}; send the file back, or its text by mail"
        )


def _write(options: argparse.Namespace, text: str, what: str, for_code: str, *, sealed_by: str | None = None) -> None:
    from omnidesk.operations.qr_code import qr_png

    if options.out is None:
        print(text.rstrip("\n"))
    else:
        write_file(options.out, text.encode(), sealed_by=sealed_by)
        print(f"{what} is written to {options.out}")
    if options.qr is not None:
        write_file(options.qr, qr_png(for_code), sealed_by=sealed_by)
        print(f"Its QR code is written to {options.qr}", file=sys.stderr if options.out is None else sys.stdout)


def _request(options: argparse.Namespace) -> "ApprovalRequest":
    from omnidesk.domain.approval_request import read_request

    content = read_file(options.file)
    try:
        return read_request(content)
    except InputError as error:
        raise InputError(f"{options.file}: {error}") from None


def _print(asked: "ApprovalRequest") -> None:
    digits = MINOR_DIGITS.get(asked.currency, 2)

    def money(amount: Decimal) -> str:
        return f"{figure(amount.quantize(Decimal(1).scaleb(-digits)))} {asked.currency}"

    rows = (
        ("client", asked.client),
        ("asked by", f"{asked.asked_by}, {asked.company}, {asked.asked_on}"),
        ("discount", f"{percent(asked.percent)} ({money(asked.before - asked.after)})"),
        ("without it", f"{money(asked.before)} committed"),
        ("with it", f"{money(asked.after)} committed"),
        ("reason", asked.reason or "none given"),
        ("price", asked.deal_hash[:12]),
    )
    for name, text in rows:
        print(f"{name:<11} {text}")
