"""The roadmap as a calendar file (iCalendar): whole-day entries that a later export of the same deal replaces."""

import datetime
import uuid

from icalendar import Calendar, Event

from omnidesk import __version__
from omnidesk.commands.output import figure, percent
from omnidesk.domain.roadmap import Roadmap

DAY = datetime.timedelta(days=1)


def calendar(roadmap: Roadmap, client: str, currency: str) -> bytes:
    """Phases (from earliest start to latest end), milestones and the days on which payments are due."""
    file = Calendar()
    file.add("prodid", f"-//OmniDesk//{__version__}//EN")
    file.add("version", "2.0")
    for phase in roadmap.phases:
        span = (phase.earliest_start, phase.latest_end + DAY)
        file.add_component(_event(client, f"phase:{phase.id}", f"{client}: {phase.name}", span))
    for milestone in roadmap.milestones:
        amount = f"{percent(milestone.percent)}, {figure(milestone.amount)} {currency}"
        span = (milestone.date, milestone.date + DAY)
        file.add_component(_event(client, f"milestone:{milestone.id}", f"{client}: {milestone.name} ({amount})", span))
    places: dict[str, int] = {}
    for payment in roadmap.payments:
        places[payment.line] = place = places.get(payment.line, 0) + 1
        estimated = "estimated " if payment.kind == "estimated" else ""
        title = f"{client}: {estimated}{figure(payment.amount)} {currency} due for {payment.label}"
        file.add_component(_event(client, f"payment:{payment.line}:{place}", title, (payment.due, payment.due + DAY)))
    return file.to_ical()


def _event(client: str, name: str, title: str, span: tuple[datetime.date, datetime.date]) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'omnidesk:{client}:{name}')}@omnidesk")
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("summary", title)
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("transp", "TRANSPARENT")
    return event
