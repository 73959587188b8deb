"""The path of a meeting as a file, for those of us who were not in the room."""

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.meeting import Meeting, path_to
from omnidesk.operations.in_language import speaking
from omnidesk.operations.worker import in_worker
from omnidesk.wizard.context import Context
from omnidesk.wizard.meeting import StepTaken, steps_taken
from omnidesk.wizard.what_if import Tongue

if TYPE_CHECKING:
    from omnidesk.documents.meeting_pdf import PrintedStep


@in_worker
def meeting_file(
    meeting: Meeting, deal: Deal, catalog: Catalog, *, now: dt.datetime, language: str, number: int | None = None
) -> bytes:
    """Print how the room came to a moment (None: to where the meeting stands), and what was tried beside it.

    Raises:
        InputError: there is no such moment.
    """
    from omnidesk.documents.finalise import check_archival
    from omnidesk.documents.meeting_pdf import MeetingPages, meeting_pdf
    from omnidesk.documents.style import Style

    company, zone = catalog.company, ZoneInfo(catalog.company.time_zone)
    speaker, printed = speaking(catalog, language, deal.terms.currency)
    tongue = Tongue(speaker.say, speaker.count)
    context = Context(deal, printed, speaker.formatter)
    path = tuple(each.number for each in path_to(meeting, meeting.current if number is None else number))
    beside = tuple(each.number for each in meeting.moments if each.number not in path)
    taken, aside = (steps_taken(meeting, numbers, context, zone=zone, tongue=tongue) for numbers in (path, beside))
    names = tuple(figure.name for figure in taken[0].figures)
    shown = [place for place in range(len(names)) if any(step.figures[place].text != "–" for step in taken + aside)]
    began, ended = (meeting.moments[place].at.astimezone(zone) for place in (0, -1))
    pages = MeetingPages(
        client=deal.client.name,
        day=speaker.formatter.day(began.date()),
        began=f"{began:%H:%M}",
        ended=f"{ended:%H:%M}",
        figures=tuple(names[place] for place in shown),
        path=tuple(_printed(step, shown) for step in taken),
        aside=tuple(_printed(step, shown) for step in aside),
        written=now.astimezone(zone).replace(microsecond=0),
    )
    style = Style(company=company.name, accent=company.accent, logo=catalog.logo)
    built = meeting_pdf(pages, style, speaker)
    check_archival(built.pdf)
    return built.pdf


def _printed(step: StepTaken, shown: list[int]) -> "PrintedStep":
    from omnidesk.documents.meeting_pdf import PrintedStep

    figures = tuple((step.figures[place].text, step.figures[place].change) for place in shown)
    return PrintedStep(step.moment.clock, step.moment.text, step.moment.name, figures)
