"""Goal seek on one lever: a figure, a target, and the lever goes where it is reached."""

from decimal import Decimal
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from omnidesk.domain.what_if.outcome import FIGURES, FigureId
from omnidesk.domain.what_if.seek import DIRECTIONS, Found, moved, seek
from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.entries import NumberField
from omnidesk.ui.widgets.number_text import read_number
from omnidesk.ui.widgets.popup import Popup
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.what_if import FIGURE_NAMES, LEVER_NAMES, Speech, figure_words

WIDTH = 300


class SeekPopup(Popup):
    """``found`` says in words what came of it."""

    found = Signal(str)

    def __init__(self, lever: str, backstage: Backstage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("seek")
        self._lever, self._backstage = lever, backstage
        context, known = backstage.context, backstage.stage.presented.before.figures
        told: list[FigureId] = [each for each in FIGURES if known[each] is not None]
        reached = moved(context.deal, context.catalog, dict(backstage.stage.settings), lever)
        options = [Option(each, _named(each)) for each in told if each in reached or not {*reached} & {*told}]
        self.figure = Choice(options)
        self.figure.set_name(_("Figure"))
        self.figure.set_value(options[0].id)
        self.target = NumberField()
        self.target.set_name(_("Target"))
        cast(QLineEdit, self.target.focus_target()).returnPressed.connect(self._seek)
        seek_it = Button(_("Find"), "primary", icon="target", small=True)
        seek_it.setObjectName("seek-it")
        seek_it.clicked.connect(self._seek)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        column.addWidget(Text(_("Turn “{lever}” until").format(lever=_(LEVER_NAMES[lever])), "strong", wrap=True))
        for part in (self.figure, self.target, seek_it):
            column.addWidget(part)
        self.setFixedWidth(WIDTH)

    def open_under(self, widget: QWidget) -> None:
        """Show it under a widget, inside the screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width() - WIDTH, widget.height() + 4))
        room = self.screen().availableGeometry()
        self.move(max(corner.x(), room.left()), min(corner.y(), room.bottom() - self.height()))
        self.show()
        self.target.focus_target().setFocus()

    def _seek(self) -> None:
        target = read_number(self.target.text())
        if target is None:
            return
        context, settings = self._backstage.context, dict(self._backstage.stage.settings)
        figure = self._figure()

        def work(_job: object) -> Found | None:
            return seek(context.deal, context.catalog, settings, self._lever, figure, target)

        self._backstage.background.run(work, partial(self._show, target))

    def _show(self, target: Decimal, found: object) -> None:
        if not isValid(self):  # closed meanwhile: nobody waits for the answer
            return
        if isinstance(found, Found):
            self._backstage.stage.settle(found.settings)
            self.found.emit("" if found.reached else self._nearest(target))
        else:
            self.found.emit(_("This lever cannot be turned now."))
        self.close()

    def _figure(self) -> FigureId:
        return next(each for each in FIGURES if each == self.figure.value())

    def _nearest(self, target: Decimal) -> str:
        context = self._backstage.context
        speech = Speech(context.formatter, context.deal.terms.currency)
        words = figure_words(self._figure(), target, speech)
        return _("No place of this lever reaches {target}; it stands where it comes nearest.").format(target=words)


def _named(figure: FigureId) -> str:
    words = _("{figure}, at most") if DIRECTIONS[figure] == "at_most" else _("{figure}, at least")
    return words.format(figure=_(FIGURE_NAMES[figure]))
