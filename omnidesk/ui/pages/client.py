"""The first step: who the deal is for, and the terms it starts from."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.client import Client
from omnidesk.domain.money import LIST_CURRENCY
from omnidesk.i18n import _
from omnidesk.ui.pages.client_finder import ClientFinder
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.tax_rows import TaxRow
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.control import LineField
from omnidesk.ui.widgets.entries import DateField, TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.figure import FigureField
from omnidesk.ui.widgets.row_list import RowList
from omnidesk.ui.widgets.section import Section, held, side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import client, typed
from omnidesk.wizard.client import TAXES, ClientView


class ClientPage(FormPage[ClientView]):
    """Client, contact, terms and taxes."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._renews = Switch(_("Renews itself"))
        self._renewal_help = Text("", "caption", "muted", wrap=True)
        self._taxes = RowList(
            self._tax_row, _("Take this tax out"), path=TAXES, empty=_("No tax: totals are shown without one.")
        )
        self._renews.setObjectName("terms.auto_renewal")
        self._renews.clicked.connect(self._renew)
        self._taxes.added.connect(self._add_tax)
        self._taxes.removed.connect(self._drop_tax)
        self.leaf_through(self._taxes)

    def build(self) -> Iterator[None]:
        """Make the four sections, the longer ones row by row."""
        for section in (self._client, self._contact, self._terms, self._tax_section):
            yield from section()
            yield

    def refresh(self, view: ClientView) -> None:
        """Show the client and the terms."""
        for path, options in view.options.items():
            control = self.fields[path].control
            if isinstance(control, Choice):
                control.set_options([Option(option.id, option.name) for option in options])
        self._taxes.set_count(len(view.taxes))
        for place in self._taxes.places():
            row = self._taxes.row(place)
            if isinstance(row, TaxRow):
                row.show_lines(view.taxes[place])
        self.show_form(view.form)
        self.show_currency(view.currency)
        for path in ("terms.billing", "terms.payment"):
            control = self.fields[path].control
            if isinstance(control, Segmented):
                control.set_value(view.form[path].text)
        self._rate.setVisible(view.pins_rate)
        self._line("terms.fx.rate").set_unit(view.rate_unit)
        self.fields["terms.negotiated_base_per_year"].setVisible(view.negotiates)
        self.fields["terms.months"].set_help(view.term_help)
        self.fields["terms.billing"].set_help(view.billing_help)
        self._renews.set_on(view.auto_renewal)
        self._renewal_help.setText(view.renewal_help)

    def _client(self) -> Iterator[None]:
        section = Section(_("Client"), _("As it should read on the proposal."), icon="buildings")
        self.column.addWidget(section)
        name = self._bind(
            Field(_("Name"), TextField(_("The organisation's full name")), "client.name", required=True), str
        )
        finder = ClientFinder(self._line("client.name"), self.services.background, self.services.known_clients)
        finder.chosen.connect(self._choose_client)
        section.content.addWidget(name)
        yield
        section.content.addLayout(
            side_by_side(
                self._optional("client.industry", _("Industry")),
                self.number("client.size", unit=_("employees"), whole=True),
            )
        )
        yield
        section.content.addLayout(
            side_by_side(self._optional("client.country", _("Country")), self._optional("client.region", _("Region")))
        )
        yield
        address = self._bind(
            Field(_("Address"), TextArea(_("Street, postcode and town"), lines=2), "client.address"), typed.lines
        )
        section.content.addLayout(
            side_by_side(
                address,
                self.choice(
                    "client.language", _("Language of the documents"), (), partial(self.write, "client.language")
                ),
            )
        )
        yield

    def _contact(self) -> Iterator[None]:
        section = Section(
            _("Contact"), _("Receives the proposal and signs it, unless another person is named."), icon="user-circle"
        )
        self.column.addWidget(section)
        section.content.addLayout(
            side_by_side(
                self.text("client.contact.name", optional=False),
                self.text("client.contact.title", optional=False),
            )
        )
        yield
        section.content.addWidget(self.text("client.contact.email", optional=False))
        yield

    def _terms(self) -> Iterator[None]:
        section = Section(
            _("Terms"), _("Currency, start and length of the deal, and how it is invoiced."), icon="calendar-check"
        )
        self.column.addWidget(section)
        currency = self.choice("terms.currency", _("Currency"), (), self._choose_currency)
        base = self.amount(
            "terms.negotiated_base_per_year",
            help_text=_("This tier has no list price."),
        )
        yield
        self._rate = held(self._rate_row())
        yield
        section.content.addLayout(
            side_by_side(
                self.date("terms.effective_date"),
                self.number("terms.months", unit=_("months"), whole=True),
            )
        )
        yield
        section.content.addLayout(side_by_side(currency, held(side_by_side(base))))
        section.content.addWidget(self._rate)
        section.content.addLayout(
            side_by_side(self._segments("terms.billing", _("Billed")), self._segments("terms.payment", _("Payment")))
        )
        renewal = QVBoxLayout()
        renewal.setSpacing(2)
        renewal.addWidget(self._renews)
        renewal.addWidget(self._renewal_help)
        section.content.addLayout(renewal)
        yield

    def _rate_row(self) -> QHBoxLayout:
        rate = self.field(Field(_("Exchange rate"), FigureField(), "terms.fx.rate"))
        day = self.field(Field(_("Rate of"), DateField(), "terms.fx.date"))
        source = self.field(Field(_("Source"), TextField(_("For example ECB")), "terms.fx.source"))
        for field in (rate, day, source):
            field.control.edited.connect(partial(self._pin_rate, field.path))
        rate.set_help(_("Prices are listed in {currency}; each is converted once.").format(currency=LIST_CURRENCY))
        return side_by_side(rate, day, source)

    def _tax_section(self) -> Iterator[None]:
        section = Section(
            _("Taxes"), _("Each with its own name; totals are always shown before tax too."), icon="receipt"
        )
        self.column.addWidget(section)
        self._taxes.set_offers([Option("tax", _("Add a tax"))])
        section.content.addWidget(self._taxes)
        yield

    def _tax_row(self, place: int) -> QWidget:
        return TaxRow(self, place)

    def _choose_client(self, chosen: Client) -> None:
        self.change(lambda deal: client.choose_client(deal, chosen))

    def _add_tax(self, _kind: str) -> None:
        self.change(client.add_tax)

    def _renew(self, on: bool) -> None:
        self.write("terms.auto_renewal", on)

    def _drop_tax(self, place: int) -> None:
        self.change(lambda deal: client.drop_tax(deal, place))

    def _optional(self, path: str, label: str) -> Field:
        return self.choice(path, label, (), partial(self.write, path))

    def _segments(self, path: str, label: str) -> Field:
        billing = self.services.catalog.subscription.billing
        rows = billing.frequency if path == "terms.billing" else billing.payment_terms
        field = self.field(Field(label, Segmented([Option(row.id, row.name) for row in rows]), path))
        field.control.edited.connect(partial(self.write, path))
        return field

    def _choose_currency(self, currency: str) -> None:
        self.change(lambda deal: client.choose_currency(deal, currency))

    def _pin_rate(self, path: str, _text: str) -> None:
        rate, day, source = (self._line(f"terms.fx.{key}").text() for key in ("rate", "date", "source"))
        today = self.services.today()
        self.change(lambda deal: client.pin_rate(deal, rate, day, source, today), path)

    def _line(self, path: str) -> LineField:
        control = self.fields[path].control
        if not isinstance(control, LineField):
            raise TypeError(path)
        return control
