"""The slide of a what-if: what was turned, what follows, and the price before and after."""

from omnidesk.charts.bars import Step, layout_waterfall
from omnidesk.charts.display import Chart, Measure
from omnidesk.slides.investment import steps_of
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, HEIGHT, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.wizard.what_if import FigureView, WhatIfView

SHOWN = ("per_year", "roi_percent", "payback_month", "network_value")
NAME = Look(17.0, colour="muted", lines=1)
FIGURE = Look(34.0, "strong", lines=1)
CHANGE = Look(18.0, "medium", "accent", lines=1)
STILL = Look(18.0, colour="muted", lines=1)
TILE = 132.0


def lay_out_what_if(view: WhatIfView, show: Show, aspect: float, measure: Measure) -> Chart:
    """Lay the slide out for a screen of this aspect (width by height)."""
    sheet = Sheet(HEIGHT * min(max(aspect, 4 / 3), 21 / 9), measure)
    say = show.speaker.say
    sheet.heading(say("What if …"), _turned(view) or say("As it stands in the offer."))
    shown = [figure for figure in view.figures if figure.id in SHOWN and figure.text != "–"]
    y = TOP
    width = (sheet.column - GAP * (len(shown) - 1)) / max(len(shown), 1)
    for place, figure in enumerate(shown):
        _tile(figure, sheet, (MARGIN + place * (width + GAP), y, width))
    y += TILE + GAP
    bars = steps_of([bar.step for bar in view.steps], show)
    before = {bar.step.label: bar.before for bar in view.steps}
    named = [Step(_with_before(bar, before.get(bar.label), show), bar.amount, bar.kind) for bar in bars]
    sheet.chart(
        lambda wide, _height, pen: layout_waterfall(named, wide, pen),
        show.speaker.short,
        (MARGIN, y, sheet.column, BOTTOM - y),
    )
    return sheet.slide()


def _turned(view: WhatIfView) -> str:
    return "  ·  ".join(f"{each.name}: {each.text}" for each in view.levers if each.lever.turned)


def _tile(figure: FigureView, sheet: Sheet, place: tuple[float, float, float]) -> None:
    left, top, width = place
    sheet.panel(left, top, width, TILE)
    sheet.write(figure.name, (left + 20, top + 14, width - 40), NAME)
    sheet.write(figure.text, (left + 20, top + 40, width - 40), FIGURE)
    look = CHANGE if figure.tendency == "better" else Look(BODY, "medium", "amber", lines=1)
    if figure.change:
        sheet.write(figure.change, (left + 20, top + 92, width - 40), look)
    else:
        sheet.write("=", (left + 20, top + 92, width - 40), STILL)


def _with_before(bar: Step, before: object, show: Show) -> str:
    """A bar's name; one that was not there before says so."""
    return bar.label if before is not None or bar.kind == "total" else f"{bar.label} ({show.speaker.say('new')})"
