"""Problems of the performance model (domain rules §4, §10)."""

from collections.abc import Iterator

from omnidesk.domain.errors import Problem
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.named import by_id
from omnidesk.domain.performance import Estimate, Performance, PerformanceSpec, Share, shares_of
from omnidesk.domain.pricing import Pricing

FIELD = "models.performance"


def performance_problems(performance: Performance, spec: PerformanceSpec, pricing: Pricing) -> Iterator[Problem]:
    """Shares, bonuses, and what a contract will need."""
    for share in shares_of(performance):
        yield from _share_problems(share, spec)
    for index, bonus in enumerate(performance.outcome_bonuses):
        field = f"{FIELD}.outcome_bonuses.{index}"
        if not 1 <= bonus.month <= pricing.months:
            limit = f"1–{pricing.months}"
            yield Problem(
                field=f"{field}.month", reason=f"the bonus is due in a month of the term, {limit}", limit=limit
            )
        if bonus.amount < 0:
            yield Problem(field=f"{field}.amount", reason="a bonus cannot be negative", limit="0")
        if not bonus.kpi.strip():
            yield Problem(field=f"{field}.kpi", reason="name the KPI that triggers the bonus")
    for field, missing in contract_gaps(performance).items():
        yield Problem(field=field, reason=f"{missing} before a contract can be issued", severity="warning")


def contract_gaps(performance: Performance) -> dict[str, str]:
    """What must be filled before a contract: field → what to do."""
    gaps: dict[str, str] = {}
    if not (performance.baseline or "").strip():
        gaps[f"{FIELD}.baseline"] = "describe how the baseline is measured"
    if not (performance.attribution or "").strip():
        gaps[f"{FIELD}.attribution"] = "agree the attribution method"
    if not performance.mutual_audit_rights:
        gaps[f"{FIELD}.mutual_audit_rights"] = "agree mutual audit rights"
    return gaps


def _share_problems(share: Share, spec: PerformanceSpec) -> Iterator[Problem]:
    row = by_id(spec.shares, share.kind)
    if row is not None and not row.percent.minimum <= share.percent <= row.percent.maximum:
        limit = f"{row.percent.minimum}–{row.percent.maximum}%"
        reason = f"{percent_text(share.percent)} is outside {limit} for {row.name.lower()}"
        yield Problem(field=f"{share.field}.percent", reason=reason, limit=limit)
    amounts = "incremental_revenue" if share.kind == "revenue_share" else "documented_savings"
    yield from estimate_problems(f"{share.field}.{amounts}", share.amounts)
    yield from _bounds_problems(share)


def _bounds_problems(share: Share) -> Iterator[Problem]:
    for name, bound in (("cap_per_year", share.cap), ("floor_per_year", share.floor)):
        if bound is not None and bound < 0:
            yield Problem(field=f"{share.field}.{name}", reason="cannot be negative", limit="0")
    if share.cap is not None and share.floor is not None and share.cap < share.floor:
        reason = f"the cap {plain(share.cap)} lies below the floor {plain(share.floor)}"
        yield Problem(field=f"{share.field}.cap_per_year", reason=reason, limit=plain(share.floor))


def estimate_problems(field: str, estimate: Estimate) -> Iterator[Problem]:
    """An estimate is not negative and goes up from low over base to high."""
    if estimate.low < 0:
        yield Problem(field=f"{field}.low", reason="an estimate cannot be negative", limit="0")
    if not estimate.low <= estimate.base <= estimate.high:
        reason = "the low case must not exceed the base case, nor the base case the high one"
        yield Problem(field=field, reason=reason, limit="low ≤ base ≤ high")
