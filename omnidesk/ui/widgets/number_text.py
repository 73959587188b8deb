"""What is wrong with the digits that a person types."""

from omnidesk.i18n import _
from omnidesk.wizard.typed import read_number

__all__ = ["number_trouble", "read_number", "whole_number_trouble"]


def number_trouble(text: str) -> str:
    """Return what is wrong with a text as a number, or nothing; an empty text is not yet wrong."""
    if not text.strip() or read_number(text) is not None:
        return ""
    return _("Not a number yet. Write digits, for example 1,250.50.")


def whole_number_trouble(text: str) -> str:
    """Return what is wrong with a text as a whole number, or nothing."""
    number = read_number(text)
    if not text.strip() or (number is not None and number == number.to_integral_value()):
        return ""
    if number is not None:
        return _("Write a whole number, without decimals.")
    return _("Not a number yet. Write a whole number, for example 24.")
