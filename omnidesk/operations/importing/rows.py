"""The rows of a table as clients and deals: every value read in the file's notation, every problem beside its cell."""

import datetime
import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.client_matching import host_of, is_email
from omnidesk.domain.imports import FieldId
from omnidesk.domain.money import MINOR_DIGITS, plain
from omnidesk.operations.importing import notation as written
from omnidesk.operations.importing import places
from omnidesk.operations.importing.mapping import Mapping
from omnidesk.operations.importing.notation import Notation, UnreadableError
from omnidesk.operations.importing.table import Cell, Table

T = TypeVar("T")

MONTHS_MAXIMUM = 1_200


class CellProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong in a cell; where it ``refuses``, the row cannot be taken, else the value is left out."""

    field: FieldId
    text: str
    reason: str
    refuses: bool = False


class DealRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of a deal beside its client. ``amount`` and ``stage`` are those of the other program."""

    title: str
    key: str
    currency: str = "USD"
    amount: Decimal | None = None
    starts: datetime.date | None = None
    months: int | None = None
    tier: str | None = None
    stage: str = ""
    notes: str = ""


class ReadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the file as it was understood; without an entry it is refused."""

    number: int
    entry: ClientEntry | None
    deal: DealRow | None
    problems: tuple[CellProblem, ...]


class _Reader:
    """One row as it is read: values by field, problems as they are found."""

    def __init__(self, cells: tuple[Cell, ...], mapping: Mapping, notation: Notation) -> None:
        self.notation = notation
        self.problems: list[CellProblem] = []
        self._cells: dict[FieldId, list[Cell]] = {}
        for place, field in enumerate(mapping.fields):
            if field is not None and place < len(cells) and cells[place] != "":
                self._cells.setdefault(field, []).append(cells[place])

    def cell(self, field: FieldId) -> Cell:
        """The first cell that says something."""
        return self._cells.get(field, [""])[0]

    def text(self, field: FieldId) -> str:
        """The text of a field; figures and days as they are written plainly. Our own apostrophe comes off again."""
        cell = self.cell(field)
        shown = plain(cell) if isinstance(cell, Decimal) else str(cell)
        return shown[1:] if shown.startswith(("'=", "'+", "'-", "'@")) else shown

    def line(self, field: FieldId) -> str:
        """The text of a field in one line."""
        return " ".join(self.text(field).split())

    def value(
        self, field: FieldId, read: Callable[[Cell, Notation], T | None], reason: str, *, refuses: bool = True
    ) -> T | None:
        """A value in the file's notation; one that cannot be read is a problem."""
        try:
            return read(self.cell(field), self.notation)
        except UnreadableError:
            self.wrong(field, reason, refuses=refuses)
            return None

    def wrong(self, field: FieldId, reason: str, *, refuses: bool = False) -> None:
        """Note a problem of a cell."""
        self.problems.append(CellProblem(field=field, text=self.text(field)[:80], reason=reason, refuses=refuses))


def read_rows(table: Table, mapping: Mapping, notation: Notation, catalog: Catalog) -> tuple[ReadRow, ...]:
    """Read every row; rows that are alike in all that names them are told apart by their order."""
    seen: dict[str, int] = {}
    return tuple(
        _read_row(number, _Reader(cells, mapping, notation), mapping, catalog, seen)
        for number, cells in zip(table.numbers, table.rows, strict=True)
    )


def _read_row(number: int, row: _Reader, mapping: Mapping, catalog: Catalog, seen: dict[str, int]) -> ReadRow:
    entry = _entry(row, catalog)
    key = _key(row, mapping, entry, seen)
    deal = _deal(row, entry, key, catalog) if mapping.kind == "deals" else None
    if mapping.kind == "clients":
        entry = msgspec.structs.replace(entry, keys=(key,))
    refused = any(problem.refuses for problem in row.problems)
    return ReadRow(
        number=number, entry=None if refused else entry, deal=None if refused else deal, problems=tuple(row.problems)
    )


def _entry(row: _Reader, catalog: Catalog) -> ClientEntry:
    contact = _contact(row)
    name = row.line("name")
    if not name:
        name, contact = contact.name, msgspec.structs.replace(contact, name="")
    if not name:
        name = host_of(row.line("domain"))
    if not name:
        row.wrong("name", "the client has no name", refuses=True)
    domain = host_of(row.line("domain"))
    if row.line("domain") and not domain:
        row.wrong("domain", "this is no web address; left out")
    return ClientEntry(
        name=name,
        domain=domain,
        industry=_industry(row.line("industry"), catalog),
        size=row.value("size", written.whole, "this is no number of people; left out", refuses=False),
        country=_known(row, "country", places.country, "this country is not known; left out"),
        region=_region(row.line("region"), catalog),
        language=_known(row, "language", places.language, "this language is not known; left out") or "",
        address=_address(row),
        contact=contact,
        phone=row.line("phone"),
        notes=row.text("notes"),
    )


def _contact(row: _Reader) -> Contact:
    name = row.line("contact") or " ".join(filter(None, (row.line("first_name"), row.line("last_name"))))
    email = row.line("email")
    if email and not is_email(email):
        row.wrong("email", "this is no e-mail address; left out")
        email = ""
    return Contact(name=name, title=row.line("position"), email=email)


def _address(row: _Reader) -> tuple[str, ...]:
    whole = tuple(line.strip() for line in row.text("address").split("\n") if line.strip())
    if whole:
        return whole
    street = [line.strip() for line in row.text("street").split("\n")]
    town = " ".join(filter(None, (row.line("postcode"), row.line("city"))))
    return tuple(filter(None, (*street, row.line("street2"), town, row.line("state"))))


def _industry(text: str, catalog: Catalog) -> str | None:
    steps = [step for path in catalog.scaling.industry.paths for step in path.steps]
    return next((step.id for step in steps if text.casefold() in (step.id, step.name.casefold())), text or None)


def _region(text: str, catalog: Catalog) -> str | None:
    steps = [step for path in catalog.scaling.geography.paths for step in path.steps]
    return next((step.id for step in steps if text.casefold() in (step.id, step.name.casefold())), text or None)


def _known(row: _Reader, field: FieldId, read: Callable[[str], str | None], reason: str) -> str | None:
    text = row.line(field)
    found = read(text) if text else None
    if text and found is None:
        row.wrong(field, reason)
    return found


def _deal(row: _Reader, entry: ClientEntry, key: str, catalog: Catalog) -> DealRow:
    currency = row.line("currency").upper() or "USD"
    if currency not in MINOR_DIGITS:
        row.wrong("currency", "this is no currency by its ISO 4217 code, such as EUR", refuses=True)
    tier = row.line("tier")
    known = {name.casefold(): each.id for each in catalog.tiers for name in (each.id, each.name)}
    if tier and tier.casefold() not in known:
        row.wrong("tier", "there is no such tier; left out")
    months = row.value("months", written.whole, "this is no number of months")
    if months is not None and not 0 < months <= MONTHS_MAXIMUM:
        row.wrong("months", f"a term has 1 to {MONTHS_MAXIMUM:,} months", refuses=True)
    return DealRow(
        title=row.line("title") or entry.name,
        key=key,
        currency=currency,
        amount=row.value("amount", written.number, "this is no amount as the file writes amounts"),
        starts=row.value("starts", written.day, "this is no day as the file writes days"),
        months=months,
        tier=known.get(tier.casefold()),
        stage=row.line("stage"),
        notes=row.text("notes"),
    )


def _key(row: _Reader, mapping: Mapping, entry: ClientEntry, seen: dict[str, int]) -> str:
    """What names the row in every file that it comes in: the other program's own id, else what it says."""
    own = row.line("key")
    source = mapping.layout or "table"
    if own:
        return f"{source}:{own}"[:300]
    said = "\n".join(
        (mapping.kind, row.line("title"), entry.name, entry.domain, *map(str, entry.address), entry.contact.email)
    )
    digest = hashlib.sha256(said.casefold().encode()).hexdigest()[:32]
    seen[digest] = place = seen.get(digest, 0) + 1
    return f"row:{digest}:{place}"
