"""``omnidesk sample``: the main job on the sample deal, with a throw-away identity: built, sealed, verified."""

import argparse
import datetime
import shutil
import sys
from pathlib import Path

from omnidesk.commands.files import write_file
from omnidesk.commands.parser import Commands
from omnidesk.commands.progress import shown_progress
from omnidesk.domain.errors import MachineError

SAMPLE = "architect-broadcaster.yaml"
NAME = "aurora-broadcast-proposal.pdf"


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "sample",
        "build, sign and verify the sample deal's proposal with a throw-away identity",
        example="omnidesk sample --out build/sample",
        run=run,
    )
    parser.add_argument(
        "--out", type=Path, default=Path("omnidesk-sample"), metavar="DIR", help="the folder to write to (%(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    """Build, seal, verify, and say where it lies."""
    from omnidesk.deal_file import read_deal
    from omnidesk.operations.handover import Printing, hand_over
    from omnidesk.shipped import shipped
    from omnidesk.signing.certificate import throwaway
    from omnidesk.specs.load import load_catalog

    now = datetime.datetime.now(datetime.UTC)
    deal = read_deal(shipped("resources", "samples", SAMPLE))
    with shown_progress() as progress:
        done = hand_over(
            deal,
            load_catalog(),
            Printing(),
            identity=throwaway(now),
            now=now,
            progress=progress,
        )
    path = _folder(options.out) / NAME
    write_file(path, done.pdf)
    print(f"Proposal {done.reference} for {deal.client.name}: {path.resolve()} ({done.pages} pages)")
    print("It is signed with a throw-away identity, whose certificate says so; nobody stands behind it.")
    print(f"Checked: {done.verification.status if done.verification else 'unsigned'}. Check it yourself with:")
    print(f"  {_program()} verify {path} --fingerprint {done.fingerprint}")
    return 0


def _program() -> str:
    """Return what to type for this program: its name where the shell finds it, else the way it was started."""
    started = Path(sys.argv[0])
    return "omnidesk" if shutil.which("omnidesk") or started.name != "omnidesk" else str(started)


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{folder}: cannot be made ({error.strerror or error}); choose another with --out") from None
    return folder
