"""What a client fills in beside the document: name, function, consent, signature."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from omnidesk.operations.in_person import Invitation, Signing
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.checks import CheckRow
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.mark_input import MarkInput
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text

WIDTH = 460
PAD = 28
HIGHEST = 290
"""Height of the place to sign with its buttons where there is room, in pixels."""


class SigningPanel(QWidget):
    """``signed`` when everything is there and the client presses the button, ``left`` when they will not sign."""

    signed = Signal()
    left = Signal()

    def __init__(self, invitation: Invitation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation, self._say = invitation, invitation.words.say
        self._read, self._busy = False, False
        self.setFixedWidth(WIDTH)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(PAD, PAD, PAD, 16)
        self._column.setSpacing(16)
        self._build_words()
        self._build_inputs()
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress_bars(area)
        for ground in (area.viewport(), holder):
            ground.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot())
        self._follow()

    def signing(self) -> Signing | None:
        """Return what the client gave; None while something is missing."""
        mark = self.marks.mark()
        name = self.name.text().strip()
        if mark is None or not name or not self.agreed.isChecked() or not self._read:
            return None
        return Signing(name=name, role=self.role.text().strip(), mark=mark)

    def note_read(self) -> None:
        """Take note that the last page was seen."""
        self._read = True
        self._follow()

    def set_busy(self, busy: bool) -> None:
        """Hold everything while the signature is made."""
        self._busy = busy
        for part in (self.name, self.role, self.agreed, self.marks, self.leave):
            part.setEnabled(not busy)
        self._follow()

    def tell(self, problem: str) -> None:
        """Show why it did not work."""
        self.problem.show_notice(problem, "danger")

    def _build_words(self) -> None:
        say, invitation = self._say, self._invitation
        title = Text(say("Please read and sign"), "display", wrap=True)
        about = say("{reference} for {client}").format(reference=invitation.reference, client=invitation.client)
        self._column.addWidget(title)
        self._column.addWidget(Text(about, "body", "muted", wrap=True))

    def _build_inputs(self) -> None:
        say, invitation = self._say, self._invitation
        self.name, self.role = TextField(), TextField()
        self.name.set_text(invitation.signatory)
        self.role.set_text(invitation.role)
        fields = (
            Field(say("Your name"), self.name, "in-person.name", required=True),
            Field(say("Your function"), self.role, "in-person.role"),
        )
        self.marks = MarkInput(say)
        self.marks.set_name(invitation.signatory)
        self.agreed = CheckRow(say("I agree"), " ".join(invitation.consent))
        self.agreed.setObjectName("agree")
        self.name.edited.connect(self.marks.set_name)
        self.name.edited.connect(self._follow)
        self.marks.changed.connect(self._follow)
        self.agreed.toggled.connect(self._follow)
        self._column.addLayout(side_by_side(*fields))
        self.marks.setMaximumHeight(HIGHEST)
        self._column.addWidget(self.marks, 2)
        self._column.addWidget(self.agreed)
        self._column.addStretch(1)

    def _foot(self) -> QVBoxLayout:
        say = self._say
        self.problem = Notice("danger")
        self._missing = Text("", "small", "muted", wrap=True)
        self.sign = Button(say("Sign"), "primary", icon="signature")
        self.sign.setObjectName("sign-in-person")
        self.sign.clicked.connect(self.signed)
        self.leave = Button(say("Leave without signing"), "quiet")
        self.leave.setObjectName("leave-unsigned")
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sign)
        row.addWidget(self.leave)
        row.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(PAD, 12, PAD, 20)
        foot.setSpacing(10)
        foot.addWidget(self.problem)
        foot.addWidget(self._missing)
        foot.addLayout(row)
        return foot

    def _follow(self, _value: object = None) -> None:
        self.sign.setEnabled(self.signing() is not None and not self._busy)
        sealing = self._say("One moment, your signature is being sealed.")
        self._missing.setText(sealing if self._busy else self.next_step())

    def next_step(self) -> str:
        """What is to be done next, in the order in which it is done."""
        say = self._say
        if not self._read:
            return say("Scroll to the last page to read the whole document.")
        if not self.name.text().strip():
            return say("Enter your name.")
        if self.marks.mark() is None:
            return say("Sign in the box.")
        if not self.agreed.isChecked():
            return say("Read the statement and agree to it.")
        return say("Everything is there. Your signature is final once you press the button.")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface, and the line that parts it from the document."""
        painter = smooth(self)
        place = QRectF(self.rect())
        painter.fillRect(place, colour("surface"))
        painter.fillRect(QRectF(0, 0, 1, place.height()), colour("line"))
        painter.end()
