"""The network: its value as an index, how it comes about, and how it grows with agents and with time."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from omnidesk.charts.curve import Curve, layout_curve
from omnidesk.charts.display import FormatValue
from omnidesk.domain.roi import network_value
from omnidesk.domain.value import Network
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, QUIET, TOP, Sheet
from omnidesk.slides.show import Show

INDEX = Look(46.0, "strong", "accent", lines=1)
FACTOR = Look(32.0, "strong", lines=1)
SIGN = Look(28.0, colour="muted", lines=1, anchor="middle")
ABOUT = Look(QUIET.size, colour="muted", lines=3)
HEAD = Look(BODY, "strong", lines=1)
HIGH = 138.0
"""Height of the row with the equation."""
BROAD, NARROW = 1.7, 1.1
"""How much wider the index is than each of its factors, by the shape of the screen."""
JOINT, TIGHT = 34.0, 24.0
"""Room for a sign between two of them."""
PLACES = 24


def applies(show: Show) -> bool:
    """Whether the network has a value."""
    return network_value(show.proposal.deal.value.network) is not None


def draw(show: Show, sheet: Sheet) -> None:
    """The index with its factors, a curve over agents and one over time."""
    network, say = show.proposal.deal.value.network, show.speaker.say
    value = network_value(network)
    if network is None or value is None or not isinstance(network.agents, int):
        return
    equation = show.printed.scaling.network.equation
    lead = say("{equation} is an index: it compares networks and is no amount of money.").format(equation=equation)
    sheet.heading(say("What the network adds"), lead)
    _equation(network, network.agents, value, show, sheet)
    width, y = (sheet.column - 2 * GAP) / 2, TOP + HIGH + GAP
    agents, years = Decimal(network.agents), network.years
    here = show.speaker.measured(network.agents, "agents")
    _curve(show, sheet, Curve(by_agents(network), agents, value, here), say("With more agents"), (MARGIN, y, width))
    here = show.speaker.count("{number} year", "{number} years", years)
    place = (MARGIN + width + 2 * GAP, y, width)
    _curve(show, sheet, Curve(by_years(network), years, value, here), say("With more years"), place)


def _equation(network: Network, agents: int, value: Decimal, show: Show, sheet: Sheet) -> None:
    say, formatter = show.speaker.say, show.speaker.formatter
    factors = (
        (f"{formatter.number(agents)}²", say("agents")),
        (formatter.exact(network.connectivity), say("connectivity, 0 to 1")),
        (formatter.exact(network.specialization), say("diversity of specialization, 0 to 1")),
        (formatter.exact(network.years), say("years in the network")),
    )
    broad, joint = (BROAD, JOINT) if sheet.is_wide else (NARROW, TIGHT)
    unit = (sheet.column - len(factors) * joint) / (len(factors) + broad)
    sheet.panel(MARGIN, TOP, unit * broad, HIGH, "wash")
    _figure(sheet, (formatter.number(value), say("network value, an index")), (MARGIN, unit * broad), INDEX)
    left = MARGIN + unit * broad
    for place, factor in enumerate(factors):
        sheet.write("×" if place else "=", (left, TOP + 40, joint), SIGN)
        sheet.panel(left + joint, TOP, unit, HIGH)
        _figure(sheet, factor, (left + joint, unit), FACTOR)
        left += joint + unit


def _figure(sheet: Sheet, words: tuple[str, str], place: tuple[float, float], look: Look) -> None:
    left, width = place[0] + 14, place[1] - 28
    sheet.write(words[0], (left, TOP + 58 - look.size, width), look)
    sheet.write(words[1], (left, TOP + 72, width), ABOUT)


def by_agents(network: Network) -> tuple[tuple[Decimal, Decimal], ...]:
    """The index for up to twice as many agents."""
    most = max(2 * network.agents if isinstance(network.agents, int) else 0, 10)
    counts = sorted({round(most * place / PLACES) for place in range(PLACES + 1)})
    return tuple((Decimal(count), _index(replace(network, agents=count))) for count in counts)


def by_years(network: Network) -> tuple[tuple[Decimal, Decimal], ...]:
    """The index from the first day up to twice the years."""
    most = max(2 * network.years, Decimal(2))
    points = (most * place / PLACES for place in range(PLACES + 1))
    return tuple((years, _index(replace(network, years=years))) for years in points)


def _index(network: Network) -> Decimal:
    return network_value(network) or Decimal(0)


def _curve(show: Show, sheet: Sheet, curve: Curve, head: str, place: Sequence[float]) -> None:
    x, y, width = place
    top = sheet.write(head, (x, y, width), HEAD) + 4
    number: FormatValue = show.speaker.formatter.number
    sheet.chart(
        lambda wide, high, pen: layout_curve(curve, number, (wide, high), pen),
        number,
        (x, top, width, BOTTOM - top),
    )
