"""Files that a person gave: read up to a limit, and a line for a person where that fails."""

from pathlib import Path

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.given_file import read_given


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path: Path) -> None:
    """The last allowed byte is read; one more is refused in the words of whoever asked."""
    given = tmp_path / "logo.png"
    given.write_bytes(b"12345678")
    assert read_given(given, 8) == b"12345678"
    with pytest.raises(InputError) as refused:
        read_given(given, 7, too_large="a logo has at most 7 bytes; make it smaller")
    assert str(refused.value) == f"{given}: a logo has at most 7 bytes; make it smaller"


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_what_cannot_be_read_is_named_with_the_way_out(tmp_path: Path, name: str) -> None:
    """A missing file and a folder say what the system said of them."""
    with pytest.raises(InputError, match=r"cannot be read \(.+\); check the name and your rights"):
        read_given(tmp_path / name, 8)
