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
    from omnidesk.signing.verify import verify

    pinned = frozenset(_fingerprint(text) for text in options.fingerprint)
    pdf = read_pdf(options.file)
    found = verify(pdf, known=_known(options) | pinned)
    deal, problems = _deal(pdf)
    found = msgspec.structs.replace(found, problems=(*found.problems, *problems))
    if options.json:
        print_json({**msgspec.structs.asdict(found), "deal": deal})
    else:
        _print(found, deal, options.file)
    return 0 if found.status == "valid" else 1


def _known(options: argparse.Namespace) -> frozenset[str]:
    """The signers that this workspace knows; one that does not exist knows nobody, and is not made."""
    from omnidesk.signing.identities import identities_folder, known_fingerprints

    return known_fingerprints(identities_folder(workspace_folder(options)))


def _fingerprint(text: str) -> str:
    plain = text.replace(":", "").replace(" ", "").lower()
    if not FINGERPRINT.fullmatch(plain):
        raise InputError(f"--fingerprint: “{text[:80]}” is no SHA-256; give its 64 hexadecimal digits")
    return plain


def _deal(pdf: bytes) -> tuple[Recalculation | None, tuple[str, ...]]:
    """The deal in the document priced again, and what is wrong with it."""
    try:
        embedded = deal_in(pdf)
    except InputError as error:
        return None, (str(error),)
    if embedded is None:
        return None, ("The file carries no deal, so its totals cannot be checked.",)
    result = recalculate(embedded)
    wrong = "The deal inside the file does not come to the totals it states when it is priced again."
    return result, () if result.totals_recomputed else (wrong,)


def _print(found: "Verification", deal: Recalculation | None, path: Path) -> None:
    print(f"{path}: {WORDS[found.status]}")
    for signature in found.signatures:
        print(f"\n  {signature.signer} ({signature.field})")
        rows = (
            ("signed at", signature.signed_at.isoformat() if signature.signed_at else "not stated"),
            ("fingerprint", signature.fingerprint),
            ("known here", "yes" if signature.trusted else "no"),
            ("intact", "yes" if signature.intact else "NO"),
            ("changes since", signature.changes_after),
        )
        for name, text in rows:
            print(f"    {name:<13}  {text}")
    if deal is not None:
        same = "come out the same when priced again" if deal.totals_recomputed else "DO NOT come out when priced again"
        print(f"\n  Deal {deal.hash[:12]}: {figure(deal.committed_total)} {deal.currency} committed; its totals {same}")
    for problem in found.problems:
        print(f"\n  {problem}")
