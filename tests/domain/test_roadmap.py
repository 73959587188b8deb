"""The roadmap dates every phase from the effective date."""

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import frame
from omnidesk.domain.roadmap import plan
from omnidesk.domain.success_plan import plan_success
from tests.domain.deals import APPRENTICE, ARCHITECT, DEVELOPMENT, SEEKER, SOVEREIGN, day, deal


def test_phases_lie_around_the_effective_date(catalog: Catalog) -> None:
    roadmap = plan(deal(ARCHITECT, models__custom_development=DEVELOPMENT), catalog)
    assert roadmap is not None
    spans = {phase.id: (str(phase.earliest_start), str(phase.latest_end)) for phase in roadmap.phases}
    assert spans == {
        "discovery": ("2026-01-04", "2026-02-01"),
        "onboarding": ("2026-02-01", "2026-03-29"),
        "expansion": ("2026-02-15", "2029-01-31"),
        "strategic": ("2027-02-01", "2029-01-31"),
        "development.discovery": ("2026-02-01", "2026-02-22"),
        "development.build": ("2026-02-22", "2026-06-14"),
        "development.deployment": ("2026-06-14", "2026-07-26"),
    }


def test_a_year_or_less_has_no_strategic_phase(catalog: Catalog) -> None:
    roadmap = plan(deal(APPRENTICE), catalog)
    assert roadmap is not None
    assert [phase.id for phase in roadmap.phases] == ["discovery", "onboarding", "expansion"]


def test_a_month_ends_onboarding_with_the_term(catalog: Catalog) -> None:
    roadmap = plan(deal(SEEKER, terms__months=1), catalog)
    assert roadmap is not None
    onboarding = roadmap.phases[1]
    assert (onboarding.earliest_end, onboarding.latest_end) == (day("2026-02-15"), day("2026-02-28"))


def test_what_is_done_is_counted(catalog: Catalog) -> None:
    done = ["discovery.demo_and_evaluation", "discovery.partnership_proposal", "nonsense"]
    roadmap = plan(deal(APPRENTICE, journey={"done": done}), catalog)
    assert roadmap is not None
    assert (roadmap.phases[0].done, roadmap.phases[0].items) == (2, 7)


@pytest.mark.parametrize(
    ("base", "reviews", "dates"),
    [(SEEKER, None, 0), (APPRENTICE, "quarterly", 4), (ARCHITECT, "monthly", 36), (SOVEREIGN, "continuous", 0)],
)
def test_reviews_follow_the_tier(catalog: Catalog, base: dict[str, object], reviews: str | None, dates: int) -> None:
    any_deal = deal(base, success={"targets": {"nps": "50"}})
    pricing = frame(any_deal, catalog, catalog.tier(any_deal.tier))
    assert pricing is not None
    success = plan_success(any_deal, catalog, pricing)
    assert (success.reviews, len(success.review_dates)) == (reviews, dates)
    assert {metric.id: metric.target for metric in success.metrics}["nps"] == "50"
    assert len({metric.category for metric in success.metrics}) == 4
