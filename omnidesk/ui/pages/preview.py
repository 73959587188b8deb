"""The documents as they will look: built and drawn into pictures off the window's thread while they can be seen."""

import datetime
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError, RefusedError
from omnidesk.domain.proposal import DocumentKind
from omnidesk.i18n import _
from omnidesk.operations.page_drawing import draw_pages, preview_pages
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.page_feed import PageFeed, Sheets, sheets_of
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.page_pictures import PagePictures
from omnidesk.ui.widgets.section import Section

DELAY, HEIGHT, EMPTY, SCALE = 300, 640, 120, 1.6
"""Milliseconds without a change before a build, the viewer's height with and without pages, pixels for a point."""
KEPT = 6
"""Documents that are kept, so that going back costs nothing."""


class PreviewPanel(Section):
    """A choice of documents and their pages."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(
            _("As the client will read it"),
            _("Follows the deal a moment after each change."),
            icon="eye",
            parent=parent,
        )
        self._services = services
        self._background = Background(self, threads=1)
        self._shown: tuple[Deal, str] | None = None
        self._wanted: tuple[Deal, str] | None = None
        self._job: Job | None = None
        self._kept: list[tuple[tuple[Deal, str], bytes]] = []
        self._stopped = _("The pages appear once nothing stops this document. The list above says what does.")
        self.kind = Segmented(
            [Option("proposal", _("Proposal")), Option("contract", _("Contract")), Option("summary", _("Summary"))]
        )
        self.kind.set_name(_("Document"))
        self.kind.set_value("proposal")
        self.kind.edited.connect(self._choose)
        self.closer = IconButton("magnifying-glass", _("Look closer"))
        self.closer.setObjectName("look-closer")
        self.closer.setCheckable(True)
        self.closer.toggled.connect(self._look_closer)
        self.side.addWidget(self.closer)
        self.side.addWidget(self.kind)
        self.pictures = PagePictures()
        self.pictures.setFixedHeight(EMPTY)
        self.pictures.say(_("Drawing the pages"))
        self.content.addWidget(self.pictures)
        self._feed = PageFeed(self.pictures, self._background, SCALE, self._not_drawn)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._start)

    def set_narrow(self) -> None:
        """Show one page under the other, for a page that says itself which document it is about."""
        self.kind.hide()
        self.closer.hide()
        self._stopped = _("The pages appear once nothing stops this document.")
        self.pictures.set_abreast(1)

    def show_kind(self, kind: str) -> None:
        """Show another document, as if a person had chosen it."""
        self.kind.set_value(kind)
        self._choose(kind)

    def ask(self, *, at_once: bool = False) -> None:
        """Ask for the pages of the deal as it is now; nothing is built while nobody can see it."""
        self._wanted = (self._services.session.deal, self.kind.value())
        if self._wanted == self._shown or not self.isVisible():
            return
        if self._job is not None:
            self._job.cancel()
        if at_once:
            self._start()
        else:
            self._timer.start()

    def finish(self) -> None:
        """Wait for what is under way; for a window that closes, and for tests."""
        if self._timer.isActive():
            self._timer.stop()
            self._start()
        self._background.finish()

    def showEvent(self, event: QShowEvent) -> None:
        """Build what was asked for meanwhile: it has settled."""
        super().showEvent(event)
        self.ask(at_once=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop building what nobody looks at, and let its pictures go; the document is kept."""
        super().hideEvent(event)
        self._timer.stop()
        self._feed.let_go()
        if self._job is not None:
            self._job.cancel()

    def _look_closer(self, closer: bool) -> None:
        self.pictures.set_abreast(1 if closer else 2)

    def _choose(self, _kind: str) -> None:
        self._feed.clear()
        self.pictures.say(_("Drawing the pages"))
        self.ask(at_once=True)

    def _start(self) -> None:
        if self._job is not None or self._wanted is None:
            return
        wanted = self._wanted
        pdf = next((kept for known, kept in self._kept if known == wanted), None)
        self._feed.stop()
        work = partial(_drawn, wanted, self._services, pdf, self._feed.wanted())
        self._job = self._background.run(work, partial(self._arrived, wanted), partial(self._failed, wanted))

    def _arrived(self, wanted: tuple[Deal, str], found: object) -> None:
        pdf, sheets = cast("tuple[bytes, Sheets]", found)
        self._kept = [(wanted, pdf), *(each for each in self._kept if each[0] != wanted)][:KEPT]
        if wanted == self._wanted:
            self._shown = wanted
            self._feed.show_file(pdf, sheets)
            self.pictures.setFixedHeight(HEIGHT)
            self.pictures.say("")
        self._settle()

    def _failed(self, wanted: tuple[Deal, str], error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._settle()
        elif isinstance(error, OmniDeskError):
            self._show_none(wanted, self._stopped if isinstance(error, RefusedError) else str(error))
        else:
            self._job = None
            raise error

    def _show_none(self, wanted: tuple[Deal, str], words: str) -> None:
        self._shown = wanted
        if wanted[1] == self.kind.value():
            self._feed.clear()
            self.pictures.setFixedHeight(EMPTY)
            self.pictures.say(words)
        self._settle()

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self.pictures.say(str(error))

    def _settle(self) -> None:
        """What was asked for meanwhile comes next."""
        self._job = None
        if self.isVisible() and self._wanted != self._shown:
            self._start()


def _drawn(
    wanted: tuple[Deal, str], services: WizardServices, pdf: bytes | None, numbers: tuple[int, ...], job: Job
) -> tuple[bytes, Sheets]:
    """Build a document without a seal, unless it is there, and draw the pages that are looked at."""
    deal, kind = wanted
    if pdf is not None:
        return pdf, sheets_of(draw_pages(pdf, numbers, scale=SCALE, progress=job.report))
    now = datetime.datetime.now(datetime.UTC)
    pdf, drawn = preview_pages(
        deal, services.catalog, numbers, kind=cast(DocumentKind, kind), now=now, scale=SCALE, progress=job.report
    )
    return pdf, sheets_of(drawn)
