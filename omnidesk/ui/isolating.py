"""Amounts that keep their order inside words that are written from the right."""

from decimal import Decimal

from omnidesk.formatting import Formatter

ISOLATE, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class IsolatingFormatter(Formatter, frozen=True):
    """Without marks around it, the minus and the currency of an amount go astray among words from the right."""

    def money(self, amount: Decimal, currency: str, *, symbol: bool = True, short: bool = False) -> str:
        """Format an amount, apart from what stands around it."""
        return _apart(super().money(amount, currency, symbol=symbol, short=short))

    def compact(self, amount: Decimal, currency: str) -> str:
        """Format an amount briefly, apart from what stands around it."""
        return _apart(super().compact(amount, currency))

    def number(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        """Format a number, apart from what stands around it."""
        return _apart(super().number(value, decimals=decimals))

    def percent(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        """Format a share, apart from what stands around it."""
        return _apart(super().percent(value, decimals=decimals))

    def signed(self, amount: Decimal, currency: str) -> str:
        """Format a change, apart from what stands around it."""
        return _apart(super().signed(amount, currency))


def _apart(text: str) -> str:
    """Set a text apart from the direction of what stands around it."""
    return text if text.startswith(ISOLATE) and text.count(ISOLATE) == 1 else f"{ISOLATE}{text}{POP}"
