"""Before signing in the room: what is signed, which documents, who signs for us, and what is still missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.findings import FindingList, Pointer
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.wizard.closing import Ending

CODE = 240
"""Width of the input for the code, in pixels."""


class ClosingChoices(QWidget):
    """``changed`` follows every choice; ``jumped`` leads to where something is put right.

    Nothing here is ours alone but what is missing; ``discreet`` folds that away where the client sees the screen.
    """

    changed = Signal()
    jumped = Signal(str, str)

    def __init__(self, services: WizardServices, identity: IdentitySection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._endings: tuple[Ending, ...] = ()
        self.what = Section(_("What is signed"), icon="file-text")
        self.variants = Checklist([], exclusive=True)
        options = (
            Option("proposal", _("Proposal"), _("The full offer with value, roadmap and an acceptance page.")),
            Option("contract", _("Contract"), _("The clauses that fit this deal, every variable filled in.")),
        )
        self.kinds = Checklist(options, columns=2)
        self.kinds.set_name(_("Documents"))
        self.kinds.set_values(("proposal",))
        self.kinds.picked.connect(self._pick)
        self.what.content.addWidget(self.variants)
        self.what.content.addWidget(self.kinds)
        self.identity = identity
        self.identity.changed.connect(self._follow)
        self.code = TextField(_("Optional"))
        self.code.set_secret(True)
        help_text = _("The client sees the document and nothing else. With a code, only you come back to the app.")
        self._code = Field(_("Code for coming back"), self.code, "closing-code", help_text=help_text)
        self._code.control.setMaximumWidth(CODE)
        self.identity.content.addWidget(self._code)
        self.trouble = Notice("warning")
        self.missing = FindingList("refusal")
        self.missing.jumped.connect(self.jumped)
        self._missing = Disclosure(_("What is still missing, for us alone"), self.missing)
        self._missing.setObjectName("closing-missing")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.what, self.trouble, self._missing, self.identity):
            column.addWidget(part)

    def show_endings(self, endings: tuple[Ending, ...], *, discreet: bool) -> None:
        """Offer what can be signed; the first is chosen."""
        self._endings, old = endings, self.variants
        options = [Option(str(place), each.name, each.price) for place, each in enumerate(endings)]
        self.variants = Checklist(options, exclusive=True)
        self.variants.set_name(_("What is signed"))
        self.variants.set_values(("0",))
        self.variants.picked.connect(self._follow)
        self.what.content.replaceWidget(old, self.variants)
        old.hide()
        old.deleteLater()
        self.fold(discreet=discreet)
        self._follow()

    def fold(self, *, discreet: bool) -> None:
        """Fold away what is missing, or show it."""
        self._missing.set_open(not discreet)

    @property
    def ending(self) -> Ending:
        """What is chosen to be signed."""
        return self._endings[int(next(iter(self.variants.values()), 0))]

    def stops(self) -> list[Pointer]:
        """What is missing for the chosen documents, texts that were typed and are no value before all."""
        unread = [Pointer(each.text, "", each.step, each.field, each.step) for each in self._services.unread()]
        found = self.ending.stops(self.kinds.values()) if self._endings else ()
        return unread + [Pointer(each.text, "", each.step, each.path, each.where) for each in found]

    def ready(self) -> bool:
        """Whether it can be issued and handed over."""
        return bool(self._endings) and not self.stops() and bool(self.identity.chosen_name())

    def _pick(self, _kinds: object) -> None:
        if not self.kinds.values():
            self.kinds.set_values(("proposal",))
        self._follow()

    def _follow(self, _chosen: object = None) -> None:
        if not self._endings:
            return
        stops = self.stops()
        self.missing.show_pointers(stops)
        set_shown(self._missing, bool(stops))
        words = _("This cannot be signed yet.") if stops else ""
        if not words and not self.identity.chosen_name():
            words = _("Choose who signs for us, or make an identity: only a sealed document is signed here.")
        self.trouble.show_notice(words)
        set_shown(self._code, bool(self.identity.chosen_name()) and not self.identity.lock().needs_secret)
        self.changed.emit()
