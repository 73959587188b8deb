"""The bar over the current slide: the time, pen and black, the slides as a file, and back and on."""

import datetime
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.presenting_pdf import slides_file
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out


class ConsoleBar(QWidget):
    """Leads the stage by its buttons."""

    def __init__(self, backstage: Backstage, ask: WindowAsk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stage = backstage.stage
        self._backstage, self._ask = backstage, ask
        self.time = Text("", "title", tabular=True)
        self.pen = IconButton("note-pencil", _("Pen"), shortcut="P")
        self.pen.setCheckable(True)
        self.wipe = IconButton("eraser", _("Wipe what the pen drew"))
        self.wipe.clicked.connect(stage.wipe)
        self.black = IconButton("monitor", _("Black screen"), shortcut="B")
        self.black.setCheckable(True)
        self.black.clicked.connect(lambda: stage.set_black(not stage.black))
        self.swap = IconButton("arrows-left-right", _("Swap the screens"), shortcut="X")
        self.swap.setObjectName("swap-screens")
        self.arrange = IconButton("stack", _("Order the slides and write notes"))
        self.arrange.setObjectName("arrange-slides")
        self.save = IconButton("download-simple", _("Save the slides as PDF"))
        self.save.setObjectName("save-slides")
        self.save.clicked.connect(self._ask_place)
        self.back = IconButton("arrow-left", _("Back"))
        self.back.clicked.connect(lambda: stage.step(-1))
        self.onward = Button(_("Next"), "primary", icon_after="arrow-right", small=True)
        self.onward.clicked.connect(lambda: stage.step(1))
        self.sign = Button(_("Sign here"), "primary", icon="signature", hint=_("Enter"), small=True)
        self.sign.setObjectName("sign-now")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.time)
        row.addStretch(1)
        for button in (
            self.pen,
            self.wipe,
            self.black,
            self.swap,
            self.arrange,
            self.save,
            self.back,
            self.onward,
            self.sign,
        ):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_time(self, passed: datetime.timedelta) -> None:
        """Show how long the meeting takes already."""
        minutes, seconds = divmod(max(int(passed.total_seconds()), 0), 60)
        self.time.setText(f"{minutes:02d}:{seconds:02d}")

    def show_black(self, black: bool) -> None:
        """Say what the button does now."""
        self.black.setChecked(black)
        self.black.set_icon("monitor", _("Show the slide again") if black else _("Black screen"), "B")

    def showEvent(self, event: QShowEvent) -> None:
        """Offer to swap screens where there is more than one."""
        super().showEvent(event)
        self.swap.setVisible(len(QGuiApplication.screens()) > 1)

    def show_place(self, *, is_last: bool) -> None:
        """Lead on, or from the last slide to the signature."""
        self.onward.setVisible(not is_last)
        self.sign.setVisible(is_last)

    def _ask_place(self) -> None:
        name = self._backstage.context.deal.client.name.replace("/", " ").strip() or _("Slides")
        self._ask.file_to_save(_("Save the slides"), Path(f"{name}.pdf"), self.write)

    def write(self, path: Path) -> None:
        """Draw the slides behind the window and write them to a file."""
        services, deal = self._backstage.services, self._backstage.context.deal
        settings = dict(self._backstage.stage.settings)
        draw = partial(slides_file, deal, services.catalog, now=datetime.datetime.now(datetime.UTC), settings=settings)
        self._backstage.background.run(lambda _job: write_out(path, draw()), self._written, self._failed)

    def _written(self, path: object) -> None:
        self._ask.say(_("Slides written to {path}").format(path=cast(Path, path).name))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._ask.say(str(error), failed=True)
