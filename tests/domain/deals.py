"""Deals written as people would say them: a base deal and what differs from it."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec

from omnidesk.domain.deal import Deal

SEEKER: dict[str, Any] = {
    "tier": "seeker",
    "terms": {"effective_date": "2026-02-01", "months": 12, "billing": "monthly"},
    "models": {"subscription": {"agents": 2}},
}
APPRENTICE: dict[str, Any] = {
    "tier": "apprentice",
    "terms": {"effective_date": "2026-02-01", "months": 12, "billing": "annual"},
    "models": {"subscription": {"agents": 8}},
}
ARCHITECT: dict[str, Any] = {
    "tier": "architect",
    "terms": {"effective_date": "2026-02-01", "months": 36, "billing": "annual"},
    "models": {"subscription": {"agents": 30}},
}
SOVEREIGN: dict[str, Any] = {
    "tier": "sovereign",
    "terms": {
        "effective_date": "2026-02-01",
        "months": 36,
        "billing": "annual",
        "negotiated_base_per_year": "1000000",
    },
    "models": {"subscription": {"agents": "unlimited"}},
}
DEVELOPMENT: dict[str, Any] = {
    "discovery_fee": "30000",
    "discovery_weeks": 3,
    "development_fee": "200000",
    "development_weeks": 16,
    "deployment_fee": "50000",
    "deployment_weeks": 6,
    "maintenance_percent": "18",
}


def deal(base: dict[str, Any] | None = None, **changes: Any) -> Deal:
    """A deal from a base and changes by path, dots written as double underscores: ``terms__months=24``."""
    tree = msgspec.json.decode(msgspec.json.encode(base or {}))
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = tree
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return msgspec.convert(tree, Deal)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def amounts(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]
