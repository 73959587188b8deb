"""How documents look: cover picture, accent, logo and footer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import InputError
from omnidesk.domain.template import pieces
from omnidesk.domain.template_problems import COLOUR, LOGO_BYTES
from omnidesk.i18n import _
from omnidesk.ui.pages.chosen_file import content_of, run
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.written_fields import text_line
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.document_changes import look
from omnidesk.wizard.documents import DocumentsView

ACCENT, FOOTER = "documents.template.accent", "documents.template.footer"
PICTURES = ("png", "jpg", "jpeg")


class LookSection(Section):
    """Changes of the look go through the page into the deal."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__(
            _("Look"), _("Of all documents of this deal; empty places take the company's."), icon="sparkle"
        )
        self._page = page
        self.cover = PictureRow(_("Cover picture"), "cover", _("PNG or JPEG; it is made smaller where it has to be."))
        self.logo = PictureRow(_("Logo"), "logo", _("Instead of the company's own."))
        self.cover.choose.clicked.connect(partial(self._ask, _("Choose a cover picture"), _cover, "cover"))
        self.logo.choose.clicked.connect(partial(self._ask, _("Choose a logo"), _logo, "logo"))
        for row, name in ((self.cover, "cover"), (self.logo, "logo")):
            row.drop.clicked.connect(partial(self._change, name, ()))
        self.shows_logo = Switch(_("Print a logo"))
        self.shows_logo.setObjectName("show-logo")
        self.shows_logo.clicked.connect(self._print_logo)
        self.accent = page.field(Field(_("Accent"), TextField("#0F766E"), ACCENT))
        self.footer = page.field(Field(_("Footer"), TextField(_("Confidential. Prepared for {client_name}")), FOOTER))
        text_line(self.accent).edited.connect(self._accent)
        text_line(self.footer).edited.connect(self._footer)
        self.content.addLayout(side_by_side(self.cover, self.logo))
        self.content.addLayout(side_by_side(self.accent, self.footer, stretch=(1, 2)))
        self.content.addWidget(self.shows_logo)

    def show_view(self, view: DocumentsView) -> None:
        """Show how the documents look."""
        template = view.template
        self.cover.show_state(chosen=bool(template.cover), problem=view.cover_problem)
        self.logo.show_state(chosen=bool(template.logo), problem=view.logo_problem)
        self.logo.setEnabled(template.show_logo)
        self.shows_logo.set_on(template.show_logo)
        text_line(self.accent).set_text(template.accent)
        text_line(self.accent).set_placeholder(view.company_accent)
        text_line(self.footer).set_text(template.footer)
        self.accent.set_problem(
            view.accent_problem or view.accent_note, "refusal" if view.accent_problem else "warning"
        )
        self.footer.set_problem(view.footer_problem)

    def show_widths(self, footer: str, logo: str) -> None:
        """Tell what is wider than the page has room for, as measured in the page's faces."""
        if not self.footer.problem():
            self.footer.set_problem(footer, "warning")
        self.logo.warn(logo)

    def _change(self, name: str, value: object) -> None:
        value = () if name in ("cover", "logo") and not isinstance(value, tuple) else value
        self._page.change(lambda deal: look(deal, **{name: value}))

    def _print_logo(self, on: bool) -> None:
        self._change("show_logo", on)

    def _accent(self, text: str) -> None:
        if not text.strip() or COLOUR.fullmatch(text.strip()):
            self._page.change(lambda deal: look(deal, accent=text.strip()), ACCENT)
        else:
            self.accent.set_problem(_("Write the accent as #RRGGBB, such as #0F766E."))

    def _footer(self, text: str) -> None:
        self._page.change(lambda deal: look(deal, footer=text), FOOTER)

    def _ask(self, title: str, read: Callable[[bytes], bytes], name: str) -> None:
        def taken(found: object) -> None:
            self._change(name, pieces(cast(bytes, found)))

        def chosen(path: Path) -> None:
            run(self._page.services, lambda _job: read(content_of(path)), taken)

        self._page.services.ask.file_to_open(title, PICTURES, chosen)


class PictureRow(QWidget):
    """A picture that can be chosen and taken out again."""

    def __init__(self, label: str, name: str, about: str) -> None:
        super().__init__()
        self._about, self._warning = about, ""
        self.choose = Button(_("Choose"), "secondary", icon="folder-open", small=True)
        self.choose.setObjectName(f"{name}:choose")
        self.choose.setAccessibleDescription(label)
        self.drop = Button(_("Take out"), "quiet", icon="trash", small=True)
        self.drop.setObjectName(f"{name}:drop")
        self.drop.setAccessibleDescription(label)
        self._note = Text(about, "caption", "muted", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(label, "label"))
        column.addLayout(buttons)
        column.addWidget(self._note)

    def show_state(self, *, chosen: bool, problem: str) -> None:
        """Show whether there is a picture, and what is wrong with it."""
        self.choose.set_text(_("Choose another") if chosen else _("Choose"))
        set_shown(self.drop, chosen)
        self._note.set_tone("danger" if problem else "muted")
        self._note.setText(problem or (_("Chosen; it travels with the deal.") if chosen else self._about))

    def warn(self, words: str) -> None:
        """Tell what is not as it should be, where the picture itself is sound."""
        if words:
            self._note.set_tone("warning")
            self._note.setText(words)


def _cover(content: bytes) -> bytes:
    from omnidesk.documents.cover_picture import cover_picture

    return cover_picture(content)


def _logo(content: bytes) -> bytes:
    from omnidesk.specs.logo import upright_png

    try:
        picture = upright_png(content)
    except ValueError as error:
        raise InputError(_("{why}; save it again as PNG or JPEG").format(why=error)) from None
    if len(picture) > LOGO_BYTES:
        raise InputError(_("The logo is larger than {size} KB as PNG; make it smaller").format(size=LOGO_BYTES // 1000))
    return picture
