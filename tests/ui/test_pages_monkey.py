"""Random hands on every page: nothing raises, every deal can be drawn, and undo leads back to the first one."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.ui.pages.review import ReviewPage
from omnidesk.ui.widgets.choice import Choice
from omnidesk.ui.widgets.control import LineField
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.wizard.steps import StepId

from .conftest import Show
from .opened import ARCHITECT, SEEKER, Opened, open_page

WORDS = ("", "0", "7", "12.5", "-3", "1,000,000", "99999999999999", "unlimited", "2026-05-05", "2026-13-45", "ümlaut ✓")
STEPS: tuple[StepId, ...] = ("models", "milestones", "value", "roadmap", "contract", "review")

OUTSIDE = ("issue", "export", "export-word", "import-word")
"""What leaves the page: documents that are built, and questions for files."""


def hands(opened: Opened, chance: random.Random) -> Callable[[], object] | None:
    """One thing that a person could do now."""
    page = opened.page
    shown = [each for each in page.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    kinds = (LineField, TextArea, Choice, QAbstractButton)
    able = [each for each in shown if isinstance(each, kinds) and each.objectName() not in OUTSIDE]
    if not able:
        return None
    widget = chance.choice(able)
    if isinstance(widget, LineField):
        text = chance.choice(WORDS)
        return lambda: widget._enter(text)
    if isinstance(widget, TextArea):
        text = chance.choice(WORDS)
        return lambda: opened.type(widget.objectName(), text) if widget.objectName() in page.fields else None
    if isinstance(widget, Choice):
        options = widget._options
        chosen = chance.randrange(len(options))
        return lambda: (widget.set_value(options[chosen].id), widget.edited.emit(options[chosen].id))
    return widget.click


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("deal", [ARCHITECT, SEEKER, Deal()], ids=["architect", "seeker", "empty"])
def test_random_hands_break_nothing(step: StepId, deal: Deal, show: Show, tmp_path: Path) -> None:
    chance = random.Random(f"{step} {deal.client.name}")
    opened = open_page(step, deal, tmp_path, show)
    for _ in range(60):
        act = hands(opened, chance)
        if act is not None:
            act()
        if chance.random() < 0.15:
            opened.session.undo()
        elif chance.random() < 0.1:
            opened.session.redo()
    while opened.session.can_undo():
        opened.session.undo()
    assert opened.deal == deal
    opened.settle()
    if isinstance(opened.page, ReviewPage):
        opened.page.preview.finish()
