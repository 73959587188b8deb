"""``omnidesk timestamp``: an authority's word on when an issued document was there, now or when online."""

import argparse
from pathlib import Path

from omnidesk.commands.documents_in import read_pdf
from omnidesk.commands.files import write_file
from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, add_json
from omnidesk.commands.progress import shown_progress
from omnidesk.domain.errors import InputError


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("timestamp", "the authority that vouches for times, and the documents that wait for it")
    chosen = group.add(
        "authority",
        "show or choose the time-stamping authority (RFC 3161)",
        example="omnidesk timestamp authority https://tsa.example/tsr",
        run=run_authority,
    )
    place = chosen.add_mutually_exclusive_group()
    place.add_argument("address", nargs="?", metavar="URL", help="the authority to ask from now on (shows it)")
    place.add_argument("--none", action="store_true", help="ask nobody from now on")
    listed = group.add("list", "list what waits for a timestamp", example="omnidesk timestamp list", run=run_list)
    add_json(listed)
    group.add("run", "ask for every timestamp that is waited for", example="omnidesk timestamp run", run=run_pending)
    single = group.add(
        "file",
        "append a timestamp to a signed PDF",
        example="omnidesk timestamp file offer.pdf --out offer-stamped.pdf --authority https://tsa.example/tsr",
        run=run_file,
    )
    single.add_argument("file", type=Path, metavar="FILE", help="a signed PDF")
    single.add_argument("--out", type=Path, required=True, metavar="OUT.pdf", help="the file to write")
    single.add_argument("--authority", metavar="URL", help="another authority than the workspace's")


def run_authority(options: argparse.Namespace) -> int:
    """Show whom the workspace asks, or choose another."""
    from omnidesk.commands.store_in import identities, opened_store
    from omnidesk.operations.timestamps import authority_of, choose_authority

    with opened_store(options) as store:
        if options.address is None and not options.none:
            found = authority_of(store)
            print(
                found.address if found else "No authority is chosen; choose one with: omnidesk timestamp authority URL"
            )
            return 0
        known = choose_authority(store, identities(options), options.address or "")
    if options.none:
        print("No authority is asked for timestamps from now on")
    elif known is None:
        print(f"{options.address} is asked from now on; it cannot be reached now, so documents wait")
    else:
        print(f"“{known.subject}” at {options.address} is asked from now on; its fingerprint is {known.fingerprint}")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Print what waits, with what went wrong last."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.store.timestamps import pending_timestamps

    with opened_store(options) as store:
        waiting = pending_timestamps(store)
    if options.json:
        print_json(waiting)
    elif not waiting:
        print("Nothing waits for a timestamp")
    else:
        rows = [
            (each.name, each.asked_at[:16].replace("T", " "), str(each.tries), each.problem or "") for each in waiting
        ]
        print_table(("Document", "Since", "Tries", "Last problem"), rows, right=("Tries",), indent="")
    return 0


def run_pending(options: argparse.Namespace) -> int:
    """Ask for each; 1 where some still wait."""
    from omnidesk.commands.store_in import identities, opened_store
    from omnidesk.operations.timestamps import stamp_pending

    with opened_store(options) as store, shown_progress() as progress:
        done = stamp_pending(store, identities(options), progress)
    print(f"{done.stamped} stamped, {done.pending} pending{f'; {done.problem}' if done.problem else ''}")
    return 1 if done.pending else 0


def run_file(options: argparse.Namespace) -> int:
    """Write the file with a timestamp."""
    from omnidesk.signing.timestamps import HttpAuthority, append_timestamp

    pdf = read_pdf(options.file)
    address = options.authority or _chosen(options)
    write_file(options.out, append_timestamp(pdf, HttpAuthority(address)))
    print(f"{options.file} with a timestamp written to {options.out}")
    return 0


def _chosen(options: argparse.Namespace) -> str:
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.timestamps import authority_of

    with opened_store(options) as store:
        found = authority_of(store)
    if found is None:
        raise InputError("no authority is chosen; name one with --authority URL, or: omnidesk timestamp authority URL")
    return found.address
