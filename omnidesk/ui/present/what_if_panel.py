"""What-if in the presenter's hands: the levers, what follows, and back to the offer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.present.figure_rows import FigureRows
from omnidesk.ui.present.lever_row import LeverRow
from omnidesk.ui.present.seek_popup import SeekPopup
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import what_if
from omnidesk.wizard.what_if import LeverView


class WhatIfPanel(Card):
    """Turns the stage's levers, and takes what stands into the deal; ``name_wanted`` makes a scenario of it."""

    name_wanted = Signal()

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._backstage = backstage
        self.rows: dict[str, LeverRow] = {}
        self.figures = FigureRows()
        self.back = IconButton("arrow-counter-clockwise", _("Back to the offer"))
        self.back.clicked.connect(lambda: backstage.stage.settle({}))
        self.name = IconButton("bookmark-simple", _("Name this scenario"))
        self.name.setObjectName("name-scenario")
        self.name.clicked.connect(self.name_wanted)
        self.adopt = Button(_("Take into the deal"), icon="check", small=True)
        self.adopt.setObjectName("adopt")
        self.adopt.clicked.connect(backstage.adopt)
        self._trouble = Text("", "small", "warning", wrap=True)
        self._levers = QVBoxLayout()
        self._levers.setSpacing(4)
        self.title = Text(_("What if"), "heading")
        acts = QHBoxLayout()
        acts.addWidget(self.adopt)
        acts.addStretch(1)
        acts.addWidget(self.name)
        acts.addWidget(self.back)
        self.body.addWidget(self.title)
        self.body.addLayout(acts)
        self.body.addLayout(self._levers)
        self.body.addSpacing(4)
        self.body.addWidget(self.figures)
        self.body.addWidget(self._trouble)
        self.refresh()

    def refresh(self) -> None:
        """Show what follows from where the levers stand."""
        stage, context = self._backstage.stage, self._backstage.context
        view = what_if.view(context, stage.settings, before=stage.presented.before, now=stage.now)
        self._show_levers(view.levers)
        self.figures.show_figures([figure for figure in view.figures if figure.text != "–"])
        self._trouble.show_text(view.problems[0].reason if view.problems else "")
        for button in (self.back, self.name):
            button.setEnabled(view.is_changed)
        self.adopt.setEnabled(view.is_changed and not view.problems)

    def _show_levers(self, levers: tuple[LeverView, ...]) -> None:
        for gone in self.rows.keys() - {each.lever.id for each in levers}:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for place, each in enumerate(levers):
            if each.lever.id not in self.rows:
                self._add(each, place)
            self.rows[each.lever.id].show_lever(each)

    def _add(self, view: LeverView, place: int) -> None:
        row = LeverRow(view)
        row.turned.connect(self._backstage.stage.turn)
        row.seek_wanted.connect(self._seek)
        self.rows[view.lever.id] = row
        self._levers.insertWidget(place, row)

    def _seek(self, lever: str) -> None:
        popup = SeekPopup(lever, self._backstage, self)
        popup.found.connect(self._trouble.show_text)
        popup.open_under(self.rows[lever].target)
