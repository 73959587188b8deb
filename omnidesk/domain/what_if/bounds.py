"""Where a deal stands before a lever is turned, and how far a lever goes."""

from decimal import Decimal

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.policy import LeverRange, WhatIfRanges
from omnidesk.domain.pricing import Pricing


class Standing(msgspec.Struct, frozen=True):
    """A deal with the catalog and the frame of its prices."""

    deal: Deal
    catalog: Catalog
    pricing: Pricing

    @property
    def ranges(self) -> WhatIfRanges:
        """The company's own ranges."""
        return self.catalog.policy.what_if_ranges.value


class Bounds(msgspec.Struct, frozen=True):
    """Both ends, included, and the step between two places."""

    minimum: Decimal
    maximum: Decimal
    step: Decimal = Decimal(1)


def bounds_of(row: LeverRange) -> Bounds:
    """The bounds that the company's policy states."""
    return Bounds(row.minimum, row.maximum, row.step)


SWITCH = Bounds(Decimal(0), Decimal(1))
FIXED = Bounds(Decimal(1), Decimal(1))
"""A switch that the deal's tier leaves no choice about."""
