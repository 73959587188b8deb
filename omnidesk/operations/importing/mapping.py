"""Which column of a table means what: recognised by the program it comes from, else guessed by its name."""

from collections.abc import Sequence

import msgspec

from omnidesk.domain.imports import FieldId, ImportsSpec, Layout, TableKind
from omnidesk.operations.importing.table import Table

LEAST_SHARE = 0.5
"""Share of a layout's columns, or of a table's, that have to be there for it to be recognised."""


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """The field of each column (None: left out), and what the table is. ``layout`` is the id of a known export."""

    kind: TableKind
    fields: tuple[FieldId | None, ...]
    layout: str = ""

    def columns(self, field: FieldId) -> tuple[int, ...]:
        """The places of the columns that hold a field, in order of preference."""
        return tuple(place for place, held in enumerate(self.fields) if held == field)


def guess_mapping(table: Table, spec: ImportsSpec, kind: TableKind | None = None) -> Mapping:
    """The mapping that fits best; every part of it can be changed."""
    layout = recognised(table.head, spec, kind)
    if layout is not None:
        return mapping_by(table, layout, spec)
    deals = any(_folded(title) in _names(spec, "title") for title in table.head)
    kind = kind or ("deals" if deals else "clients")
    return Mapping(kind=kind, fields=_named(table.head, spec, kind, {}))


def mapping_by(table: Table, layout: Layout, spec: ImportsSpec) -> Mapping:
    """The mapping that a known export has; columns that it does not know are guessed by their names."""
    known: dict[str, FieldId] = {_folded(title): field for title, field in layout.columns.items()}
    if layout.key is not None:
        known[_folded(layout.key)] = "key"
    return Mapping(kind=layout.kind, fields=_named(table.head, spec, layout.kind, known), layout=layout.id)


def recognised(head: Sequence[str], spec: ImportsSpec, kind: TableKind | None = None) -> Layout | None:
    """The known export with the most headers in common; None where no more than a few are."""
    titles = {_folded(title) for title in head if title}
    best: tuple[float, Layout] | None = None
    for layout in spec.layouts:
        own = {_folded(title) for title in (*layout.columns, *filter(None, [layout.key]))}
        common = len(titles & own)
        share = max(common / len(own), common / max(1, len(titles)))
        has_key = layout.key is not None and _folded(layout.key) in titles
        score = common + (1.5 if has_key else 0) + common / len(own)
        enough = common >= 3 and share >= LEAST_SHARE and kind in (None, layout.kind)
        if enough and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None


def _named(
    head: Sequence[str], spec: ImportsSpec, kind: TableKind, known: dict[str, FieldId]
) -> tuple[FieldId | None, ...]:
    by_name: dict[str, FieldId] = {}
    for field in spec.fields:
        if kind in field.of:
            by_name.update(dict.fromkeys(map(_folded, (field.name, *field.also)), field.id))
    taken = {known[title] for title in map(_folded, head) if title in known}
    fields: list[FieldId | None] = []
    for title in map(_folded, head):
        guessed = by_name.get(title)
        if title in known:
            fields.append(known[title])
        elif guessed is not None and guessed not in taken:
            fields.append(guessed)
            taken.add(guessed)
        else:
            fields.append(None)
    return tuple(fields)


def _names(spec: ImportsSpec, field_id: FieldId) -> set[str]:
    return {_folded(name) for field in spec.fields if field.id == field_id for name in (field.name, *field.also)}


def _folded(title: str) -> str:
    return " ".join(title.casefold().replace("_", " ").split()).removesuffix("*").strip()
