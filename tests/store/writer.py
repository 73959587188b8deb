"""A program that saves deals and says so, for tests that kill it, race it and take its disk away.

Usage: python writer.py FOLDER create COUNT | python writer.py FOLDER save DEAL COUNT
It prints the id and version of each save once the store has acknowledged it; refusals go to standard error.
"""

import sys
from pathlib import Path

from omnidesk.domain.errors import MachineError
from omnidesk.store import deals
from omnidesk.store.connect import Store
from omnidesk.store.deals import ChangedElsewhereError, Summary
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace

SHOWN = Summary(title="Written", client="Writer", stage="draft", currency="EUR")


def create_many(store: Store, count: int) -> None:
    for number in range(count):
        row = deals.create(store, f'{{"number":{number},"pad":"{"x" * 20_000}"}}', SHOWN)
        print(row.id, number, flush=True)


def save_many(store: Store, deal_id: str, count: int) -> None:
    saved = 0
    while saved < count:
        version = deals.load(store, deal_id).row.version
        try:
            row = deals.save(store, deal_id, f'{{"after":{version}}}', SHOWN, version=version)
        except ChangedElsewhereError:
            continue
        saved += 1
        print(row.id, row.version, flush=True)


def main(folder: str, order: str, *rest: str) -> int:
    try:
        store = open_store(workspace(Path(folder)))
        print("open", flush=True)
        if order == "create":
            create_many(store, int(rest[0]))
        else:
            save_many(store, rest[0], int(rest[1]))
    except MachineError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
