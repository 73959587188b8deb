"""How an offer stands and what can become of it; what differs and what happened, in words."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec
import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import FxRate
from omnidesk.domain.differences import Differences, FieldChange, differences
from omnidesk.domain.frozen import FrozenOffer, frozen_offer
from omnidesk.domain.frozen_clauses import FrozenClause
from omnidesk.domain.quote import quote
from omnidesk.formatting import Formatter
from omnidesk.specs.load import load_catalog
from omnidesk.wizard.field_words import field_words
from omnidesk.wizard.form import put
from omnidesk.wizard.history import change_groups, step_lines
from omnidesk.wizard.offer import offer_view
from tests.commands.conftest import SEEKER
from tests.wizard.test_desk import Listed

TODAY = datetime.date(2026, 3, 12)
ENGLISH = Formatter("en")
WORDS = field_words(load_catalog(), ENGLISH)
OUT = Listed(stage="issued", stage_since="2026-03-10", valid_until="2026-04-09", offer="OD-2026-0042", offer_version=1)


@dataclass(frozen=True)
class Taken:
    """A step as the store gives it."""

    before: str = "issued"
    after: str = "declined"
    at: str = "2026-03-10T09:30:00+00:00"
    who: str = "kim"
    reason: str = "too early"
    version: int | None = 1


def test_a_deal_that_was_never_issued_says_what_issuing_does() -> None:
    view = offer_view(Listed(), ENGLISH, TODAY)
    assert (view.number, view.issue, view.out, view.steps) == ("Not issued yet", "Issue the offer", False, ())


def test_an_offer_that_is_out_names_its_last_day_and_what_comes_next() -> None:
    view = offer_view(OUT, ENGLISH, TODAY)
    assert view.number == "OD-2026-0042 v1"
    assert view.state == (
        "Issued on March 10, 2026. The client has until April 9, 2026; a change makes the next version."
    )
    assert [(each.act, each.reason) for each in view.steps] == [
        ("accepted", "asked"), ("declined", "needed"), ("withdrawn", "asked"), ("draft", ""),
    ]  # fmt: skip
    assert view.out


def test_a_lapsed_offer_cannot_be_accepted_and_says_so() -> None:
    view = offer_view(OUT, ENGLISH, datetime.date(2026, 4, 10))
    assert "lapsed on April 9, 2026 and cannot be accepted any more" in view.state
    assert "accepted" not in [each.act for each in view.steps]
    assert view.tone == "warning"


@pytest.mark.parametrize(
    ("stage", "number", "issue", "acts"),
    [
        ("draft", "OD-2026-0042 v2 in preparation", "Issue version 2", ()),
        ("declined", "OD-2026-0042 v1", "Issue version 2", ()),
        ("accepted", "OD-2026-0042 v1", "Issue version 2", ("active", "amend", "renew", "withdrawn")),
        ("active", "OD-2026-0042 v1", "Issue version 2", ("amend", "renew", "ended")),
        ("ended", "OD-2026-0042 v1", "Issue version 2", ("renew",)),
        ("superseded", "OD-2026-0042 v1", "Issue version 2", ()),
    ],
)
def test_every_stage_has_its_own_next_steps(stage: str, number: str, issue: str, acts: tuple[str, ...]) -> None:
    view = offer_view(replace(OUT, stage=stage, valid_until=None), ENGLISH, TODAY)
    assert (view.number, view.issue, tuple(each.act for each in view.steps)) == (number, issue, acts)
    assert view.out is (stage in ("accepted", "active", "ended", "superseded"))


def offer(months: int) -> FrozenOffer:
    catalog, deal = load_catalog(), put(read_deal(SEEKER), "terms.months", months)
    clause = FrozenClause(id="term", number="1", title="Term", text=(f"{months} months.",))
    return msgspec.structs.replace(frozen_offer(deal, quote(deal, catalog)), clauses=(clause,))


def test_differences_are_told_by_price_field_and_clause() -> None:
    groups = change_groups(differences(offer(6), offer(9)), WORDS, "USD")
    assert [(group.title, group.figures) for group in groups] == [
        ("Prices", True), ("Deal", False), ("Clauses", False),
    ]  # fmt: skip
    prices, fields, clauses = ([(row.name, row.before, row.after) for row in group.rows] for group in groups)
    assert prices[:2] == [
        ("Seeker subscription", "$3,600.00", "$5,400.00"),
        ("Committed over the term (TCV)", "$3,600.00", "$5,400.00"),
    ]
    assert fields == [("Terms › Term", "6 months", "9 months")]
    assert clauses == [("Term", "6 months.", "9 months.")]
    assert change_groups(differences(offer(6), offer(6)), WORDS, "USD") == ()
    lines = Differences(fields=(FieldChange(field="client.address[0]", before="Old Road", after="New Road"),))
    assert change_groups(lines, WORDS, "USD")[0].rows[0].name == "Client › Address 1"


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("terms.effective_date", "2026-03-01", None, ("Terms › Starts on", "March 1, 2026", "–")),
        ("terms.billing", "annual", "monthly", ("Terms › Billed", "Annual", "Monthly")),
        ("terms.taxes[1].percent", "7.5", "19", ("Tax 2 › Rate", "7.5%", "19%")),
        ("client.size", 900, 12000, ("Client › People", "900", "12,000")),
        ("client.contact.name", "", "Mia", ("Contact › Name", "–", "Mia")),
        ("models.subscription.agents", 12, "unlimited", ("Subscription › Agents", "12", "unlimited")),
        (
            "models.custom_development.development_fee", "98000.5", "120000",
            ("Development › Fee", "$98,000.50", "$120,000.00"),
        ),
        (
            "models.custom_development.milestones[1].event", "development_midpoint", None,
            ("Milestone 2 › Due at", "Development midpoint", "–"),
        ),
        ("models.usage.volumes.api_calls", "15000", "20000", ("Usage › API calls", "15,000", "20,000")),
        ("format", "a", "b", ("Format", "a", "b")),
    ],
)  # fmt: skip
def test_fields_are_named_and_written_as_in_the_window(
    field: str, before: object, after: object, told: tuple[str, str, str]
) -> None:
    (group,) = change_groups(Differences(fields=(FieldChange(field, before, after),)), WORDS, "USD")
    assert [(row.name, row.before, row.after) for row in group.rows] == [told]


def test_each_side_is_written_in_its_own_currency() -> None:
    deal = put(read_deal(SEEKER), "terms.months", 6)
    changed = put(put(deal, "terms.currency", "EUR"), "terms.fx", FxRate(rate=Decimal("0.9"), date=TODAY))
    found = differences(*(frozen_offer(each, quote(each, load_catalog())) for each in (deal, changed)))
    prices = change_groups(found, WORDS, "EUR")[0].rows
    assert (prices[0].before, prices[0].after) == ("$3,600.00", "€3,240.00")


def test_steps_are_told_newest_first_with_who_and_why() -> None:
    newest, oldest = step_lines([Taken(before="draft", after="issued", reason=""), Taken()], ENGLISH)
    assert newest.what == "Issued → Declined · version 1"
    assert newest.note.endswith("kim · too early")
    assert oldest.what == "Draft → Issued · version 1"
