"""Writing or changing a client."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.errors import Problem
from omnidesk.domain.named import Named
from omnidesk.i18n import _
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.control import Control
from omnidesk.ui.widgets.entries import TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.figure import FigureField
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.wizard.form import shown
from omnidesk.wizard.typed import read_number

UNKNOWN = ""


class ClientDialog(Sheet):
    """``given`` brings the client as it is to be kept; the dialog stays while it cannot be."""

    given = Signal(object)

    def __init__(
        self,
        entry: ClientEntry | None,
        options: Mapping[str, tuple[Named, ...]],
        problems: Callable[[ClientEntry], tuple[Problem, ...]],
        parent: QWidget | None = None,
    ) -> None:
        words = _("Deals that are there keep their client as it was; the next ones begin with this.")
        title = _("New client") if entry is None else _("Change the client")
        super().__init__("client-dialog", title, words, "buildings", parent)
        self._before, self._problems = entry or ClientEntry(name=""), problems
        self.fields: dict[str, Field] = {}
        self._lay_out(options)
        self._fill(self._before)
        self.add_button(_("Cancel"), "client-cancel").clicked.connect(self.reject)
        self.add_button(_("Save"), "client-save", "primary").clicked.connect(self.accept)
        self.fit()
        self.fields["name"].focus()

    def accept(self) -> None:
        """Hand the client over, if it can be kept."""
        entry = self.entry()
        found = {problem.field: problem.reason for problem in self._problems(entry)}
        for name, field in self.fields.items():
            field.set_problem(found.get(name, ""))
        first = next((field for field in self.fields.values() if field.problem()), None)
        if first is not None:
            first.focus()
            return
        self.given.emit(entry)

    def entry(self) -> ClientEntry:
        """Return the client as it is written now."""
        contact = Contact(
            name=self._text("contact.name"), title=self._text("contact.title"), email=self._text("contact.email")
        )
        size = read_number(self._text("size"))
        return replace(
            self._before,
            name=self._text("name"),
            domain=self._text("domain"),
            industry=self._text("industry") or None,
            size=None if size is None else int(size),
            country=self._text("country") or None,
            region=self._text("region") or None,
            language=self._text("language"),
            address=tuple(line.strip() for line in self._text("address").splitlines() if line.strip()),
            contact=contact,
            phone=self._text("phone"),
            notes=self._text("notes"),
        )

    def _lay_out(self, options: Mapping[str, tuple[Named, ...]]) -> None:
        name = self._field("name", _("Name"), TextField(_("The organisation's full name")), required=True)
        self.column.addWidget(name)
        rows = (
            (self._field("domain", _("Web address"), TextField("aurora.example")), self._size()),
            (self._choice("industry", _("Industry"), options), self._choice("region", _("Region"), options)),
            (
                self._choice("country", _("Country"), options),
                self._choice("language", _("Language of the documents"), options),
            ),
            (
                self._field("contact.name", _("Contact"), TextField()),
                self._field("contact.title", _("Position"), TextField()),
            ),
            (self._field("contact.email", _("Email"), TextField()), self._field("phone", _("Phone"), TextField())),
        )
        for pair in rows:
            self.column.addLayout(side_by_side(*pair))
        address = TextArea(_("Street, postcode and town"), lines=2)
        self.column.addWidget(self._field("address", _("Address"), address))
        self.column.addWidget(self._field("notes", _("Notes"), TextArea(lines=2)))

    def _size(self) -> Field:
        return self._field("size", _("People"), FigureField(unit=_("employees"), whole=True))

    def _field(self, name: str, label: str, control: Control, *, required: bool = False) -> Field:
        field = self.fields[name] = Field(label, control, f"client.{name}", required=required)
        return field

    def _choice(self, name: str, label: str, options: Mapping[str, tuple[Named, ...]]) -> Field:
        held = getattr(self._before, name) or UNKNOWN
        known = [Option(each.id, each.name) for each in options[name]]
        if held and held not in {option.id for option in known}:
            known.append(Option(held, held))
        return self._field(name, label, Choice([Option(UNKNOWN, _("Not known")), *known]))

    def _fill(self, entry: ClientEntry) -> None:
        contact = entry.contact
        texts = {
            **{name: getattr(entry, name) or "" for name in ("name", "domain", "industry", "region", "country")},
            **{"language": entry.language, "phone": entry.phone, "notes": entry.notes},
            **{"contact.name": contact.name, "contact.title": contact.title, "contact.email": contact.email},
            **{"size": shown(entry.size), "address": "\n".join(entry.address)},
        }
        for name, text in texts.items():
            control = self.fields[name].control
            if isinstance(control, Choice):
                control.set_value(text)
            elif isinstance(control, TextField | FigureField | TextArea):
                control.set_text(text)

    def _text(self, name: str) -> str:
        control = self.fields[name].control
        if isinstance(control, Choice):
            return control.value()
        return control.text().strip() if isinstance(control, TextField | FigureField | TextArea) else ""
