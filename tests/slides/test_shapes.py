"""Slides of every shape: a thin deal, a long name, a very wide screen. Each looks as if it was meant so."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from omnidesk.charts.display import Chart, Measure, Rect, Text, box_of
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.what_if.outcome import outcome
from omnidesk.operations.what_if_slide import lay_out_what_if
from omnidesk.slides.lettering import Look, fitted
from omnidesk.slides.order import lay_out, slides_of
from omnidesk.slides.show import Show
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import what_if
from omnidesk.wizard.context import Context

from .test_slides import measure, sample, shown, words

BROAD = 21 / 9


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def thin() -> Deal:
    """One model, two answers, nobody named, no benefit."""
    deal = sample("seeker-startup")
    told = {"stakeholders": "Owner", "agents": 2}
    return replace(deal, discovery=told, value=Deal().value, scaling=Deal().scaling, success=Deal().success)


def texts(chart: Chart) -> list[Text]:
    return [shape for shape in chart.shapes if isinstance(shape, Text)]


def test_a_thin_deal_leaves_out_what_it_has_too_little_for(catalog: Catalog) -> None:
    show = shown(thin(), catalog)
    assert slides_of(show) == (
        "welcome", "recommendation", "tier", "investment", "payments", "roadmap", "success", "next_steps", "sign",
    )  # fmt: skip
    assert "to be agreed" not in words(lay_out("success", show, 16 / 9, measure))
    assert "set a target for each" in words(lay_out("success", show, 16 / 9, measure))
    assert words(lay_out("investment", show, 16 / 9, measure)).count("first year") == 0, "it is the whole term"


def test_without_a_stated_benefit_no_return_is_told(catalog: Catalog) -> None:
    deal = thin()
    figures = outcome(deal, catalog).figures
    assert (figures["roi_percent"], figures["npv"]) == (None, None)
    show = shown(deal, catalog)
    context = Context(show.proposal.deal, show.printed, show.speaker.formatter)
    found = words(lay_out_what_if(what_if.view(context, {"discount": Decimal(5)}), show, 16 / 9, measure))
    assert "Return" not in found
    assert "Committed over the term" in found, "beside one figure stands another"


@pytest.mark.parametrize("aspect", [4 / 3, 16 / 9, BROAD])
def test_a_long_name_stays_whole_in_the_foot(aspect: float, catalog: Catalog) -> None:
    deal = sample("architect-broadcaster")
    name = "Süddeutsche Rundfunk- und Medienanstalten öffentlichen Rechts"
    show = shown(replace(deal, client=replace(deal.client, name=name)), catalog)
    assert name in [text.text for text in texts(lay_out("sign", show, aspect, measure))]


def test_what_is_cut_ends_after_a_whole_word() -> None:
    name = "Gemeinnützige Gesellschaft für Rundfunk und Telekommunikation der Anrainerstaaten des Bodensees"
    _size, (line,) = fitted(name, 420, Look(14, lines=1), measure)
    assert line.endswith("…")
    assert name.startswith(line.removesuffix("…") + " ")
    assert measure(line, 13, "regular") <= 420
    _size, (line,) = fitted("Cafe\u0301" * 40, 200, Look(14, lines=1), measure)
    assert not line.removesuffix("…").endswith("e"), "a letter keeps its accent"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_very_wide_screen_is_used_and_nothing_meets(language: str, catalog: Catalog) -> None:
    show = shown(sample("architect-broadcaster"), catalog, language)
    for slide in slides_of(show):
        chart = lay_out(slide, show, BROAD, measure)
        reach = max(right_of(shape, measure) for shape in chart.shapes if isinstance(shape, Text | Rect))
        assert reach > chart.width * 0.9, slide
        boxes = [box_of(text, measure) for text in texts(chart)]
        for place, box in enumerate(boxes):
            assert not any(box.meets(other) for other in boxes[place + 1 :]), (slide, texts(chart)[place].text)


def right_of(shape: Text | Rect, measured: Measure) -> float:
    return shape.x + shape.width if isinstance(shape, Rect) else box_of(shape, measured).right


def test_benefits_are_never_pushed_out_by_the_ladder(catalog: Catalog) -> None:
    for language in ("en", "de", "fr", "ja"):
        show = shown(sample("architect-broadcaster"), catalog, language)
        for aspect in (4 / 3, 16 / 9, BROAD):
            found = words(lay_out("drivers", show, aspect, measure))
            assert all(amount in _digits(found) for amount in ("450000", "900000")), (language, aspect)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def test_what_is_done_before_an_offer_is_ticked(catalog: Catalog) -> None:
    show: Show = shown(sample("architect-broadcaster"), catalog)
    numbers = [text.text for text in texts(lay_out("next_steps", show, 16 / 9, measure)) if text.text.isdigit()]
    assert numbers == ["3", "4", "5"]
