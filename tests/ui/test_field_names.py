"""A field is called the same over its input and wherever else it is named."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from omnidesk.ui.pages.page import Page
from omnidesk.wizard.field_names import label_of, name_of
from omnidesk.wizard.steps import STEP_IDS

from .screens import with_sample

SAID_BY_ITS_CHOICE = "unit_price"
"""A price a month or once: which of them is what was chosen beside it."""


def test_each_input_is_called_what_the_comparison_of_versions_calls_its_field(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path)
    compared = 0
    for step in STEP_IDS:
        person.wizard.go(step)
        person.sees_page()
        page = person.wizard.page(step)
        assert isinstance(page, Page)
        for path, field in page.fields.items():
            if name_of(path) is not None and not path.endswith(SAID_BY_ITS_CHOICE):
                assert field.label() == label_of(path), path
                compared += 1
    assert compared > 80
    person.leaves()
