"""What-if in the presenter's hands: the levers, what follows, and back to the offer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.lever_row import LeverRow
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.theme.tokens import Tone
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import what_if
from omnidesk.wizard.context import Context
from omnidesk.wizard.what_if import FigureView, Tendency, WhatIfView

TONES: dict[Tendency, Tone] = {"better": "success", "worse": "warning", "same": "text"}


class WhatIfPanel(Card):
    """Turns the stage's levers; ``adopt_wanted`` asks to take what stands into the deal."""

    adopt_wanted = Signal()

    def __init__(self, stage: Stage, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._stage, self._context = stage, context
        self._rows: dict[str, LeverRow] = {}
        self.figures = KeyValueRows(spacing=6)
        self.back = Button(_("Back to the offer"), "quiet", icon="arrow-counter-clockwise", small=True)
        self.back.clicked.connect(lambda: stage.settle({}))
        self.adopt = Button(_("Take into the deal"), icon="check", small=True)
        self.adopt.clicked.connect(self.adopt_wanted)
        self._trouble = Text("", "small", "warning", wrap=True)
        self._levers = QVBoxLayout()
        self._levers.setSpacing(6)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.adopt)
        self.body.addWidget(Text(_("What if"), "heading"))
        self.body.addLayout(self._levers)
        self.body.addWidget(self.figures)
        self.body.addWidget(self._trouble)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        stage.tried.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what follows from where the levers stand."""
        stage = self._stage
        view = what_if.view(self._context, stage.settings, before=stage.presented.before, now=stage.now)
        for each in view.levers:
            self._row(each.lever.id, view).show_lever(each)
        self.figures.set_rows([_row(figure) for figure in view.figures if figure.text != "–"])
        self._trouble.show_text(view.problems[0].reason if view.problems else "")
        self.back.setEnabled(view.is_changed)
        self.adopt.setEnabled(view.is_changed and not view.problems)

    def _row(self, lever: str, view: WhatIfView) -> LeverRow:
        if lever not in self._rows:
            row = LeverRow(next(each for each in view.levers if each.lever.id == lever))
            row.turned.connect(self._stage.turn)
            self._rows[lever] = row
            self._levers.addWidget(row)
        return self._rows[lever]


def _row(figure: FigureView) -> Row:
    change = f"  ({figure.change})" if figure.change else ""
    return Row(figure.name, f"{figure.text}{change}", TONES[figure.tendency])
