"""The window from the empty desk to a deal that is opened again: real store, real catalog, real keys."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.step_pages import PAGES, VIEWS
from omnidesk.ui.widgets.choice import Choice
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.wizard.steps import STEP_IDS

from .desk import Person, open_desktop

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    return open_desktop(qtbot, tmp_path / "workspace")


def test_every_step_has_a_page_and_a_view() -> None:
    assert tuple(PAGES) == STEP_IDS
    assert tuple(VIEWS) == STEP_IDS


def test_an_empty_desk_leads_to_the_first_deal(person: Person) -> None:
    person.clicks("empty-action", inside="no-deals")
    person.sees_wizard()
    assert person.wizard.step == "client"
    assert person.deal.terms.effective_date is not None
    person.types("Hofmann GmbH")
    assert person.deal.client.name == "Hofmann GmbH", "the keyboard is in the first field"


def test_a_client_is_taken_through_client_discovery_and_tier_by_keyboard(person: Person) -> None:
    person.presses(Qt.Key.Key_N, CONTROL)
    person.sees_wizard()
    person.goes_to("client.name")
    person.types("Bergland Energie")
    person.goes_to("terms.months")
    person.types("24")
    person.goes_on()
    assert person.wizard.step == "discovery"
    person.goes_to("discovery.agents")
    person.types("8")
    person.goes_to("discovery.reasoning")
    person.presses(Qt.Key.Key_Right)
    person.presses(Qt.Key.Key_Space)
    person.goes_to("discovery.budget_per_year")
    person.types("30,000")
    person.goes_on()
    assert person.wizard.step == "tier"
    assert person.deal.client.name == "Bergland Energie"
    assert person.deal.discovery == {"agents": 8, "reasoning": "advanced", "budget_per_year": "30000"}
    assert person.wizard.panel.accessibleName() == "Price: $72,000"
    person.find("tier:architect").setFocus()
    person.presses(Qt.Key.Key_Space)
    assert person.deal.tier == "architect"
    person.goes_to("tier_reason")
    person.types("Growth is planned")
    assert person.deal.tier_reason == "Growth is planned"


def test_each_change_can_be_undone_and_done_again(person: Person) -> None:
    person.desktop.open_sample("architect-broadcaster.yaml")
    person.sees_wizard()
    before = person.deal
    person.goes_to("client.contact.title")
    person.types(" of Aurora")
    assert person.deal.client.contact.title == "COO of Aurora"
    person.wizard.go("discovery")
    person.clicks("discovery.memory.skip")
    assert "memory" not in person.deal.discovery
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert person.deal.discovery["memory"] == "distributed"
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert person.deal == before
    person.presses(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert person.deal.client.contact.title == "COO of Aurora"


def test_half_typed_text_stays_where_it_is_and_the_deal_keeps_its_last_value(person: Person) -> None:
    person.desktop.open_sample("apprentice-agency.yaml")
    person.sees_wizard()
    person.goes_to("terms.months")
    person.types("x")
    assert person.deal.terms.months == 24
    field = person.wizard.page("client").fields["terms.months"]
    assert "Not a number yet" in field.problem()
    person.wizard.go("tier")
    person.wizard.go("client")
    assert person.wizard.page("client").fields["terms.months"].control.focus_target().property("text") == "24x"


def test_a_number_that_cannot_be_read_is_a_problem_until_it_can_and_stops_the_export(person: Person) -> None:
    person.presses(Qt.Key.Key_N, CONTROL)
    person.sees_wizard()
    person.goes_to("terms.months")
    person.types("24m")
    assert person.deal.terms.months == 24, "the last value that could be read"
    assert [link.field for link in person.wizard.unread()] == ["terms.months"]
    person.wizard.go("sign")
    assert not person.find("issue").isEnabled()
    person.wizard.next_problem()
    assert person.wizard.step == "client"
    person.presses(Qt.Key.Key_Backspace)
    assert person.wizard.unread() == ()
    assert person.deal.terms.months == 24


def test_a_deal_comes_back_on_the_step_where_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_desktop(qtbot, tmp_path)
    first.desktop.open_sample("seeker-startup.yaml")
    first.sees_wizard()
    first.goes_to("client.name")
    first.types(" of Tomorrow")
    first.wizard.go("tier")
    first.leaves()
    again = open_desktop(qtbot, tmp_path)
    again.sees_wizard()
    assert again.wizard.step == "tier"
    assert again.deal.client.name == "Pixelgarten Labs of Tomorrow"
    again.desktop.window.show_home()
    again.waits(lambda: [line.title for line in again.deals()] == ["Pixelgarten Labs of Tomorrow"])
    again.leaves()
    third = open_desktop(qtbot, tmp_path)
    assert third.desktop.window.wizard is None
    third.find("deals").setFocus()
    table = third.desktop.home.table
    assert table is not None
    table.selectRow(0)
    third.presses(Qt.Key.Key_Return)
    third.sees_wizard()
    assert third.wizard.step == "tier"


def test_deals_are_found_as_one_types_and_filtered_by_tier(person: Person) -> None:
    for sample in ("seeker-startup", "apprentice-agency", "architect-broadcaster"):
        person.desktop.open_sample(f"{sample}.yaml")
        person.sees_wizard()
        person.desktop.window.show_home()
    person.waits(lambda: len(person.deals()) == 3)
    person.desktop.home.search.setFocus()
    person.types("auro")
    person.waits(lambda: [line.title for line in person.deals()] == ["Aurora Broadcast AG"])
    assert person.deals()[0].total == "$758,500"
    person.presses(Qt.Key.Key_Down)
    person.presses(Qt.Key.Key_Return)
    person.sees_wizard()
    assert person.deal.client.name == "Aurora Broadcast AG"
    person.desktop.window.show_home()
    person.waits(lambda: len(person.deals()) == 1)
    person.desktop.home.search.setFocus()
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: len(person.deals()) == 3)
    tiers = person.find("filter-tier", Choice)
    tiers.set_value("apprentice")
    tiers.edited.emit("apprentice")
    person.waits(lambda: [line.tier for line in person.deals()] == ["Apprentice"])


def test_a_deal_is_copied_put_away_and_brought_back(person: Person) -> None:
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    person.desktop.window.show_home()
    person.waits(lambda: len(person.deals()) == 1)
    table = person.desktop.home.table
    assert table is not None
    table.selectRow(0)
    table.setFocus()
    person.presses(Qt.Key.Key_D, CONTROL)
    person.waits(lambda: [line.title for line in person.deals()] == ["Pixelgarten Labs (copy)", "Pixelgarten Labs"])
    table.selectRow(0)
    person.presses(Qt.Key.Key_Delete)
    person.waits(lambda: [line.title for line in person.deals()] == ["Pixelgarten Labs"])
    person.clicks("show-archived")
    person.waits(lambda: [line.title for line in person.deals()] == ["Pixelgarten Labs (copy)"])
    table.selectRow(0)
    table.setFocus()
    person.presses(Qt.Key.Key_Delete)
    person.waits(lambda: not person.deals())
    person.clicks("show-current")
    person.waits(lambda: len(person.deals()) == 2)


def test_two_windows_on_one_deal_never_overwrite_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_desktop(qtbot, tmp_path)
    first.desktop.open_sample("seeker-startup.yaml")
    first.sees_wizard()
    second = open_desktop(qtbot, tmp_path)
    second.sees_wizard()
    first.goes_to("client.contact.title")
    first.types("!")
    assert first.wizard.session.flush()
    second.goes_to("client.contact.name")
    second.types("?")
    assert not second.wizard.session.flush()
    assert "saved elsewhere" in second.wizard.foot.caution.text()


def test_a_catalog_with_a_mistake_is_shown_calmly_with_file_and_line(qtbot: QtBot, tmp_path: Path) -> None:
    from omnidesk.store.workspace import workspace
    from omnidesk.ui.desktop import Desktop

    place = workspace(tmp_path)
    place.specs.mkdir()
    (place.specs / "company.yaml").write_text("name: Ours\n", encoding="utf-8")
    desktop = Desktop(place)
    qtbot.addWidget(desktop.window)
    desktop.start()

    def dialogs() -> list[Dialog]:
        return desktop.window.findChildren(Dialog)

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=10_000)
    report = dialogs()[0].findChild(QWidget, "report")
    assert report is not None
    assert "company.yaml:1:1" in report.property("plainText")
    dialogs()[0].accept()
    desktop.close()


def test_a_price_in_the_panel_is_never_a_sum_of_committed_and_estimated(person: Person) -> None:
    person.desktop.open_sample("architect-broadcaster.yaml")
    person.sees_wizard()
    page = person.wizard
    assert page.panel.accessibleName() == "Price: $758,500"
    assert Decimal("758500") + Decimal("299185.36") == Decimal("1057685.36")
    assert not any("1,057,685" in str(label.property("text")) for label in page.panel.findChildren(QWidget))
