"""The window of settings: groups on the left with a search over them, one group on the right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.settings.declared import groups, settings
from omnidesk.ui.desk.place_button import PlaceButton
from omnidesk.ui.settings.desk import Read, SettingsDesk
from omnidesk.ui.settings.profile import ProfileSection
from omnidesk.ui.settings.rows import FolderRow, GroupSection
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll, on_top
from omnidesk.ui.widgets.search_field import SearchField
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.ui.services import Ask

WIDTH, HEIGHT, SIDE, LIST = 1000, 640, 28, 232
ICONS = {
    "company": "buildings",
    "numbering": "tag",
    "locale": "globe",
    "policy": "scales",
    "timestamps": "clock",
    "signing": "identification-card",
    "this_machine": "monitor",
    "protection": "lock-key",
    "backups": "stack",
    "profile": "share-network",
}
ELSEWHERE = ("this_machine.lock_minutes", "this_machine.second_folder")
"""Settings that stand among protection and safety copies."""


@dataclass(frozen=True)
class Embedded:
    """Parts that are made elsewhere and stand here too: identities, protection, and the list of safety copies."""

    signing: Callable[[], QWidget]
    protection: Callable[[], QWidget]
    backups: Callable[[], QWidget]


class SettingsDialog(QDialog):
    """Each page is made when it is first looked at. ``finished`` once it is closed and all is kept."""

    settled = Signal()

    def __init__(self, desk: SettingsDesk, ask: "Ask", embedded: Embedded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings-dialog")
        self.setModal(True)
        title = _("Settings")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._desk, self._ask, self._embedded = desk, ask, embedded
        self._read: Read | None = None
        self._wanted, self._leaving = "company", False
        self._pages: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        self.search = SearchField(_("Search the settings"))
        self.search.edited.connect(self._narrow)
        self.search.found.connect(self._show_first)
        self.buttons = self._buttons()
        self.kept = Text("", "caption", "muted")
        self._lay_out(title)
        self.resize(WIDTH, HEIGHT)
        self.finished.connect(self._leave)
        desk.read(self._begin)

    def show_page(self, name: str) -> None:
        """Go to a page: a group of settings, ``signing``, ``protection``, ``backups`` or ``profile``."""
        self._wanted = name
        self.buttons[name].setChecked(True)
        if self._read is not None:
            self.stack.setCurrentWidget(self._page(name))

    def page(self) -> str:
        """The page on screen."""
        return self._wanted

    def _begin(self, read: Read) -> None:
        first = self._read is None
        self._read = read
        if first:
            self.show_page(self._wanted)
            self.settled.emit()

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            inner = self._made(name)
            self._pages[name] = PageScroll(inner, lambda _width: SIDE)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _made(self, name: str) -> QWidget:
        if name == "signing":
            return on_top(self._embedded.signing())
        if name == "protection":
            return on_top(self._embedded.protection())
        if name == "backups":
            card = Section(_("Safety copies"), _("Each was checked after it was written."), icon=ICONS[name])
            card.content.addWidget(self._embedded.backups())
            return on_top(card)
        if name == "profile":
            profile = ProfileSection(self._desk, self._ask)
            profile.taken.connect(self._read_anew)
            return on_top(profile)
        assert self._read is not None
        rows = tuple(each for each in settings() if each.group == name and each.key not in ELSEWHERE)
        about = _about().get(name, "")
        section = GroupSection(groups()[name], about, ICONS[name], rows, self._read, self._desk, self._ask)
        section.kept.connect(self._tell_kept)
        if name == "this_machine":
            section.content.addWidget(FolderRow(self._desk.seat.store.workspace))
        return on_top(section)

    def _read_anew(self) -> None:
        """Forget the pages of groups, which show what was before."""
        for name in groups():
            page = self._pages.pop(name, None)
            if page is not None:
                self.stack.removeWidget(page)
                page.deleteLater()
        self._desk.read(self._begin)

    def _tell_kept(self) -> None:
        self.kept.setText(_("All changes are kept."))
        self._desk.read(self._begin)

    def _buttons(self) -> dict[str, PlaceButton]:
        names = {
            **groups(),
            "signing": _("Signing"),
            "protection": _("Protection"),
            "backups": _("Safety copies"),
            "profile": _("Profile"),
        }
        group = QButtonGroup(self)
        buttons: dict[str, PlaceButton] = {}
        for name, words in names.items():
            button = buttons[name] = PlaceButton(words, ICONS[name])
            button.setCheckable(True)
            button.setObjectName(f"settings:{name}")
            button.clicked.connect(partial(self._go, name))
            group.addButton(button)
        return buttons

    def _go(self, name: str, _on: bool = False) -> None:
        self.show_page(name)

    def _narrow(self, text: str) -> None:
        """Leave the groups that a word is found in."""
        wanted = text.strip().casefold()
        for name, button in self.buttons.items():
            set_shown(button, not wanted or wanted in _words_of(name, button).casefold())

    def _show_first(self) -> None:
        first = next((name for name, button in self.buttons.items() if not button.isHidden()), "")
        if first:
            self.show_page(first)
            self.buttons[first].setFocus()

    def done(self, code: int) -> None:
        """Close once what an input still holds is kept; who wants it a second time waits no longer."""
        focus = self.focusWidget()
        if focus is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            focus.clearFocus()
        if self._leaving:
            super().done(code)
        else:
            self._leaving = True
            self._desk.background.settle(partial(self._go_away, code))

    def _go_away(self, code: int) -> None:
        if self.isVisible():
            super().done(code)

    def _leave(self, _code: int) -> None:
        """Go once nothing under way is to be heard here any more."""
        self._desk.background.settle(self.deleteLater)

    def _lay_out(self, title: str) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(16, 24, 16, 16)
        left.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 0, 10)
        head.addWidget(Text(title, "title"))
        left.addLayout(head)
        left.addWidget(self.search)
        left.addSpacing(8)
        for button in self.buttons.values():
            left.addWidget(button)
        left.addStretch(1)
        side = _Ground()
        side.setFixedWidth(LIST)
        side.setLayout(left)
        close = Button(_("Close"), "secondary")
        close.setObjectName("settings-close")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 12, SIDE, 16)
        foot.addWidget(self.kept, 1)
        foot.addWidget(close)
        right = QVBoxLayout()
        right.setContentsMargins(0, 16, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(Rule())
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("canvas"))
        painter.end()


class _Ground(QWidget):
    """The ground of the list of groups."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        box(painter, QRectF(self.rect()), 0, colour("rail"))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        box(painter, QRectF(edge, 0, 1, self.height()), 0, colour("line"))
        painter.end()


def _words_of(name: str, button: PlaceButton) -> str:
    rows = [f"{each.label} {each.about}" for each in settings() if each.group == name]
    return " ".join([button.accessibleName(), *rows])


def _about() -> dict[str, str]:
    return {
        "company": _("Who offers. Documents built from now on show it; issued ones stay as they went out."),
        "numbering": _("How issued offers are numbered."),
        "locale": _("Where the company stands, and what new deals begin with."),
        "policy": _(
            "The house's own decisions, each with its reason. An issued offer keeps those it was issued under."
        ),
        "timestamps": _("Who vouches for the time of issued documents."),
        "this_machine": _("Only here: it is in no profile."),
    }
