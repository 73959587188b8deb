"""A crash in the middle of an operation leaves the deal as it was before or as it is after, and nothing between.

Every twelfth statement is enough for each run of the tests; ``python -m tests.operations.killed`` takes every one.
"""

import sys
from pathlib import Path

import pytest

from omnidesk.domain.catalog import Catalog

if sys.platform == "win32":
    pytest.skip("programs cannot fork there", allow_module_level=True)

from tests.operations.killed import OPERATIONS, kill_everywhere


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_kill_before_any_statement_leaves_nothing_between(name: str, tmp_path: Path, catalog: Catalog) -> None:
    found = kill_everywhere(name, catalog, tmp_path, every=12)

    assert found.times >= 3
    assert found.before + found.after == found.times
    assert found.between == 0
