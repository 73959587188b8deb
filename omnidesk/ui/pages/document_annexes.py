"""The annexes of a deal: PDF files that go out with proposal and contract."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.annex import ANNEX_BYTES
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.pages.chosen_file import content_of, run
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.written_fields import text_line
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.document_changes import add_annex, drop_annex, write_annex
from omnidesk.wizard.documents import AnnexLine, DocumentsView

if TYPE_CHECKING:
    from omnidesk.documents.annex_intake import TakenAnnex

ANNEXES = "documents.annexes"


class AnnexSection(Section):
    """A row per annex and a button for one more."""

    def __init__(self, page: FormPage[Any]) -> None:
        about = _("PDF files that follow proposal and contract, {size} KB together.")
        super().__init__(_("Annexes"), about.format(size=ANNEX_BYTES // 1000), icon="file-text")
        self._page = page
        self._rows: list[_AnnexRow] = []
        self.add = Button(_("Add a PDF"), "secondary", icon="plus", small=True)
        self.add.setObjectName("add-annex")
        self.add.clicked.connect(self._ask)
        self.side.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._empty = Text(_("No annexes. The documents go out alone."), "body", "muted", wrap=True)
        self._trouble = Notice("danger")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.content.addWidget(self._empty)
        self.content.addWidget(self._trouble)
        self.content.addLayout(self._column)

    def show_view(self, view: DocumentsView) -> None:
        """Show the annexes."""
        set_shown(self._empty, not view.annexes)
        set_shown(self._trouble, bool(view.annexes_problem))
        if view.annexes_problem:
            self._trouble.show_notice(view.annexes_problem)
        while len(self._rows) > len(view.annexes):
            row = self._rows.pop()
            self._page.forget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(view.annexes):
            row = _AnnexRow(self._page, len(self._rows))
            self._rows.append(row)
            self._column.addWidget(row)
        for row, line in zip(self._rows, view.annexes, strict=True):
            row.show_line(line)

    def _ask(self) -> None:
        self._page.services.ask.file_to_open(_("Choose a PDF"), ("pdf",), self.take)

    def take(self, path: Path) -> None:
        """Take a file in as an annex."""
        run(self._page.services, partial(_take, path), self._taken)

    def _taken(self, found: object) -> None:
        taken = cast("TakenAnnex", found)

        def put() -> None:
            self._page.change(lambda deal: add_annex(deal, taken.annex))

        if not taken.note:
            put()
            return
        words = _("{file} cannot follow as pages of an archival PDF/A ({why}). It can be attached to it as a file.")
        question = Question(
            _("Attach it as a file?"), words.format(file=taken.annex.file, why=taken.note[:200]), _("Attach as a file")
        )
        self._page.services.ask.confirm(question, put)


class _AnnexRow(QWidget):
    def __init__(self, page: FormPage[Any], place: int) -> None:
        super().__init__()
        self._title = page.field(Field(_("Title"), TextField(), f"{ANNEXES}.{place}.title"))
        self._note = Text("", "caption", "muted", wrap=True)
        drop = IconButton("trash", _("Take this annex out"), side=30)
        drop.setObjectName(f"annex:{place}:drop")
        drop.clicked.connect(lambda: page.change(lambda deal: drop_annex(deal, place)))

        def written(text: str) -> None:
            page.change(lambda deal: write_annex(deal, place, text), self._title.path)

        self._title.control.edited.connect(written)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._note)

    def show_line(self, line: AnnexLine) -> None:
        self._title.set_label(_("Annex {letter}").format(letter=line.letter))
        text_line(self._title).set_text(line.title)
        self._title.set_problem(line.problem)
        self._note.setText(line.note)


def _take(path: Path, job: Job) -> object:
    from omnidesk.operations.annexes import annex_taken

    return annex_taken(content_of(path), path.name, job.report)
