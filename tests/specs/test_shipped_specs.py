"""The shipped specs say everything that the source says, and only the source's own contradictions are reported."""

from decimal import Decimal
from pathlib import Path

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.named import Named
from omnidesk.specs import check, load_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def ids(rows: tuple[Named, ...]) -> list[str]:
    return [row.id for row in rows]


def test_four_tiers_with_prices_and_commitments(catalog: Catalog) -> None:
    rows = [(tier.id, tier.price.monthly, tier.price.annual, tier.commitment.minimum_months) for tier in catalog.tiers]
    assert rows == [
        ("seeker", 600, 6000, 1),
        ("apprentice", 3500, 36000, 12),
        ("architect", None, 150000, 24),
        ("sovereign", None, None, 36),
    ]
    assert [tier.commitment.annual_discount_percent for tier in catalog.tiers] == [17, 14, None, None]
    assert catalog.tiers[2].commitment.multi_year_discount_percent == 15
    assert [(tier.agents.minimum, tier.agents.maximum, tier.agents.unlimited) for tier in catalog.tiers] == [
        (1, 3, False),
        (5, 10, False),
        (25, None, False),
        (1, None, True),
    ]


def test_house_decisions_are_part_of_what_a_tier_provides(catalog: Catalog) -> None:
    architect = catalog.tier("architect")
    assert architect is not None
    assert architect.provides["white_label"] == "available"
    decisions = [getattr(catalog.policy, name) for name in catalog.policy.__struct_fields__]
    assert all(decision.reason.endswith(".") for decision in decisions)


def test_five_revenue_models_with_the_figures_of_the_source(catalog: Catalog) -> None:
    assert ids(catalog.subscription.add_ons) == [
        "additional_agents",
        "premium_support",
        "advanced_integrations",
        "training_sessions",
    ]
    assert all(add_on.list_price is None for add_on in catalog.subscription.add_ons)
    assert [(plan.id, plan.included, plan.overage) for plan in catalog.usage.plans] == [
        ("starter", 10_000, Decimal("0.01")),
        ("growth", 100_000, Decimal("0.005")),
        ("enterprise", 1_000_000, Decimal("0.002")),
    ]
    assert ids(catalog.usage.metrics) == ["reasoning_cycles", "memory_operations", "api_calls", "data_processed"]
    assert [(share.percent.minimum, share.percent.maximum) for share in catalog.performance.shares] == [
        (5, 15),
        (10, 20),
    ]
    phases = [
        (phase.fee.minimum, phase.fee.maximum, phase.weeks.minimum, phase.weeks.maximum)
        for phase in catalog.development.phases
    ]
    assert phases == [(15_000, 50_000, 2, 4), (50_000, 500_000, 8, 24), (25_000, 100_000, 4, 8)]
    assert (catalog.flamecoin.priority_support_stake, catalog.flamecoin.flame_per_case_study) == (10_000, 5_000)


def test_scaling_journey_and_success_are_complete(catalog: Catalog) -> None:
    industry = [[step.name for step in path.steps] for path in catalog.scaling.industry.paths]
    assert industry == [
        ["Sports", "Fitness and wellness", "Healthcare"],
        ["Business", "Consulting", "Professional services"],
        ["Entertainment", "Education", "EdTech"],
    ]
    assert ids(catalog.scaling.geography.duties) == [
        "language_adaptation",
        "cultural_context",
        "regulatory_compliance",
        "local_partnerships",
    ]
    assert [rung.maximum_roi_percent for rung in catalog.scaling.value_ladder] == [100, 300, 1000, None]
    assert ids(catalog.scaling.depth) == ["basic", "professional", "enterprise", "sovereign"]
    assert (len(catalog.scaling.network.benefits), len(catalog.scaling.network.partner_benefits)) == (5, 4)
    counts = [(len(p.activities), len(p.deliverables), len(p.success_criteria)) for p in catalog.journey.phases]
    assert counts == [(4, 3, 3), (5, 4, 3), (4, 3, 3), (4, 3, 3)]
    assert len(catalog.journey.application_steps) == 5
    assert [len(category.metrics) for category in catalog.success.metrics] == [3, 3, 3, 3]
    assert [len(group.items) for group in catalog.success.resources] == [4, 4, 4, 4]


def test_charter_and_values_are_quoted(catalog: Catalog) -> None:
    assert catalog.company.charter.text.startswith("In the age of omniversal co-creation,\n")
    assert catalog.company.charter.attribution == "OmniTech1™ Partnership Charter"
    assert len(catalog.company.values) == 5


def test_every_question_says_why_it_is_asked(catalog: Catalog) -> None:
    assert len(catalog.discovery.questions) == 22
    assert all(len(question.why) > 20 for question in catalog.discovery.questions)


def test_clauses_come_in_the_order_of_their_files_and_say_what_counsel_has_to_look_at(catalog: Catalog) -> None:
    order = [clause.id for clause in catalog.clauses]
    assert order[0] == "parties"
    assert order[-1] == "law"
    assert all(clause.risk.startswith("Review by counsel.") for clause in catalog.clauses)


def test_check_reports_the_contradictions_of_the_source_and_nothing_else() -> None:
    found = check()
    assert {problem.severity for problem in found} == {"warning"}
    told = {(problem.file.replace("\\", "/").rsplit("/", 1)[-1], problem.key, problem.reason) for problem in found}
    assert told == {
        (
            "tiers.yaml",
            "tiers[1].commitment.annual_discount_percent",
            "Apprentice's annual discount of 14% lies outside the subscription model's 15–17%",
        ),
        (
            "tiers.yaml",
            "tiers[1].agents.minimum",
            "4 agents fit neither Seeker (to 3) nor Apprentice (from 5) by count",
        ),
        (
            "tiers.yaml",
            "tiers[2].agents.minimum",
            "11–24 agents fit neither Apprentice (to 10) nor Architect (from 25) by count",
        ),
        (
            "policy.yaml",
            "provides.value.architect.white_label",
            "Architect's white_label is none in tiers.yaml but available here (The overview names white label for "
            "Architect, the tier's own list only for Sovereign, so it is priced separately)",
        ),
    }


def test_the_warning_about_apprentice_points_at_its_line() -> None:
    warning = next(problem for problem in check() if "14%" in problem.reason)
    line = Path(warning.file).read_text(encoding="utf-8").splitlines()[warning.line - 1]
    assert line[warning.column - 1 :].startswith("annual_discount_percent: 14")
