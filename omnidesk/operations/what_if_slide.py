"""The slide of a what-if: what was turned, what follows, and how the price of the offer becomes another."""

from collections.abc import Sequence
from decimal import Decimal

from omnidesk.charts.bars import ROW, Step, layout_difference, layout_waterfall
from omnidesk.charts.display import Chart, Measure, Pen
from omnidesk.slides.investment import steps_of
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import ASIDE, BOTTOM, GAP, MARGIN, STRETCH, TOP, Place, Sheet
from omnidesk.slides.show import Show
from omnidesk.wizard.what_if import FigureView, PriceView, WhatIfView

SHOWN = ("per_year", "roi_percent", "payback_month", "network_value")
WHERE_FEW, FEW = ("committed_total",), 2
"""Figures that are shown as well where there are no more than so many others."""
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
TILE, STILL_TILE, TALL = 168.0, 116.0, 200.0
UNDER = 62.0
"""Where the words under a figure begin, at least."""
LONE, TWOFOLD = 2, 0.42
"""Figures that stand below each other beside the rest, and the share of a broad sheet for more, two by two."""
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
    shown = _shown(view)[: None if sheet.is_wide else MOST]
    rest = _figures(view, shown, show, sheet)
    if not view.is_changed:
        _levers(view, show, sheet, rest)
    elif view.price is not None:
        _price(view.price, show, sheet, rest)
    show.sign(sheet)
    return sheet.slide()


def _figures(view: WhatIfView, shown: Sequence[FigureView], show: Show, sheet: Sheet) -> Place:
    """What follows, side by side or on a broad sheet below each other; return the place that is left."""
    high = TILE if view.is_changed else STILL_TILE
    if not sheet.is_broad:
        width = (sheet.column - GAP * (len(shown) - 1)) / max(len(shown), 1)
        for place, figure in enumerate(shown):
            _tile(figure, show, sheet, (MARGIN + place * (width + GAP), TOP, width, high), is_changed=view.is_changed)
        top = TOP + high + GAP
        return MARGIN, top, sheet.column, BOTTOM - top
    width, across = sheet.column * (ASIDE if len(shown) <= LONE else TWOFOLD), 1 if len(shown) <= LONE else 2
    down = -(-len(shown) // across)
    wide, high = (width - GAP * (across - 1)) / across, min((BOTTOM - TOP + GAP) / max(down, 1) - GAP, TALL)
    for place, figure in enumerate(shown):
        at = MARGIN + place % across * (wide + GAP), TOP + place // across * (high + GAP)
        _tile(figure, show, sheet, (*at, wide, high), is_changed=view.is_changed)
    left = MARGIN + width + 2 * GAP
    return left, TOP, sheet.width - MARGIN - left, BOTTOM - TOP


def _shown(view: WhatIfView) -> list[FigureView]:
    """The figures of the slide; where there are few, what is committed stands among them."""
    told = [each for each in view.figures if each.text != "–"]
    found = [each for each in told if each.id in SHOWN or _is_moved_top(each)]
    return found if len(found) > FEW else [each for each in told if each in found or each.id in WHERE_FEW]


def _is_moved_top(figure: FigureView) -> bool:
    return figure.id == ON_TOP and bool(figure.change)


def _turned(view: WhatIfView) -> str:
    return "  ·  ".join(f"{each.name}: {each.base} → {each.text}" for each in view.levers if each.lever.turned)


def _tile(figure: FigureView, show: Show, sheet: Sheet, place: Place, *, is_changed: bool) -> None:
    left, top, width, height = place
    sheet.panel(left, top, width, height)
    inset, type_ = 20.0 if sheet.is_wide else 14.0, sheet.for_broad
    inner, say = (left + inset, width - 2 * inset), show.speaker.say
    y = sheet.write(figure.text, (inner[0], top + 14, inner[1]), type_(FIGURE))
    y = sheet.write(figure.name, (inner[0], max(y, top + UNDER), inner[1]), type_(NAME)) + 4
    if figure.change:
        changed = type_(BETTER if figure.tendency == "better" else WORSE)
        y = sheet.write(figure.change, (inner[0], y, inner[1]), changed)
        before = say("before: {figure}").format(figure=figure.before)
        sheet.write(before, (inner[0], y, inner[1]), type_(BEFORE))
    elif is_changed:
        sheet.write(say("unchanged"), (inner[0], y, inner[1]), type_(STILL))


def _levers(view: WhatIfView, show: Show, sheet: Sheet, place: Place) -> None:
    """What can be turned, as it stands in the offer; a discount is ours to offer."""
    levers = [each for each in view.levers if each.lever.id != OURS and not each.is_fixed]
    begin, top, room, _height = place
    top = sheet.write(show.speaker.say("As it stands in the offer."), (begin, top, room), HEAD) + 10
    across = ACROSS if sheet.is_wide else ACROSS - 1
    rows = -(-len(levers) // across)
    width = (room - (across - 1) * SPACE) / across
    height = min((BOTTOM - top + SPACE) / max(rows, 1) - SPACE, 84.0)
    for number, each in enumerate(levers):
        left, y = begin + number % across * (width + SPACE), top + number // across * (height + SPACE)
        sheet.panel(left, y, width, height, "wash")
        sheet.write(each.name, (left + 18, y + height / 2 - 30, width - 36), LEVER)
        sheet.write(each.text, (left + 18, y + height / 2 - 4, width - 36), VALUE)


def _price(price: PriceView, show: Show, sheet: Sheet, place: Place) -> None:
    say, (left, y, width, _height) = show.speaker.say, place
    if price.changes:
        head = say("Committed over the term, from the offer to this")
        steps = _difference(price, show)
    else:
        head = say("The committed price stays as it is")
        steps = steps_of(price.steps, show)
    top = sheet.write(head, (left, y, width), HEAD) + 8

    def layout(wide: float, _height: float, pen: Pen) -> Chart:
        if price.changes:
            return layout_difference(steps, lambda amount: _signed(amount, show), wide, pen)
        return layout_waterfall(steps, wide, pen)

    place = left, top, width, BOTTOM - top
    sheet.chart(layout, show.speaker.short, place, stretch=STRETCH, high=ROW * len(steps))


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
