"""An annex is looked through in a process of its own: what is in it comes back, and what does harm is only told of."""

import zlib

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.operations.annexes import annex_taken
from tests.documents.test_templates import plain_pdf, unarchived


def objects_without_end() -> bytes:
    """A file whose objects are packed; unpacked they would fill many gigabytes."""
    nothing = zlib.compressobj(9)
    block = nothing.compress(bytes(10_000_000)) + nothing.flush(zlib.Z_FULL_FLUSH)
    packed = zlib.compress(block * 400, 9)
    head = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n"
    stream = b"3 0 obj <</Type/ObjStm/N 9/First 40/Filter[/FlateDecode/FlateDecode]/Length %d>> stream\n" % len(packed)
    table = bytes([0, 0, 0, 0]) + bytes([1, 0, 9, 0]) + bytes([2, 0, 3, 0]) * 8
    body = head + stream + packed + b"\nendstream endobj\n"
    cross = b"4 0 obj <</Type/XRef/Size 9/W[1 2 1]/Root 5 0 R/Length %d>> stream\n" % len(table)
    return body + cross + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)


def test_what_is_sound_comes_back_as_it_is() -> None:
    taken = annex_taken(plain_pdf(), "Service_levels.pdf")
    assert (taken.note, taken.annex.title, taken.annex.attached) == ("", "Service levels", False)
    attached = annex_taken(unarchived(), "prices.pdf")
    assert attached.annex.attached
    assert attached.note


@pytest.mark.parametrize("content", [b"no pdf at all", objects_without_end()], ids=["broken", "bomb"])
def test_what_does_harm_is_told_in_one_line(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^strange\.pdf: ") as refused:
        annex_taken(content, "strange.pdf")
    assert "\n" not in str(refused.value)


def test_a_person_may_give_up() -> None:
    class GaveUpError(Exception):
        pass

    def give_up(_share: float, _what: str) -> None:
        raise GaveUpError

    with pytest.raises(GaveUpError):
        annex_taken(plain_pdf(), "terms.pdf", give_up)
