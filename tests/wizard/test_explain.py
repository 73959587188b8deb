"""Every amount that a step shows can be explained, and its explanation comes to what is shown."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal, Tax
from omnidesk.domain.quote import Quote
from omnidesk.formatting import Amount, Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import (
    client,
    discovery,
    milestones,
    models,
    outcome,
    outline,
    price_panel,
    review,
    roadmap,
    sign,
    tier,
    value,
)
from omnidesk.wizard.context import Context
from omnidesk.wizard.explain import explain, figures_of
from omnidesk.wizard.form import Entry, put

CATALOG = load_catalog()
SAMPLES = ("seeker-startup", "apprentice-agency", "architect-broadcaster")
VIEWS = (client, discovery, tier, models, milestones, value, roadmap, review, sign, price_panel, outline)
CURRENCY = re.compile(r"[$€£]\s?[\d,]*\d(\.\d+)?")


def sample(name: str) -> Deal:
    return read_deal(shipped("resources", "samples", f"{name}.yaml"))


def at(deal: Deal) -> Context:
    return Context(deal, CATALOG, Formatter("en"))


def shown(view: Any) -> Iterator[str]:
    """Every text of a view; what stands in an input was typed by a person, and charts are drawn from values."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, tuple | list):
        for each in view:
            yield from shown(each)
    elif isinstance(view, dict):
        yield from shown(list(view.values()))
    elif is_dataclass(view) and not isinstance(view, Entry) and not type(view).__module__.startswith("omnidesk.charts"):
        for field in fields(view):
            yield from shown(getattr(view, field.name))


def texts(context: Context) -> list[str]:
    views = [each.view(context) for each in VIEWS]
    return [*shown(views), *shown(outcome.outcome(context))]


def as_shown(context: Context, amount: str, text: str) -> bool:
    """Whether a text shows an amount, with its decimals or, where they are zero, without."""
    return amount.lstrip("−") in text or amount.removesuffix(".00").lstrip("−") in text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_amount_of_every_step_is_explained_as_it_is_shown(name: str) -> None:
    context = at(sample(name))
    seen = 0
    for text in texts(context):
        if CURRENCY.search(text):
            assert isinstance(text, Amount), text
        if isinstance(text, Amount):
            found = explain(context, text.figure)
            assert found is not None, (text, text.figure)
            assert as_shown(context, found.amount, text), (text, found)
            assert found.rule and found.source and found.title
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("name", SAMPLES)
def test_what_an_explanation_names_can_be_explained_in_turn(name: str) -> None:
    context = at(sample(name))
    open_figures = {text.figure for text in texts(context) if isinstance(text, Amount)}
    done: set[str] = set()
    while open_figures - done:
        figure = (open_figures - done).pop()
        done.add(figure)
        found = explain(context, figure)
        assert found is not None, figure
        open_figures |= {step.value.figure for step in found.steps if isinstance(step.value, Amount)}
    assert "line:subscription:list" in done


def test_the_price_of_the_subscription_leads_back_to_its_spec_file() -> None:
    context = at(sample("architect-broadcaster"))
    net = explain(context, "line:subscription:net")
    assert net is not None
    assert net.amount == "$382,500.00"
    assert [(step.name, step.value) for step in net.steps] == [
        ("List", "450,000"),
        ("Multi-year discount", "67,500"),
    ]
    listed = net.steps[0].value
    assert isinstance(listed, Amount)
    source = explain(context, listed.figure)
    assert source is not None
    assert source.source == "specs/tiers.yaml: tiers.architect.price.annual"


def test_a_payment_of_each_kind_says_its_own_rule() -> None:
    context = at(sample("architect-broadcaster"))
    rules: dict[str, str] = {}
    for number, payment in enumerate(context.quote.payments, start=1):
        found = explain(context, f"payment:{number}")
        assert found is not None
        assert found.amount == context.money(payment.amount)
        rules[payment.line] = found.rule
    assert len(set(rules.values())) == 4
    assert rules["usage"] == "(interactions − included) × overage rate"


def test_the_parts_of_a_sum_add_up_to_it() -> None:
    context = at(sample("architect-broadcaster"))
    for figure in ("total:committed_total", "total:first_year_total", "year:1:committed", "model:custom_development"):
        found = explain(context, figure)
        assert found is not None
        parts = sum(Decimal(step.value.replace(",", "")) for step in found.steps)
        assert context.money(parts) == found.amount


def test_taxes_and_a_foreign_currency_say_their_rate() -> None:
    deal = put(sample("seeker-startup"), "terms.taxes", (Tax(label="VAT", percent=Decimal(20)),))
    context = at(deal)
    tax = explain(context, "tax:0")
    assert tax is not None
    assert tax.source == "terms.taxes.0"
    payable = explain(context, "total:payable")
    assert payable is not None
    assert isinstance(payable.steps[1].value, Amount)
    assert payable.steps[1].value.figure == "total:tax_total"


def test_what_nobody_shows_cannot_be_explained() -> None:
    context = at(sample("seeker-startup"))
    for figure in ("", "line:", "payment:0", "payment:x", "roi:base:luck", "tier:none:year", "year:9:committed", "x:y"):
        assert explain(context, figure) is None
    assert explain(at(Deal()), "line:subscription:net") is None
    assert figures_of(context, "nothing") == ()
    assert isinstance(context.quote, Quote)
