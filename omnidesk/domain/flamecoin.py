"""FlameCoin: a unit of its own, shown apart and never inside a money total (domain rules §4, §10)."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from omnidesk.domain.money import Money, percent_of
from omnidesk.domain.named import Named, Prose, Spec
from omnidesk.domain.policy import Policy
from omnidesk.domain.remembered import remembered


class Referral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deal that the client referred: its first-year value in this deal's currency."""

    name: str
    first_year_value: Decimal


class FlameCoin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stake and rewards in whole FLAME. ``reference_rate`` is deal currency per FLAME, for orientation only."""

    stake: int = 0
    referrals: tuple[Referral, ...] = ()
    case_studies: int = 0
    community: int = 0
    reference_rate: Decimal | None = None


class FlameCoinSpec(Spec, frozen=True, kw_only=True):
    """``specs/flamecoin.yaml``: utility, staking benefits and ways to earn."""

    name: Prose
    description: str
    governance: tuple[Named, ...]
    access: tuple[Named, ...]
    rewards: tuple[Named, ...]
    tier_upgrades: str
    priority_support_stake: int
    votes_per_flame: int
    referral_percent: Decimal
    flame_per_case_study: int
    community_contribution: str


class Flame(msgspec.Struct, frozen=True, kw_only=True):
    """What the stake gives and what was earned, in whole FLAME; the money figures stand outside every total.

    ``referral_credit`` is money in the deal's currency; ``equivalent`` the stake at the
    reference rate, for orientation; ``tier_upgrade`` the tier that a stake of this size lifts to by house policy. It
    is shown: FLAME meets no need and changes no price.
    """

    stake: int = 0
    votes: int = 0
    priority_support: bool = False
    earned: int = 0
    referral_credit: Decimal = Decimal(0)
    equivalent: Decimal | None = None
    tier_upgrade: str | None = None


@remembered
def flame_of(coin: FlameCoin | None, spec: FlameCoinSpec, policy: Policy, money: Money) -> Flame:
    """Votes, priority support and rewards of a deal. Source: domain rules §4, §10."""
    if coin is None:
        return Flame(referral_credit=money.round(0))
    referred = [money.round(percent_of(spec.referral_percent, each.first_year_value)) for each in coin.referrals]
    reached = [row for row in policy.flame_tier_upgrades.value if coin.stake >= row.stake]
    return Flame(
        stake=coin.stake,
        votes=coin.stake * spec.votes_per_flame,
        priority_support=coin.stake >= spec.priority_support_stake,
        earned=coin.case_studies * spec.flame_per_case_study + coin.community,
        referral_credit=money.total(referred),
        tier_upgrade=max(reached, key=lambda row: row.stake).tier if reached else None,
        equivalent=None if coin.reference_rate is None else money.round(coin.stake * Fraction(coin.reference_rate)),
    )
