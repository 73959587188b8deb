"""Clients and deals out of other programs: read, recognised, planned, written once and taken back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Contact
from omnidesk.domain.errors import InputError
from omnidesk.domain.imports import ImportsSpec, TableKind
from omnidesk.operations.duplicates import pairs
from omnidesk.operations.duplicates_merged import merge, take_back
from omnidesk.operations.importing.mapping import guess_mapping
from omnidesk.operations.importing.notation import Notation, UnreadableError, day, guess_notation, notation_of, number
from omnidesk.operations.importing.plan import Decision, ImportPlan, Standing, plan_import
from omnidesk.operations.importing.reading import read_table
from omnidesk.operations.importing.rows import ReadRow, read_rows
from omnidesk.operations.importing.write import Imported, write_import
from omnidesk.operations.kept_deals import take
from omnidesk.specs.imports import load_imports
from omnidesk.store import clients
from omnidesk.store.connect import Store
from omnidesk.store.search import list_deals
from tests.operations.tables import HUBSPOT, ODOO, SALESFORCE, VCARD, workbook, written

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def spec() -> ImportsSpec:
    return load_imports()


class Desk:
    """Imports files into one store."""

    def __init__(self, store: Store, catalog: Catalog, spec: ImportsSpec) -> None:
        self.store, self.catalog, self.spec = store, catalog, spec

    def rows(self, path: Path, kind: TableKind | None = None) -> tuple[ReadRow, ...]:
        table = read_table(path)
        mapping = guess_mapping(table, self.spec, kind)
        return read_rows(table, mapping, guess_notation(table, mapping), self.catalog)

    def plan(self, path: Path, decisions: dict[int, Decision] | None = None, **standing: str) -> ImportPlan:
        held = Standing(**standing)  # pyright: ignore[reportArgumentType] - the words that a test gives
        return plan_import(self.store, self.rows(path), self.spec, standing=held, decisions=decisions)

    def take(self, path: Path, decisions: dict[int, Decision] | None = None, **standing: str) -> Imported:
        plan = self.plan(path, decisions, **standing)
        return write_import(self.store, plan, self.catalog, source=path.name, today=TODAY)

    def names(self) -> list[str]:
        return [row.entry.name for row in clients.list_clients(self.store).rows]


@pytest.fixture
def desk(store: Store, catalog: Catalog, spec: ImportsSpec) -> Desk:
    return Desk(store, catalog, spec)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("Firma,Ort\nMüller,Köln\n", "utf-8", "UTF-8, comma"),
        ("Firma;Ort\nMüller;Köln\n", "utf-8-sig", "UTF-8, semicolon"),
        ("Firma\tOrt\nMüller\tKöln\n", "utf-16", "UTF-16, tab"),
        ("Firma\tOrt\nMüller\tKöln\n", "utf-16-be", "utf-16-be, tab"),
        ('Firma;Ort\n"Müller";"Köln"\n', "windows-1252", "Windows-1252 (Western Europe), semicolon"),
        ('sep\n\nFirma|Ort\n"Müller"|"Köln"\n'.removeprefix("sep\n\n"), "utf-8", "UTF-8, bar"),
    ],
)
def test_a_table_is_read_whatever_wrote_it(tmp_path: Path, text: str, encoding: str, told: str) -> None:
    table = read_table(written(tmp_path, "table.csv", text, encoding))

    assert (table.head, table.rows, table.told) == (("Firma", "Ort"), (("Müller", "Köln"),), told)


def test_a_workbook_is_read_with_its_figures_and_days(tmp_path: Path) -> None:
    rows = [["Deal", "Account", "Amount", "Close date"], ["Archive", "Aurora", 12500.5, dt.datetime(2027, 3, 31, 9)]]
    table = read_table(written(tmp_path, "deals.xlsx", workbook(rows)))

    assert table.rows == (("Archive", "Aurora", Decimal("12500.5"), dt.date(2027, 3, 31)),)


def test_hubspot_companies_come_in_with_every_problem_beside_its_row(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "hubspot.csv", HUBSPOT)
    plan = desk.plan(path)

    assert [(row.row.number, row.outcome) for row in plan.rows] == [
        (2, "new"),
        (3, "new"),
        (4, "refused"),
        (5, "new"),
    ]
    assert [(problem.field, problem.text, problem.refuses) for problem in plan.rows[1].row.problems] == [
        ("size", "many", False),
        ("country", "Atlantis", False),
    ]
    assert plan.rows[2].row.problems[0].reason == "the client has no name"
    assert plan.rows[3].match is not None
    assert (plan.rows[3].match.why, plan.rows[3].asks) == ("similar", True)
    assert clients.list_clients(desk.store).total == 0

    assert desk.take(path).added == 3
    aurora = clients.find_client(desk.store, "Aurora Broadcast AG").entry
    assert (aurora.size, aurora.country, aurora.domain) == (1200, "CH", "aurora.example")
    assert aurora.address == ("Seestrasse 1", "Zürich")


def test_a_file_that_comes_again_makes_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    for name, text in (("hubspot.csv", HUBSPOT), ("salesforce.csv", SALESFORCE), ("odoo.csv", ODOO), ("a.vcf", VCARD)):
        path = written(tmp_path, name, text)
        first = desk.take(path)
        before = (desk.names(), list_deals(desk.store).total)

        assert first.act
        assert not desk.take(path).act
        assert not desk.take(path, same="new", similar="new").act
        assert (desk.names(), list_deals(desk.store).total) == before


def test_another_database_that_counts_from_one_as_well_is_no_rerun(desk: Desk, tmp_path: Path) -> None:
    head = "Record ID,Company name,Company Domain Name,City\n"
    desk.take(written(tmp_path, "ours.csv", f"{head}1,Aurora Broadcast AG,aurora.example,Zürich\n"))
    theirs = written(tmp_path, "theirs.csv", f"{head}1,Pixelgarten,pixel.example,Berlin\n")

    (row,) = desk.plan(theirs).rows
    assert row.match is not None
    assert (row.match.why, row.outcome) == ("id", "new")
    assert desk.take(theirs).added == 1
    for path in (theirs, tmp_path / "ours.csv"):
        assert not desk.take(path).act
    renamed = written(tmp_path, "renamed.csv", f"{head}1,Aurora Media AG,aurora.example,Zürich\n")
    (row,) = desk.plan(renamed).rows
    assert row.match is not None
    assert (row.match.why, row.conflicts) == ("key", ("name",))


def test_rows_without_ids_are_found_again_too(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", "Company,City\nAurora,Zürich\nAurora,Zürich\nPixelgarten,Berlin\n")

    assert (desk.take(path).added, desk.take(path).act) == (2, "")
    added = written(tmp_path, "more.csv", "Company,City\nPixelgarten,Berlin\nNordlicht,Kiel\n")
    assert (desk.take(added).added, desk.names()) == (1, ["Aurora", "Nordlicht", "Pixelgarten"])


def test_opportunities_become_drafts_that_say_what_was_there(desk: Desk, tmp_path: Path) -> None:
    done = desk.take(written(tmp_path, "salesforce.csv", SALESFORCE))

    assert (done.deals, done.refused) == (2, 1)
    rows = {row.title: row for row in list_deals(desk.store).rows}
    deal = take(desk.store, rows["Video archive"].id).deal
    assert (deal.client.name, deal.terms.currency, deal.terms.effective_date) == (
        "Aurora Broadcast AG",
        "EUR",
        dt.date(2027, 3, 31),
    )
    assert deal.notes == "When imported: amount 12,500.5 EUR, stage Negotiation"
    assert desk.names() == ["Aurora Broadcast AG", "Pixelgarten"]


def test_people_of_one_organisation_are_one_client(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "odoo.csv", ODOO))

    (row,) = clients.list_clients(desk.store).rows
    assert row.entry.name == "Maison Lumière SARL"
    assert row.entry.contact == Contact(name="Zoé Martin", title="Directrice", email="zoe@lumiere.example")
    assert (row.entry.country, row.entry.language) == ("FR", "fr")


def test_cards_of_any_version_are_read(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "cards.vcf", VCARD))

    mia, joerg = (row.entry for row in clients.list_clients(desk.store).rows)
    assert mia.contact == Contact(name="Mia Keller", title="COO", email="mia@aurora.example")
    assert mia.address == ("Seestrasse 1, 2. Stock", "8002 Zürich")
    assert (mia.country, mia.notes) == ("CH", "Met at the fair; liked it")
    assert (joerg.contact.name, joerg.phone) == ("Jörg Müller", "+49 30 1")


def test_a_person_decides_each_row(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "hubspot.csv", HUBSPOT)
    into = Decision(action="merge", take=frozenset({"country"}))
    done = desk.take(path, {3: Decision(action="skip"), 5: into})

    assert (done.added, done.skipped) == (1, 1)
    (row,) = clients.list_clients(desk.store).rows
    assert (row.entry.name, row.entry.country, row.entry.size) == ("Aurora Broadcast AG", "DE", 1200)
    assert len(row.entry.keys) == 2


def test_an_import_is_taken_back_unless_someone_went_on(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "list.csv", "Company,Phone\nAurora,\nPixelgarten,1\n"))
    desk.take(written(tmp_path, "phones.csv", "Company,Phone\nAurora,+41 44\n"))
    first = clients.acts(desk.store)[-1]

    with pytest.raises(InputError, match="“Aurora” was changed meanwhile"):
        take_back(desk.store, first.id)
    assert desk.names() == ["Aurora", "Pixelgarten"]

    take_back(desk.store)
    take_back(desk.store)
    assert desk.names() == []
    assert [act.taken_back for act in clients.acts(desk.store)] == [False, False, True, True]
    with pytest.raises(InputError, match="no such act"):
        take_back(desk.store)


def test_two_clients_are_merged_field_by_field_and_parted_again(desk: Desk, tmp_path: Path) -> None:
    text = "Company,Contact,Email,Phone\nNordlicht GmbH,Ada,ada@nord.example,1\nNordlycht,Bo,bo@nord.example,2\n"
    desk.take(written(tmp_path, "list.csv", text))
    known = clients.entries(desk.store)
    (found,) = pairs(known, desk.spec, {})
    assert found[1].why == "domain"
    kept, gone = (clients.find_client(desk.store, each) for each in (found[1].client_id, found[0]))

    merge(desk.store, kept, gone, frozenset({"contact"}))

    (row,) = clients.list_clients(desk.store).rows
    assert (row.entry.name, row.entry.contact.name, row.entry.phone) == ("Nordlicht GmbH", "Bo", "1")
    assert row.entry.notes == "Contact: Ada, ada@nord.example"
    take_back(desk.store)
    assert clients.entries(desk.store) == known


def test_nothing_is_written_where_a_client_changed_since_the_preview(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "list.csv", "Company,Phone\nAurora,\n"))
    plan = desk.plan(written(tmp_path, "more.csv", "Company,Phone\nZebra,3\nAurora,1\n"))
    desk.take(written(tmp_path, "phones.csv", "Company,Phone\nAurora,2\n"))

    with pytest.raises(InputError, match="“Aurora” was changed meanwhile"):
        write_import(desk.store, plan, desk.catalog, source="more.csv", today=TODAY)
    assert desk.names() == ["Aurora"]


def test_stopping_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    plan = desk.plan(written(tmp_path, "salesforce.csv", SALESFORCE))

    def stop(_share: float, what: str) -> None:
        if what == "writing deals":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_import(desk.store, plan, desk.catalog, source="x", today=TODAY, progress=stop)
    assert (desk.names(), list_deals(desk.store).total, clients.acts(desk.store)) == ([], 0, ())


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1.234,50 €", "de", "1234.50"),
        ("CHF 1’234.50", "de-CH", "1234.50"),
        ("$1,234.50", "en-US", "1234.50"),
        ("1,23,456", "en-IN", "123456"),
        ("1 234,5", "fr", "1234.5"),
    ],
)
def test_numbers_are_read_as_their_country_writes_them(text: str, locale: str, value: str) -> None:
    assert number(text, notation_of(locale)) == Decimal(value)


def test_days_are_read_in_their_order_and_never_guessed() -> None:
    american, german = notation_of("en-US"), notation_of("de")
    assert (day("03/04/2027", american), day("03.04.2027", german)) == (dt.date(2027, 3, 4), dt.date(2027, 4, 3))
    assert day("2027-04-03 10:22", german) == dt.date(2027, 4, 3)
    for text in ("31.02.2027", "13/13/2027", "soon"):
        with pytest.raises(UnreadableError):
            day(text, german)
    with pytest.raises(UnreadableError):
        number("1.23", Notation(decimal=","))


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from(["de", "en-US", "de-CH", "fr"]))
def test_what_a_locale_writes_is_read_back(value: Decimal, locale: str) -> None:
    from babel.numbers import format_decimal

    text = format_decimal(value, format="#,##0.00", locale=locale.replace("-", "_"))
    assert number(text, notation_of(locale)) == value
