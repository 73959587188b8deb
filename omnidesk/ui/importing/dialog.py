"""The dialog of an import: columns, rows and likely duplicates of a file, what would come of it, and the report."""

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.domain.imports import ImportsSpec, TableKind
from omnidesk.domain.named import by_id
from omnidesk.i18n import _
from omnidesk.operations.importing.mapping import Mapping
from omnidesk.operations.importing.notation import Notation
from omnidesk.operations.importing.plan import Decision
from omnidesk.operations.importing.preview import Preview, Wish
from omnidesk.operations.importing.write import Imported
from omnidesk.ui.importing.columns_page import ColumnsPage
from omnidesk.ui.importing.duplicates_page import DuplicatesPage
from omnidesk.ui.importing.report_page import ReportPage
from omnidesk.ui.importing.rows_page import RowsPage
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import ElidedText, Text

SIZE, LEAST = QSize(1000, 740), QSize(880, 560)
SIDE = 32
COLUMNS, ROWS, DUPLICATES = "columns", "rows", "duplicates"


class ImportDialog(QDialog):
    """``wished`` gives what a person chose, ``confirmed`` the preview to write, ``stopped`` that work is to end."""

    wished = Signal(object)
    confirmed = Signal(object)
    stopped = Signal()
    undone = Signal(str)

    def __init__(self, found: Preview, spec: ImportsSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-dialog")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(LEAST)
        self.resize(SIZE)
        self._spec, self.preview = spec, found
        self._wish = found.wish
        self.columns, self.rows, self.duplicates = ColumnsPage(spec), RowsPage(), DuplicatesPage()
        self.report = ReportPage()
        self._title, self._about = Text("", "title"), ElidedText("", "body", "muted")
        self.kind = Segmented([Option("clients", _("Clients")), Option("deals", _("Deals"))])
        self.kind.set_name(_("What the file holds"))
        self._notice = Notice("warning")
        tabs = ((COLUMNS, _("Columns")), (ROWS, _("Rows")), (DUPLICATES, _("Possible duplicates")))
        self._tabs = Segmented([Option(key, name) for key, name in tabs])
        self._pages = QStackedWidget()
        self._counts, self._progress = Text("", "body", "muted"), ProgressLine()
        self._cancel, self.go = Button(_("Cancel"), "secondary"), Button(_("Import"), "primary")
        self._lay_out()
        self._connect()
        self.show_preview(found)
        self.show_page(COLUMNS)

    def show_preview(self, found: Preview) -> None:
        """Show what the file comes to now."""
        self.preview, self._wish = found, found.wish
        deals = found.mapping.kind == "deals"
        title = _("Import deals") if deals else _("Import clients")
        self.setWindowTitle(title)
        self._title.setText(title)
        layout = by_id(self._spec.layouts, found.mapping.layout)
        told = (found.wish.path.name, found.table.told, layout.name if layout else "")
        self._about.setText(" · ".join(filter(None, told)))
        self.kind.set_value(found.mapping.kind)
        self._fill()
        missing = _("Say which column holds the client's name; until then no row can be taken.")
        self._notice.show_notice("" if found.names_clients else missing)
        self._counts.setText(_counted(found))
        self.show_busy("")

    def show_page(self, name: str) -> None:
        """Turn to the columns, the rows or the duplicates."""
        self._tabs.set_value(name)
        self._pages.setCurrentIndex((COLUMNS, ROWS, DUPLICATES).index(name))
        self._fill()

    def _fill(self) -> None:
        """Only the page that is seen is drawn anew."""
        page = {ROWS: self.rows, DUPLICATES: self.duplicates}.get(self._tabs.value(), self.columns)
        page.show_preview(self.preview)

    def show_busy(self, words: str, share: float = 0) -> None:
        """Show that work is under way, or with no words that it is done."""
        self._progress.setVisible(bool(words))
        self._counts.setVisible(not words)
        self.go.setEnabled(not words and self.preview.writes)
        if words:
            self._progress.show_share(share, words)

    def show_report(self, done: Imported) -> None:
        """Show what came of it."""
        self.report.show_report(done, self.preview)
        self._notice.show_notice("")
        for widget in (self._tabs, self.kind, self._progress, self._counts, self._cancel):
            widget.hide()
        self._pages.setCurrentIndex(3)
        self._title.setText(_("Imported"))
        self.go.set_text(_("Close"))
        self.go.setEnabled(True)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.accept)
        self.go.setFocus()

    def reject(self) -> None:
        """Give up whatever is under way and close; nothing is written."""
        self.stopped.emit()
        super().reject()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 28, SIDE, 0)
        head.setSpacing(16)
        head.addWidget(Icon("download-simple", "accent_text", 22, chip="accent_soft"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        tabs = QVBoxLayout()
        tabs.setContentsMargins(SIDE, 20, SIDE, 8)
        tabs.setSpacing(14)
        tabs.addWidget(self._tabs)
        tabs.addWidget(self._notice)
        for page in (self.columns, self.rows, self.duplicates, self.report):
            self._pages.addWidget(PageScroll(page, lambda _width: SIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(Rule())
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 16, SIDE, 20)
        foot.setSpacing(8)
        foot.addWidget(self._counts)
        foot.addWidget(self._progress, 100)
        foot.addStretch(1)
        foot.addSpacing(16)
        foot.addWidget(self._cancel)
        foot.addWidget(self.go)
        return foot

    def _connect(self) -> None:
        self._cancel.setObjectName("import-cancel")
        self.go.setObjectName("import-go")
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(lambda: self.confirmed.emit(self.preview))
        self._progress.cancelled.connect(self.stopped)
        self._tabs.edited.connect(self.show_page)
        self.kind.edited.connect(self._choose_kind)
        self.columns.mapped.connect(self._choose_mapping)
        self.columns.noted.connect(self._choose_notation)
        self.columns.encoded.connect(self._choose_encoding)
        self.duplicates.decided.connect(self._decide)
        self.report.undo.clicked.connect(self._undo)

    def _choose_kind(self, kind: str) -> None:
        self._choose(kind=msgspec.convert(kind, TableKind), mapping=None, notation=None, decisions={})

    def _choose_mapping(self, mapping: Mapping) -> None:
        self._choose(mapping=mapping, decisions={})

    def _choose_notation(self, notation: Notation) -> None:
        self._choose(notation=notation)

    def _choose_encoding(self, encoding: str) -> None:
        self._choose(encoding=encoding, mapping=None, notation=None, decisions={})

    def _decide(self, number: int, decision: Decision) -> None:
        self._choose(decisions={**self._wish.decisions, number: decision})

    def _choose(self, **chosen: object) -> None:
        """Choices add up, also while the outcome of the one before is still being worked out."""
        held: dict[str, object] = msgspec.structs.asdict(self._wish)
        self._wish = Wish(**{**held, **chosen})  # pyright: ignore[reportArgumentType] - each by the name of its field
        self.wished.emit(self._wish)

    def _undo(self) -> None:
        self.undone.emit(self.report.act)
        self.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()


def _counted(found: Preview) -> str:
    """What the import would do, in one line; what comes to nothing is left out."""
    counts, asking = found.counts, len(found.asking)
    parts = [
        (counts.deals, _("1 new deal") if counts.deals == 1 else _("{count} new deals")),
        (counts.added, _("1 new client") if counts.added == 1 else _("{count} new clients")),
        (counts.completed, _("{count} completed")),
        (counts.unchanged, _("{count} there already")),
        (counts.skipped, _("{count} left out")),
        (counts.refused, _("{count} not possible")),
        (asking, _("1 possible duplicate") if asking == 1 else _("{count} possible duplicates")),
    ]
    return " · ".join(words.format(count=f"{count:,}") for count, words in parts if count)
