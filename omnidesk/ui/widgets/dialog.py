"""One calm dialog: a question with a safe answer, or a failure with a report that can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text


class Dialog(QDialog):
    """Title, text, an optional report, and one or two buttons. Open it with ``open()``; it never blocks."""

    icon = "question"

    def __init__(
        self,
        title: str,
        text: str,
        *,
        accept: str = "",
        reject: str = "",
        danger: bool = False,
        report: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        failing = danger or bool(report)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 20)
        self.body.setSpacing(16)
        self.body.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        if not reject and self.icon == Dialog.icon:
            self.icon = "info"  # it tells and asks nothing
        self.body.addLayout(self._head(title, text, failing))
        if report:
            self.body.addWidget(self._details(report))
        self.body.addLayout(self._foot(accept or _("Continue"), reject, danger))
        self._safe.setFocus()
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def _head(self, title: str, text: str, failing: bool) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (Text(title, "title", wrap=True), Text(text, "body", "muted", wrap=True)):
            label.setFixedWidth(408)
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        ink: Token = "danger" if failing else "accent_text"
        icon = Icon(
            "warning-circle" if failing else self.icon, ink, 22, chip="danger_soft" if failing else "accent_soft"
        )
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)
        row.addStretch(1)
        return row

    def _details(self, report: str) -> QWidget:
        view = QPlainTextEdit(report)
        view.setObjectName("report")
        view.setReadOnly(True)
        dress(view)
        view.setFixedSize(468, 160)
        view.setAccessibleName(_("Report"))
        details = Disclosure(_("What to send to support"), view)
        details.setObjectName("report-details")
        return details

    def _foot(self, accept: str, reject: str, danger: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._report:
            copy = Button(_("Copy report"), "quiet", icon="copy")
            copy.setObjectName("copy-report")
            copy.clicked.connect(self._copy)
            row.addWidget(copy)
        row.addStretch(1)
        yes = self._yes = Button(accept, "danger" if danger else "primary")
        yes.setObjectName("dialog-accept")
        yes.clicked.connect(self.accept)
        no = None
        if reject:
            no = Button(reject, "secondary")
            no.setObjectName("dialog-reject")
            no.clicked.connect(self.reject)
            row.addWidget(no)
        row.addWidget(yes)
        self._safe = no if danger and no is not None else yes
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in an input for the button that says yes; a button that has the keyboard takes it for itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._yes.click()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()
