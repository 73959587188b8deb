"""The plan of a deal as files for other programs: dates as iCalendar, payments as CSV."""

import csv
import datetime
import io
import unicodedata
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnidesk import __version__
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.development import DatedMilestone
from omnidesk.domain.errors import InputError
from omnidesk.domain.line import Payment
from omnidesk.domain.quote import quote
from omnidesk.domain.roadmap import plan
from omnidesk.operations.in_language import speaking
from omnidesk.speaker import Speaker

if TYPE_CHECKING:
    from icalendar import Calendar, Event

DAY = datetime.timedelta(days=1)
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
HEAD = ("invoiced", "due", "amount", "currency", "kind", "line", "for")


def calendar(deal: Deal, catalog: Catalog) -> bytes:
    """Phases (from earliest start to latest end), milestones and the days on which payments are due.

    All are whole-day entries that a later export of the same deal replaces, in the client's language.

    Raises:
        InputError: the deal has no dates yet.
    """
    speaker, printed = speaking(catalog, deal.client.language, deal.terms.currency)
    priced, client = quote(deal, printed), deal.client.name
    roadmap = plan(deal, printed, priced)
    if roadmap is None:
        raise InputError("the deal has no dates yet; give it a tier, an effective date and a term")
    file = empty_calendar()
    for phase in roadmap.phases:
        span = (phase.earliest_start, phase.latest_end + DAY)
        file.add_component(event(client, f"phase:{phase.id}", f"{client}: {phase.name}", span))
    for each in roadmap.milestones:
        words = f"{client}: {milestone_words(each, speaker)}"
        file.add_component(event(client, f"milestone:{each.id}", words, (each.date, each.date + DAY)))
    places: dict[str, int] = {}
    for payment in roadmap.payments:
        places[payment.line] = place = places.get(payment.line, 0) + 1
        title = f"{client}: {payment_words(payment, speaker)}"
        file.add_component(event(client, f"payment:{payment.line}:{place}", title, (payment.due, payment.due + DAY)))
    return file.to_ical()


def milestone_words(milestone: DatedMilestone, speaker: Speaker) -> str:
    """A milestone with its share and amount."""
    return f"{milestone.name} ({speaker.percent(milestone.percent)}, {speaker.money(milestone.amount)})"


def payment_words(payment: Payment, speaker: Speaker) -> str:
    """What is due, committed or estimated."""
    words = speaker.say("{amount} due for {line}")
    if payment.kind == "estimated":
        words = speaker.say("{amount}, estimated, due for {line}")
    return words.format(amount=speaker.money(payment.amount), line=payment.label)


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
