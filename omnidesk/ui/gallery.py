"""Every widget in every state on one page, and the wizard's frame around sample pages: to look at, and to test."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.charts.bars import Step, layout_waterfall
from omnidesk.charts.display import Chart, Measure, Pen
from omnidesk.ui.flow_view import FrameView, ProblemLink, StepHead
from omnidesk.ui.gallery_sample import HEADS, PRICE, STEPS
from omnidesk.ui.gallery_states import states
from omnidesk.ui.pages.page import Page
from omnidesk.ui.session import Session
from omnidesk.ui.widgets.badge import Badge, BadgeTone
from omnidesk.ui.widgets.button import Button, IconButton, Variant
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.checks import Checklist, Switch
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.empty_state import EmptyState
from omnidesk.ui.widgets.entries import (
    DateField,
    NumberField,
    TextArea,
    TextField,
)
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.number_text import number_trouble
from omnidesk.ui.widgets.search_field import SearchField
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.wizard_frame import WizardFrame

Words = dict[str, str]
"""The gallery's stand-in for a deal: texts by path."""


def _tier_card(icon: str, name: str, note: str, price: str, terms: str) -> Card:
    card = Card(selectable=True, banner_place=True)
    card.setAccessibleName(name)
    card.body.addWidget(Icon(icon, "accent_text", 20, chip="accent_soft"))
    card.body.addWidget(Text(name, "title"))
    card.body.addWidget(Text(note, "small", "muted", wrap=True, lines=2))
    card.body.addSpacing(8)
    card.body.addWidget(Text(price, "display", tabular=True))
    card.body.addWidget(Text(terms, "caption", "muted"))
    card.body.addStretch(1)
    return card


def cards() -> QWidget:
    """Return four cards in a row, one recommended and chosen."""
    tiers = (
        ("plant", "Starter", "A focused first release", "€18,400", "Fixed scope"),
        ("lightning", "Growth", "For teams replacing spreadsheets", "€42,600", "Fixed price"),
        ("rocket-launch", "Professional", "Scale across departments", "€78,900", "Milestones"),
        ("crown", "Enterprise", "Mission-critical operations", "€146,000", "Retainer and share"),
    )
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for tier in tiers:
        card = _tier_card(*tier)
        if tier[1] == "Professional":
            card.set_banner("Recommended")
            card.set_selected(True)
        row.addWidget(card, 1)
    return holder


def buttons() -> QWidget:
    """Return every button, badge and switch."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    variants: tuple[Variant, ...] = ("primary", "secondary", "quiet", "danger")
    for column, variant in enumerate(variants):
        off = Button("Not now", variant)
        off.setEnabled(False)
        grid.addWidget(Button(variant.capitalize(), variant, icon="plus"), 0, column)
        grid.addWidget(off, 1, column)
    grid.addWidget(Button("Duplicate", "secondary", hint="Ctrl+D", small=True), 0, 4)
    grid.addWidget(IconButton("dots-three", "More"), 1, 4)
    tones: tuple[BadgeTone, ...] = ("neutral", "accent", "strong", "success", "warning", "danger")
    badges = QHBoxLayout()
    for tone in tones:
        badges.addWidget(Badge(tone.capitalize(), tone, icon="check-circle-fill" if tone == "success" else ""))
    badges.addStretch(1)
    grid.addLayout(badges, 2, 0, 1, 5)
    on = Switch("Include support")
    on.set_on(True)
    off_switch, dead = Switch("Multi-year discount"), Switch("Locked")
    dead.setEnabled(False)
    for column, switch in enumerate((on, off_switch, dead)):
        grid.addWidget(switch, 3, column)
    return holder


def inputs() -> QWidget:
    """Return every input inside its field: empty, filled, refused, doubtful, disabled."""
    models = (Option("fixed", "Fixed price"), Option("usage", "Usage"), Option("share", "Performance share"))
    plan, term = (
        Choice(models),
        Segmented([Option("12", "12 months"), Option("24", "24 months"), Option("36", "36 months")]),
    )
    plan.set_value("usage")
    term.set_value("24")
    company, dead = TextField(), TextField()
    refused, doubtful = NumberField(unit="users", whole=True), NumberField(unit="%")
    company.set_text("Northwind Logistics GmbH")
    refused.set_text("sixty")
    doubtful.set_text("22.5")
    dead.set_text("Set by the tier")
    dead.setEnabled(False)
    money, day = NumberField(unit="EUR"), DateField()
    money.set_text("78,900.00")
    day.set_text("2026-12-22")
    fields = [
        Field("Company", company, "client.name", required=True, help_text="As in the register of companies."),
        Field("Team size", refused, "discovery.users", range_hint="1 to 5,000"),
        Field("Discount", doubtful, "discount.percent", range_hint="up to 25%"),
        Field("Budget", money, "client.budget", help_text="Only used to compare; it is never printed."),
        Field("Valid until", day, "terms.valid_until", required=True),
        Field("Revenue model", plan, "models.kind"),
        Field("Empty choice", Choice(models, placeholder="Choose a model"), "models.other"),
        Field("Term", term, "terms.months"),
        Field("Locked", dead, "tier.locked"),
        Field("Search", SearchField("Search deals"), "search"),
    ]
    fields[2].set_problem("Above 20% needs the approval of a director.", "warning")
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(16)
    for place, field in enumerate(fields):
        grid.addWidget(field, place // 2, place % 2)
    return holder


def longer_inputs() -> QWidget:
    """Return the inputs that take more room: several lines, check lists, a disclosure."""
    notes = TextArea("What did they say, in their own words?")
    notes.set_text("Three warehouses, each with its own spreadsheet.\nThe board wants one view by spring.")
    needs = Checklist(
        [
            Option("mobile", "Works on phones and hand scanners"),
            Option("sso", "Single sign-on", "With the directory they have, for example Entra ID or Okta"),
            Option("api", "Open interface & webhooks"),
            Option("audit", "Audit trail", "Who changed what, and when"),
        ],
        columns=2,
    )
    needs.set_values(("sso",))
    urgency = Checklist([Option("now", "This quarter"), Option("later", "This year")], columns=2, exclusive=True)
    urgency.set_values(("now",))
    why = Disclosure(
        "Why we ask", "The answer decides how many integrations the tier must hold, and the first milestone."
    )
    why.set_open(True)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addWidget(Field("Situation", notes, "discovery.situation"))
    column.addWidget(Field("Must have", needs, "discovery.needs"))
    column.addWidget(Field("When", urgency, "discovery.when"))
    column.addWidget(why)
    return holder


def table() -> Grid:
    """Return a table of milestones with a total and a problem."""
    grid = Grid(
        [
            Column("name", "Milestone", editable=True),
            Column("due", "Due", 120),
            Column("share", "Share %", 110, figures=True, editable=True, check=number_trouble),
            Column("amount", "Amount", 140, figures=True),
        ],
        "Milestones",
    )
    grid.set_rows(
        [
            GridRow("m1", ("Discovery workshop signed off", "2027-01-15", "20.00", "€15,780.00"), {}),
            GridRow(
                "m2",
                ("First release", "2027-03-31", "50.00", "€39,450.00"),
                {"share": "Together 101%; 100% is right."},
            ),
            GridRow("m3", ("Acceptance", "2027-05-31", "31.00", "€24,459.00"), {}),
            GridRow("total", ("Total", "", "101.00", "€79,689.00"), {}, strong=True),
        ]
    )
    return grid


def waterfall(width: float, measure: Measure) -> Chart:
    """Lay out the sample waterfall."""
    parts = [("Design", 11_046), ("Build", 44_184), ("Integrations", 12_624), ("Support", 11_046), ("Discount", -3_945)]
    steps = [Step(label, Decimal(amount)) for label, amount in parts] + [Step("Net", Decimal(74_955), "total")]
    pen = Pen(measure, lambda value: f"{value:,.0f}", "", "From parts to the net price")
    return layout_waterfall(steps, width, pen)


def nothing() -> EmptyState:
    """Return an empty place."""
    words = "Make the first one, or open the sample to look around."
    return EmptyState("folder-open", "No deals yet", words, action="New deal", second="Open the sample")


def _titled(title: str, content: QWidget) -> Card:
    card = Card()
    card.body.addWidget(Text(title, "heading"))
    card.body.addSpacing(4)
    card.body.addWidget(content)
    return card


class GalleryPage(Page[Words]):
    """A page made of some of the gallery's parts."""

    def __init__(self, *parts: Callable[[], QWidget]) -> None:
        super().__init__()
        for part in parts:
            self.column.addWidget(part())
        for field in self.findChildren(Field):
            self.field(field)

    def refresh(self, view: Words) -> None:
        """Show texts by path where a field has one."""
        for path, text in view.items():
            control = self.fields[path].control if path in self.fields else None
            if isinstance(control, TextField):
                control.set_text(text)


def everything() -> GalleryPage:
    """Return all widgets one under the other."""
    return GalleryPage(
        cards,
        lambda: _titled("Buttons, badges, switches", buttons()),
        lambda: _titled("Every state", states()),
        lambda: _titled("Inputs", inputs()),
        lambda: _titled("Longer inputs", longer_inputs()),
        lambda: _titled("Milestones", table()),
        lambda: _titled("From parts to price", ChartView(waterfall)),
        lambda: _titled("Nothing here", nothing()),
    )


def describe(words: Words) -> FrameView:
    """Return the sample frame."""
    plain = StepHead("Another step", "It shows how the frame looks around an empty page.", "Continue")
    heads = {step.id: HEADS.get(step.id, plain) for step in STEPS}
    problems = (
        (ProblemLink("client", "client.name", "The company has no name yet."),) if not words["client.name"] else ()
    )
    return FrameView("Northwind · new deal", STEPS, heads, PRICE, problems)


def gallery_frame(save: Callable[[Words], object]) -> WizardFrame[Words]:
    """Return the wizard's frame around sample pages."""

    def client(session: Session[Words]) -> Page[Any]:
        page = GalleryPage(lambda: _titled("The client", inputs()), lambda: _titled("Situation", longer_inputs()))

        def rename(text: str) -> None:
            session.update(lambda words: {**words, "client.name": text}, "client.name")

        page.fields["client.name"].control.edited.connect(rename)
        return page

    def tier(_session: Session[Words]) -> Page[Any]:
        return GalleryPage(cards, lambda: _titled("From parts to price", ChartView(waterfall)))

    pages: dict[str, Callable[[Session[Words]], Page[Any]]] = {
        step.id: lambda _session: GalleryPage() for step in STEPS
    }
    pages |= {"client": client, "tier": tier, "milestones": lambda _session: GalleryPage(table)}
    session: Session[Words] = Session({"client.name": "Northwind Logistics GmbH"}, save)
    return WizardFrame(session, pages, describe, lambda _step, words: words, start="tier")
