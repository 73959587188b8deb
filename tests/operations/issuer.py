"""A program that issues deals and says so, for tests that kill it and race it.

Usage: python issuer.py FOLDER COUNT. It prints each number once the store has acknowledged it.
"""

import datetime as dt
import sys
from pathlib import Path

from omnidesk.deal_file import read_deal
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace

NOW = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)


def main(folder: str, count: str) -> None:
    store, catalog = open_store(workspace(Path(folder))), load_catalog()
    deal = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
    for _ in range(int(count)):
        row = keep_new(store, deal, catalog)
        done = issue(store, row, catalog, IssueOrder(kinds=("summary",), who="issuer"), now=NOW)
        print(done.edition.number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
