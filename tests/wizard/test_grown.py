"""A new tier, question, plan, phase and add-on are rows of YAML: they recommend, price and appear with no code."""

import msgspec
import pytest

from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.specs import load_catalog
from omnidesk.wizard import discovery, roadmap, subscription, tier, usage
from omnidesk.wizard.context import Context
from tests.overlays import Overlay
from tests.specs.test_overlay import GROWN


@pytest.fixture
def context(overlay: Overlay) -> Context:
    tree = {
        "discovery": {"agents": 1, "languages": "one"},
        "terms": {"effective_date": "2026-02-01", "months": 24, "billing": "annual"},
        "models": {
            "subscription": {"agents": 1, "add_ons": [{"id": "hotline", "quantity": 1, "recurring": True}]},
            "usage": {"volumes": {"api_calls": 1500}},
        },
    }
    return Context(msgspec.convert(tree, Deal), load_catalog(overlay(**GROWN)), Formatter("en"))


def test_they_recommend(context: Context) -> None:
    assert context.recommendation.recommended == "pioneer"
    several = msgspec.structs.replace(context.deal, discovery={"agents": 1, "languages": "several"})
    assert Context(several, context.catalog, context.formatter).recommendation.recommended == "seeker"


def test_they_are_priced(context: Context) -> None:
    # 500 × 2 years; 90 × 24 months; 500 interactions beyond 1,000 at 0.02 = 10.00 a month × 24.
    nets = {line.id: str(line.net) for line in context.quote.lines}
    assert nets == {"subscription": "1000.00", "addon:hotline": "2160.00", "usage": "240.00"}
    assert context.quote.refusals == ()


def test_they_appear_on_their_steps(context: Context) -> None:
    assert "Pioneer" in [option.name for option in tier.view(context).options]
    for words, view in (
        ("How many languages do the agents speak?", discovery.view(context)),
        ("Hotline", subscription.view(context)),
        ("Tiny", usage.view(context)),
        ("Afterglow", roadmap.view(context)),
        ("Yearly call", roadmap.view(context)),
    ):
        assert words in repr(view)
