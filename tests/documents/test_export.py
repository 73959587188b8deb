"""The three kinds of document: archival, repeatable, marked as drafts, with the words and places that they need."""

import io
import re

import msgspec
import pikepdf
import pypdfium2
import pytest
from pikepdf.pdfa import validate_written
from reportlab.lib.pagesizes import A4

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.proposal import DocumentKind
from omnidesk.domain.signature import CLIENT_FIELD, OUR_FIELD
from omnidesk.specs import load_catalog
from tests.documents.proposals import (
    FIVE_MODELS,
    KINDS,
    SAMPLES,
    deal_of,
    pages_of,
    printed,
    printed_sample,
    proposed,
    sample,
    text_of,
)
from tests.overlays import Overlay
from tests.specs.test_overlay import GROWN


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_archival_without_a_violation(name: str, kind: DocumentKind) -> None:
    built = printed_sample(name, kind)
    assert validate_written(io.BytesIO(built.pdf), "3b").passed
    assert built.missing_glyphs == ()
    assert built.pages == len(pages_of(built.pdf))


@pytest.mark.parametrize("kind", ["proposal", "contract"])
def test_the_page_to_sign_has_two_equal_boxes_for_the_fields_of_the_seal(kind: DocumentKind, catalog: Catalog) -> None:
    built = printed_sample("architect-broadcaster", kind)
    ours, client = built.fields
    assert (ours.name, client.name) == (OUR_FIELD, CLIENT_FIELD)
    assert ours.page == client.page
    assert ours.rect[2] - ours.rect[0] == pytest.approx(client.rect[2] - client.rect[0])
    page = pages_of(built.pdf)[ours.page]
    proposal = proposed(sample("architect-broadcaster"), catalog)
    for words in ("For OmniTech1", "For Aurora Broadcast AG", "M. Keller, COO", proposal.quote.deal_hash):
        assert words in page


def test_the_summary_is_one_page_without_a_place_to_sign() -> None:
    for name in SAMPLES:
        built = printed_sample(name, "summary")
        assert (built.pages, built.fields) == (1, ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_says_so_on_every_page_and_nothing_else_does(kind: DocumentKind, catalog: Catalog) -> None:
    tree = msgspec.to_builtins(deal_of(FIVE_MODELS))
    tree["models"]["subscription"]["discounts"]["discretionary_percent"] = "12"
    draft = printed(deal_of(tree), catalog, kind)
    assert all("DRAFT" in page for page in pages_of(draft.pdf))
    assert validate_written(io.BytesIO(draft.pdf), "3b").passed
    assert "DRAFT" not in text_of(printed(deal_of(FIVE_MODELS), catalog, kind))


def test_the_watermark_is_decoration_for_whoever_listens(catalog: Catalog) -> None:
    tree = msgspec.to_builtins(deal_of(FIVE_MODELS))
    tree["models"]["subscription"]["discounts"]["discretionary_percent"] = "12"
    with pikepdf.open(io.BytesIO(printed(deal_of(tree), catalog).pdf)) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                depth += (name in ("BDC", "BMC")) - (name == "EMC")
                assert depth or name not in ("Tj", "TJ", "S", "f", "f*", "B")


@pytest.mark.parametrize(
    ("name", "shown", "missing"),
    [
        ("Industries <Nordics> & Co", "Industries <Nordics> & Co", ""),
        ("\u202eAurora\u202c AG", "Aurora AG", ""),
        ("株式会社 Żółć", "株式会社 Żółć", ""),
        ("ไทย Żółć", "□□□ Żółć", "ทยไ"),
        ("A\x00urora\x07\ufffe AG", "Aurora AG", ""),
        ("Word " * 60, "Word Word", ""),
        ("X" * 300, "X" * 40, ""),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_printed_harmlessly(
    name: str, shown: str, missing: str, kind: DocumentKind, catalog: Catalog
) -> None:
    deal = sample("architect-broadcaster")
    deal = msgspec.structs.replace(deal, client=msgspec.structs.replace(deal.client, name=name))
    built = printed(deal, catalog, kind)
    assert shown in text_of(built)
    assert "".join(built.missing_glyphs) == missing
    assert built.pages == 1 or kind != "summary"


@pytest.mark.parametrize(
    ("language", "day"), [("de", "15. Januar 2026"), ("en-GB", "15 January 2026"), ("ja", "2026年1月15日")]
)
def test_dates_and_amounts_are_the_client_s_where_the_faces_can_draw_them(
    language: str, day: str, catalog: Catalog
) -> None:
    deal = sample("architect-broadcaster")
    deal = msgspec.structs.replace(deal, client=msgspec.structs.replace(deal.client, language=language))
    built = printed(deal, catalog)
    assert built.missing_glyphs == ()
    assert day in text_of(built)
    assert {"de": "758.500,00"}.get(language, "758,500.00") in text_of(built)


def test_a_new_tier_add_on_and_phase_need_no_code_to_be_printed(overlay: Overlay) -> None:
    tree = {
        "client": {"name": "Aurora Broadcast AG"},
        "tier": "pioneer",
        "terms": {"effective_date": "2026-02-01", "months": 24, "billing": "annual"},
        "models": {"subscription": {"agents": 1, "add_ons": [{"id": "hotline", "quantity": 1, "recurring": True}]}},
    }
    text = text_of(printed(deal_of(tree), load_catalog(overlay(**GROWN))))
    for words in ("The Pioneer partnership", "Try it for a week", "1 agent", "Hotline", "Afterglow", "Yearly call"):
        assert words in text
    assert "2,160.00" in text


def test_the_contract_numbers_its_clauses_and_fills_every_place(catalog: Catalog) -> None:
    deal = sample("architect-broadcaster")
    proposal, text = proposed(deal, catalog, "contract"), text_of(printed(deal, catalog, "contract"))
    for clause in proposal.contract.clauses:
        assert f"{clause.number} {clause.title}" in text
    assert not re.search(r"[{}]|____", text)
    assert "(a) $20,000.00 when Clips per hour reaches 120, due in month 12" in text
    assert "(a) Discovery complete: 25% or $70,000.00, on February 22, 2026 (b) Development midpoint" in text
    assert "1,000,000 Interactions a month. Each further Interaction costs USD 0.002." in text
    assert "risk" not in text.casefold().replace("at risk", "")


def test_the_proposal_says_what_a_contract_still_needs(catalog: Catalog) -> None:
    tree = msgspec.to_builtins(deal_of(FIVE_MODELS))
    tree["models"]["performance"]["baseline"] = None
    assert "Describe how the baseline is measured before a contract" in text_of(printed(deal_of(tree), catalog))


def test_the_value_chapter_is_left_out_without_benefits(catalog: Catalog) -> None:
    built = printed(deal_of({**FIVE_MODELS, "value": {}}), catalog)
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert "Value" not in titles
    assert titles[-1] == "Terms and acceptance"


@pytest.mark.parametrize("model", ["usage", "performance", "flamecoin"])
def test_a_deal_without_a_committed_fee_says_so_instead_of_empty_tables(model: str, catalog: Catalog) -> None:
    tree = {**FIVE_MODELS, "value": {}, "models": {model: FIVE_MODELS["models"][model]}}
    text = text_of(printed(deal_of(tree), catalog))
    assert "This proposal commits you to no payment." in text
    assert "Invoiced in year" not in text
    assert printed(deal_of(tree), catalog, "contract").fields


def test_one_payment_a_year_is_one_table(catalog: Catalog) -> None:
    tree = {
        "client": FIVE_MODELS["client"],
        "tier": "sovereign",
        "terms": {
            "effective_date": "2026-02-01",
            "months": 120,
            "billing": "annual",
            "negotiated_base_per_year": "1000000",
        },
        "models": {"subscription": {"agents": "unlimited"}},
    }
    text = text_of(printed(deal_of(tree), catalog))
    assert text.count("Invoice date") == 1
    assert text.count("Sovereign subscription, 12 months") == 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_page_is_nearly_empty_and_no_heading_stands_at_its_foot(name: str, kind: DocumentKind) -> None:
    built = printed_sample(name, kind)
    places = [bottoms(page) for page in pypdfium2.PdfDocument(built.pdf)]
    height = float(A4[1])
    assert [number for number, found in enumerate(places, 1) if min(found) > height * 0.62] == []
    for title, page, top in headings(built.pdf):
        below = [bottom for bottom in places[page] if bottom < top - 32]
        assert len(below) >= 2, f"{title} stands alone at the foot of page {page + 1}"


def bottoms(page: pypdfium2.PdfPage) -> list[float]:
    """How high above the page's edge each piece of text stands, the foot line left out."""
    text = page.get_textpage()
    return [each for each in (text.get_rect(index)[1] for index in range(text.count_rects())) if each > 60]


def headings(pdf: bytes) -> list[tuple[str, int, float]]:
    """The words, page index and top edge of each heading among the bookmarks."""
    found: list[tuple[str, int, float]] = []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        pages = [page.obj.objgen for page in document.pages]
        for item in (each for top in outline.root for each in (top, *top.children)):
            assert isinstance(item.destination, pikepdf.Array)
            found.append((item.title, pages.index(item.destination[0].objgen), float(item.destination[3])))
    return found
