"""The offer of a deal: under which number it is out, how it stands, and what can become of it now. No Qt, no store."""

import datetime
from dataclasses import dataclass
from typing import Literal, Protocol

from omnidesk.domain.differences import Differences
from omnidesk.domain.lifecycle import AGREED, Stage, VersionState
from omnidesk.formatting import Formatter
from omnidesk.i18n import _

Act = Literal["accepted", "declined", "withdrawn", "expired", "draft", "active", "ended", "amend", "renew"]
"""A stage that a step leads to, or a deal that follows this one."""
Tone = Literal["accent", "success", "warning"]


class OfferRow(Protocol):
    """What is known of an offer, as the store gives it."""

    @property
    def stage(self) -> str:
        """Where the deal stands."""
        ...

    @property
    def stage_since(self) -> str:
        """The day on which it came there."""
        ...

    @property
    def valid_until(self) -> str | None:
        """The last day of an offer that is out."""
        ...

    @property
    def offer(self) -> str | None:
        """Its number."""
        ...

    @property
    def offer_version(self) -> int | None:
        """Its newest issued version."""
        ...


@dataclass(frozen=True)
class OfferStep:
    """A step that can be taken now: whether a person is asked why, and whether it is the first choice (``lead``)."""

    act: Act
    label: str
    reason: Literal["", "asked", "needed"] = ""
    lead: bool = False


@dataclass(frozen=True)
class OfferView:
    """What is shown of an offer. ``out`` says that nothing is to be issued now; ``issue`` is the button's text."""

    number: str
    state: str
    tone: Tone
    steps: tuple[OfferStep, ...]
    out: bool
    issue: str


def offer_view(row: OfferRow, formatter: Formatter, today: datetime.date) -> OfferView:
    """Describe an offer."""
    version = row.offer_version or 0
    drafting = row.stage in ("draft", "declined", "expired", "withdrawn")
    return OfferView(
        number=_number(row, version, drafting=drafting),
        state=_state(row, formatter, today),
        tone=_tone(row, today),
        steps=_steps(row, today),
        out=row.stage == "issued" or row.stage in AGREED,
        issue=_("Issue version {version}").format(version=version + 1) if version else _("Issue the offer"),
    )


def state_words(state: VersionState) -> str:
    """Return what became of a version in a word or two."""
    return {
        "open": _("open"),
        "lapsed": _("lapsed"),
        "accepted": _("accepted"),
        "declined": _("declined"),
        "expired": _("lapsed"),
        "withdrawn": _("withdrawn"),
        "superseded": _("superseded"),
    }[state]


def price_words(found: Differences) -> str:
    """Return how many prices differ, for a person who has to choose between two catalogs."""
    if not found.price_changed:
        return _("Nothing would cost more or less today.")
    count = len(found.lines)
    return _("1 price line differs.") if count == 1 else _("{count} price lines differ.").format(count=count)


def _number(row: OfferRow, version: int, *, drafting: bool) -> str:
    if row.offer is None:
        return _("Not issued yet")
    if drafting and row.stage == "draft":
        return _("{number} v{version} in preparation").format(number=row.offer, version=version + 1)
    return f"{row.offer} v{version}"


def _state(row: OfferRow, formatter: Formatter, today: datetime.date) -> str:
    since = formatter.day(datetime.date.fromisoformat(row.stage_since)) if row.stage_since else ""
    if row.stage == "draft":
        return _before_issue(row)
    if row.stage == "issued":
        return _open_words(row, since, formatter, today)
    words = {
        "accepted": _("Accepted on {day}. What was agreed stays; an amendment or a renewal is a deal of its own."),
        "active": _("Running since {day}. What was agreed stays; an amendment or a renewal is a deal of its own."),
        "ended": _("Ended on {day}."),
        "declined": _("Declined on {day}. A new version can be issued."),
        "expired": _("Lapsed, as recorded on {day}. It cannot be accepted any more; it can be issued again."),
        "withdrawn": _("Withdrawn on {day}. A new version can be issued."),
        "superseded": _("Superseded on {day} by an amendment."),
    }
    return words[row.stage].format(day=since)


def _before_issue(row: OfferRow) -> str:
    if row.offer is None:
        return _("Issuing takes the next number, freezes the deal as it is, and keeps the documents as they go out.")
    words = _(
        "Version {version} stays out until it lapses or this one is issued. What you change now is version {next}."
    )
    version = row.offer_version or 0
    return words.format(version=version, next=version + 1)


def _open_words(row: OfferRow, since: str, formatter: Formatter, today: datetime.date) -> str:
    if row.valid_until is None:
        return _("Issued on {day}.").format(day=since)
    until = datetime.date.fromisoformat(row.valid_until)
    words = _("Issued on {day}. The client has until {until}; a change makes the next version.")
    if until < today:
        words = _("Issued on {day}. It lapsed on {until} and cannot be accepted any more; it can be issued again.")
    return words.format(day=since, until=formatter.day(until))


def _tone(row: OfferRow, today: datetime.date) -> Tone:
    if row.stage in ("accepted", "active"):
        return "success"
    lapsed = row.stage == "issued" and row.valid_until is not None and row.valid_until < today.isoformat()
    return "warning" if lapsed or row.stage in ("declined", "expired", "withdrawn", "superseded") else "accent"


def _steps(row: OfferRow, today: datetime.date) -> tuple[OfferStep, ...]:
    accept = OfferStep("accepted", _("Client accepted"), "asked", lead=True)
    decline = OfferStep("declined", _("Client declined"), "needed")
    withdraw = OfferStep("withdrawn", _("Withdraw"), "asked")
    again, gone = OfferStep("draft", _("New version")), OfferStep("expired", _("Record that it lapsed"))
    amend, renew = OfferStep("amend", _("Amend")), OfferStep("renew", _("Renew"))
    lapsed = row.valid_until is not None and row.valid_until < today.isoformat()
    known: dict[str, tuple[OfferStep, ...]] = {
        "issued": (again, gone, decline, withdraw) if lapsed else (accept, decline, withdraw, again),
        "accepted": (OfferStep("active", _("It has begun"), lead=True), amend, renew, withdraw),
        "active": (amend, renew, OfferStep("ended", _("It has ended"), "asked")),
        "ended": (renew,),
    }
    return known.get(row.stage, ())


def stage_of(act: Act) -> Stage | None:
    """Return the stage that a step leads to; None for a deal that follows."""
    return None if act in ("amend", "renew") else act
