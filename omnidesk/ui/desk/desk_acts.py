"""What is done from the desk beside its deals: declared once, for the menu at its side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One entry: ``id`` is also that of its shortcut, where it has one."""

    id: str
    icon: str
    label: str


def act_groups(*, dark: bool) -> tuple[tuple[DeskAct, ...], ...]:
    """Return the entries in their groups; ``dark`` is what the window wears now."""
    return (
        (
            DeskAct("import", "download-simple", _("Import a table or contacts…")),
            DeskAct("export", "box-arrow-up", _("Export deals or clients…")),
            DeskAct("requests", "handshake", _("Answer a request for approval…")),
            DeskAct("samples", "file-text", _("Open a sample deal…")),
        ),
        (
            DeskAct("activity", "list-checks", _("Activity")),
            DeskAct("backups", "stack", _("Safety copies")),
            DeskAct("stamps", "clock", _("Timestamps")),
        ),
        (
            DeskAct("sheet", "keyboard", _("Keyboard shortcuts")),
            DeskAct("colours", "sun" if dark else "moon", _("Light colours") if dark else _("Dark colours")),
            DeskAct("lock", "lock-simple", _("Lock OmniDesk")),
        ),
    )


def acts_menu(offered: Mapping[str, Callable[[], object]], *, dark: bool, parent: QWidget) -> "Menu":
    """Return a new menu of all entries; what is not offered yet is there, but cannot be chosen."""
    from omnidesk.ui.shortcuts import shortcuts
    from omnidesk.ui.widgets.menu import Menu

    keys = {each.id: each.shown()[0] for each in shortcuts() if each.place in ("desk", "window")}
    menu = Menu(_("More"), parent)
    menu.setObjectName("more-menu")
    for place, group in enumerate(act_groups(dark=dark)):
        if place:
            menu.addSeparator()
        for act in group:
            entry = menu.entry(act.label, _does(offered.get(act.id)), icon=act.icon, keys=keys.get(act.id, ""))
            entry.setObjectName(act.id)
            entry.setEnabled(act.id in offered)
    return menu


def _does(act: Callable[[], object] | None) -> Callable[[], object]:
    """An act without the word that Qt adds to the choice of an entry."""
    return lambda: act() if act is not None else None
