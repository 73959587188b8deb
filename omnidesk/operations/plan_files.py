"""The plan of a deal as files for other programs: dates as iCalendar, payments as CSV."""

import csv
import datetime
import io
import unicodedata
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from omnidesk import __version__
from omnidesk.domain.line import Payment
from omnidesk.domain.money import plain
from omnidesk.domain.roadmap import Roadmap

if TYPE_CHECKING:
    from icalendar import Calendar, Event

DAY = datetime.timedelta(days=1)
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
HEAD = ("invoiced", "due", "amount", "currency", "kind", "line", "for")


def calendar(roadmap: Roadmap, client: str, currency: str) -> bytes:
    """Phases (from earliest start to latest end), milestones and the days on which payments are due.

    All are whole-day entries that a later export of the same deal replaces.
    """
    file = empty_calendar()
    for phase in roadmap.phases:
        span = (phase.earliest_start, phase.latest_end + DAY)
        file.add_component(event(client, f"phase:{phase.id}", f"{client}: {phase.name}", span))
    for milestone in roadmap.milestones:
        share = f"{plain(milestone.percent)} %, {_figure(milestone.amount)} {currency}"
        span = (milestone.date, milestone.date + DAY)
        file.add_component(event(client, f"milestone:{milestone.id}", f"{client}: {milestone.name} ({share})", span))
    places: dict[str, int] = {}
    for payment in roadmap.payments:
        places[payment.line] = place = places.get(payment.line, 0) + 1
        estimated = "estimated " if payment.kind == "estimated" else ""
        title = f"{client}: {estimated}{_figure(payment.amount)} {currency} due for {payment.label}"
        file.add_component(event(client, f"payment:{payment.line}:{place}", title, (payment.due, payment.due + DAY)))
    return file.to_ical()


def empty_calendar() -> "Calendar":
    """A calendar file without entries."""
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", f"-//OmniDesk//{__version__}//EN")
    file.add("version", "2.0")
    return file


def event(owner: str, name: str, title: str, span: tuple[datetime.date, datetime.date]) -> "Event":
    """A whole-day entry; one of the same owner and name takes its place in any calendar. The span's end is outside."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'omnidesk:{owner}:{name}')}@omnidesk")
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("summary", title)
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("transp", "TRANSPARENT")
    return event


def _figure(amount: Decimal) -> str:
    return f"{amount:,f}"


def payments_csv(payments: Sequence[Payment], currency: str) -> bytes:
    """Every payment in a row, in UTF-8 with a mark that spreadsheets know it by; no text can act as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for pay in payments:
        words = (currency, pay.kind, pay.line, pay.label)
        writer.writerow(
            (pay.date.isoformat(), pay.due.isoformat(), format(pay.amount, "f"), *(harmless(each) for each in words))
        )
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and never runs: an apostrophe goes before what would begin a formula.

    Full-width forms of the signs count as well, and so do signs behind blanks.
    """
    shown = unicodedata.normalize("NFKC", text)
    begins = shown.startswith(RISKY) or shown.lstrip(" \n\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}").startswith(
        RISKY
    )
    return f"'{text}" if begins else text
