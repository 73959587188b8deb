"""Slides: everything a client is shown on a screen, from 4:3 to 21:9, in every language, and nothing of ours alone."""

import datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from omnidesk.charts.display import Chart, Picture, Text, Weight, box_of
from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.presentation import Presentation
from omnidesk.domain.private import Private
from omnidesk.domain.proposal import propose
from omnidesk.domain.what_if.levers import apply
from omnidesk.operations.in_language import in_language
from omnidesk.operations.presenting import presentable
from omnidesk.shipped import shipped
from omnidesk.slides.assumptions import assumptions
from omnidesk.slides.order import SLIDES, lay_out, slides_of
from omnidesk.slides.show import Show, show_of
from omnidesk.specs.load import load_catalog

SAMPLES = ("architect-broadcaster", "apprentice-agency", "seeker-startup")
DAY = datetime.date(2026, 2, 1)


def measure(text: str, size: float, weight: Weight) -> float:
    """Letters a little wider than most faces have them; signs of scripts without spaces are square."""
    heavy = 1.06 if weight == "strong" else 1.0
    return heavy * size * sum(1.0 if ord(sign) > 0x2E80 else 0.6 for sign in text)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def sample(name: str) -> Deal:
    return read_deal(shipped("resources", "samples", f"{name}.yaml"))


def shown(deal: Deal, catalog: Catalog, language: str = "en") -> Show:
    spoken, printed = in_language(catalog, language)
    return show_of(propose(presentable(deal), catalog, today=DAY, language=spoken, printed=printed))


def words(chart: Chart) -> str:
    return " ".join([chart.alt, *(shape.text for shape in chart.shapes if isinstance(shape, Text))])


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_leaves_the_sheet_on_any_screen(name: str, language: str, catalog: Catalog) -> None:
    show = shown(sample(name), catalog, language)
    for slide in slides_of(show):
        for aspect in (4 / 3, 16 / 9, 21 / 9):
            chart = lay_out(slide, show, aspect, measure)
            for text in (shape for shape in chart.shapes if isinstance(shape, Text)):
                box = box_of(text, measure)
                assert box.left >= -1, (slide, text)
                assert box.right <= chart.width + 1, (slide, aspect, text)
                assert box.bottom <= chart.height + 1, (slide, aspect, text)


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
def test_every_assumption_is_said_and_no_amount_is_cut_on_any_screen(language: str, catalog: Catalog) -> None:
    show = shown(sample("architect-broadcaster"), catalog, language)
    assert show.proposal.roi is not None
    said = [text for _name, text in assumptions(show.proposal.roi, show)]
    for aspect in (4 / 3, 16 / 9, 21 / 9):
        found = together(words(lay_out("assumptions", show, aspect, measure)))
        assert all(together(text) in found for text in said), (language, aspect)
        for slide in ("value", "drivers", "certainty", "investment", "sign"):
            texts = [shape.text for shape in lay_out(slide, show, aspect, measure).shapes if isinstance(shape, Text)]
            assert not [text for text in texts if text.endswith("…") and any(map(str.isdigit, text))], (slide, aspect)


def together(text: str) -> str:
    """Without what parts words over lines."""
    return "".join(text.split())


def test_value_is_shown_by_driver_by_case_and_with_its_spread(catalog: Catalog) -> None:
    show = shown(sample("architect-broadcaster"), catalog)
    found = words(lay_out("value", show, 16 / 9, measure))
    assert "low 119%, high 357%" in found
    found = words(lay_out("drivers", show, 16 / 9, measure))
    for text in ("50% to 100%", "1,000% or more", "Your base case: 235%", "$450,000", "$500,000 to $1,500,000"):
        assert text in found
    found = words(lay_out("certainty", show, 16 / 9, measure))
    assert all(name in found for name in ("P10", "P50", "P90", "What moves the return most", "Revenue share"))
    again = shown(sample("architect-broadcaster"), catalog)
    assert again.fan == show.fan, "the same seed gives the same fan"


def test_the_map_fills_the_chosen_steps_and_the_roadmap_names_them(catalog: Catalog) -> None:
    show = shown(sample("architect-broadcaster"), catalog)
    stations = {shape.text: shape.weight for shape in lay_out("scaling", show, 16 / 9, measure).shapes
                if isinstance(shape, Text)}  # fmt: skip
    assert (stations["Education"], stations["EdTech"]) == ("strong", "regular")
    found = words(lay_out("roadmap", show, 16 / 9, measure))
    assert "Industry expansion: Education" in found
    assert "Capability depth: Enterprise" in found


def test_slides_wear_the_colour_and_the_logo_of_the_deals_documents(catalog: Catalog) -> None:
    logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") + (100).to_bytes(4, "big")
    show = shown(sample("architect-broadcaster"), replace(catalog, logo=logo))
    for slide in slides_of(show):
        chart = lay_out(slide, show, 16 / 9, measure)
        (picture,) = [shape for shape in chart.shapes if isinstance(shape, Picture)]
        assert (chart.accent, picture.content) == (catalog.company.accent, logo)
        assert picture.width == pytest.approx(3 * picture.height)


def test_long_names_are_set_smaller_and_not_cut(catalog: Catalog) -> None:
    deal = sample("architect-broadcaster")
    name = "Süddeutsche Rundfunk- und Medienanstalten"
    long = replace(deal, client=replace(deal.client, name=name))
    chart = lay_out("welcome", shown(long, catalog), 4 / 3, measure)
    assert name in " ".join(shape.text for shape in chart.shapes if isinstance(shape, Text))


def test_a_deal_shows_the_slides_that_it_has_something_for(catalog: Catalog) -> None:
    assert slides_of(shown(sample("architect-broadcaster"), catalog)) == tuple(SLIDES)
    bare = replace(sample("seeker-startup"), scaling=Deal().scaling, value=Deal().value, discovery={}, tier="seeker")
    assert {"value", "network", "scaling", "situation"}.isdisjoint(slides_of(shown(bare, catalog)))


def test_slides_come_in_the_order_of_the_deal_without_those_it_hides(catalog: Catalog) -> None:
    deal = replace(
        sample("architect-broadcaster"),
        presentation=Presentation(order=("value", "welcome", "gone", "value"), hidden=("tier", "success")),
    )
    slides = slides_of(shown(deal, catalog))
    assert slides[:3] == ("value", "welcome", "situation")
    assert {"tier", "success"}.isdisjoint(slides)


def test_nothing_of_ours_alone_is_on_any_slide(catalog: Catalog) -> None:
    """A canary in every field that is ours alone; figures that only these lead to are looked for too."""
    deal = sample("architect-broadcaster")
    internal = {question.id: "CANARY" for question in catalog.discovery.questions}
    marked = replace(
        deal,
        models=apply(deal, catalog, {"discount": Decimal(5)}).models,
        notes="CANARY notes",
        discovery_notes=dict.fromkeys(internal, "CANARY note"),
        tier_reason="CANARY reason" if deal.tier_reason else deal.tier_reason,
        private=Private(cost_per_year=Decimal(91_234), cost_one_time=Decimal(7_771), floor_per_year=Decimal(240_777)),
    )
    show = shown(marked, catalog)
    assert show.proposal.deal.private == Private()
    text = " ".join(words(lay_out(slide, show, 16 / 9, measure)) for slide in slides_of(show))
    for secret in ("CANARY", "Discretionary", "91,234", "7,771", "240,777", "$400,000"):
        assert secret not in text
