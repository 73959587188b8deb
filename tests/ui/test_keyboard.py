"""The keyboard reaches every control of every screen, in the order of reading, and shows where it is."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.pages.page import Page
from omnidesk.ui.widgets.toast import Toast

from .screens import SCREENS, screens

MOST = 600
"""More steps than any screen has controls: the way round must have ended before."""


def way_round(top: QWidget) -> list[QWidget]:
    """The controls that Tab comes to, until it comes to one again."""
    top.activateWindow()
    QApplication.processEvents()
    met: list[QWidget] = []
    for _step in range(MOST):
        QTest.keyClick(top.focusWidget() or top, Qt.Key.Key_Tab)  # pyright: ignore[reportUnnecessaryComparison]
        now = top.focusWidget()
        if now in met:
            return met[met.index(now) :]
        met.append(now)
    raise AssertionError("Tab never comes back")


def reachable(top: QWidget) -> set[QWidget]:
    """What takes the keyboard; of a group of which one is chosen, Tab stops only there, and arrows move on."""

    def chosen_elsewhere(part: QWidget) -> bool:
        group = part.group() if isinstance(part, QAbstractButton) else None
        one_of = group is not None and group.exclusive() and group.checkedButton() is not None  # pyright: ignore[reportUnnecessaryComparison]
        alone = isinstance(part, QRadioButton) and part.autoExclusive()
        return isinstance(part, QAbstractButton) and not part.isChecked() and (one_of or alone)

    def takes_tab(part: QWidget) -> bool:
        tab = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None  # pyright: ignore[reportUnnecessaryComparison]
        return bool(tab) and part.isVisibleTo(top) and part.isEnabled() and not part.isWindow()

    parts = top.findChildren(QWidget)
    return {part for part in parts if takes_tab(part) and not part.size().isEmpty() and not chosen_elsewhere(part)}


def shows_focus(part: QWidget) -> bool:
    """Tell whether a person sees that the keyboard is here; an input draws the ring on the box around it."""
    shown = part
    for _level in range(3):
        around = shown.parentWidget()
        if around is not None and around.focusProxy() is part:  # pyright: ignore[reportUnnecessaryComparison]
            shown = around
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    focused = shown.grab().toImage()
    part.clearFocus()
    QApplication.processEvents()
    return focused != shown.grab().toImage()


def called(part: QWidget) -> str:
    return f"{type(part).__name__} {part.objectName()!r} {part.accessibleName()!r}"


def jumps(top: QWidget, met: list[QWidget]) -> list[str]:
    """Where the way goes back up within a page, against the order of reading."""
    page = next((each for each in top.findChildren(Page) if each.isVisible()), None)
    found: list[str] = []
    for before, after in pairwise(met):
        here, there = before.mapTo(top, QPoint()), after.mapTo(top, QPoint())
        above = there.y() + after.height() <= here.y() and there.x() <= here.x() + before.width()
        if above and page is not None and page.isAncestorOf(before) and page.isAncestorOf(after):
            found.append(f"{called(before)} goes up to {called(after)}")
    return found


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    flaws: dict[str, list[str]] = {}
    for name, top in screens(qtbot, tmp_path / "workspace"):
        if isinstance(top, QMenu | Toast):
            continue
        met = way_round(top)
        unmet = [f"Tab misses {called(part)}" for part in reachable(top) - set(met)]
        unseen = [f"{called(part)} shows no focus" for part in met if not shows_focus(part)]
        flaws[name] = unmet + unseen + jumps(top, met)
    assert set(SCREENS) - set(flaws) == {"problems", "toast"}
    assert {name: found for name, found in flaws.items() if found} == {}
