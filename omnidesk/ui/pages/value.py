"""The page of value: benefits and how they ramp up, what they come to, the network's index, and scaling."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from omnidesk.domain.value import Network
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.outcome import OutcomePanel
from omnidesk.ui.pages.subscription import agents_trouble, read_agents
from omnidesk.ui.pages.value_rows import BenefitLine
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.row_list import RowList
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import Section, SwitchSection, side_by_side
from omnidesk.wizard import value
from omnidesk.wizard.form import drop_row
from omnidesk.wizard.value import BENEFITS, NETWORK, RATE, ValueView


class ValuePage(FormPage[ValueView]):
    """Expected benefits against what is invoiced; the projection follows off the window's thread."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._kept = Network()

    def build(self) -> Iterator[None]:
        """Make the sections, the benefits row by row."""
        self._build_benefits()
        yield
        for count, _benefit in enumerate(self.services.session.deal.value.benefits, start=1):
            self.benefits.set_count(count)
            yield
        self.outcome = OutcomePanel(self.services)
        self.column.addWidget(self.outcome)
        yield
        self._build_network()
        yield
        self._build_scaling()
        yield

    def refresh(self, view: ValueView) -> None:
        """Show the step's view, and ask for what the benefits come to."""
        self.benefits.set_count(len(view.benefits))
        for place in self.benefits.places():
            row = self.benefits.row(place)
            if isinstance(row, BenefitLine):
                row.show_typical(view.typical[place])
        self._network.set_on(view.network is not None)
        self.show_form(view.form)
        self.show_currency(view.currency)
        if view.network is not None:
            self._index.set_rows([Row(_("Index, not money"), view.network.index, strong=True)])
            self._network.about.setText(view.network.formula)
        for path in view.scaling:
            self._steps[path.id].set_values([step.id for step in path.steps if step.chosen])
        self._depth.set_values((view.depth,) if view.depth else ())
        self.outcome.ask()

    def _build_benefits(self) -> None:
        ladder = self.services.catalog.scaling.value_ladder
        section = Section(
            _("Expected benefits"), _("A year's amount in three cases, reached linearly."), icon="trend-up"
        )
        words = _("Add a benefit to see the return: what the client saves or earns in a year.")
        self.benefits = RowList(self._make_row, _("Remove this benefit"), path=BENEFITS, empty=words)
        self.benefits.set_offers([Option(rung.id, rung.name, value.typical_of(rung)) for rung in ladder])
        self.benefits.added.connect(self._add)
        self.benefits.removed.connect(self._drop)
        self.leaf_through(self.benefits)
        rate = self.number(RATE, unit="%", help_text=_("For the net present value."))
        section.content.addWidget(self.benefits)
        section.content.addLayout(side_by_side(rate, QWidget()))
        self.column.addWidget(section)

    def _add(self, driver: str) -> None:
        self.change(partial(value.add_benefit, driver=driver))

    def _drop(self, place: int) -> None:
        self.change(partial(drop_row, path=BENEFITS, place=place))

    def _make_row(self, place: int) -> QWidget:
        return BenefitLine(self, place)

    def _build_network(self) -> None:
        self._equation = self.services.catalog.scaling.network.equation
        self._network = SwitchSection(_("Network value"), self._equation, icon="share-network")
        self._network.switch.setObjectName(NETWORK)
        self._network.switched.connect(self._switch_network)
        first = side_by_side(
            self.checked(f"{NETWORK}.agents", _("Agents in the network"), agents_trouble, read_agents),
            self.number(f"{NETWORK}.years", needed=True),
        )
        second = side_by_side(
            self.number(f"{NETWORK}.connectivity", needed=True),
            self.number(f"{NETWORK}.specialization", needed=True),
        )
        self._index = KeyValueRows()
        self._network.content.addLayout(first)
        self._network.content.addLayout(second)
        self._network.content.addWidget(self._index)
        self.column.addWidget(self._network)

    def _switch_network(self, on: bool) -> None:
        now = self.services.session.deal.value.network
        self._kept = now or self._kept
        self.change(partial(value.switch_network, kept=self._kept if on else None))

    def _build_scaling(self) -> None:
        section = Section(_("Scaling"), _("Where the partnership is meant to grow."), icon="globe")
        self._steps: dict[str, Checklist] = {}
        view = value.view(self.services.context())
        for path in view.scaling:
            options = [Option(step.id, step.name, step.path) for step in path.steps]
            steps = Checklist(options, columns=3 if len(options) > 4 else 4)
            steps.picked.connect(partial(self._pick_steps, path.id))
            note = _("Each market asks for: {duties}.").format(duties=path.duties) if path.duties else ""
            section.content.addWidget(self.field(Field(path.name, steps, f"scaling.{path.id}", help_text=note)))
            self._steps[path.id] = steps
        self._depth = Checklist([Option(each.id, each.name, each.about) for each in view.depths], columns=2)
        self._depth.picked.connect(self._pick_depth)
        section.content.addWidget(self.field(Field(_("Capability depth"), self._depth, "scaling.depth")))
        self.column.addWidget(section)

    def _pick_steps(self, dimension: str, steps: tuple[str, ...]) -> None:
        self.change(partial(value.choose_steps, dimension=dimension, steps=steps))

    def _pick_depth(self, chosen: tuple[str, ...]) -> None:
        before = self.services.session.deal.scaling.depth
        fresh = next((depth for depth in chosen if depth != before), before or "")
        self.change(partial(value.choose_depth, depth=fresh))
        self._depth.set_values((self.services.session.deal.scaling.depth or "",))
