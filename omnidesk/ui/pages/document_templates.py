"""Named templates: choose one, keep how this deal's documents are put together, rename and delete."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.template import Template
from omnidesk.i18n import _
from omnidesk.store.connect import Store
from omnidesk.ui.desk.name_dialog import NameDialog
from omnidesk.ui.pages.chosen_file import run
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.menu import Menu
from omnidesk.ui.widgets.text import ElidedText, Text
from omnidesk.wizard.document_changes import look, use_template

Saved = tuple[Template, ...]


class TemplateBar(QWidget):
    """What the documents are put together by, and the menu of templates."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__()
        self._page = page
        self.saved: Saved = ()
        self._called = ElidedText("", "strong")
        self.menu = Button(_("Templates"), "secondary", icon="stack", icon_after="caret-down", small=True)
        self.menu.setObjectName("templates")
        self.menu.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Text(_("Template"), "label", "muted"))
        row.addWidget(self._called, 1)
        row.addWidget(self.menu)
        services = page.services
        services.background.run(lambda _job: services.offer.in_store(_saved), self._take, _forgo)

    def show_called(self, called: str) -> None:
        """Show what the deal's template is called."""
        self._called.setText(called)

    def build_menu(self) -> Menu:
        """Return the menu: shipped templates, saved ones, and what can be done with them."""
        menu = Menu(_("Templates"), self)
        menu.setObjectName("template-menu")
        for row in self._page.services.catalog.templates:
            entry = menu.entry(row.name, _bound(self._use, row.template, row.name))
            entry.setToolTip(row.about)
        if self.saved:
            menu.addSeparator()
        for template in self.saved:
            menu.entry(template.called, _bound(self._use, template, template.called), icon="bookmark-simple")
        menu.addSeparator()
        menu.entry(_("Save as a template…"), self._save_as, icon="plus")
        if self._current() is not None:
            menu.entry(_("Rename this template…"), self._rename, icon="note-pencil")
            menu.entry(_("Delete this template…"), self._delete, icon="trash")
        return menu

    def _current(self) -> Template | None:
        called = self._page.services.session.deal.documents.template.called
        return next((each for each in self.saved if each.called == called), None)

    def _open(self) -> None:
        menu = self.build_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu.mapToGlobal(QPoint(0, self.menu.height() + 4)))

    def _use(self, template: Template, name: str) -> None:
        self._page.change(lambda deal: use_template(deal, template, name))
        session = self._page.services.session
        self._page.services.ask.say(_("Template {name} is used").format(name=name), action=_("Undo"), then=session.undo)

    def _save_as(self) -> None:
        self._name(_("Save as a template"), _("Other deals can be put together the same way."), self.save)

    def save(self, name: str) -> None:
        """Keep how this deal's documents are put together under a name."""
        template = self._page.services.session.deal.documents.template

        def work(store: Store) -> Saved:
            from omnidesk.store.document_templates import save_template

            return save_template(store, template, name)

        self._with_store(work, lambda: self._page.change(lambda deal: look(deal, called=" ".join(name.split()))))

    def _rename(self) -> None:
        self._name(_("Rename the template"), _("Deals that use it keep their copy."), self.rename)

    def rename(self, name: str) -> None:
        """Give the current template another name."""
        current = self._current()
        if current is None:
            return

        def work(store: Store) -> Saved:
            from omnidesk.store.document_templates import rename_template

            return rename_template(store, current.called, name)

        self._with_store(work, lambda: self._page.change(lambda deal: look(deal, called=" ".join(name.split()))))

    def _delete(self) -> None:
        current = self._current()
        if current is None:
            return

        def work(store: Store) -> Saved:
            from omnidesk.store.document_templates import delete_template

            return delete_template(store, current.called)

        words = _("{name} is deleted for good. Deals that use it keep their copy.").format(name=current.called)
        question = Question(_("Delete this template?"), words, _("Delete"), danger=True)
        self._page.services.ask.confirm(question, lambda: self._with_store(work))

    def _name(self, title: str, text: str, then: Callable[[str], None]) -> None:
        dialog = NameDialog(title, text, parent=self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(then)
        dialog.open()

    def _with_store(self, work: Callable[[Store], Saved], then: Callable[[], None] | None = None) -> None:
        services = self._page.services

        def done(found: object) -> None:
            self._take(found)
            if then is not None:
                then()

        run(services, lambda _job: services.offer.in_store(work), done)

    def _take(self, found: object) -> None:
        self.saved = cast(Saved, found)


def _forgo(error: Exception) -> None:
    """Take it that nothing saved can be offered: that the store cannot be read is said at the foot of the window."""
    if not isinstance(error, OmniDeskError):
        raise error


def _saved(store: Store) -> Saved:
    from omnidesk.store.document_templates import saved_templates

    return saved_templates(store)


def _bound(use: Callable[[Template, str], None], template: Template, name: str) -> Callable[[], None]:
    return lambda: use(template, name)
