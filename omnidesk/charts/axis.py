"""Scales from amounts to lengths, round tick values, and the few grid lines a chart needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.display import LABEL, Drawing, FormatValue, Line, Text


@dataclass(frozen=True)
class Scale:
    """A linear map of amounts ``low`` to ``high`` onto lengths ``start`` to ``end``."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Return where the amount lies."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)


def ticks(low: Decimal, high: Decimal, count: int = 4) -> tuple[Decimal, ...]:
    """Return about ``count`` round steps (1, 2, 2.5 or 5 by a power of ten) from at most ``low`` to ``high``."""
    if high <= low:
        high = low + 1
    rough = (high - low) / count
    power = Decimal(10) ** rough.adjusted()
    step = next(
        power * factor
        for factor in map(Decimal, ("1", "2", "2.5", "5", "10"))
        if power * factor >= rough * Decimal("0.8")
    )
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    return tuple(step * number for number in range(int(first), int(last) + 1))


def value_axis(
    drawing: Drawing, values: Iterable[Decimal], top: float, bottom: float, format_value: FormatValue
) -> tuple[Scale, float]:
    """Draw a vertical axis that holds zero and every value; return its scale and where the plot begins on the left."""
    every_value = [Decimal(0), *values]
    marks = ticks(min(every_value), max(every_value))
    scale = Scale(marks[0], marks[-1], bottom, top)
    words = [format_value(mark) for mark in marks]
    left = min(drawing.widest(words) + 8, drawing.width / 3)
    for mark, text in zip(marks, words, strict=True):
        y = scale.at(mark)
        zero = mark == 0
        drawing.grid(Line(left, y, drawing.width, y, "muted" if zero else "faint", 0.5 if zero else 0.4))
        drawing.label(Text(left - 6, y + LABEL * 0.35, drawing.fitted(text, left - 6), anchor="end"))
    return scale, left
