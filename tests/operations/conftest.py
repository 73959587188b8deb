"""A real store, the shipped catalog, and deals that were issued there."""

import datetime as dt
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.specs.load import load_catalog
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.commands.conftest import SEEKER

NOW = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)
BRIEF = IssueOrder(kinds=("summary",), who="kim")

IssueDeal = Callable[..., DealRow]


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = open_store(workspace(tmp_path / "workspace"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def seeker() -> Deal:
    return read_deal(SEEKER)


@pytest.fixture
def issued(store: Store, catalog: Catalog, seeker: Deal) -> IssueDeal:
    """Issue a new deal with its summary alone, which is built in a moment."""

    def make(deal: Deal = seeker, order: IssueOrder = BRIEF, now: dt.datetime = NOW) -> DealRow:
        return issue(store, keep_new(store, deal, catalog), catalog, order, now=now).row

    return make
