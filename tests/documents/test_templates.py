"""Templates: every section may go, order is kept, own text is filled in, pictures and annexes travel in the file."""

import hashlib
import io
from functools import cache

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf.pdfa import validate_written
from PIL import Image

from omnidesk.deal_file import decode_deal, encode_deal, parse_deal, write_deal
from omnidesk.documents.annex_intake import take_annex
from omnidesk.documents.cover_picture import cover_picture
from omnidesk.documents.export import build, draw
from omnidesk.documents.section_rows import CONTRACT, PROPOSAL, SUMMARY
from omnidesk.documents.widths import footer_width, logo_width
from omnidesk.domain.annex import ANNEX_BYTES, Annex, Documents
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import field_changes
from omnidesk.domain.errors import InputError, RefusedError
from omnidesk.domain.proposal import propose
from omnidesk.domain.quote import quote
from omnidesk.domain.template import SECTIONS, DocumentKind, Template, TextBlock, joined, pieces, printed
from omnidesk.domain.template_problems import COVER_BYTES
from omnidesk.specs.load import load_catalog
from omnidesk.specs.logo import upright_png
from tests.documents.proposals import CREATED, KINDS, SAMPLES, TODAY, sample

CATALOG: Catalog = load_catalog()
OPTIONAL = [(kind, section.id) for kind in KINDS for section in SECTIONS[kind] if not section.needed]
WHY = TextBlock(title="Why {client_name}", text=("It begins on {effective_date}.", "", "And costs {committed_total}."))


def with_template(deal: Deal, template: Template, *annexes: Annex) -> Deal:
    return replace(deal, documents=Documents(template=template, annexes=annexes))


def pdf_of(deal: Deal, kind: DocumentKind = "proposal") -> bytes:
    return build(propose(deal, CATALOG, kind=kind, today=TODAY), created=CREATED, attachment=b"{}").pdf


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def without(kind: DocumentKind, section: str) -> Template:
    order = tuple(each.id for each in SECTIONS[kind] if each.id != section)
    return replace(Template(), **{kind: order})


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(kept, kind)
    return kept.getvalue()


@cache
def plain_pdf() -> bytes:
    return pdf_of(sample(SAMPLES[0]), "summary")


def unarchived(change: str = "") -> bytes:
    """A PDF as any program writes it: its letters are not inside; ``change`` makes it hostile."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(face)))
        page.obj.Contents = pdf.make_stream(b"BT /F 20 Tf 72 700 Td (Price list) Tj ET")
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        if change == "script":
            pdf.Root.OpenAction = script
        if change in ("form", "signed"):
            kind = pikepdf.Name.Tx if change == "form" else pikepdf.Name.Sig
            field = pdf.make_indirect(pikepdf.Dictionary(FT=kind, T=pikepdf.String("a")))
            if change == "signed":
                field.V = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig))
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        if change == "long":
            for _ in range(100):
                pdf.add_blank_page()
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="") if change == "locked" else False)
    return target.getvalue()


def test_every_section_of_the_domain_has_a_row() -> None:
    drawn = {"proposal": PROPOSAL, "contract": CONTRACT, "summary": SUMMARY}
    first = {"proposal": {"cover", "contents", "charter", "values"}, "contract": {"parties"}, "summary": {"overview"}}
    for kind in KINDS:
        assert {each.id for each in SECTIONS[kind]} == set(drawn[kind]) | first[kind]


@pytest.mark.parametrize(("kind", "section"), OPTIONAL)
def test_each_section_can_be_off_alone(kind: DocumentKind, section: str) -> None:
    deal = with_template(sample(SAMPLES[len(section) % 3]), without(kind, section))
    pdf = pdf_of(deal, kind)
    assert validate_written(io.BytesIO(pdf), "3b").passed
    assert pdf == draw(propose(deal, CATALOG, kind=kind, today=TODAY), created=CREATED, attachment=b"{}").pdf


@pytest.mark.parametrize("name", SAMPLES)
def test_a_template_that_says_nothing_changes_nothing_and_no_price(name: str) -> None:
    deal = sample(name)
    spelled = replace(
        Template(), proposal=printed(Template(), "proposal"), contract=printed(Template(), "contract"), called="Ours"
    )
    assert pdf_of(with_template(deal, spelled)) == pdf_of(deal)
    short = with_template(deal, replace(CATALOG.templates[1].template, accent="#552200"))
    assert quote(short, CATALOG).deal_hash == quote(deal, CATALOG).deal_hash
    assert len(pikepdf.open(io.BytesIO(pdf_of(short))).pages) < len(pikepdf.open(io.BytesIO(pdf_of(deal))).pages)


@settings(max_examples=40)
@given(st.permutations([each.id for each in SECTIONS["proposal"]]), st.integers(0, 14))
def test_any_order_is_kept_between_what_begins_and_ends(order: list[str], count: int) -> None:
    template = Template(proposal=(*order[:count], "own_1", *order[:count]), blocks={"own_1": WHY})
    shown = printed(template, "proposal")
    assert len(set(shown)) == len(shown)
    assert shown[-1] == "acceptance"
    body = {each.id for each in SECTIONS["proposal"] if each.place == "body"} | {"own_1"}
    assert [each for each in shown if each in body] == [each for each in (*order[:count], "own_1") if each in body]
    assert printed(replace(template, proposal=shown), "proposal") == shown


def test_own_text_stands_where_it_was_put_with_its_places_filled_in() -> None:
    template = Template(
        proposal=("cover", "contents", "value", "own_1", "investment", "acceptance"),
        contract=("parties", "clauses", "own_1", "payments", "acceptance"),
        blocks={"own_1": WHY},
        footer="{company_name} for {client_name}",
    )
    deal = with_template(sample(SAMPLES[2]), template)
    text = text_of(pdf_of(deal))
    heads = ["01 Value", "02 Why Aurora Broadcast AG", "03 Investment", "04 Terms and acceptance"]
    flat = " ".join(text.split())
    places = [flat.rindex(each) for each in (head.partition(" ")[2] for head in heads)]
    assert places == sorted(places)
    assert "It begins on February 1, 2026." in flat
    assert "OmniTech1 for Aurora Broadcast AG" in flat
    assert "Why Aurora Broadcast AG" in text_of(pdf_of(deal, "contract"))


def test_what_is_wrong_names_text_and_place_and_stops_only_the_document_with_it() -> None:
    block = TextBlock(title="About us", text=("We like {cleint_name}.",))
    deal = with_template(sample(SAMPLES[0]), Template(proposal=("own_1",), blocks={"own_1": block}))
    with pytest.raises(RefusedError) as stopped:
        propose(deal, CATALOG, today=TODAY)
    reasons = {problem.field: problem.reason for problem in stopped.value.problems}
    assert 'the text "About us" has the place {cleint_name}' in reasons["documents.template.blocks.own_1.text"]
    assert 'every proposal needs the section "acceptance"' in reasons["documents.template.proposal"]
    assert propose(deal, CATALOG, kind="contract", today=TODAY).kind == "contract"


@pytest.mark.parametrize(
    ("template", "field"),
    [
        (Template(accent="blue"), "documents.template.accent"),
        (Template(cover=("?",)), "documents.template.cover"),
        (Template(logo=pieces(b"GIF89a")), "documents.template.logo"),
        (Template(footer="{nobody}"), "documents.template.footer"),
        (Template(proposal=("acceptance", "nothing")), "documents.template.proposal"),
    ],
)
def test_a_look_that_cannot_be_drawn_is_told(template: Template, field: str) -> None:
    with pytest.raises(RefusedError) as stopped:
        propose(with_template(sample(SAMPLES[0]), template), CATALOG, today=TODAY)
    assert [problem.field for problem in stopped.value.problems] == [field]


def test_pictures_are_made_small_and_the_deal_file_builds_the_same_document() -> None:
    cover = cover_picture(picture(3000, 2000))
    assert len(cover) <= COVER_BYTES
    assert Image.open(io.BytesIO(cover)).size == (2480, 1653)
    template = Template(cover=pieces(cover), logo=pieces(upright_png(picture(600, 40))), accent="#7A1F3D")
    deal = with_template(sample(SAMPLES[2]), template)
    again = parse_deal(write_deal(deal), "copy.yaml")
    assert again == deal == decode_deal(encode_deal(deal))
    pdf = pdf_of(deal)
    assert pdf == pdf_of(again)
    assert validate_written(io.BytesIO(pdf), "3b").passed
    for wrong in (b"no picture", b"\xff\xd8\xff\xe0", plain_pdf()):
        with pytest.raises(InputError, match="cannot be read"):
            cover_picture(wrong)


def test_what_is_too_wide_is_told() -> None:
    wide = Template(footer="A footer without an end. " * 12, logo=pieces(upright_png(picture(1200, 12))))
    proposal = propose(with_template(sample(SAMPLES[0]), wide), CATALOG, today=TODAY)
    assert "too wide" in footer_width(proposal)
    assert "100 times as wide as high" in logo_width(proposal)
    fits = Template(footer="{client_name}", logo=pieces(upright_png(picture(300, 100))))
    proposal = propose(with_template(sample(SAMPLES[0]), fits), CATALOG, today=TODAY)
    assert (footer_width(proposal), logo_width(proposal)) == ("", "")


def test_an_annex_that_conforms_follows_as_pages() -> None:
    taken = take_annex(plain_pdf(), "Service_levels.pdf")
    assert (taken.annex.title, taken.annex.pages, taken.annex.attached, taken.note) == ("Service levels", 1, False, "")
    deal = sample(SAMPLES[1])
    before, pdf = pdf_of(deal, "contract"), pdf_of(with_template(deal, Template(), taken.annex), "contract")
    assert validate_written(io.BytesIO(pdf), "3b").passed
    assert pdf == pdf_of(with_template(deal, Template(), taken.annex), "contract")
    with pikepdf.open(io.BytesIO(pdf)) as found, pikepdf.open(io.BytesIO(before)) as plain:
        assert len(found.pages) == len(plain.pages) + 1
        with found.open_outline() as outline:
            assert [item.title for item in outline.root][-1] == "A. Service levels"
    text = " ".join(text_of(pdf).split())
    assert "Service levels 1 page, after the last page of this document" in text
    assert taken.annex.sha256[:16] in text
    assert draw(propose(with_template(deal, Template(), taken.annex), CATALOG, kind="summary", today=TODAY),
                created=CREATED).pages == 1  # fmt: skip


@pytest.mark.parametrize("change", ["", "signed"])
def test_an_annex_that_does_not_conform_goes_along_as_a_file_and_the_document_says_so(change: str) -> None:
    content = unarchived(change)
    taken = take_annex(content, "prices.pdf")
    assert taken.annex.attached
    assert taken.note
    pdf = pdf_of(with_template(sample(SAMPLES[2]), Template(), taken.annex))
    assert validate_written(io.BytesIO(pdf), "3b").passed
    assert "attached to this file: it is no archival PDF/A" in " ".join(text_of(pdf).split())
    with pikepdf.open(io.BytesIO(pdf)) as found:
        assert found.attachments["annex-a.pdf"].get_file().read_bytes() == content
        assert {str(each.AFRelationship) for each in found.Root.AF} == {"/Source", "/Supplement"}


def test_pages_that_would_break_the_archive_are_refused_and_not_called_our_mistake() -> None:
    content = unarchived()
    annex = Annex(
        title="Prices", file="prices.pdf", sha256=hashlib.sha256(content).hexdigest(), pages=1, content=pieces(content)
    )
    with pytest.raises(InputError, match=r"Prices.*attach it as a file"):
        pdf_of(with_template(sample(SAMPLES[2]), Template(), annex))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"hello", "no PDF that can be read"),
        (b"%PDF-1.7" + b" " * ANNEX_BYTES, "KB together"),
        (unarchived("script"), "would run something"),
        (unarchived("form"), "form that can still be filled in"),
        (unarchived("long"), "101 pages"),
        (unarchived("locked"), "encrypted"),
    ],
)
def test_a_hostile_annex_is_refused_in_one_line(content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        take_annex(content, "../strange\n.pdf")
    assert "\n" not in str(refused.value)


def test_an_annex_that_was_changed_in_the_deal_file_stops_the_document() -> None:
    annex = replace(take_annex(plain_pdf(), "a.pdf").annex, content=pieces(b"%PDF-1.7 other"))
    with pytest.raises(RefusedError, match="not the file that was added"):
        propose(with_template(sample(SAMPLES[0]), Template(), annex), CATALOG, today=TODAY)
    assert joined(pieces(b"x" * 40_000)) == b"x" * 40_000


def test_another_picture_is_told_as_another_file_not_letter_by_letter() -> None:
    deal = sample(SAMPLES[0])
    found = field_changes(deal, with_template(deal, Template(cover=pieces(b"\xff\xd8\xff" * 20_000))))
    assert [change.field for change in found] == ["documents.template.cover"]
    assert str(found[0].after).startswith("file ")
    assert len(str(found[0].after)) < 20


def test_long_titles_are_read_to_their_end_and_a_long_list_of_contents_goes_on_another_page() -> None:
    title = "How the newsrooms of all fourteen regions, with their archives and partners abroad, begin and who helps "
    names = [f"own_{number}" for number in range(30)]
    blocks = {name: TextBlock(title=f"{title}{name} to its end", text=("So it is.",)) for name in names}
    template = Template(proposal=("contents", *names, "acceptance"), blocks=blocks)
    pdf = pdf_of(with_template(sample(SAMPLES[0]), template))
    contents = " ".join(page.get_textpage().get_text_range() for page in list(pypdfium2.PdfDocument(pdf))[:2])
    read = " ".join(contents.split())
    assert [name for name in names if f"{title}{name} to its end" not in read] == []
