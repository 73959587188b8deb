"""Approvals on the page of review: what is open, a form to record one, and those on record."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.approvals_signed import SignedPart
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import review
from omnidesk.wizard.review import Given, Needed, ReviewView


class ApprovalsSection(Section):
    """Consent to an exception, bound to the price as it is now; any later change of it makes the approval void."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__(_("Approvals"), "", icon="handshake")
        self._page = page
        self._rule = ""
        self._needed = Notice()
        self.who, self.why = TextField(_("Name of the person")), TextField(_("Why it is right this time"))
        self._who_field, self._why_field = Field(_("Who agreed"), self.who), Field(_("Why"), self.why)
        for control, name in ((self.who, "approval.who"), (self.why, "approval.why")):
            control.setObjectName(name)
            control.edited.connect(self._judge)
        self.record = Button(_("Record the approval"), "secondary", icon="check")
        self.record.setObjectName("record-approval")
        self.record.clicked.connect(self._record)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addLayout(side_by_side(self._who_field, self._why_field, stretch=(2, 3)))
        form.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeading)
        self.signed = SignedPart(page)
        self._rows: list[_GivenRow] = []
        self._given = QVBoxLayout()
        self.content.addWidget(self._needed)
        self.content.addWidget(self._form)
        self.content.addWidget(self.signed)
        self.content.addLayout(self._given)

    def refresh(self, view: ReviewView) -> None:
        """Show what is open and what is on record; nothing where there is neither."""
        self.setVisible(bool(view.needed or view.given))
        self.about.show_text(_("Bound to this price, {hash}.").format(hash=view.fingerprint))
        first: Needed | None = view.needed[0] if view.needed else None
        self._rule = first.rule if first else ""
        who = _("Those who may approve: {who}").format(who=view.approvers) if view.approvers else ""
        self._needed.show_notice(" ".join((f"{first.title}. {first.why}", who)).strip() if first else "")
        self._form.setVisible(first is not None and not view.approvers)
        self.signed.setVisible(first is not None and bool(view.approvers))
        self._judge()
        while len(self._rows) < len(view.given):
            row = _GivenRow()
            row.withdraw.clicked.connect(partial(self._withdraw, len(self._rows)))
            self._rows.append(row)
            self._given.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(view.given))
            if place < len(view.given):
                row.show_given(view.given[place])

    def focus_form(self) -> bool:
        """Give the keyboard to the form, or to the button that asks."""
        if not self.signed.isHidden():
            self.signed.ask.setFocus()
            return True
        self._who_field.focus()
        return not self._form.isHidden()

    def _judge(self) -> None:
        self.record.setEnabled(bool(self.who.text().strip() and self.why.text().strip()))

    def _record(self) -> None:
        who, why, services = self.who.text(), self.why.text(), self._page.services
        fresh = review.approve(services.context(), self._rule, who, why, services.today())
        self._page.change(lambda _deal: fresh)
        for control in (self.who, self.why):
            control.set_text(" ")
            control.set_text("")

    def _withdraw(self, place: int, _on: bool = False) -> None:
        self._page.change(lambda deal: review.withdraw(deal, place))


class _GivenRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title, self._text = Text("", "strong", wrap=True), Text("", "small", "muted", wrap=True)
        self._badge = Badge("")
        self.withdraw = IconButton("trash", _("Take this approval back"))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._badge)
        row.addWidget(self.withdraw)

    def show_given(self, given: Given) -> None:
        """Show one approval and whether it still holds."""
        self._title.setText(given.title)
        self._text.setText(given.text)
        words, icon = (_("Holds"), "check-circle-fill") if given.valid else (given.void, "")
        self._badge.set_badge(words, "success" if given.valid else "warning", icon)
