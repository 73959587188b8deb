"""Any company's accent can be read everywhere, in both schemes, and the window changes while it is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from omnidesk.colour import contrast
from omnidesk.ui import theme
from omnidesk.ui.theme.accent import schemes_for
from omnidesk.ui.theme.active import hex_of
from omnidesk.ui.theme.tokens import SCHEMES, TEXT_PAIRS, Scheme
from omnidesk.ui.widgets.text import Text

from .conftest import Show

accents = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#{:02X}{:02X}{:02X}".format(*parts))


@given(accents)
def test_every_accent_can_be_read_in_both_schemes(accent: str) -> None:
    for scheme, colours in schemes_for(accent).items():
        for text, ground in TEXT_PAIRS:
            seen = contrast(getattr(colours, text), getattr(colours, ground))
            assert seen >= 4.5, (scheme, accent, text, ground, seen)


@pytest.mark.parametrize("accent", ["", "#4338CA", "#4338ca"])
def test_our_own_accent_keeps_the_colours_drawn_for_it(accent: str) -> None:
    assert schemes_for(accent) == SCHEMES


def test_a_readable_accent_is_worn_as_it_is() -> None:
    assert schemes_for("#B3261E")["light"].accent == "#b3261e"
    assert schemes_for("#FFE600")["light"].accent != "#ffe600"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_window_takes_the_accent_at_once(scheme: Scheme, show: Show, qapp: QApplication) -> None:
    theme.apply(qapp, scheme)
    label = Text("Total", "title", "accent_text")
    show(label)
    try:
        theme.wear_accent(qapp, "#0F766E")
        qapp.processEvents()
        assert theme.scheme() == scheme
        worn = schemes_for("#0F766E")[scheme]
        assert hex_of("accent") == worn.accent != SCHEMES[scheme].accent
        assert label.palette().color(QPalette.ColorRole.Link).name() == worn.accent_text
    finally:
        theme.wear_accent(qapp, "")
    assert hex_of("accent") == SCHEMES[scheme].accent
