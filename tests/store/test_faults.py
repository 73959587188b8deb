"""What can go wrong with a store, a little of each; ``python -m tests.store.faults`` prints the whole table."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such signals and limits there", allow_module_level=True)

from tests.store.faults import faults


def test_no_fault_loses_an_acknowledged_save() -> None:
    found = list(faults(share=0.05))

    assert [(each.name, each.lost, each.broken) for each in found if not each.name.startswith(" ")] == [
        (each.name, 0, 0) for each in found if not each.name.startswith(" ")
    ]
    assert all(each.times for each in found)
    (control,) = (each for each in found if "control" in each.name)
    assert control.lost > 0  # else the test of power cuts could not fail
