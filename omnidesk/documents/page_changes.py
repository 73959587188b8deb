"""What a person would see changed between two files: words page by page, and pictures with the areas that differ."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import msgspec

from omnidesk.documents.page_words import Box, Word, as_png, opened, overlap, picture_of, text_of, words_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

Kind = Literal["changed", "added", "removed"]

MOST_PAGES = 200
"""Pages that are compared; a file with more is not one of ours."""
MOST_SHOWN = 12
"""Changed pages that are shown as pictures."""
MOST_WORDS = 24
"""Words of one change that are shown."""
MOST_CHANGES = 40
"""Changes of words on one page that are told."""
CELL = 8
"""Pixels; areas are found on a grid of cells."""
NOTICED = 40
"""Difference of a pixel, of 255, from which on a person sees it."""


class WordChange(msgspec.Struct, frozen=True):
    """What stood there before and what stands there now; either may be empty."""

    before: str
    after: str


class Area(msgspec.Struct, frozen=True):
    """A part of a page that looks different. ``signature``: it lies in a box that is there to be signed."""

    box: Box
    signature: bool = False


class PageChange(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is not as it was. ``page`` counts from 1; pictures are PNG, empty where there are too many."""

    page: int
    kind: Kind
    words: tuple[WordChange, ...] = ()
    areas: tuple[Area, ...] = ()
    before: bytes = b""
    after: bytes = b""

    @property
    def only_signatures(self) -> bool:
        """Whether nothing differs but boxes that are there to be signed."""
        return self.kind == "changed" and bool(self.areas) and all(area.signature for area in self.areas)


def changed_pages(before: bytes, after: bytes) -> tuple[PageChange, ...]:
    """Compare two files page by page; what cannot be read raises."""
    boxes = _signature_boxes(before)
    found: list[PageChange] = []
    with opened(before) as old, opened(after) as new:
        if max(len(old), len(new)) > MOST_PAGES:
            raise ValueError("too many pages")
        for kind, left, right in _paired([text_of(page) for page in old], [text_of(page) for page in new]):
            shown = sum(bool(change.before or change.after) for change in found) < MOST_SHOWN
            if kind == "changed":
                change = _compared(old, new, left, right, boxes.get(left, []), shown=shown)
            else:
                change = _alone(kind, old if kind == "removed" else new, left if kind == "removed" else right, shown)
            if change is not None:
                found.append(change)
    return tuple(found)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, int, int]]:
    """Which page answers which: by place where there are equally many, else by their texts."""
    if len(old) == len(new):
        for place in range(len(old)):
            yield "changed", place, place
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, left, until_left, right, until_right in matcher.get_opcodes():
        both = min(until_left - left, until_right - right)
        for place in range(both):
            yield "changed", left + place, right + place
        for place in range(left + both, until_left):
            yield "removed", place, place
        for place in range(right + both, until_right):
            yield "added", place, place


def _alone(kind: Kind, document: "PdfDocument", place: int, shown: bool) -> PageChange:
    picture = as_png(picture_of(document[place])) if shown else b""
    if kind == "removed":
        return PageChange(page=place + 1, kind=kind, before=picture)
    return PageChange(page=place + 1, kind=kind, after=picture)


def _compared(
    old: "PdfDocument", new: "PdfDocument", left: int, right: int, boxes: Sequence[Box], *, shown: bool
) -> PageChange | None:
    pictures = picture_of(old[left]), picture_of(new[right])
    areas = [Area(box, any(_within(box, each) for each in boxes)) for box in _areas(*pictures)]
    if not areas and text_of(old[left]) == text_of(new[right]):
        return None
    changes = _word_changes(words_of(old[left]), words_of(new[right]), areas)
    before, after = (as_png(picture) if shown else b"" for picture in pictures)
    return PageChange(
        page=right + 1, kind="changed", words=tuple(changes), areas=tuple(areas), before=before, after=after
    )


def _word_changes(old: Sequence[Word], new: Sequence[Word], areas: Sequence[Area]) -> list[WordChange]:
    """The changed words; what was drawn over other words replaces those, whatever the file's own order is."""
    signed = [area.box for area in areas if area.signature]
    matcher = SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
    found: list[WordChange] = []
    told: list[Box] = []
    for tag, left, until_left, right, until_right in matcher.get_opcodes():
        gone, come = old[left:until_left], new[right:until_right]
        if tag == "equal" or _all_within([*gone, *come], signed):
            continue
        if not gone:
            gone = [word for word in old if any(overlap(word.box, each.box) for each in come)]
        found.append(WordChange(_joined(gone), _joined(come)))
        told += [word.box for word in (*gone, *come)]
    for area in areas:
        if not area.signature and not any(overlap(area.box, box) for box in told):
            hidden = [word for word in old if overlap(area.box, word.box)]
            if hidden:
                found.append(WordChange(_joined(hidden), ""))
    return found[:MOST_CHANGES]


def _joined(words: Sequence[Word]) -> str:
    text = " ".join(word.text for word in words[:MOST_WORDS])
    return f"{text} …" if len(words) > MOST_WORDS else text


def _all_within(words: Sequence[Word], boxes: Sequence[Box]) -> bool:
    return all(any(overlap(word.box, box) for box in boxes) for word in words)


def _within(inner: Box, outer: Box) -> bool:
    slack = 0.02
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _areas(old: "Image", new: "Image") -> list[Box]:
    """The boxes around what looks different; a page of another size differs as a whole."""
    from PIL import ImageChops

    if old.size != new.size:
        return [(0.0, 0.0, 1.0, 1.0)]
    difference = ImageChops.difference(old, new).convert("L").point([255 * (value > NOTICED) for value in range(256)])
    if difference.getbbox() is None:
        return []
    grid = difference.reduce(CELL)
    wide, high = grid.size
    marked = {(place % wide, place // wide) for place, value in enumerate(grid.tobytes()) if value}
    return [
        (left / wide, top / high, (right + 1) / wide, (bottom + 1) / high)
        for left, top, right, bottom in _clusters(marked)
    ]


def _clusters(marked: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The boxes around groups of cells that lie no further than two cells apart."""
    found: list[tuple[int, int, int, int]] = []
    near = [(across, down) for across in range(-3, 4) for down in range(-2, 3)]
    while marked:
        pending = [marked.pop()]
        box = (*pending[0], *pending[0])
        while pending:
            column, row = pending.pop()
            box = (min(box[0], column), min(box[1], row), max(box[2], column), max(box[3], row))
            beside = {(column + across, row + down) for across, down in near} & marked
            marked -= beside
            pending.extend(beside)
        found.append(box)
    return sorted(found, key=lambda each: (each[1], each[0]))


def _signature_boxes(pdf: bytes) -> dict[int, list[Box]]:
    """Where the file is meant to be signed, by page."""
    import pikepdf

    found: dict[int, list[Box]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        if pikepdf.Name.AcroForm not in document.Root:
            return found
        pages = {page.obj.objgen: (number, page) for number, page in enumerate(document.pages)}
        for field in document.Root.AcroForm.Fields:
            number, page = pages.get(field.get("/P", field).objgen, (None, None))
            if number is None or page is None:
                continue
            _, _, width, height = (float(side) for side in page.mediabox)
            left, bottom, right, top = (float(side) for side in field.Rect)
            box = (left / width, 1 - top / height, right / width, 1 - bottom / height)
            found.setdefault(number, []).append(box)
    return found
