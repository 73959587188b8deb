"""Explain this number, on screen: the way to a figure is found off the window's thread and shown beside the amount."""

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from omnidesk.domain.deal import Deal
from omnidesk.ui.background import Job
from omnidesk.ui.explanation_texts import texts_of
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.explanation import ExplanationCard
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.wizard.context import Context
from omnidesk.wizard.explain import Explanation, explain


class Explaining(QObject):
    """One card for the whole wizard; inputs of a figure that are figures themselves lead deeper, and back."""

    def __init__(self, frame: WizardFrame[Deal], services: WizardServices) -> None:
        super().__init__(frame)
        self._services = services
        self.card = ExplanationCard(frame)
        self._path: list[str] = []
        self._asked: tuple[QWidget, QRect] = frame, QRect()
        frame.explanation_wanted.connect(self.open)
        frame.moved.connect(self.card.dismiss)
        services.session.changed.connect(self.card.dismiss)
        self.card.wanted.connect(self._go_deeper)
        self.card.back_wanted.connect(self._go_back)

    def open(self, figure: str, beside: QWidget, place: QRect) -> None:
        """Explain a figure beside the place in a widget that shows it."""
        self._asked = beside, place
        self._ask((figure,))

    def _go_deeper(self, figure: str) -> None:
        self._ask((*self._path, figure))

    def _go_back(self) -> None:
        self._ask(tuple(self._path[:-1]))

    def _ask(self, path: tuple[str, ...]) -> None:
        deal, catalog, formatter = self._services.session.deal, self._services.catalog, self._services.formatter

        def work(_job: Job) -> object:
            return explain(Context(deal, catalog, formatter), path[-1])

        self._services.background.run(work, partial(self._show, path, deal))

    def _show(self, path: tuple[str, ...], deal: Deal, found: object) -> None:
        explanation = cast("Explanation | None", found)
        if explanation is None or deal is not self._services.session.deal:
            return
        self._path = list(path)
        self.card.show_texts(texts_of(explanation), *self._asked, deeper=len(path) > 1)
