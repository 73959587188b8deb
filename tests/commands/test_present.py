"""``omnidesk present``: a deal file becomes slides, or says why it cannot."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from omnidesk.commands.cli import run
from omnidesk.shipped import shipped

ARCHITECT = str(shipped("resources", "samples", "architect-broadcaster.yaml"))


def test_slides_of_a_deal_file_in_another_language_and_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "slides.pdf"
    assert run(["present", ARCHITECT, "--out", str(out), "--lang", "de", "--aspect", "4:3"]) == 0
    assert "Slides written to" in capsys.readouterr().out
    document = PdfDocument(out)
    assert len(document) == 17
    assert document.get_metadata_value("Title") == "Folien für Aurora Broadcast AG"
    width, height = document[0].get_size()
    assert width / height == pytest.approx(4 / 3)
    assert "Aurora Broadcast AG" in " ".join(document[0].get_textpage().get_text_range().split())
    document.close()


def test_dark_slides_of_a_wide_screen_have_the_what_if_among_them(tmp_path: Path) -> None:
    out = tmp_path / "slides.pdf"
    assert run(["present", ARCHITECT, "--out", str(out), "--aspect", "21:9", "--dark"]) == 0
    document = PdfDocument(out)
    width, height = document[0].get_size()
    assert width / height == pytest.approx(21 / 9)
    assert "What if" in document[5].get_textpage().get_text_range()
    assert document[0].render().to_pil().getpixel((1, 1)) == (26, 31, 39)
    document.close()


def test_a_deal_that_cannot_be_offered_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = tmp_path / "deal.yaml"
    refused.write_text(Path(ARCHITECT).read_text(encoding="utf-8").replace("months: 36", "months: 3"), encoding="utf-8")
    assert run(["present", str(refused), "--out", str(tmp_path / "slides.pdf")]) == 2
    assert "minimum commitment" in capsys.readouterr().err
    assert not (tmp_path / "slides.pdf").exists()
