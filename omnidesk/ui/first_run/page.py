"""Three questions for a new workspace, each of which can be skipped: the company, its region, the protection.

Who has a safety copy begins with that instead.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.settings.declared import setting
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.first_run.from_copy import FromCopy
from omnidesk.ui.settings.desk import Read, SettingsDesk
from omnidesk.ui.settings.inputs import input_of, show_text, shown_text
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.scroll import PageScroll, on_top
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.ui.protection.guard import Guard

WIDTH = 560
COMPANY = ("company.name", "company.legal_name", "company.email")
REGION = ("locale.currency", "locale.language", "locale.time_zone")
STEPS = 3


class FirstRun(Card):
    """Stands in place of the empty desk. ``done`` once the last question was answered or all were skipped.

    ``came`` tells what came with a safety copy that somebody begins with.
    """

    done = Signal()
    came = Signal(object)

    def __init__(self, desk: SettingsDesk, guard: "Guard", copies: BackupsPlace) -> None:
        super().__init__(padding=16)
        self.setObjectName("first-run")
        self._desk, self._guard = desk, guard
        self.copy = FromCopy(copies)
        self.copy.came.connect(self.came)
        self.copy.back.clicked.connect(lambda: self._show(self._before))
        self._shelf = on_top(self.copy)
        self._fields: dict[str, Field] = {}
        self._pages: tuple[QWidget, ...] = ()
        self._told, self._title = Text("", "overline", "muted"), Text("", "display", wrap=True)
        self._about = Text("", "body", "muted", wrap=True)
        self.stack = QStackedWidget()
        self.on = Button(_("Continue"), "primary")
        self.on.setObjectName("first-run-on")
        self.on.clicked.connect(self._keep)
        self.skip = Button(_("Skip"), "quiet")
        self.skip.setObjectName("first-run-skip")
        self.skip.clicked.connect(self._go_on)
        self.skip_all = Button(_("Skip all"), "quiet")
        self.skip_all.setObjectName("first-run-skip-all")
        self.skip_all.clicked.connect(self._end)
        self.has_copy = Button(_("I have a safety copy…"), "secondary", icon="stack", small=True)
        self.has_copy.setObjectName("first-run-copy")
        self.has_copy.clicked.connect(self._show_copy)
        self.has_copy.setEnabled(False)
        self._before, self._lost = 0, Text(_("Here from another computer, or lost one?"), "body", "muted", wrap=True)
        self.setFocusProxy(self.on)
        self._lay_out()
        desk.read(self._begin)

    def step(self) -> int:
        """The question on screen, from 0."""
        return self.stack.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in an input for the button that goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.copy.folder if self.stack.currentWidget() is self._shelf else self.on).click()
        else:
            super().keyPressEvent(event)

    def _begin(self, read: Read) -> None:
        from omnidesk.ui.protection.section import ProtectionSection

        guessed = {} if read.held["locale.time_zone"].value != "UTC" else _guessed(read)
        self._pages = (self._inputs(COMPANY, read, {}, empty=True), self._inputs(REGION, read, guessed))
        for page in self._pages:
            self.stack.addWidget(page)
        self.stack.addWidget(on_top(ProtectionSection(self._guard)))
        self.stack.addWidget(self._shelf)
        self.has_copy.setEnabled(True)
        self._show(0)

    def _inputs(self, keys: tuple[str, ...], read: Read, guessed: Mapping[str, str], *, empty: bool = False) -> QWidget:
        """The inputs of one question; ``empty`` shows nothing of what is shipped."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for key in keys:
            row = setting(key)
            control = input_of(row, read.offered)
            field = self._fields[key] = Field(row.label, control, key, help_text=row.about)
            show_text(control, "" if empty else guessed.get(key) or str(read.held[key].value))
            column.addWidget(field)
        column.addStretch(1)
        return page

    def _show(self, step: int) -> None:
        titles = (_("Who offers?"), _("Where do you work?"), _("What protects your deals?"))
        about = (
            _("It stands on every page that a client sees. You can change it at any time in the settings."),
            _("Guessed from this computer. Each deal and each client can have others."),
            _("Nobody else can read what is protected. A printed recovery code opens it when all else is lost."),
        )
        self._told.setText(_("Question {n} of {all}").format(n=step + 1, all=STEPS))
        self._title.setText(titles[step])
        self._about.setText(about[step])
        last = step == STEPS - 1
        for page in self._pages:  # the last question is short; its button stands right under it
            inputs = QSizePolicy.Policy.Ignored if last else QSizePolicy.Policy.Preferred
            page.setSizePolicy(QSizePolicy.Policy.Preferred, inputs)
        self.stack.setCurrentIndex(step)
        self.on.set_text(_("Begin") if last else _("Continue"))
        self._offer(questions=True, last=last)
        keys = (COMPANY, REGION, ())[step]
        self.setFocusProxy(self._fields[keys[0]].control.focus_target() if keys else self.on)
        if self.isVisible():
            self.setFocus()

    def _show_copy(self) -> None:
        """Let a copy be chosen instead of answering."""
        self._before = max(self.step(), 0)
        self._told.setText(_("Instead of the questions"))
        self._title.setText(_("Begin with a safety copy"))
        self._about.setText(
            _("Choose the folder that your copies were kept in: a stick, a share or another disk. It is only read.")
        )
        for page in self._pages:
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.stack.setCurrentWidget(self._shelf)
        self._offer(questions=False, last=True)
        self.setFocusProxy(self.copy)
        self.setFocus()

    def _offer(self, *, questions: bool, last: bool) -> None:
        """Show the buttons that belong to what is on screen."""
        self.on.setVisible(questions)
        for part in (self.skip, self.skip_all):
            part.setVisible(questions and not last)
        for part in (self._lost, self.has_copy):
            part.setVisible(questions)

    def _keep(self) -> None:
        """Keep the answers of the question on screen, then go on."""
        step = self.step()
        keys = (COMPANY, REGION, ())[step] if step >= 0 else ()
        texts = {key: (shown_text(self._fields[key].control), "") for key in keys}
        given = {key: text for key, text in texts.items() if text[0].strip()}
        if "company.name" in given and "company.legal_name" not in given:
            given["company.legal_name"] = given["company.name"]
        for key in keys:
            self._fields[key].set_problem("")
        if given:
            self._desk.change(given, self._go_on, self._refuse)
        else:
            self._go_on()

    def _refuse(self, words: str) -> None:
        for line in words.split("\n"):
            key, _colon, said = line.partition(": ")
            field = self._fields.get(key)
            if field is not None:
                field.set_problem(said[:1].upper() + said[1:])
                field.focus()

    def _go_on(self) -> None:
        if self.step() + 1 < STEPS:
            self._show(self.step() + 1)
        else:
            self._end()

    def _end(self) -> None:
        from omnidesk.operations.settings.begun import note_begun

        seat = self._desk.seat
        self._desk.background.run(lambda _job: note_begun(seat), lambda _none: self.done.emit(), self._desk.failed)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self._told, self._title, self._about):
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.stack)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.on)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.skip_all)
        column.addLayout(foot)
        column.addSpacing(24)
        column.addLayout(self._instead())
        holder = QWidget()
        around = QHBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(inner, 0, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)
        self.body.addWidget(PageScroll(holder, lambda _width: 0))

    def _instead(self) -> QHBoxLayout:
        """The line for who lost a machine."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._lost, 1)
        row.addWidget(self.has_copy)
        return row


def _guessed(read: Read) -> dict[str, str]:
    """What this computer says of where it stands, as far as lists offer it."""
    from omnidesk.operations.settings.begun import guessed_currency

    system = QLocale.system().name()
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    guesses = {
        "locale.currency": guessed_currency(system),
        "locale.language": system.partition("_")[0],
        "locale.time_zone": zone,
    }
    known = {f"locale.{kind}": {option.id for option in options} for kind, options in read.offered.items()}
    return {key: value for key, value in guesses.items() if value in known[key]}
