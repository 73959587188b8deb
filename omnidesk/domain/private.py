"""What an account manager states for us alone: what the deal costs us and the least that it may bring."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from omnidesk.domain.errors import Problem


class Private(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our cost a year and once, and our floor a year, in the deal's currency. It reaches no client surface."""

    cost_per_year: Decimal | None = None
    cost_one_time: Decimal | None = None
    floor_per_year: Decimal | None = None


def private_problems(private: Private) -> Iterator[Problem]:
    """Amounts that cannot be."""
    for field in Private.__struct_fields__:
        amount = getattr(private, field)
        if amount is not None and amount < 0:
            yield Problem(field=f"private.{field}", reason="a cost or floor cannot be negative", limit="0")
