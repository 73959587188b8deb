"""Success of a signed deal on the page of the roadmap: actuals are entered, the next days seen, the next deal made."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.pages.success_entry import SuccessEntryForm
from omnidesk.ui.pages.success_files import SuccessFiles
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import success
from omnidesk.wizard.success import FollowedView

if TYPE_CHECKING:
    from omnidesk.domain.success_tracking import SuccessEntry, Verdict
    from omnidesk.operations.success import Followed
    from omnidesk.store.deals import DealRow

FOLLOWED = ("accepted", "active", "ended")


class SuccessFollowed(Section):
    """Hidden until the deal is accepted; reads what was entered when it is asked to."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Success since the signature"), _("Agreed targets and what was reached."), icon="target", parent=parent
        )
        self._services = services
        self._asked = False
        self.shown: FollowedView | None = None
        self.warning = Notice()
        self.grid = Grid(_columns(), _("Targets and actuals"))
        self.grid.setObjectName("success-grid")
        self._none = Text(_("No target was agreed and nothing measured yet."), "small", "muted", wrap=True)
        self.form = SuccessEntryForm(services.today)
        self.form.entered.connect(self._enter)
        self.review, self.renewal = Text("", "small", "muted", wrap=True), Text("", "small", "muted", wrap=True)
        self._steps = Text("", "body", wrap=True)
        self.expand = Button(_("Propose these steps"), "primary", icon="rocket-launch", small=True)
        self.expand.setObjectName("success-expand")
        self.expand.clicked.connect(self._ask_expand)
        self._lay_out()
        self.hide()

    def follow(self) -> None:
        """Show how the deal stands, once it was accepted; read off the window's thread."""
        followed = self._services.offer.row.stage in FOLLOWED
        set_shown(self, followed)
        if followed and not self._asked:
            self._asked = True
            self._services.background.run(lambda _job: self._services.offer.followed(), self._show, self._failed)

    def _lay_out(self) -> None:
        for part in (self.warning, self.grid, self._none, self.form, Rule()):
            self.content.addWidget(part)
        for title, text in ((_("Reviews"), self.review), (_("Renewal"), self.renewal)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Text(title, "label"))
            column.addWidget(text)
            self.content.addLayout(column)
        self._next = QWidget()
        column = QVBoxLayout(self._next)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(_("What follows from what was reached"), "label"))
        column.addWidget(self._steps)
        row = QHBoxLayout()
        row.addWidget(self.expand)
        row.addStretch(1)
        column.addLayout(row)
        self.content.addWidget(self._next)
        self.content.addWidget(SuccessFiles(self._services))

    def _show(self, found: object) -> None:
        from omnidesk.operations.success import steps_of

        followed = cast("Followed", found)
        formatter = self._services.formatter
        view = self.shown = success.view(followed.tracking, steps_of(followed), followed.today, formatter)
        self.warning.show_notice(view.warning, "warning")
        set_shown(self.grid, bool(view.rows))
        set_shown(self._none, not view.rows)
        self.grid.set_rows(
            [GridRow(row.item, row.cells, {"due": row.overdue} if row.overdue else {}) for row in view.rows]
        )
        self.form.show_metrics(view.metrics, view.judged)
        self.review.show_text(view.review)
        self.renewal.show_text(view.renewal)
        set_shown(self._next, bool(view.steps))
        self._steps.show_text("\n".join(f"•  {step}" for step in view.steps))
        set_shown(self.expand, followed.row.stage in ("accepted", "active"))

    def _enter(self, entry: object, verdict: object) -> None:
        deal, offer = self._services.session.deal, self._services.offer
        self.form.set_busy(True)

        def done(found: object) -> None:
            self.form.set_busy(False)
            self.form.clear()
            self._show(found)

        self._services.background.run(
            lambda _job: offer.enter_success(deal, cast("SuccessEntry", entry), cast("Verdict | None", verdict)),
            done,
            self._failed,
        )

    def _ask_expand(self) -> None:
        words = _("A new deal is made with these steps. The signed one stays as it is until the new one is accepted.")
        question = Question(_("Propose these steps?"), words, _("Make the proposal"))
        self._services.ask.confirm(question, self._expand)

    def _expand(self) -> None:
        deal, offer = self._services.session.deal, self._services.offer
        renews = self.shown is not None and self.shown.renewal_now

        def work(_job: Job) -> object:
            return offer.expand(deal, renews=renews)

        def done(found: object) -> None:
            row = cast("DealRow", found)
            told = _("“{title}” is there").format(title=row.title)
            self._services.ask.say(told, action=_("Open"), then=partial(self._services.open_deal, row.id, "review"))

        self._services.background.run(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.form.set_busy(False)
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Measure"), 150),
        Column("target", _("Target")),
        Column("actual", _("Actual"), 104),
        Column("day", _("As of"), 122),
        Column("state", _("State"), 92),
        Column("due", _("Next"), 122),
    )
