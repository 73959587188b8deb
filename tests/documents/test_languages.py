"""Documents in other languages: nothing fixed stays English, dates and lines follow the language."""

import io
import re
import runpy
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pikepdf
import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import black

from omnidesk.contract_words import definitions_of
from omnidesk.documents.build import BuiltDocument
from omnidesk.documents.contract_docx import contract_docx
from omnidesk.documents.export import draw
from omnidesk.documents.fonts import measure
from omnidesk.documents.paragraph import Span, units
from omnidesk.documents.quote_xlsx import quote_xlsx
from omnidesk.documents.sections.clauses import speech_of
from omnidesk.documents.writer import writer_for
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import DefinedTerm
from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import DocumentKind, Proposal, propose
from omnidesk.line_breaks import NO_END, NO_START
from omnidesk.operations.in_language import in_language, language_note
from tests.documents.proposals import CREATED, FIVE_MODELS, KINDS, SAMPLES, TODAY, deal_of, pages_of, sample, text_of

SCRIPT: dict[str, Any] = runpy.run_path(str(Path(__file__).resolve().parents[2] / "packaging" / "translations.py"))
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = str.maketrans(LATIN + LATIN.upper(), "абцдефгхийклмнопярстуввхызАБЦДЕФГХИЙКЛМНОПЯРСТУВВХЫЗ"[:52])
MARK = re.compile(r"(\{[^{}|]*[|}])")
WORD = re.compile(r"[A-Za-z]{2,}")
CODES = {"USD", "EUR", "SHA"}


def disguised(text: str) -> str:
    """The text in letters of another script, its places kept."""
    return "".join(part if part.startswith("{") else part.translate(CYRILLIC) for part in MARK.split(text))


@pytest.fixture(scope="module")
def pseudo(catalog: Catalog) -> Catalog:
    """A catalog with a translation of every text into letters that no English word has."""
    file = Messages(locale="ru", charset="utf-8")
    for template in (SCRIPT["fixed_text"](), SCRIPT["spec_text"](catalog)):
        for message in template:
            if message.id:
                one = message.id if isinstance(message.id, str) else message.id[1]
                said = disguised(one)
                file.add(message.id, said if isinstance(message.id, str) else (said,) * file.num_plurals)
    target = io.BytesIO()
    write_po(target, file, width=0)
    return msgspec.structs.replace(catalog, translations={"ru": (target.getvalue(),)})


def put(deal: Deal, catalog: Catalog, kind: DocumentKind, language: str) -> Proposal:
    spoken, printed = in_language(catalog, language)
    return propose(deal, catalog, kind=kind, today=TODAY, language=spoken, printed=printed)


def in_words(deal: Deal, catalog: Catalog, kind: DocumentKind, language: str) -> BuiltDocument:
    return draw(put(deal, catalog, kind, language), created=CREATED)


def typed(deal: Deal, catalog: Catalog) -> set[str]:
    """The words that people typed, and names that are the same in every language."""
    company = catalog.company
    names = f"{company.legal_name} {company.product} {company.contact.email} {company.contact.page}"
    return set(WORD.findall(f"{names} {msgspec.to_builtins(deal)}")) | CODES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*SAMPLES, "five models"])
def test_nothing_fixed_stays_english(name: str, kind: DocumentKind, pseudo: Catalog) -> None:
    deal = deal_of(FIVE_MODELS) if name == "five models" else sample(name)
    built = in_words(deal, pseudo, kind, "ru")
    text = re.sub(r"OD-[0-9A-F]{8}|\b[0-9a-f]{16,}", "", text_of(built))
    assert set(WORD.findall(text)) - typed(deal, pseudo) == set()
    assert "Парт" in text or "Аг" in text or "Пр" in text


def test_nothing_fixed_stays_english_in_excel(pseudo: Catalog) -> None:
    deal = deal_of(FIVE_MODELS)
    book = openpyxl.load_workbook(io.BytesIO(quote_xlsx(put(deal, pseudo, "proposal", "ru"), created=CREATED)))
    told = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    assert "интерацтионс" in told
    text = re.sub(r"OD-[0-9A-F]{8}", "", " ".join([*book.sheetnames, *map(str, told)]))
    assert set(WORD.findall(text)) - typed(deal, pseudo) == set()


def test_a_french_contract_in_word_spaces_its_colons_and_sorts_accents_with_their_letters(catalog: Catalog) -> None:
    contract = put(deal_of(FIVE_MODELS), catalog, "contract", "fr")
    with zipfile.ZipFile(io.BytesIO(contract_docx(contract, created=CREATED))) as package:
        numbering, document = (package.read(f"word/{part}.xml").decode() for part in ("numbering", "document"))
    assert "Annexe %1\N{NO-BREAK SPACE}:" in numbering
    assert "Pour Aurora Broadcast AG\N{NO-BREAK SPACE}: M. Keller, COO" in document
    terms = tuple(DefinedTerm(id=name, name=name, text=name) for name in ("Zone", "Écart", "Force"))
    speech = speech_of(replace(contract, contract=replace(contract.contract, terms=terms)), writer_for(contract))
    assert [each.runs[0].text for each in definitions_of(speech)] == ["Écart", "Force", "Zone"]


def test_answers_and_rates_follow_the_language(catalog: Catalog) -> None:
    japanese = put(sample("architect-broadcaster"), catalog, "proposal", "ja")
    several = [row.value for row in japanese.situation if isinstance(row.value, str) and "、" in row.value]
    assert several and not any(", " in value for value in several)
    assert {pay.label for pay in japanese.quote.payments if pay.kind == "estimated"} >= {"従量利用、1か月目"}
    assert "0,002 USD" in text_of(in_words(sample("architect-broadcaster"), catalog, "contract", "de"))


def test_pictures_of_figures_are_described_in_the_language(pseudo: Catalog) -> None:
    deal = sample("architect-broadcaster")
    with pikepdf.open(io.BytesIO(in_words(deal, pseudo, "proposal", "ru").pdf)) as pdf:
        told = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert told
        assert set(WORD.findall(" ".join(told))) - typed(deal, pseudo) == set()
        assert str(pdf.Root.Lang) == "ru"
        assert b"<dc:language><rdf:Bag><rdf:li>ru</rdf:li>" in pdf.Root.Metadata.read_bytes()


def test_german_is_german(catalog: Catalog) -> None:
    built = in_words(sample("architect-broadcaster"), catalog, "contract", "de-CH")
    text = text_of(built)
    assert "Partnerschaftsvertrag" in text
    assert "36 Monate, 1. Februar 2026 bis 31. Januar 2029" in text
    assert "in diesem Rhythmus ab: monatlich" in text
    assert built.missing_glyphs == ()


def test_the_price_and_its_hash_are_those_of_the_english_document(catalog: Catalog) -> None:
    deal = sample("architect-broadcaster")
    english = propose(deal, catalog, today=TODAY)
    german = propose(deal, catalog, today=TODAY, language="de", printed=in_language(catalog, "de")[1])
    assert german.quote.deal_hash == english.quote.deal_hash
    assert german.reference == english.reference
    assert [line.net for line in german.quote.lines] == [line.net for line in english.quote.lines]
    assert [line.label for line in german.quote.lines] != [line.label for line in english.quote.lines]


def test_a_language_without_translation_is_english_and_says_so(catalog: Catalog) -> None:
    assert in_language(catalog, "sv-SE") == ("en", None)
    assert "so the document is in English" in language_note(catalog, "sv-SE")
    assert language_note(catalog, "fr-CA") == ""
    assert "January 15, 2026" in text_of(in_words(sample("seeker-startup"), catalog, "proposal", "sv"))


def test_japanese_stands_in_every_corner_and_the_file_stays_small(catalog: Catalog) -> None:
    deal = sample("architect-broadcaster")
    client = msgspec.structs.replace(deal.client, name="株式会社オーロラ放送（東京）")
    built = in_words(msgspec.structs.replace(deal, client=client), catalog, "proposal", "ja")
    assert built.missing_glyphs == ()
    assert "株式会社オーロラ放送" in text_of(built)
    assert all("株式会社オーロラ放送" in page for page in pages_of(built.pdf)[1:])
    assert len(built.pdf) < 1_000_000
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ja"


@given(st.text(st.sampled_from("あいうっャ。、「」（）日本円年12 AB%"), max_size=60))
def test_no_line_begins_or_ends_where_japanese_forbids_it(text: str) -> None:
    for word in text.split():
        parts = ["".join(span.text for span in unit) for unit in units([Span(word, "JP", black)])]
        assert "".join(parts) == word
        assert not any(part[0] in NO_START for part in parts[1:])
        assert not any(part[-1] in NO_END for part in parts[:-1])


def test_a_line_of_two_scripts_is_as_wide_as_its_stretches() -> None:
    whole = measure("Aurora 放送 AG", 10, "Inter")
    assert whole == pytest.approx(sum(measure(part, 10, "Inter") for part in ("Aurora ", "放送", " AG")))
