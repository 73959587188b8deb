"""FlameCoin: a unit of its own, shown apart and never inside a money total (domain rules §4, §10)."""

from decimal import Decimal

import msgspec

from omnidesk.domain.named import Named, Spec


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

    name: str
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
