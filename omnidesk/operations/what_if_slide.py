"""The slide of a what-if: what was turned, what follows, and how the price of the offer becomes another."""

from decimal import Decimal

from omnidesk.charts.bars import Step, layout_difference, layout_waterfall
from omnidesk.charts.display import Chart, Measure, Pen
from omnidesk.slides.investment import steps_of
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.wizard.what_if import FigureView, PriceView, WhatIfView

SHOWN = ("per_year", "roi_percent", "payback_month", "network_value")
ON_TOP = "estimated_total"
NAME = Look(17.0, colour="muted", lines=2)
BEFORE = Look(16.0, colour="muted", lines=1)
FIGURE = Look(34.0, "strong", lines=1, least=15.0)
BETTER = Look(18.0, "medium", "accent", lines=1)
WORSE = Look(18.0, "medium", "amber", lines=1)
STILL = Look(18.0, colour="muted", lines=1)
HEAD = Look(BODY, "strong", lines=1)
LEVER = Look(17.0, colour="muted", lines=1)
VALUE = Look(22.0, "strong", lines=1)
TILE, STILL_TILE = 168.0, 116.0
OURS = "discount"
MOST = 4
"""Figures side by side on a narrow screen."""
ACROSS, SPACE = 4, 16.0
"""Levers side by side, and the room between them."""


def lay_out_what_if(view: WhatIfView, show: Show, aspect: float, measure: Measure) -> Chart:
    """Lay the slide out for a screen of this aspect (width by height)."""
    sheet, say = show.sheet(aspect, measure), show.speaker.say
    asked = say("Tell us what you would like to change; price and return follow at once.")
    sheet.heading(say("What if …"), _turned(view) or asked)
    shown = [each for each in view.figures if each.text != "–" and (each.id in SHOWN or _is_moved_top(each))]
    shown = shown if sheet.is_wide else shown[:MOST]
    width = (sheet.column - GAP * (len(shown) - 1)) / max(len(shown), 1)
    for place, figure in enumerate(shown):
        _tile(figure, show, sheet, (MARGIN + place * (width + GAP), TOP, width), is_changed=view.is_changed)
    if not view.is_changed:
        _levers(view, show, sheet)
    elif view.price is not None:
        _price(view.price, show, sheet)
    show.sign(sheet)
    return sheet.slide()


def _is_moved_top(figure: FigureView) -> bool:
    return figure.id == ON_TOP and bool(figure.change)


def _turned(view: WhatIfView) -> str:
    return "  ·  ".join(f"{each.name}: {each.base} → {each.text}" for each in view.levers if each.lever.turned)


def _tile(figure: FigureView, show: Show, sheet: Sheet, place: tuple[float, float, float], *, is_changed: bool) -> None:
    left, top, width = place
    sheet.panel(left, top, width, TILE if is_changed else STILL_TILE)
    inset = 20.0 if sheet.is_wide else 14.0
    inner, say = (left + inset, width - 2 * inset), show.speaker.say
    sheet.write(figure.text, (inner[0], top + 14, inner[1]), FIGURE)
    y = sheet.write(figure.name, (inner[0], top + 62, inner[1]), NAME) + 4
    if figure.change:
        y = sheet.write(figure.change, (inner[0], y, inner[1]), BETTER if figure.tendency == "better" else WORSE)
        before = say("before: {figure}").format(figure=figure.before)
        sheet.write(before, (inner[0], y, inner[1]), BEFORE)
    elif is_changed:
        sheet.write(say("unchanged"), (inner[0], y, inner[1]), STILL)


def _levers(view: WhatIfView, show: Show, sheet: Sheet) -> None:
    """What can be turned, as it stands in the offer; a discount is ours to offer."""
    levers = [each for each in view.levers if each.lever.id != OURS and not each.is_fixed]
    under = MARGIN, TOP + STILL_TILE + GAP, sheet.column
    top = sheet.write(show.speaker.say("As it stands in the offer."), under, HEAD) + 10
    across = ACROSS if sheet.is_wide else ACROSS - 1
    rows = -(-len(levers) // across)
    width = (sheet.column - (across - 1) * SPACE) / across
    height = min((BOTTOM - top + SPACE) / max(rows, 1) - SPACE, 84.0)
    for place, each in enumerate(levers):
        left, y = MARGIN + place % across * (width + SPACE), top + place // across * (height + SPACE)
        sheet.panel(left, y, width, height, "wash")
        sheet.write(each.name, (left + 18, y + height / 2 - 30, width - 36), LEVER)
        sheet.write(each.text, (left + 18, y + height / 2 - 4, width - 36), VALUE)


def _price(price: PriceView, show: Show, sheet: Sheet) -> None:
    say, y = show.speaker.say, TOP + TILE + GAP
    if price.changes:
        head = say("Committed over the term, from the offer to this")
        steps = _difference(price, show)
    else:
        head = say("The committed price stays as it is")
        steps = steps_of(price.steps, show)
    top = sheet.write(head, (MARGIN, y, sheet.column), HEAD) + 8

    def layout(width: float, _height: float, pen: Pen) -> Chart:
        if price.changes:
            return layout_difference(steps, lambda amount: _signed(amount, show), width, pen)
        return layout_waterfall(steps, width, pen)

    sheet.chart(layout, show.speaker.short, (MARGIN, top, sheet.column, BOTTOM - top))


def _difference(price: PriceView, show: Show) -> list[Step]:
    say = show.speaker.say
    return [
        Step(say("In the offer"), price.before, "total"),
        *steps_of(price.changes, show),
        Step(say("With these changes"), price.now, "total"),
    ]


def _signed(amount: Decimal, show: Show) -> str:
    words = show.speaker.short(amount)
    return f"+{words}" if amount > 0 else words
