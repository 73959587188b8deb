"""Problems of FlameCoin (domain rules §4)."""

from collections.abc import Iterator

from omnidesk.domain.errors import Problem
from omnidesk.domain.flamecoin import FlameCoin

FIELD = "models.flamecoin"


def flamecoin_problems(coin: FlameCoin) -> Iterator[Problem]:
    """Nothing that is counted can be negative."""
    for name in ("stake", "case_studies", "community"):
        if getattr(coin, name) < 0:
            yield Problem(field=f"{FIELD}.{name}", reason="cannot be negative", limit="0")
    for index, referral in enumerate(coin.referrals):
        if referral.first_year_value < 0:
            field = f"{FIELD}.referrals.{index}.first_year_value"
            yield Problem(field=field, reason="cannot be negative", limit="0")
    if coin.reference_rate is not None and coin.reference_rate < 0:
        yield Problem(field=f"{FIELD}.reference_rate", reason="cannot be negative", limit="0")
