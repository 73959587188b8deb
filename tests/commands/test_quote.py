"""``omnidesk quote``: the JSON that others rely on, refusals with their lines, and how figures came about."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import APPRENTICE, ARCHITECT, EVERY_SAMPLE, SEEKER, Ask

Edit = Callable[[Path, str, str], Path]
TOTALS = {
    "committed_total", "estimated_total", "one_time_total", "recurring_total", "acv", "arr", "mrr", "first_year_total",
    "tax_total",
}  # fmt: skip


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_json_has_the_promised_keys(omnidesk: Ask, sample: Path) -> None:
    answer = omnidesk("quote", sample, "--json")
    assert (answer.status, answer.err) == (0, "")
    view = answer.json
    promised = {"currency", "tier", "term", "lines", "totals", "payments", "approvals_needed", "flame", "deal_hash"}
    assert promised <= view.keys()
    assert view["term"].keys() == {"start", "end", "months"}
    assert isinstance(view["term"]["months"], int)
    assert view["totals"].keys() >= TOTALS
    assert view["flame"].keys() >= {"stake", "votes", "priority_support", "earned"}
    assert len(view["deal_hash"]) == 64
    for line in view["lines"]:
        assert line.keys() >= {"id", "model", "kind", "list", "discounts", "net"}
        assert line["kind"] in ("recurring", "one_time", "estimated")
        assert all(discount.keys() >= {"name", "percent", "amount"} for discount in line["discounts"])
    for payment in view["payments"]:
        assert payment.keys() >= {"date", "due", "amount", "kind", "line"}


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_payments_add_up_to_their_line_and_lines_to_the_totals(omnidesk: Ask, sample: Path) -> None:
    view = omnidesk("quote", sample, "--json").json
    committed = [line for line in view["lines"] if line["kind"] != "estimated"]
    assert sum(Decimal(line["net"]) for line in committed) == Decimal(view["totals"]["committed_total"])
    for line in view["lines"]:
        paid = [Decimal(payment["amount"]) for payment in view["payments"] if payment["line"] == line["id"]]
        off = [Decimal(discount["amount"]) for discount in line["discounts"]]
        assert sum(paid) == Decimal(line["net"]) == Decimal(line["list"]) - sum(off)


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_no_number_of_the_json_is_a_float(omnidesk: Ask, sample: Path) -> None:
    def floats(value: Any) -> list[float]:
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        found = [value] if isinstance(value, float) else []
        return found + [each for child in children for each in floats(child)]

    assert floats(omnidesk("quote", sample, "--json").json) == []


def test_the_architect_sample_comes_to_what_hand_arithmetic_says(omnidesk: Ask) -> None:
    """3 × 150,000 − 15% = 382,500; training 6,000; development 280,000; maintenance 18% of 200,000 × 2.5 = 90,000."""
    view = omnidesk("quote", ARCHITECT, "--json").json
    nets = {line["id"]: line["net"] for line in view["lines"] if line["kind"] != "estimated"}
    assert nets == {
        "subscription": "382500.00",
        "addon:training_sessions": "6000.00",
        "development": "280000.00",
        "maintenance": "90000.00",
    }
    assert view["totals"]["committed_total"] == "758500.00"
    estimated = {line["id"] for line in view["lines"] if line["kind"] == "estimated"}
    assert estimated == {"usage", "performance:revenue_share", "performance:bonus:1"}
    assert view["term"] == {"start": "2026-02-01", "end": "2029-01-31", "months": 36}


def test_people_read_committed_and_estimated_apart(omnidesk: Ask) -> None:
    answer = omnidesk("quote", ARCHITECT)
    committed, estimated = answer.out.index("Committed\n"), answer.out.index("Estimated, never part")
    assert committed < estimated
    assert "Committed over the term (TCV)  758,500.00" in answer.out
    assert "Estimated over the term: 299,185.36 USD" in answer.out
    assert "−67,500.00" in answer.out


def test_a_refusal_names_file_line_key_reason_and_limit(omnidesk: Ask, edited: Edit) -> None:
    path = edited(ARCHITECT, "  months: 36\n", "  months: 12\n")
    answer = omnidesk("quote", path, "--json")
    line = path.read_text(encoding="utf-8").splitlines().index("  months: 12") + 1
    assert (answer.status, answer.out) == (2, "")
    (problem,) = answer.problems
    assert problem.startswith(f"{path}:{line}:3: terms.months: 12 months are under the minimum commitment of Architect")
    assert "24" in problem


def test_every_refusal_has_its_own_line(omnidesk: Ask, edited: Edit) -> None:
    path = edited(ARCHITECT, '      percent: "8"\n', '      percent: "40"\n')
    path = edited(path, '    maintenance_percent: "18"\n', '    maintenance_percent: "30"\n')
    answer = omnidesk("quote", path)
    assert answer.status == 2
    assert [problem.split(": ")[1] for problem in answer.problems] == [
        "models.performance.revenue_share.percent",
        "models.custom_development.maintenance_percent",
    ]
    for problem in answer.problems:
        number = int(problem.removeprefix(f"{path}:").split(":")[0])
        assert "percent" in path.read_text(encoding="utf-8").splitlines()[number - 1]


def test_what_is_missing_is_told_in_the_line_it_belongs_under(omnidesk: Ask, edited: Edit) -> None:
    path = edited(SEEKER, "  effective_date: 2026-02-15\n", "")
    answer = omnidesk("quote", path)
    terms = path.read_text(encoding="utf-8").splitlines().index("terms:") + 1
    assert answer.problems[0].startswith(f"{path}:{terms}:1: terms.effective_date: give the day")


def test_an_entry_of_a_list_is_told_by_its_place(omnidesk: Ask, edited: Edit) -> None:
    path = edited(ARCHITECT, "quantity: 4", "quantity: 0")
    (problem,) = omnidesk("quote", path).problems
    assert ": models.subscription.add_ons[0].quantity: the quantity is at least 1" in problem


def test_every_mistake_of_a_file_is_told_at_once(omnidesk: Ask, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("client: {nam: X}\nterms: {months: soon}\n", encoding="utf-8")
    answer = omnidesk("quote", path)
    assert answer.status == 2
    assert [problem.split(": ")[:2] for problem in answer.problems] == [
        [f"{path}:1:10", "client.nam"],
        [f"{path}:2:9", "terms.months"],
    ]


def test_a_missing_file_is_one_line(omnidesk: Ask, tmp_path: Path) -> None:
    answer = omnidesk("quote", tmp_path / "none.yaml")
    assert answer.status == 2
    assert answer.problems == [
        f"omnidesk: {tmp_path}/none.yaml: cannot be read (No such file or directory); check the name and your rights"
    ]


def test_a_warning_goes_to_standard_error_and_into_the_json(omnidesk: Ask) -> None:
    answer = omnidesk("quote", APPRENTICE)
    assert answer.status == 0
    assert answer.problems == [
        f"{APPRENTICE}:41:5: warning: models.subscription.agents: discovery says 10 agents, the subscription prices 12"
    ]
    (problem,) = omnidesk("quote", APPRENTICE, "--json").json["problems"]
    assert (problem["field"], problem["severity"]) == ("models.subscription.agents", "warning")


def test_open_approvals_do_not_stop_a_quote(omnidesk: Ask, edited: Edit) -> None:
    path = edited(APPRENTICE, 'discretionary_percent: "5"', 'discretionary_percent: "12"')
    answer = omnidesk("quote", path, "--json")
    assert (answer.status, answer.json["approvals_needed"]) == (0, ["discretionary_discount"])


def test_a_json_deal_file_prices_like_its_yaml(omnidesk: Ask, tmp_path: Path) -> None:
    from omnidesk.deal_file import encode_deal, read_deal

    path = tmp_path / "deal.json"
    path.write_text(encode_deal(read_deal(ARCHITECT)), encoding="utf-8")
    assert omnidesk("quote", path, "--json").out == omnidesk("quote", ARCHITECT, "--json").out


def test_a_figure_explains_itself(omnidesk: Ask) -> None:
    answer = omnidesk("quote", ARCHITECT, "--explain", "subscription")
    assert answer.status == 0
    assert "Architect subscription: multi-year discount = $67,500.00" in answer.out
    assert "specs/tiers.yaml: tiers.architect.price.annual" in answer.out
    assert "(interactions − included)" in omnidesk("quote", ARCHITECT, "--explain", "payment:4").out
    assert omnidesk("quote", ARCHITECT, "--explain", "acv", "--json").json["derivations"][0]["amount"] == "157500.00"


def test_an_unknown_line_cannot_be_explained(omnidesk: Ask) -> None:
    answer = omnidesk("quote", ARCHITECT, "--explain", "sub")
    assert answer.status == 2
    assert answer.err.startswith("omnidesk: --explain: this quote has no line or total “sub”; it has subscription, ")


def test_own_specs_lie_over_the_shipped_ones(omnidesk: Ask, tmp_path: Path, workspace: Path) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    shipped = Path(__file__).parents[2] / "specs" / "tiers.yaml"
    text = shipped.read_text(encoding="utf-8")
    assert text.count("monthly: 600,") == 1
    (specs / "tiers.yaml").write_text(text.replace("monthly: 600,", "monthly: 660,"), encoding="utf-8")
    given = omnidesk("recommend", SEEKER, "--json", "--specs", specs).json["tiers"][0]
    assert omnidesk("recommend", SEEKER, "--json").json["tiers"][0] != given
    workspace.mkdir()
    specs.rename(workspace / "specs")
    assert omnidesk("recommend", SEEKER, "--json").json["tiers"][0] == given
