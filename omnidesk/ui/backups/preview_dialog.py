"""What going back to a safety copy would change, deal by deal, before anything is changed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.operations.backup_words import DealLines, counts_words, deal_lines, numbers_words
from omnidesk.store.copy_preview import CopyPreview
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import ElidedText, Text

WIDTH, HEIGHT, SIDE = 640, 620, 32
AROUND = 28 + 92 + 72
"""Pixels above and below what scrolls."""


@dataclass(frozen=True)
class _Words:
    """What the dialog asks, what it reassures of, and its two answers."""

    title: str
    kept: str
    no: str
    yes: str
    danger: bool = True

    @classmethod
    def of_going_back(cls) -> "_Words":
        told = _("Everything as it is now is kept as another safety copy first, so you can come back.")
        title = _("Go back to the copy of {made}?")
        return cls(title, told, _("Stay as it is"), _("Go back to this copy"))

    @classmethod
    def of_beginning(cls) -> "_Words":
        told = _("The copy itself stays as it is, with all that lies beside it.")
        title = _("Begin with the copy of {made}?")
        return cls(title, told, _("Not this one"), _("Begin with this copy"), danger=False)


class PreviewDialog(QDialog):
    """Accepted when the person wants to go back to the copy."""

    def __init__(
        self, found: CopyPreview, made: str, formatter: Formatter, parent: QWidget | None = None, *, first: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preview-dialog")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = words = _Words.of_beginning() if first else _Words.of_going_back()
        title = words.title.format(made=made)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(16)
        column.addLayout(_head(title, counts_words(found, formatter)))
        kept = Notice("accent")
        column.addWidget(kept)
        kept.show_notice(words.kept)
        self.numbers = Notice("warning")
        self.numbers.setObjectName("preview-numbers")
        column.addWidget(self.numbers)
        self.numbers.show_notice(numbers_words(found), "warning")
        for group in deal_lines(found, formatter):
            column.addWidget(_Group(group, formatter))
        column.addStretch(1)
        self._lay_out(page)
        self.resize(WIDTH, min(HEIGHT, column.totalHeightForWidth(WIDTH - 2 * SIDE) + AROUND))

    def _lay_out(self, page: QWidget) -> None:
        words = self._words
        no, yes = Button(words.no, "secondary"), Button(words.yes, "danger" if words.danger else "primary")
        no.setObjectName("preview-stay")
        yes.setObjectName("preview-go")
        no.clicked.connect(self.reject)
        yes.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 16, SIDE, 20)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(no)
        foot.addWidget(yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageScroll(page, lambda _width: SIDE), 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        (no if words.danger else yes).setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()


class _Group(QWidget):
    def __init__(self, group: DealLines, formatter: Formatter) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        count = formatter.number(len(group.lines) + group.more)
        column.addWidget(Text(f"{group.title} ({count})", "heading", "danger" if group.kind == "lost" else "text"))
        for line in group.lines:
            row = QHBoxLayout()
            row.setSpacing(12)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(ElidedText(line.title, "body"))
            words.addWidget(ElidedText(line.note, "small", "muted"))
            row.addLayout(words, 1)
            row.addWidget(Text(line.amount, "label", tabular=True), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        if group.more:
            more = _("and {count} more").format(count=formatter.number(group.more))
            column.addWidget(Text(more, "small", "muted"))


def _head(title: str, sentence: str) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Text(title, "title", wrap=True))
    words.addWidget(Text(sentence, "body", "muted", wrap=True))
    ink: Token = "accent_text"
    row = QHBoxLayout()
    row.setSpacing(16)
    icon = Icon("arrow-counter-clockwise", ink, 22, chip="accent_soft")
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
