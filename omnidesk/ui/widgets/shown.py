"""Showing and hiding parts of a widget."""

from PySide6.QtWidgets import QWidget


def set_shown(part: QWidget, shown: bool) -> None:
    """Show or hide a part; one that has no parent yet is shown with its parent, never as a window of its own."""
    if not shown or part.parentWidget() is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        part.setVisible(shown)
