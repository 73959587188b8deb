"""A name without spaces breaks rather than push a page beyond its edge."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from omnidesk.ui.widgets.long_words import breakable
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.form import put

from .conftest import Show
from .opened import ARCHITECT, open_page

NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


@given(st.text(alphabet=st.characters(exclude_characters="\N{ZERO WIDTH SPACE}"), max_size=120))
def test_breaking_changes_no_letter(words: str) -> None:
    assert breakable(words).replace("\N{ZERO WIDTH SPACE}", "") == words


def test_only_overlong_words_break() -> None:
    assert breakable("Rechtsschutzversicherungsgesellschaften agree") != "Rechtsschutzversicherungsgesellschaften agree"
    assert breakable("Vereinigte Nordwestdeutsche Lagerhausgesellschaft") == (
        "Vereinigte Nordwestdeutsche Lagerhausgesellschaft"
    )
    assert breakable("あ" * 80) == "あ" * 80


def test_a_name_without_spaces_keeps_the_contract_in_its_place(tmp_path: Path, show: Show) -> None:
    usual = open_page("contract", ARCHITECT, tmp_path / "usual", show).page.minimumSizeHint().width()
    deal = put(ARCHITECT, "client.name", NAME)
    assert open_page("contract", deal, tmp_path / "long", show).page.minimumSizeHint().width() <= usual + 40
    label = Text(NAME, wrap=True)
    assert label.minimumSizeHint().width() < 240
    assert label.text() == NAME
    assert label.accessibleName() == NAME
