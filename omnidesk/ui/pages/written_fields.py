"""What pages share that edit titles and texts: the input of a field, and the button that moves what it is of."""

from collections.abc import Callable

from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.entries import TextArea, TextField
from omnidesk.ui.widgets.field import Field


def text_line(field: Field) -> TextField:
    """The line of a field that has one."""
    assert isinstance(field.control, TextField)
    return field.control


def text_area(field: Field) -> TextArea:
    """The text area of a field that has one."""
    assert isinstance(field.control, TextArea)
    return field.control


def mover(icon: str, words: str, name: str, move: Callable[[], object]) -> IconButton:
    """A small button that moves something up or down; ``name`` is what tests and scripts find it by."""
    button = IconButton(icon, words, side=30)
    button.setObjectName(name)
    button.clicked.connect(move)
    return button
