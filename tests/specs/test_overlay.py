"""A company's own folder overlays the shipped specs file by file and is checked as strictly."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.shipped import shipped
from omnidesk.specs import check, compiled, load_catalog
from omnidesk.specs.schemas import write_schemas
from omnidesk.specs.sources import KINDS
from omnidesk.strict_yaml import SourceError, read_file
from omnidesk.strict_yaml.schema import json_schema
from tests.overlays import Overlay

PIONEER = """\
tiers:
  - id: pioneer
    name: Pioneer
    tagline: Try it for a week
    summary: A first look.
    icon: rocket-launch
    audience: [students]
    highlights: [1 agent]
    agents: {minimum: 1, maximum: 1, types: Any from package}
    provides:
      languages: one
      multi_agent: none
      custom_agents: none
      reasoning: basic
      memory: standard
      goals: simple
      support: community
      response_hours: 72
      channels: [documentation]
      dedicated_contact: none
      reviews: none
      integrations: standard_apis
      api_calls_per_hour: null
      on_premises: none
      white_label: none
      governance: []
    inclusions: [{group: agents, text: 1 agent}]
    price: {model: Subscription, monthly: 50, annual: 500}
    commitment: {minimum_months: 1}
"""

LANGUAGES = """\
questions:
  - id: languages
    group: use_case
    label: "How many languages do the agents speak?"
    why: Several languages need more memory and more tests.
    answer: choice
    need: level
    options:
      - {id: one, name: One}
      - {id: several, name: Several}
"""

AFTERGLOW = """\
  - id: afterglow
    name: Afterglow
    summary: We stay in touch.
    activities: [{id: yearly_call, name: Yearly call}]
    deliverables: [{id: letter, name: Letter}]
    success_criteria: [{id: return_visit, name: Return visit}]
application_steps:
"""

SAID_BY_TIERS = (
    ("    provides:\n      multi_agent", "    provides:\n      languages: several\n      multi_agent"),
) * 4
STUDENTS = "    options:\n      - {id: students, name: Student}\n      - {id: startups"
HOTLINE = '  - {id: hotline, name: Hotline, description: A number to call, unit: line, price: "90", recurring: true}\n'

GROWN = {
    "tiers": (*SAID_BY_TIERS, ("tiers:\n", PIONEER)),
    "discovery": (("questions:\n", LANGUAGES), ("    options:\n      - {id: startups", STUDENTS)),
    "usage": (("plans:\n", 'plans:\n  - {id: tiny, name: Tiny, included: 1000, overage: "0.02"}\n'),),
    "journey": (("application_steps:\n", AFTERGLOW),),
    "subscription": (("billing:\n", f"{HOTLINE}billing:\n"),),
    "policy": (("{seeker: starter", "{pioneer: tiny, seeker: starter"),),
}
"""One more tier, question, plan, phase and add-on, in YAML alone."""


def test_a_tier_question_plan_phase_and_add_on_need_yaml_only(overlay: Overlay) -> None:
    catalog = load_catalog(overlay(**GROWN))
    assert [tier.id for tier in catalog.tiers] == ["pioneer", "seeker", "apprentice", "architect", "sovereign"]
    assert catalog.question("languages") is not None
    assert catalog.usage.plans[0].id == "tiny"
    assert catalog.journey.phases[-1].id == "afterglow"
    assert str(catalog.subscription.add_ons[-1].list_price) == "90"
    assert catalog.policy.default_plans.value["pioneer"] == "tiny"
    assert len(catalog.clauses) == len(load_catalog().clauses)


def test_an_own_clause_file_joins_and_one_of_the_same_name_replaces(overlay: Overlay) -> None:
    folder = overlay(
        clauses__closing=(("This agreement is governed by this law: {law}.", "The law of Switzerland applies."),)
    )
    own = "order: 75\nclauses:\n  - {id: gifts, version: 1, title: Gifts, text: ['{client_name} gets a cake.']}\n"
    (folder / "clauses" / "gifts.yaml").write_text(own, encoding="utf-8")
    catalog = load_catalog(folder)
    assert [clause.id for clause in catalog.clauses][-2:] == ["law", "gifts"]
    assert catalog.clauses[-2].text[0].startswith("The law of Switzerland")


@pytest.mark.parametrize(
    ("feature", "change", "told"),
    [
        ("tiers", ("[startups,", "[startup,"), 'tiers[0].audience[0]: "startup" is no option of the question audience'),
        ("tiers", ("reasoning: basic", "reasoning: bassic"), 'tiers[0].provides.reasoning: "bassic" does not answer'),
        ("tiers", ("multi_agent: none", "multi_agents: none"), '"multi_agents" is no question that a tier'),
        ("tiers", ("response_hours: 48", "response_hours: soon"), "a whole number, bespoke, or null"),
        ("tiers", ("channels: [documentation,", "channels: [fax,"), "write a list of some of documentation"),
        ("tiers", ("custom_agents: none", "custom_agents: false"), "does not fit here"),
        ("tiers", ("      memory: standard\n", ""), 'seeker does not say what it provides for the question "memory"'),
        ("tiers", ("reviews: quarterly\n    price", "reviews: monthly\n    price"), "but provides reviews quarterly"),
        ("tiers", ("maximum: 3", "maximum: 0"), "the minimum 1 is above the maximum 0"),
        ("tiers", ("unlimited: true", "unlimited: true, maximum: 9"), "agents cannot be unlimited and have a maximum"),
        ("tiers", ("monthly: 600, ", ""), "seeker has no monthly price, so it can only be billed annually"),
        ("tiers", ("annual: 6000", "annual: 0"), "a price is above 0"),
        ("tiers", ("negotiated: true", "negotiated: true\n      annual: 1"), "a negotiated price states no amounts"),
        ("tiers", ("minimum_months: 36", "minimum_months: 360"), "a minimum commitment of 360 months is not possible"),
        ("tiers", ("id: apprentice", "id: seeker"), 'tiers[1]: "seeker" is there twice'),
        ("tiers", ("id: seeker", "id: Seeker one"), '"Seeker one" is no id'),
        ("discovery", ("group: organisation", "group: organization"), 'did you mean "organisation"?'),
        ("discovery", ("  - id: memory\n", "  - id: remembering\n"), 'the question "memory" is missing'),
        ("discovery", ("need: agents", "need: flag"), "a need flag cannot be answered by count; write answer: boolean"),
        ("discovery", ("{id: cost_reduction,", "{id: cost_cutting,"), "is no rung of the value ladder in scaling.yaml"),
        ("usage", ("included: 100000,", "included: 1000,"), "growth includes no more than starter"),
        ("performance", ("id: savings_share", "id: saving_share"), '"savings_share" is missing'),
        ("performance", ("minimum: 5, maximum: 15", "minimum: 15, maximum: 5"), "15 is above the maximum 5"),
        ("development", ("complete, percent: 25", "complete, percent: 24.99"), "add up to 99.99%; make them 100%"),
        ("development", ("event: development_midpoint", "event: midpoint"), '"midpoint" is no event of the phases'),
        ("subscription", ("price: quoted", "price: free"), '"free" is no price'),
        ("subscription", ("id: monthly", "id: weekly"), '"weekly" is no frequency that the rules know'),
        ("scaling", ("{id: edtech,", "{id: sports,"), '"sports" is a step of the path sports already'),
        ("scaling", ("minimum_roi_percent: 50,", "minimum_roi_percent: 500,"), "the range ends before it begins"),
        ("journey", ("  - id: onboarding\n", "  - id: welcome\n"), '"onboarding" is missing'),
        ("success", ("cadence: weekly", "cadence: dayly"), '"dayly" is no cadence'),
        ("policy", ("[architect, sovereign]", "[architct, sovereign]"), 'did you mean "architect"?'),
        ("policy", ("{seeker: starter, ", "{"), "the tier seeker has no default plan"),
        ("policy", ("architect: enterprise", "architect: huge"), '"huge" is no plan of usage.yaml'),
        ("policy", ("value: [data_processed]", "value: [gigabytes]"), '"gigabytes" is no metric'),
        ("policy", ("{from_quantity: 25,", "{from_quantity: 5,"), "the step from 5 does not rise above 10"),
        ("policy", ("{percent: 15, from_months: 36}", "{percent: 30, from_months: 36}"), "30% is outside 0 to 25%"),
        ("policy", ("value: 25\n", "value: 30\n"), "30% is more than the subscription model allows, 25%"),
        ("policy", ("value: 12\n", "value: 0\n"), "0 is below 1; write 1 or more"),
        ("policy", ("{white_label: available}", "{white_label: maybe}"), "write one of none, available, included"),
        ("policy", ("  reason: Two years", "  because: Two years"), "because: unknown key; known here: reason"),
        ("company", ('"#0F766E"', '"teal"'), '"teal" is no colour'),
        ("company", ("time_zone: UTC", "time_zone: Mars/Olympus"), '"Mars/Olympus" is no time zone'),
        ("clauses__parties", ("{client_name}", "{clientname}"), 'did you mean "client_name"?'),
        ("clauses__parties", ("{client_name}", "{client_name"), "a curly bracket stands alone"),
        ("clauses__fees", ("models: [usage]", "models: [uses]"), 'did you mean "usage"?'),
        ("clauses__governance", ("[sovereign]", "[emperor]"), '"emperor" is no tier'),
        ("clauses__governance", ("id: governance", "id: law"), 'the clause "law" is in clauses/closing.yaml already'),
        ("clauses__fees", ("{ref:baseline}", "{ref:basline}"), 'did you mean "baseline"?'),
        ("clauses__fees", ("{term:committed_fees}", "{term:commited_fees}"), 'did you mean "committed_fees"?'),
        ("clauses__fees", ("under: fees", "under: fee"), 'did you mean "fees"?'),
        ("clauses__fees", ("under: fees", "under: taxes"), "taxes stands under another clause itself"),
        ("clauses__fees", ("    version: 2\n    title: Fees", "    optional: true\n    version: 2\n    title: Fees"),
         "fees may be dropped"),
        ("clauses__fees", ("each:\n      milestones", "each:\n      milstones"), 'did you mean "milestones"?'),
        ("clauses__fees", ("{name}: {percent}", "{nane}: {percent}"), 'did you mean "name"?'),
        ("clauses__fees", ("    each:\n      milestones: \"{name}: {percent} or {amount}, on {date}\"\n", ""),
         "nothing says how a row of milestones is put into words"),
        ("clauses__fees", ("payment: [prepaid]", "payment: [barter]"), "barter"),
        ("clauses__closing", ("      us:\n", "      uk:\n"), '"uk" is no jurisdiction pack'),
        ("clauses__data", ("{audience: [government", "{audiense: [government"), 'did you mean "audience"?'),
        ("clauses__data", ("[government_agencies]", "[goverment_agencies]"), 'did you mean "government_agencies"?'),
        ("clauses__parties", ("text: \"“Agents” are", "text: \"“Agenten” are"), 'does not name "Agents"'),
        ("clauses__parties", ("{define:term|Term}", "{define:agents|Term}"), '"agents" is defined in a list'),
        ("clauses__parties", ("{define:client|client}", "{define:client}"), "a curly bracket stands alone"),
        ("company", ("time_zone: UTC", "time_zone: UTC\ncontract: {jurisdiction: uk}"), '"uk" is no jurisdiction'),
        ("company", ("time_zone: UTC", "time_zone: UTC\ncontract: {jurisdiction: us, law_choice: texas}"), "texas"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_overlay_is_told_with_its_place(
    overlay: Overlay, feature: str, change: tuple[str, str], told: str
) -> None:
    folder = overlay(**{feature: (change,)})
    with pytest.raises(SourceError) as caught:
        load_catalog(folder)
    assert told in str(caught.value)
    name = f"{feature.replace('__', '/')}.yaml"
    assert any(problem.line > 1 or problem.file.endswith(name) for problem in caught.value.problems)
    assert [problem for problem in check(folder) if problem.severity == "error"] == list(caught.value.problems)


def test_mistakes_of_several_files_are_told_together(overlay: Overlay) -> None:
    folder = overlay(usage=(("starter", "7"),), success=(("cadence", "candence"),))
    files = [Path(problem.file).name for problem in check(folder)]
    assert sorted(set(files)) == ["success.yaml", "usage.yaml"]


def test_a_file_that_is_no_spec_is_an_error_and_a_hidden_one_is_not(overlay: Overlay, tmp_path: Path) -> None:
    folder = overlay(usage=())
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x", encoding="utf-8")
    assert load_catalog(folder) == load_catalog()
    (folder / "tier.yaml").write_text("tiers: []", encoding="utf-8")
    with pytest.raises(SourceError, match=r"tier\.yaml is no spec file; known are "):
        load_catalog(folder)
    with pytest.raises(InputError, match="is no folder"):
        load_catalog(tmp_path / "nowhere")


def test_the_compiled_copy_is_the_same_catalog_and_follows_every_change(overlay: Overlay) -> None:
    first = load_catalog()
    assert compiled.take(b"x" * 32) is None
    assert load_catalog() == first
    changed = load_catalog(overlay(usage=(("Starter", "Beginner"),)))
    assert changed.usage.plans[0].name == "Beginner"
    assert load_catalog().usage.plans[0].name == "Starter"


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "garbage"])
def test_a_damaged_compiled_copy_is_ignored(own_home: Path, damage: str) -> None:
    first = load_catalog()
    (path,) = own_home.rglob("catalog.bin")
    content = path.read_bytes()
    spoiled = {
        "flipped": content[:-9] + b"\0" + content[-8:],
        "cut": content[:99],
        "empty": b"",
        "garbage": b"\xff" * 500,
    }
    path.write_bytes(spoiled[damage])
    assert load_catalog() == first


def test_a_compiled_copy_that_others_could_write_is_ignored(own_home: Path) -> None:
    load_catalog()
    (path,) = own_home.rglob("catalog.bin")
    key = path.read_bytes()[:32]
    assert compiled.take(key) is not None
    path.chmod(0o666)
    assert compiled.take(key) is None


def test_without_a_cache_folder_the_catalog_loads_all_the_same(own_home: Path) -> None:
    (own_home / "cache").write_text("in the way", encoding="utf-8")
    assert len(load_catalog().tiers) == 4


def test_schemas_accept_what_ships_and_know_the_catalogs_ids(tmp_path: Path) -> None:
    catalog = load_catalog()
    schemas = {
        path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8"))
        for path in write_schemas(tmp_path / "schemas", catalog)
    }
    assert set(schemas) == {name.removesuffix(".yaml") for name in KINDS} | {"clauses", "deal"}
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        files = [shipped("specs", f"{name}.yaml")] if f"{name}.yaml" in KINDS else []
        files += sorted(shipped("specs", "clauses").glob("*.yaml")) if name == "clauses" else []
        files += sorted(shipped("resources", "samples").glob("*.yaml")) if name == "deal" else []
        assert files
        assert [
            error.message for file in files for error in Draft202012Validator(schema).iter_errors(read_file(file)[0])
        ] == []
    deal = schemas["deal"]["$defs"]["Deal"]["properties"]
    assert deal["tier"]["enum"] == ["seeker", "apprentice", "architect", "sovereign", None]
    assert "full_suite" in deal["discovery"]["properties"]["reasoning"]["anyOf"][0]["enum"]
    wording = schemas["deal"]["$defs"]["ContractWording"]["properties"]
    assert wording["jurisdiction"]["enum"] == ["neutral", "de", "us", None]
    assert "liability" in wording["deviations"]["propertyNames"]["enum"]
    assert "properties" not in json_schema(Deal)["$defs"]["Deal"]["properties"]["discovery"]


def test_schemas_that_cannot_be_written_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"):
        write_schemas(tmp_path / "file", load_catalog())


def test_the_samples_speak_the_catalogs_language() -> None:
    catalog = load_catalog()
    questions = {question.id for question in catalog.discovery.questions}
    for path in shipped("resources", "samples").glob("*.yaml"):
        deal = read_deal(path)
        assert set(deal.discovery) <= questions
        assert deal.tier is None or catalog.tier(deal.tier) is not None
