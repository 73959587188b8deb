"""The name of a file that is suggested for a client: no name of a client leads out of a folder or to a device."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.wizard.approvals import plain_name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\win.ini", "c-windows-win-ini"),
        ("Müller & Söhne GmbH", "muller-sohne-gmbh"),
        ("株式会社", "deal"),
        ("a\0b\nc", "a-b-c"),
        (".bashrc", "bashrc"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_client_s_name_becomes_a_plain_one(name: str, stem: str) -> None:
    assert plain_name(name, "deal") == stem


@given(st.text(max_size=200))
def test_any_name_is_letters_digits_and_dashes(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", plain_name(name, "deal"))
