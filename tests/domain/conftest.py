"""The shipped catalog, read once, and small deals to start from."""

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.specs.load import load_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()
