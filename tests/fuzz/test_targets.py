"""The readers of foreign files take honest inputs, and answer changed ones with an error for a person or not at all.

``make fuzz`` tries many thousands more, guided by the branches that they reach.
"""

import random

import pytest

from tests.fuzz.one import changed
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_honest_inputs_are_taken_and_changed_ones_do_no_harm(name: str) -> None:
    target, dice = TARGETS[name], random.Random(name)
    seeds = target.seeds()

    assert any(target.feed(seed) for seed in seeds)
    for _ in range(40):
        target.feed(changed(dice.choice(seeds), seeds, dice))
