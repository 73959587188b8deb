"""The network: its value as an index, and how it grows with agents and with time."""

from decimal import Decimal

from msgspec.structs import replace

from omnidesk.charts.lines import Course, CourseNames, layout_course
from omnidesk.domain.roi import network_value
from omnidesk.domain.value import Network
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, QUIET, TOP, Look, Sheet
from omnidesk.slides.show import Show

EQUATION = Look(BODY, "medium", "accent", lines=1)
PLACES = 12


def applies(show: Show) -> bool:
    """Whether the network has a value."""
    return network_value(show.proposal.deal.value.network) is not None


def draw(show: Show, sheet: Sheet) -> None:
    """The index with its inputs, a curve over agents and one over time."""
    network, speaker = show.proposal.deal.value.network, show.speaker
    say, number = speaker.say, speaker.formatter.number
    sheet.heading(say("What the network adds"))
    value = network_value(network)
    if network is None or value is None or not isinstance(network.agents, int):
        return
    sheet.write(show.printed.scaling.network.equation, (MARGIN, TOP - 50, sheet.column), EQUATION)
    figures = [
        (number(value), say("network value, an index and no amount of money")),
        (number(network.agents), say("agents")),
        (speaker.formatter.exact(network.connectivity), say("connectivity, 0 to 1")),
        (speaker.formatter.exact(network.specialization), say("diversity of specialization, 0 to 1")),
        (speaker.formatter.exact(network.years), say("years in the network")),
    ]
    y = sheet.tiles(TOP - 8, figures) + GAP
    width = (sheet.column - GAP) / 2
    top = sheet.write(say("With more agents"), (MARGIN, y, width), QUIET)
    sheet.write(say("With more years"), (MARGIN + width + GAP, y, width), QUIET)
    _curve(show, sheet, by_agents(network), (MARGIN, top, width, BOTTOM - top))
    _curve(show, sheet, by_years(network), (MARGIN + width + GAP, top, width, BOTTOM - top))


def by_agents(network: Network) -> list[tuple[str, Decimal]]:
    """The index for up to twice as many agents."""
    most = max(2 * network.agents if isinstance(network.agents, int) else 0, PLACES)
    counts = sorted({round(most * place / PLACES) for place in range(PLACES + 1)})
    return [(f"{count}", network_value(replace(network, agents=count)) or Decimal(0)) for count in counts]


def by_years(network: Network) -> list[tuple[str, Decimal]]:
    """The index from the first day up to twice the years."""
    most = max(2 * network.years, Decimal(2))
    found: list[tuple[str, Decimal]] = []
    for place in range(PLACES + 1):
        years = most * place / PLACES
        found.append((f"{years.quantize(Decimal('0.1'))}", network_value(replace(network, years=years)) or Decimal(0)))
    return found


def _curve(
    show: Show, sheet: Sheet, points: list[tuple[str, Decimal]], place: tuple[float, float, float, float]
) -> None:
    values = tuple(value for _, value in points)
    flat = (Decimal(0),) * len(values)
    course = Course(labels=tuple(label for label, _ in points), benefit=values, low=values, high=values, cost=flat)
    names = CourseNames(show.speaker.say("Index"), "", "")
    sheet.chart(
        lambda width, height, pen: layout_course(course, names, (width, height), pen),
        show.speaker.formatter.number,
        place,
    )
