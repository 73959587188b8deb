"""The page of revenue models: five sections, each on or off, each with its editor."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.flamecoin import FlameEditor
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.performance import PerformanceEditor
from omnidesk.ui.pages.subscription import SubscriptionEditor
from omnidesk.ui.pages.usage import UsageEditor
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import SwitchSection
from omnidesk.wizard import models
from omnidesk.wizard.models import EMPTY, ICONS, Model, ModelsView


class ModelsPage(FormPage[ModelsView]):
    """Combine any of the five models; what was entered in one comes back when it is switched on again."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._kept: dict[str, Model] = dict(EMPTY)
        self._problem = Notice()
        self.column.addWidget(self._problem)
        self.sections: dict[str, SwitchSection] = {}

    def build(self) -> Iterator[None]:
        """Make the editors, each with what it shows."""
        specs, view = self.services.catalog, models.view(self.services.context())
        self._add_section("subscription", specs.subscription.name, specs.subscription.description)
        self._subscription = SubscriptionEditor(self, self.sections["subscription"].content)
        yield
        if view.subscription is not None:
            self._subscription.refresh(view.subscription)
        yield
        self._add_section("usage", specs.usage.name, specs.usage.description)
        self._usage = UsageEditor(self, self.sections["usage"].content)
        yield
        if view.usage is not None:
            self._usage.refresh(view.usage)
        yield
        self._add_section("performance", specs.performance.name, specs.performance.description)
        self._performance = PerformanceEditor(self, self.sections["performance"].content)
        yield from self._performance.build()
        if view.performance is not None:
            self._performance.refresh(view.performance)
        yield
        self._add_section("custom_development", specs.development.name, specs.development.description)
        onward = Button(_("Fees, weeks and milestones"), "secondary", icon_after="arrow-right", small=True)
        onward.clicked.connect(lambda: self.services.go("milestones", "models.custom_development"))
        self.sections["custom_development"].content.addWidget(onward, 0, Qt.AlignmentFlag.AlignLeading)
        self._add_section("flamecoin", specs.flamecoin.name, specs.flamecoin.description)
        self._flamecoin = FlameEditor(self, self.sections["flamecoin"].content)
        yield

    def refresh(self, view: ModelsView) -> None:
        """Show the step's view."""
        self._problem.show_notice(view.problem)
        for choice in view.models:
            self.sections[choice.id].set_on(choice.on, choice.amount, choice.note)
        if view.subscription is not None:
            self._subscription.refresh(view.subscription)
        if view.usage is not None:
            self._usage.refresh(view.usage)
        if view.performance is not None:
            self._performance.refresh(view.performance)
        if view.flamecoin is not None:
            self._flamecoin.refresh(view.flamecoin)
        self.show_currency(view.currency)

    def focus_field(self, path: str) -> bool:
        """Give the keyboard to an input, or to the switch of a model that is off."""
        model = path.split(".")[1] if "." in path else ""
        if model in self.sections and not self.sections[model].switch.isChecked():
            self.sections[model].switch.setFocus()
            return True
        if path == "models":
            self.sections["subscription"].switch.setFocus()
            return True
        return super().focus_field(path)

    def _add_section(self, model: str, name: str, about: str) -> None:
        section = SwitchSection(name, about, icon=ICONS[model])
        section.switch.setObjectName(f"models.{model}")
        section.switched.connect(partial(self._switch, model))
        self.sections[model] = section
        self.column.addWidget(section)

    def _switch(self, model: str, on: bool) -> None:
        now = models.model_of(self.services.session.deal, model)
        if now is not None:
            self._kept[model] = now
        self.change(lambda deal: models.switch(deal, model, self._kept[model] if on else None))
