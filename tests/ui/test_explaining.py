"""Explain this number on a real window: by click, by keyboard, in tables, and from one figure to those behind it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.formatting import Amount
from omnidesk.ui.explaining import Explaining
from omnidesk.ui.frame_texts import frame_view
from omnidesk.ui.pages.page import Page
from omnidesk.ui.session import Session
from omnidesk.ui.step_pages import PAGES, VIEWS
from omnidesk.ui.widgets.explanation import ExplanationCard
from omnidesk.ui.widgets.figure_link import FigureLink
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.wizard.steps import StepId

from .conftest import Show
from .opened import ARCHITECT, SEEKER, Opened, open_page, sample

SAMPLES = (SEEKER, sample("apprentice-agency"), ARCHITECT)
CURRENCY = re.compile(r"[$€£]\s?[\d,]*\d")


class Wizard:
    """A deal in the whole wizard, with the card that explains its figures."""

    def __init__(self, step: StepId, deal: Deal, folder: Path, show: Show) -> None:
        self.opened: Opened = open_page(step, deal, folder, show)
        services = self.opened.services

        def make(_session: Session[Deal]) -> Page[object]:
            return PAGES[step](services)

        self.frame = WizardFrame(
            services.session,
            dict.fromkeys(VIEWS, make),
            lambda deal: frame_view(services.context_of(deal)),
            lambda _step, deal: VIEWS[step](services.context_of(deal)),
            start=step,
        )
        self.explaining = Explaining(self.frame, services)
        self.frame.resize(1440, 900)
        self.frame.page(step)
        show(self.frame)
        services.background.finish()

    @property
    def card(self) -> ExplanationCard:
        return self.explaining.card

    def shows(self, figure: str) -> QWidget:
        """The widget that shows a figure."""
        found = [each for each in self.frame.findChildren(FigureLink) if each.figure == figure]
        shown = [each.parent() for each in found]
        return next(each for each in shown if isinstance(each, QWidget) and each.isVisible())

    def click(self, figure: str) -> None:
        QTest.mouseClick(self.shows(figure), Qt.MouseButton.LeftButton)
        self.opened.settle()

    def said(self) -> list[str]:
        texts = self.card.findChildren(Text)
        return [text.text() for text in texts if text.isVisible()]

    def press(self, name: str) -> None:
        button = self.card.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        button.click()
        self.opened.settle()


def test_a_click_on_an_amount_shows_rule_rounding_and_source(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("models", ARCHITECT, tmp_path, show)
    wizard.click("line:subscription:list")
    assert wizard.card.isVisible()
    said = wizard.said()
    assert said[:2] == ["Architect subscription: list price", "$450,000.00"]
    assert "specs/tiers.yaml: tiers.architect.price.annual" in said
    assert wizard.frame.rect().contains(wizard.card.geometry())


def test_the_keyboard_opens_and_closes_it_and_comes_back(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("models", ARCHITECT, tmp_path, show)
    amount = wizard.shows("total:first_year_total")
    amount.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(amount, Qt.Key.Key_Return)
    wizard.opened.settle()
    assert "Committed in the first year" in wizard.said()
    QTest.keyClick(wizard.card, Qt.Key.Key_Escape)
    assert wizard.card.isHidden()
    assert amount.hasFocus()


def test_the_inputs_of_a_figure_lead_to_their_own_explanation_and_back(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("models", ARCHITECT, tmp_path, show)
    wizard.click("model:subscription")
    inside = [each for each in wizard.card.findChildren(FigureLink) if each.figure == "line:subscription:net"]
    target = inside[0].parent()
    assert isinstance(target, QWidget)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    wizard.opened.settle()
    assert wizard.said()[0] == "Architect subscription: net price"
    wizard.press("explanation-back")
    assert wizard.said()[0] == "Subscription over the term"


def test_a_payment_in_a_table_can_be_asked_too(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("milestones", ARCHITECT, tmp_path, show)
    grid = next(each for each in wizard.frame.findChildren(Grid) if each.isVisible())
    index = grid.grid.index(0, 3)
    grid.setCurrentIndex(index)
    grid.activated.emit(index)
    wizard.opened.settle()
    assert "Architect subscription, 12 months, invoiced February 1, 2026" in wizard.said()


def test_a_click_elsewhere_or_a_change_closes_it(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("models", ARCHITECT, tmp_path, show)
    wizard.click("total:acv")
    QTest.mouseClick(wizard.frame.head, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert wizard.card.isHidden()
    wizard.click("total:acv")
    wizard.opened.session.update(lambda _deal: SEEKER)
    assert wizard.card.isHidden()


def test_it_does_not_stay_behind_when_its_page_scrolls(show: Show, tmp_path: Path) -> None:
    wizard = Wizard("models", ARCHITECT, tmp_path, show)
    wizard.click("line:addon:training_sessions:net")
    assert wizard.card.isVisible()
    area = next(each for each in wizard.frame.findChildren(PageScroll) if each.isVisible())
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    assert wizard.card.isHidden()


def test_what_shows_no_amount_is_no_link(show: Show, qtbot: QtBot) -> None:
    label = Text(Amount("$5", "line:x:net"))
    show(label)
    assert label.focusPolicy() != Qt.FocusPolicy.NoFocus
    label.setText("five")
    assert label.focusPolicy() == Qt.FocusPolicy.NoFocus
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert label.accessibleDescription() == ""


@pytest.mark.parametrize("step", ["tier", "models", "milestones", "value"])
def test_the_amounts_of_a_view_are_links_on_the_page(step: StepId, show: Show, tmp_path: Path) -> None:
    wizard = Wizard(step, ARCHITECT, tmp_path, show)
    linked = {each.figure for each in wizard.frame.findChildren(FigureLink) if each.figure}
    expected: dict[str, set[str]] = {
        "tier": {"tier:seeker:year", "tier:apprentice:month", "tier:architect:year"},
        "models": {"model:subscription", "line:addon:training_sessions:net", "plan:enterprise", "line:usage:net"},
        "milestones": {"milestone:0", "milestone:3", "line:maintenance:net", "total:estimated_total"},
        "value": {"roi:base:npv", "roi:base:payback_month", "roi:p10", "network:value"},
    }
    assert expected[step] <= linked


@pytest.mark.parametrize("deal", SAMPLES, ids=["seeker", "apprentice", "architect"])
@pytest.mark.parametrize("step", ["discovery", "tier", "models", "milestones", "value", "roadmap", "review"])
def test_every_amount_on_screen_is_a_link(step: StepId, deal: Deal, show: Show, tmp_path: Path) -> None:
    wizard = Wizard(step, deal, tmp_path, show)
    linked = {each.parent(): each.figure for each in wizard.frame.findChildren(FigureLink)}
    dead = [
        label.text()
        for label in wizard.frame.findChildren(Text)
        if CURRENCY.search(label.text()) and not linked.get(label)
    ]
    assert dead == []
