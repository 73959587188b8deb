"""The shipped catalog, read once."""

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.specs.load import load_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()
