"""The palette, and the small style sheet of what Qt still paints; widgets of ours paint themselves instead."""

from string import Template

from msgspec.structs import asdict
from PySide6.QtGui import QColor, QPalette

from omnidesk.ui.theme.tokens import Colours, Tone

TONE_ROLES: dict[Tone, QPalette.ColorRole] = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "faint": QPalette.ColorRole.Mid,
    "accent_text": QPalette.ColorRole.Link,
    "success": QPalette.ColorRole.LinkVisited,
    "warning": QPalette.ColorRole.Midlight,
    "danger": QPalette.ColorRole.BrightText,
    "on_accent": QPalette.ColorRole.HighlightedText,
}
"""Labels name their tone by a palette role, so that a change of scheme reaches them without any code."""


def palette(colours: Colours) -> QPalette:
    """Return the palette of a scheme."""
    role = QPalette.ColorRole
    result = QPalette()
    pairs = {
        role.Window: colours.canvas,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Button: colours.surface,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Highlight: colours.accent,
        role.Accent: colours.accent,
        **{place: str(getattr(colours, tone)) for tone, place in TONE_ROLES.items()},
    }
    for place, code in pairs.items():
        result.setColor(place, QColor(code))
    for place in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours.faint))
    result.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(colours.sunken))
    return result


_BARS = """
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $line_input; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_SHEET = Template(
    _BARS
    + """
QMenu { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 10px; }
QMenu::item:selected { background: $accent_soft; color: $accent_text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QTableView { background: $surface; color: $text; border: 2px solid transparent; border-radius: 8px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView:focus { border: 2px solid $accent; }
QTableView#deals:focus { border: 2px solid transparent; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: 10px 12px; }
QTableView QLineEdit { background: $surface; color: $text; border: 2px solid $accent; padding: 0 10px; }
QComboBox { combobox-popup: 0; }
QAbstractItemView#choices { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  padding: 4px; outline: 0; selection-background-color: $accent_soft; selection-color: $accent_text; }
QComboBoxPrivateContainer { background: transparent; border: 0; }
QAbstractItemView#choices::item:selected { background: $accent_soft; color: $accent_text; }
QAbstractItemView#choices::item { min-height: 34px; padding: 0 8px; border-radius: 6px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; color: $text; }
QCalendarWidget QToolButton { background: transparent; border: 0; border-radius: 6px; padding: 6px 8px; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $hover; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0; }
QCalendarWidget QTableView, QCalendarWidget QTableView:focus { border: 0; selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QTableView:disabled { color: $faint; }
QPlainTextEdit#report { background: $sunken; border: 1px solid $line; border-radius: 8px; padding: 8px; }
"""
)


def style_sheet(colours: Colours, *, bars_only: bool = False) -> str:
    """Return the style sheet for what Qt still paints, or its few lines for a scroll bar: Qt reads all it is given."""
    sheet = Template(_BARS) if bars_only else _SHEET
    return sheet.substitute(asdict(colours))
