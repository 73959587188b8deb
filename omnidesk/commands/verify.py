"""``omnidesk verify``: who signed a document, what changed since, and whether the deal in it comes to its totals."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.commands.deal_input import workspace_folder
from omnidesk.commands.documents_in import deal_in, read_pdf
from omnidesk.commands.output import figure, print_json
from omnidesk.commands.parser import Commands, add_json
from omnidesk.domain.errors import InputError
from omnidesk.operations.embedded_deal import Recalculation, recalculate

if TYPE_CHECKING:
    from omnidesk.operations.printed_total import PrintedTotal
    from omnidesk.signing.verify import Verification

WORDS = {
    "valid": "valid: signed by someone known here, and unchanged since",
    "unknown_signer": "unknown signer: unchanged since signing, but nobody here knows the signer",
    "invalid": "INVALID: do not rely on this file",
    "unsigned": "unsigned",
}
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "verify",
        "check the signatures of a PDF, what changed since signing, and the totals of the deal in it",
        example="omnidesk verify proposal.pdf --json",
        run=run,
    )
    parser.add_argument("file", type=Path, metavar="OUT.pdf", help="a document that OmniDesk built")
    add_json(parser)
    parser.add_argument(
        "--fingerprint",
        action="append",
        default=[],
        metavar="SHA256",
        help="a signer to recognise, by the SHA-256 of the certificate; may be given more than once",
    )


def run(options: argparse.Namespace) -> int:
    """Print the judgement; 0 only for a valid document."""
    from omnidesk.signing.authorities import authority_fingerprints
    from omnidesk.signing.identities import identities_folder, known_fingerprints
    from omnidesk.signing.verify import verify

    pinned = frozenset(_fingerprint(text) for text in options.fingerprint)
    # A workspace that does not exist knows nobody, and is not made.
    folder = identities_folder(workspace_folder(options))
    pdf = read_pdf(options.file)
    found = verify(pdf, known=known_fingerprints(folder) | pinned, authorities=authority_fingerprints(folder))
    deal, printed, problems = _deal(pdf, trusted=found.status == "valid")
    found = msgspec.structs.replace(found, problems=(*found.problems, *problems))
    if options.json:
        told = None if deal is None else {**msgspec.structs.asdict(deal), "printed_totals": printed}
        print_json({**msgspec.structs.asdict(found), "deal": told})
    else:
        _print(found, deal, options.file)
    return 0 if found.status == "valid" else 1


def _fingerprint(text: str) -> str:
    plain = text.replace(":", "").replace(" ", "").lower()
    if not FINGERPRINT.fullmatch(plain):
        raise InputError(f"--fingerprint: “{text[:80]}” is no SHA-256; give its 64 hexadecimal digits")
    return plain


def _deal(pdf: bytes, *, trusted: bool) -> "tuple[Recalculation | None, tuple[PrintedTotal, ...], tuple[str, ...]]":
    """The deal in the document priced again, the totals that its pages print, and what is wrong with either."""
    from omnidesk.operations.printed_total import printed_problems, printed_totals

    try:
        embedded = deal_in(pdf)
    except InputError as error:
        return None, (), (str(error),)
    if embedded is None:
        return None, (), ("The file carries no deal, so its totals cannot be checked.",)
    result = recalculate(embedded)
    wrong = "The deal inside the file does not come to the totals it states when it is priced again."
    problems = () if result.totals_recomputed else (wrong,)
    try:
        printed = printed_totals(pdf, embedded, trusted=trusted)
    except InputError as error:
        return result, (), (*problems, f"The printed totals cannot be checked: {error}.")
    return result, printed, (*problems, *printed_problems(printed, embedded))


def _print(found: "Verification", deal: Recalculation | None, path: Path) -> None:
    print(f"{path}: {WORDS[found.status]}")
    for signature in found.signatures:
        print(f"\n  {signature.signer} ({signature.field})")
        rows = (
            ("signed at", signature.signed_at.isoformat() if signature.signed_at else "not stated"),
            ("fingerprint", signature.fingerprint),
            ("known here", "yes" if signature.trusted else "no"),
            ("intact", "yes" if signature.intact else "NO"),
            ("time vouched", signature.timestamp.isoformat() if signature.timestamp else "by nobody known here"),
            ("changes since", signature.changes_after),
        )
        _print_rows(rows)
    for stamp in found.timestamps:
        print(f"\n  Timestamp by {stamp.authority} ({stamp.field})")
        _print_rows(
            (
                ("time", stamp.time.isoformat()),
                ("fingerprint", stamp.fingerprint),
                ("known here", "yes" if stamp.trusted else "no, so its word on the time counts for nothing here"),
            )
        )
    if deal is not None:
        same = "come out the same when priced again" if deal.totals_recomputed else "DO NOT come out when priced again"
        named = f"{deal.reference}, deal {deal.hash[:12]}" if deal.reference else f"Deal {deal.hash[:12]}"
        print(f"\n  {named}: {figure(deal.committed_total)} {deal.currency} committed; its totals {same}")
        if deal.anchor:
            print(f"    {'log anchor':<13}  {_hexadecimal(deal.anchor)}: the provider's log as it stood at issue")
    for problem in found.problems:
        print(f"\n  {problem}")


def _hexadecimal(text: str) -> str:
    """The anchor, if it is one: what a stranger's file says is not printed unseen."""
    return text if FINGERPRINT.fullmatch(text) else "not readable"


def _print_rows(rows: tuple[tuple[str, str], ...]) -> None:
    for name, text in rows:
        print(f"    {name:<13}  {text}")
