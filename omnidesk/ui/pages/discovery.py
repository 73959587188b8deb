"""Discovery: every question of the catalog in its group, and the recommendation as it forms."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from omnidesk.domain.discovery import Question
from omnidesk.i18n import _
from omnidesk.ui.pages.page import Page
from omnidesk.ui.pages.question import QuestionRow
from omnidesk.ui.pages.recommendation_strip import RecommendationStrip
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.section import Section
from omnidesk.wizard import discovery
from omnidesk.wizard.discovery import DiscoveryView, GroupView, QuestionView


class DiscoveryPage(Page[DiscoveryView]):
    """A section for each group; the strip above stays in sight."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = services.session
        self._questions = {question.id: question for question in services.catalog.discovery.questions}
        self._rows: dict[str, QuestionRow] = {}
        self._badges: dict[str, Badge] = {}
        self._recommendation = RecommendationStrip()
        self.strip = self._recommendation
        self._services = services

    def build(self) -> Iterator[None]:
        """Make a section for each group, question by question."""
        for group in discovery.view(self._services.context()).groups:
            if group.questions:
                section = self._section(group)
                self.column.addWidget(section)
                for place, question in enumerate(group.questions):
                    if place:
                        section.content.addWidget(Rule())
                    section.content.addWidget(self._row(question))
                    yield

    def refresh(self, view: DiscoveryView) -> None:
        """Show the answers and what they lead to."""
        self._recommendation.refresh(view)
        for group in view.groups:
            if group.id in self._badges:
                count = _("{done} of {total}").format(done=group.done, total=len(group.questions))
                self._badges[group.id].set_badge(
                    count, "success" if group.complete else "neutral", "check-bold" if group.complete else ""
                )
            for question in group.questions:
                self._rows[question.id].refresh(question)

    def _section(self, group: GroupView) -> Section:
        section = Section(group.name, group.lead)
        badge = Badge("")
        self._badges[group.id] = badge
        section.side.addWidget(badge)
        return section

    def _row(self, view: QuestionView) -> QuestionRow:
        question, row = self._questions[view.id], QuestionRow(view)
        self._rows[view.id] = row
        self.field(row.field)
        row.written.connect(partial(self._write, question))
        row.said.connect(partial(self._say, question))
        row.picked.connect(partial(self._pick, question))
        row.noted.connect(partial(self._note, question))
        row.passed.connect(partial(self._pass, question))
        return row

    def _write(self, question: Question, text: str) -> None:
        self._session.update(lambda deal: discovery.write(deal, question, text), f"discovery.{question.id}")

    def _say(self, question: Question, choice: str) -> None:
        self._session.update(lambda deal: discovery.say(deal, question, choice))

    def _pick(self, question: Question, chosen: tuple[str, ...]) -> None:
        self._session.update(lambda deal: discovery.pick(deal, question, chosen))

    def _note(self, question: Question, text: str) -> None:
        self._session.update(lambda deal: discovery.note(deal, question, text), f"discovery_notes.{question.id}")

    def _pass(self, question: Question) -> None:
        self._session.update(lambda deal: discovery.pass_over(deal, question))
