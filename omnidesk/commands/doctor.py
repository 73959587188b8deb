"""``omnidesk doctor``: what this machine lacks for OmniDesk, and how to get it."""

import argparse
import sys
from pathlib import Path

from omnidesk.commands.output import print_json
from omnidesk.commands.parser import Commands, add_json, add_specs
from omnidesk.domain.errors import InputError

MARKS = {"ok": "ok     ", "missing": "MISSING", "optional": "without"}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "doctor",
        "look for what this machine lacks, and say how to get it",
        example="omnidesk doctor",
        run=run,
    )
    parser.add_argument(
        "--audit", action="store_true", help="check instead that the log of this workspace is what was written"
    )
    parser.add_argument("--export", type=Path, metavar="FILE", help="with --audit: write the log as JSON lines")
    add_specs(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what was found; 1 when something is missing that OmniDesk cannot do without, or the log was changed."""
    if options.audit:
        from omnidesk.commands.doctor_audit import run_audit

        return run_audit(options)
    if options.export is not None:
        raise InputError("--export belongs to --audit: omnidesk doctor --audit --export FILE")
    from omnidesk.commands.machine import checks

    found = checks(options)
    missing = [check for check in found if check.state == "missing"]
    if options.json:
        print_json({"python": sys.version.split()[0], "platform": sys.platform, "checks": found})
        return 1 if missing else 0
    for check in found:
        print(f"{MARKS[check.state]}  {check.name}: {check.found}")
        if check.advice:
            print(f"         → {check.advice}")
    return 1 if missing else 0
