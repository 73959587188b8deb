"""``omnidesk deal return``: a file that came back from a client is judged, and taken as acceptance if it holds."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.output import print_json, print_wrapped
from omnidesk.commands.parser import Commands, add_json, add_specs
from omnidesk.commands.progress import shown_progress
from omnidesk.domain.errors import InputError
from omnidesk.formatting import Formatter

if TYPE_CHECKING:
    from omnidesk.operations.returned import Desk, Judgement
    from omnidesk.store.deals import DealRow


def add(group: Commands) -> None:
    """Add the command."""
    parser = group.add(
        "return",
        "judge a file that came back from a client, and record the acceptance if it holds",
        example="omnidesk deal return signed.pdf --accept",
        run=run,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a signed PDF, or a scan or photo (PDF, PNG, JPEG)")
    parser.add_argument("--deal", metavar="DEAL", help="the deal that a scan answers; a signed file says it itself")
    parser.add_argument("--accept", action="store_true", help="record that the client accepted, if the file holds")
    parser.add_argument("--reason", metavar="TEXT", help="why a scan counts as signed: who signed it, how you know")
    parser.add_argument(
        "--trust",
        metavar="SHA256",
        help="the fingerprint of the client's certificate, as the client told it to you",
    )
    parser.add_argument(
        "--sign",
        metavar="NAME",
        help="where the client signs first: keep the file, then sign it for us (a name from: omnidesk identity list)",
    )
    parser.add_argument("--out", type=Path, metavar="OUT.pdf", help="with --sign: write the file that both signed")
    add_specs(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the judgement; 0 only for a file that holds, or a scan that was confirmed."""
    from omnidesk.commands.store_in import identities, opened_store
    from omnidesk.operations.returned import Desk, judge, read_returned
    from omnidesk.operations.returned_words import sentence
    from omnidesk.store.search import find

    if options.out is not None and options.sign is None:
        raise InputError("--out: names the file that both signed, so it needs --sign NAME as well")
    content, catalog = read_returned(options.file), read_catalog(options)
    with opened_store(options) as store:
        desk = Desk(store=store, folder=identities(options), catalog=catalog, now=dt.datetime.now().astimezone())
        deal_id = None if options.deal is None else find(store, options.deal).id
        with shown_progress() as progress:
            found = judge(desk, content, options.file.name, deal_id=deal_id, progress=progress)
        found = _trusted(desk, found, options.trust)
        words = sentence(found, Formatter("en-GB"), catalog)
        row = _recorded(desk, found, words, options)
        kept = row is not None or (found.waits_for_us and options.accept)
    if options.json:
        print_json({**_view(found, words, row), "kept": kept})
    else:
        _print(found, words, row, kept=kept)
    return 0 if found.finding == "holds" or (found.finding == "wet_ink" and row is not None) else 1


def _trusted(desk: "Desk", found: "Judgement", fingerprint: str | None) -> "Judgement":
    """The judgement once the client's certificate is known, where the fingerprint that was told is the file's."""
    from omnidesk.operations.returned import judge_again
    from omnidesk.operations.returning import trust_client

    if fingerprint is None or found.finding != "unknown_signer" or found.client is None:
        return found
    if fingerprint.replace(":", "").replace(" ", "").lower() != found.client.fingerprint:
        raise InputError(f"--trust: the file was signed with another certificate, {found.client.fingerprint}")
    trust_client(found)
    return judge_again(desk, found)


def _recorded(desk: "Desk", found: "Judgement", words: str, options: argparse.Namespace) -> "DealRow | None":
    """The deal as it is after what was asked for; None where nothing changed for it."""
    from omnidesk.operations.returning import confirm_scan, keep_returned, take_as_acceptance

    if options.sign is not None:
        return _signed_for_us(desk, found, words, options)
    if found.waits_for_us and options.accept:
        keep_returned(desk, found, words)
        return None
    if found.finding == "wet_ink" and options.reason is not None:
        return confirm_scan(desk, found, words, reason=options.reason)
    if found.finding == "holds" and options.accept:
        return take_as_acceptance(desk, found, words)
    return None


def _signed_for_us(desk: "Desk", found: "Judgement", words: str, options: argparse.Namespace) -> "DealRow":
    """Keep the file that the client signed first, sign it for us, and write what both signed where that was asked."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_identity
    from omnidesk.operations.returning import keep_returned, refuse_our_signature
    from omnidesk.operations.signed_here import sign_kept
    from omnidesk.store import deals, documents

    if not found.waits_for_us:
        raise InputError(f"--sign: the file does not wait for our signature. {words}")
    refuse_our_signature(desk, found)  # before anybody is asked for a passphrase
    identity, kept = opened_identity(options), keep_returned(desk, found, words)
    done = sign_kept(desk, kept, found.name, identity, Formatter("en-GB"))
    if options.out is not None:
        write_file(options.out, documents.read(desk.store, done.file.document))
    return deals.load(desk.store, done.file.deal_id).row


def _view(found: "Judgement", words: str, row: "DealRow | None") -> dict[str, object]:
    from omnidesk.operations.returned_words import changes_told

    deal = row or found.row
    return {
        "finding": found.finding,
        "sentence": words,
        "sha256": found.sha256,
        "reference": None if found.issued is None else found.issued.version.reference,
        "lapsed": found.lapsed,
        "signatures": () if found.verification is None else found.verification.signatures,
        "timestamps": () if found.verification is None else found.verification.timestamps,
        "changes": changes_told(found.changes),
        "problems": found.problems,
        "deal": None if deal is None else {"id": deal.id, "title": deal.title, "stage": deal.stage},
        "waits_for_us": found.waits_for_us and row is None,
        "recorded": row is not None,
    }


def _print(found: "Judgement", words: str, row: "DealRow | None", *, kept: bool) -> None:
    from omnidesk.operations.returned_words import changes_told

    print(words)
    for line in (*changes_told(found.changes), *found.problems):
        print_wrapped(line)
    deal = row or found.row
    if deal is not None:
        number = found.issued.version.reference if found.issued is not None else "not issued yet"
        print(f"\n“{deal.title}”, {number}: {deal.stage}{', the file is kept' if kept else ''}")
    advice = _advice(found, row)
    if advice:
        print(advice)


def _advice(found: "Judgement", row: "DealRow | None") -> str:
    """What could be done next."""
    if row is not None:
        return ""
    if found.lapsed:
        return "The offer has lapsed, so it cannot be accepted any more; issue it again"
    if found.waits_for_us:
        return "Keep it with --accept, or sign it for us with --sign NAME; the deal is accepted once both have signed"
    if found.finding == "unknown_signer" and found.client is not None:
        return f"Compare the fingerprint with the client, then add: --trust {found.client.fingerprint}"
    return {
        "holds": "Record the acceptance with --accept",
        "wet_ink": "If you know that the client signed it, add --deal DEAL and --reason TEXT",
        "foreign": "Take its deal over with: omnidesk extract FILE --out deal.yaml; omnidesk deal import deal.yaml",
    }.get(found.finding, "")
