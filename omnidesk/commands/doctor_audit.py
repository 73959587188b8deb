"""``omnidesk doctor --audit``: whether the log of a workspace is what was written, row by row, and the log itself."""

import argparse
from typing import TYPE_CHECKING

from omnidesk.commands.output import print_json, print_wrapped
from omnidesk.commands.progress import shown_progress

if TYPE_CHECKING:
    from omnidesk.operations.audit import AuditReport


def run_audit(options: argparse.Namespace) -> int:
    """Print what came of the check; 1 when a row or an anchor is not as it was written."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.audit import examine
    from omnidesk.store.audit import lines
    from omnidesk.vault import Vault

    with opened_store(options) as store:
        if options.export is not None:
            write_file(options.export, "".join(f"{line}\n" for line in lines(store)).encode())
        with shown_progress() as progress:
            found = examine(store, Vault(), progress)
    if options.json:
        print_json(_view(found))
    else:
        _print(found, options)
    return 1 if found.problems else 0


def _view(found: "AuditReport") -> dict[str, object]:
    checked = found.checked
    return {
        "rows": checked.rows,
        "head": checked.head,
        "first_bad": None if checked.bad is None else {"row": checked.bad.number, "fault": checked.bad.fault},
        "unkeyed": checked.unkeyed,
        "unknown_key": checked.unknown,
        "anchored_documents": found.anchored,
        "documents_without_anchor": found.unanchored,
        "problems": found.problems,
        "remarks": found.remarks,
    }


def _print(found: "AuditReport", options: argparse.Namespace) -> None:
    checked = found.checked
    if checked.bad is None:
        print(f"{checked.rows:,} rows, each as it was written; the last has the seal {checked.head[:12]}")
    else:
        print(f"The log is NOT as it was written; {checked.rows:,} rows before that hold")
    for line in (*found.problems, *found.remarks):
        print_wrapped(f"{line[:1].upper()}{line[1:]}")
    if found.anchored or found.unanchored:
        older = f"; {found.unanchored} went out before the log began" if found.unanchored else ""
        print(f"Issued documents that bear the seal of a row of this log: {found.anchored}{older}")
    if options.export is not None:
        print(f"The log was written to {options.export}, a line of JSON for each row")
