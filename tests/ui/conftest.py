"""What every test of the window stands on: the light scheme, roles for screen readers, widgets put on screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui import theme
from omnidesk.ui.widgets.spoken import speak

Show = Callable[[QWidget], QWidget]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    speak()


@pytest.fixture(autouse=True)
def collected_between_tests(qapp: QApplication) -> Iterator[None]:
    """The workers of a test collect no widgets of an older one, as in the running window (``omnidesk.ui.garbage``)."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Put a widget on screen, painted and active."""

    kept: list[QWidget] = []

    def put(widget: QWidget) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return put
