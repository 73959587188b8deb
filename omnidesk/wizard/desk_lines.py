"""Lines of the overview that open a deal: it waits, its offer lapses, its milestone is due. No Qt, no store."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from omnidesk.domain.success_tracking import notice_of
from omnidesk.i18n import _
from omnidesk.wizard.desk_board import DeskTerms
from omnidesk.wizard.desk_words import (
    ListedDeal,
    amount_words,
    asked,
    beside,
    days_since,
    days_words,
    stage_name,
    until_words,
)


class ListedMilestone(Protocol):
    """A milestone of a deal, as the store gives it."""

    @property
    def date(self) -> str:
        """Its day."""
        ...

    @property
    def name(self) -> str:
        """What is reached."""
        ...

    @property
    def place(self) -> int:
        """Which of its deal's milestones it is, from 0."""
        ...

    @property
    def amount_minor(self) -> int:
        """What is invoiced then, in minor units."""
        ...

    @property
    def deal_id(self) -> str:
        """The deal to which it belongs."""
        ...

    @property
    def title(self) -> str:
        """What that deal is called."""
        ...

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        ...


class ListedDue(Protocol):
    """What a running deal waits for, as the store gives it."""

    @property
    def due(self) -> str:
        """The day."""
        ...

    @property
    def name(self) -> str:
        """The metric; empty for a review or the end of a term."""
        ...

    @property
    def deal_id(self) -> str:
        """The deal to which it belongs."""
        ...

    @property
    def title(self) -> str:
        """What that deal is called."""
        ...

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        ...

    @property
    def committed_minor(self) -> int | None:
        """What it commits to, in minor units."""
        ...


@dataclass(frozen=True)
class DeskLine:
    """A line that opens a deal: what it is, what is said about it, and a figure; ``urgent`` colours it."""

    deal_id: str
    title: str
    note: str
    figure: str
    under_figure: str = ""
    urgent: bool = False


def waiting_line(deal: ListedDeal, terms: DeskTerms) -> DeskLine:
    """A deal that waits: where, for how long, and what it commits to."""
    days = days_since(deal.stage_since, terms.today)
    return DeskLine(
        deal.id,
        deal.title,
        beside((stage_name(deal.stage), terms.tiers.get(deal.tier or "", ""))),
        days_words(days),
        asked(deal.id, amount_words(deal.committed_minor, deal.currency, terms.formatter)),
    )


def expiring_line(deal: ListedDeal, terms: DeskTerms) -> DeskLine:
    """An offer that lapses: when, and what it commits to."""
    day = datetime.date.fromisoformat(deal.valid_until or "")
    lapsed = day < terms.today
    told = _("Lapsed {when}") if lapsed else _("Lapses {when}")
    return DeskLine(
        deal.id,
        deal.title,
        beside((told.format(when=until_words(day, terms.today)), terms.formatter.day(day))),
        asked(deal.id, amount_words(deal.committed_minor, deal.currency, terms.formatter)),
        urgent=lapsed,
    )


def milestone_line(each: ListedMilestone, terms: DeskTerms) -> DeskLine:
    """A milestone that is due: of which deal, when, and what is invoiced."""
    day = datetime.date.fromisoformat(each.date)
    return DeskLine(
        each.deal_id,
        each.name,
        beside((each.title, until_words(day, terms.today))),
        asked(
            each.deal_id,
            amount_words(each.amount_minor, each.currency, terms.formatter),
            f"milestone:{each.place}",
        ),
        terms.formatter.day(day),
        day < terms.today,
    )


def success_line(each: ListedDue, terms: DeskTerms) -> DeskLine:
    """A measurement or review of a running deal that is due."""
    day = datetime.date.fromisoformat(each.due)
    return DeskLine(
        each.deal_id,
        each.name or _("Business review"),
        beside((each.title, until_words(day, terms.today))),
        terms.formatter.day(day),
        urgent=day < terms.today,
    )


def renewal_line(each: ListedDue, terms: DeskTerms) -> DeskLine:
    """A term that ends within the days of notice; the last of them colour it."""
    day = datetime.date.fromisoformat(each.due)
    days = terms.policy.renewal_notice_days.value
    notice = notice_of((day - terms.today).days, days)
    told = _("{days}-day notice").format(days=notice) if notice is not None else ""
    return DeskLine(
        each.deal_id,
        each.title,
        beside((until_words(day, terms.today), told)),
        asked(each.deal_id, amount_words(each.committed_minor, each.currency, terms.formatter)),
        terms.formatter.day(day),
        urgent=notice is not None and notice == min(days),
    )
