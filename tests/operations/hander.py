"""A program that employs a worker as the window does: ``hand_over`` a deal and say what it read for it, or ``wait``."""

import datetime as dt
import os
import sys
import threading

from omnidesk.deal_file import read_deal
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.operations.page_drawing import preview_pages
from omnidesk.operations.worker import employing
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from tests.operations.work import heavy, where

NOW = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)


def main(act: str) -> None:
    with employing():
        if act == "wait":
            print(where(), flush=True)
            threading.Event().wait()
        catalog, deal = load_catalog(), read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
        pdf, drawn = preview_pages(deal, catalog, (0,), kind="summary", now=NOW, scale=1.0)
        done = hand_over(deal, catalog, Printing(kind="summary"), identity=None, now=NOW)
        print(len(pdf) > 0, len(drawn.pages), done.pages, heavy(), where() != os.getpid())


if __name__ == "__main__":
    main(sys.argv[1])
