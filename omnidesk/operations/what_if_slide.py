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
NAME = Look(17.0, colour="muted", lines=1)
FIGURE = Look(34.0, "strong", lines=1)
BETTER = Look(18.0, "medium", "accent", lines=1)
WORSE = Look(18.0, "medium", "amber", lines=1)
STILL = Look(18.0, colour="muted", lines=1)
HEAD = Look(BODY, "strong", lines=1)
TILE = 150.0


def lay_out_what_if(view: WhatIfView, show: Show, aspect: float, measure: Measure) -> Chart:
    """Lay the slide out for a screen of this aspect (width by height)."""
    sheet, say = show.sheet(aspect, measure), show.speaker.say
    sheet.heading(say("What if …"), _turned(view) or say("As it stands in the offer."))
    shown = [each for each in view.figures if each.text != "–" and (each.id in SHOWN or _is_moved_top(each))]
    width = (sheet.column - GAP * (len(shown) - 1)) / max(len(shown), 1)
    for place, figure in enumerate(shown):
        _tile(figure, show, sheet, (MARGIN + place * (width + GAP), TOP, width))
    if view.price is not None:
        _price(view.price, view.is_changed, show, sheet)
    show.sign(sheet)
    return sheet.slide()


def _is_moved_top(figure: FigureView) -> bool:
    return figure.id == ON_TOP and bool(figure.change)


def _turned(view: WhatIfView) -> str:
    return "  ·  ".join(f"{each.name}: {each.base} → {each.text}" for each in view.levers if each.lever.turned)


def _tile(figure: FigureView, show: Show, sheet: Sheet, place: tuple[float, float, float]) -> None:
    left, top, width = place
    sheet.panel(left, top, width, TILE)
    sheet.write(figure.name, (left + 20, top + 14, width - 40), NAME)
    sheet.write(figure.text, (left + 20, top + 40, width - 40), FIGURE)
    say = show.speaker.say
    if figure.change:
        look = BETTER if figure.tendency == "better" else WORSE
        sheet.write(figure.change, (left + 20, top + 90, width - 40), look)
        before = say("before: {figure}").format(figure=figure.before)
        sheet.write(before, (left + 20, top + 116, width - 40), NAME)
    else:
        sheet.write(say("unchanged"), (left + 20, top + 90, width - 40), STILL)


def _price(price: PriceView, is_changed: bool, show: Show, sheet: Sheet) -> None:
    say, y = show.speaker.say, TOP + TILE + GAP
    if price.changes:
        head = say("Committed over the term, from the offer to this")
        steps = _difference(price, show)
    else:
        head = say("The committed price stays as it is") if is_changed else say("Committed over the term")
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
