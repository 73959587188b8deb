"""Words of the desk: stages, waiting times, and a deal as cards and lists name it. No Qt, no store."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import STAGES, Stage, move, stage_named
from omnidesk.domain.money import MINOR_DIGITS, round_half_up
from omnidesk.formatting import Amount, Formatter
from omnidesk.i18n import _, marked

_STAGE_NAMES: dict[Stage, str] = {
    "draft": marked("Draft"),
    "issued": marked("Issued"),
    "accepted": marked("Accepted"),
    "active": marked("Active"),
    "ended": marked("Ended"),
    "declined": marked("Declined"),
    "expired": marked("Expired"),
    "withdrawn": marked("Withdrawn"),
    "superseded": marked("Superseded"),
}
WON: tuple[Stage, ...] = ("accepted", "active", "ended")
"""Stages that a deal reaches only with a signed contract."""
COMMITTED = "total:committed_total"
"""The figure of a deal that lists show."""


def stage_name(stage: str) -> str:
    """Return a stage as a person reads it; one that we do not know as it is."""
    return next((_(name) for known, name in _STAGE_NAMES.items() if known == stage), stage)


class ListedDeal(Protocol):
    """What the desk needs to know of a deal; a row of the store is one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def client(self) -> str:
        """The client's name."""
        ...

    @property
    def stage(self) -> str:
        """Where it stands."""
        ...

    @property
    def tier(self) -> str | None:
        """The id of its tier."""
        ...

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        ...

    @property
    def committed_minor(self) -> int | None:
        """What it commits to, in minor units; None: not priced yet."""
        ...

    @property
    def stage_since(self) -> str:
        """The day on which it came into its stage."""
        ...

    @property
    def valid_until(self) -> str | None:
        """The last day of an issued offer."""
        ...

    @property
    def offer(self) -> str | None:
        """Its number; None: never issued."""
        ...

    @property
    def offer_version(self) -> int | None:
        """Its newest issued version."""
        ...

    @property
    def approval_asked(self) -> bool:
        """Whether an approval was asked for that nobody has answered yet."""
        ...


def offer_words(deal: ListedDeal) -> str:
    """Return number and version of a deal, nothing while it was never issued; and whether it waits for an approval."""
    number = "" if deal.offer is None else f"{deal.offer} v{deal.offer_version}"
    return beside((number, _("approval asked") if deal.approval_asked else ""))


def ways(stage: str) -> tuple[Stage, ...]:
    """Return the stages to which a person can move a deal from here; an amendment supersedes it, nobody by hand."""
    return tuple(to for to in STAGES if to not in (stage, "superseded") and not refusal(stage, to))


def refusal(stage: str, to: str) -> str:
    """Return why there is no way from one stage to another, in words; nothing where there is one."""
    try:
        move(stage_named(stage), stage_named(to))
    except InputError as error:
        return str(error)
    return ""


def days_words(days: int) -> str:
    """Return a length in days: ``today``, ``1 day``, ``12 days``."""
    if days <= 0:
        return _("today")
    return _("1 day") if days == 1 else _("{count} days").format(count=days)


def until_words(day: datetime.date, today: datetime.date) -> str:
    """Return how far a day is: ``in 3 days``, ``tomorrow``, ``2 days ago``."""
    days = (day - today).days
    if days in (0, 1, -1):
        return (_("today"), _("tomorrow"), _("yesterday"))[days]
    return _("in {count} days").format(count=days) if days > 0 else _("{count} days ago").format(count=-days)


def days_since(iso: str, today: datetime.date) -> int:
    """Return how many days ago a day was; 0 for one that is not known."""
    return max((today - datetime.date.fromisoformat(iso)).days, 0) if iso else 0


def amount_words(minor: int | None, currency: str, formatter: Formatter) -> str:
    """Return an amount of minor units, rounded to whole ones as a list needs it; a dash for none."""
    if minor is None:
        return "–"
    amount = Decimal(minor).scaleb(-MINOR_DIGITS.get(currency, 2))
    return formatter.money(round_half_up(amount, 0), currency, short=True)


def asked(deal_id: str, shown: str, figure: str = COMMITTED) -> str:
    """Return an amount of a deal that a list shows; a person can ask how it came about."""
    return Amount(shown, f"{deal_id}/{figure}") if any(map(str.isdigit, shown)) else shown


def split(figure: str) -> tuple[str, str]:
    """Return the deal and the figure in it that an id on the desk means; no deal for a headline."""
    deal_id, _slash, own = figure.rpartition("/")
    return deal_id, own


def deals_words(count: int, formatter: Formatter) -> str:
    """Return a number of deals: ``1 deal``, ``1,250 deals``."""
    return _("1 deal") if count == 1 else _("{count} deals").format(count=formatter.number(count))


def beside(parts: Sequence[str]) -> str:
    """Return what is known of several parts, in one line."""
    return " · ".join(part for part in parts if part)
