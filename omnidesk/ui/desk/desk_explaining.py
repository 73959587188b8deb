"""Explain this number on the desk: amounts of deals in lists, on cards and lines, and the headlines of the overview."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from omnidesk.ui.background import Background
from omnidesk.ui.desk.deal_list import DealList
from omnidesk.ui.desk.desk_reading import DeskReader
from omnidesk.ui.explanation_texts import texts_of
from omnidesk.ui.widgets.explanation import ExplanationCard
from omnidesk.wizard.desk_words import split
from omnidesk.wizard.explain import Explanation


class DeskExplaining(QObject):
    """One card for the whole desk; inputs of a figure that are figures themselves lead deeper, and back."""

    def __init__(
        self,
        home: DealList,
        reader: Callable[[], DeskReader],
        background: Background,
        headlines: Callable[[], Mapping[str, Explanation]],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(home)
        self._reader, self._background, self._headlines, self._failed = reader, background, headlines, failed
        self._home = home
        self._path: list[str] = []
        self._asked: tuple[QWidget, QRect] = home, QRect()

    @cached_property
    def card(self) -> ExplanationCard:
        """The card, made when somebody asks for the first time."""
        card = ExplanationCard(self._home)
        card.wanted.connect(self._go_deeper)
        card.back_wanted.connect(lambda: self._ask(tuple(self._path[:-1])))
        return card

    def open(self, figure: str, beside: QWidget, place: QRect) -> None:
        """Explain a figure beside the place in a widget that shows it."""
        self._asked = beside, place
        self._ask((figure,))

    def _go_deeper(self, figure: str) -> None:
        deal_id, _own = split(self._path[0])
        self._ask((*self._path, f"{deal_id}/{figure}"))

    def _ask(self, path: tuple[str, ...]) -> None:
        deal_id, figure = split(path[-1])
        if not deal_id:
            self._show(path, self._headlines().get(figure))
            return
        reader = self._reader()
        self._background.run(lambda _job: reader.explanation(deal_id, figure), partial(self._show, path), self._failed)

    def _show(self, path: tuple[str, ...], found: object) -> None:
        explanation = cast("Explanation | None", found)
        beside, place = self._asked
        if explanation is not None and beside.isVisible():
            self._path = list(path)
            self.card.show_texts(texts_of(explanation), beside, place, deeper=len(path) > 1)
