"""A deal in a list, in words. No Qt."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from omnidesk.domain.money import MINOR_DIGITS
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.store.deals import DealRow
from omnidesk.wizard.desk_words import beside, offer_words, stage_name


class DealLine(msgspec.Struct, frozen=True):
    """What the list shows of one deal."""

    id: str
    title: str
    under_title: str
    stage: str
    stage_id: str
    tier: str
    total: str
    total_note: str
    changed: str
    archived: bool


def deal_line(row: DealRow, tiers: Mapping[str, str], formatter: Formatter, now: datetime.datetime) -> DealLine:
    """Put a row of the store into words; ``tiers`` names each tier by its id."""
    client = row.client.strip()
    return DealLine(
        id=row.id,
        title=row.title,
        under_title=beside((offer_words(row), client if client != row.title else "")),
        stage=stage_name(row.stage),
        stage_id=row.stage,
        tier=tiers.get(row.tier or "", row.tier or ""),
        total=_money(row.committed_minor, row.currency, formatter),
        total_note=_term(row.months) if row.committed_minor is not None else _("not priced yet"),
        changed=changed_words(row.changed_at, formatter, now),
        archived=row.archived,
    )


def changed_words(iso: str, formatter: Formatter, now: datetime.datetime) -> str:
    """When a deal was last changed, from ``now``: minutes and hours today, the date before."""
    then = datetime.datetime.fromisoformat(iso).astimezone(now.tzinfo)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("1 minute ago") if minutes == 1 else _("{count} minutes ago").format(count=minutes)
    if then.date() == now.date():
        return _("today, {time}").format(time=f"{then:%H:%M}")
    if then.date() == now.date() - datetime.timedelta(days=1):
        return _("yesterday, {time}").format(time=f"{then:%H:%M}")
    return formatter.day(then.date())


def _money(minor: int | None, currency: str, formatter: Formatter) -> str:
    if minor is None:
        return "–"
    return formatter.money(Decimal(minor).scaleb(-MINOR_DIGITS.get(currency, 2)), currency, short=True)


def _term(months: int | None) -> str:
    if months is None:
        return ""
    return _("1 month") if months == 1 else _("{count} months").format(count=months)
