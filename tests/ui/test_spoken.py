"""What a screen reader meets on every screen of the real window."""

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.roles import ROLES, Selects

from .conftest import Show
from .screens import SCREENS, screens

SOURCES = Path(__file__).resolve().parents[2] / "omnidesk" / "ui"
SAYS_NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border, QAccessible.Role.Pane)


def spoken(found: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """All that can be met from here on, in order."""
    if found is None or not found.isValid() or found.state().invisible:  # pyright: ignore[reportAttributeAccessIssue]
        return
    yield found
    for place in range(found.childCount()):
        yield from spoken(found.child(place))


def named(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name).strip()


def flaws(widget: QWidget) -> set[str]:
    """Controls that a screen reader cannot name or tell from a piece of background."""
    result: set[str] = set()
    for each in spoken(QAccessible.queryAccessibleInterface(widget)):
        empty_cell = each.role() == QAccessible.Role.Cell
        takes_keys = each.state().focusable and not empty_cell  # pyright: ignore[reportAttributeAccessIssue]
        shown = type(each.object()).__name__
        if takes_keys and (not named(each) or each.role() in SAYS_NOTHING):
            result.add(f"{shown} {each.object().objectName()!r} is {each.role().name} {named(each)!r}")
        if not takes_keys and named(each) and each.role() in SAYS_NOTHING:
            result.add(f"{shown} {named(each)!r} is only {each.role().name}")
        if each.role() in (QAccessible.Role.Chart, QAccessible.Role.Graphic, QAccessible.Role.Table) and not named(
            each
        ):
            result.add(f"{shown}, a {each.role().name}, has no name")
    return result


def test_every_control_of_every_screen_has_a_name_and_a_role(qtbot: QtBot, tmp_path: Path) -> None:
    found = {name: flaws(widget) for name, widget in screens(qtbot, tmp_path / "workspace")}
    assert tuple(found) == SCREENS
    assert {name: sorted(flawed) for name, flawed in found.items() if flawed} == {}


def test_a_card_is_one_radio_button_of_several(show: Show) -> None:
    card = Card(selectable=True)
    card.setAccessibleName("Growth")
    show(card)
    for chosen in (True, False):
        card.set_selected(chosen)
        said = QAccessible.queryAccessibleInterface(card)
        assert said is not None
        assert said.role() == QAccessible.Role.RadioButton
        assert said.state().checked == chosen  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(card, Selects)


def test_every_role_is_of_a_class_that_there_is() -> None:
    trees = [ast.parse(path.read_text()) for path in SOURCES.rglob("*.py")]
    classes = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    assert set(ROLES) <= classes
