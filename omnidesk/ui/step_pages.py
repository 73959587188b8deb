"""The page of every step and what it shows, each imported when somebody comes near it, off the window's thread."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from omnidesk.ui.background import Background
from omnidesk.ui.pages.page import Page
from omnidesk.ui.services import WizardServices
from omnidesk.wizard.context import Context
from omnidesk.wizard.steps import STEP_IDS, StepId


def _page(step: StepId, services: WizardServices) -> Page[Any]:
    kind: Callable[[WizardServices], Page[Any]] = getattr(
        import_module(f"omnidesk.ui.pages.{step}"), f"{step.title()}Page"
    )
    return kind(services)


def _view(step: StepId, context: Context) -> object:
    describe: Callable[[Context], object] = import_module(f"omnidesk.wizard.{step}").view
    return describe(context)


PAGES: dict[StepId, Callable[[WizardServices], Page[Any]]] = {step: partial(_page, step) for step in STEP_IDS}
"""The page of every step: ``ui/pages/<step>.py`` has it, as ``<Step>Page``."""

VIEWS: dict[StepId, Callable[[Context], Any]] = {step: partial(_view, step) for step in STEP_IDS}
"""What each page shows: ``wizard/<step>.py`` tells it, as ``view``."""


_imported: set[str] = set()


def import_step(step: str) -> None:
    """Import what a step's page is made of and what it shows; call it off the window's thread."""
    import_module(f"omnidesk.ui.pages.{step}")
    import_module(f"omnidesk.wizard.{step}")
    _imported.add(step)


class StepsAtHand:
    """Tells whether a step's page can be made without waiting for its modules; one that cannot is fetched."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._asked: set[str] = set()

    def __call__(self, step: str) -> bool:
        """Whether it can; the first time that a step is asked for which cannot, its modules are sent for."""
        if step in _imported:
            return True
        if step not in self._asked:
            self._asked.add(step)
            self._background.run(lambda _job: import_step(step))
        return False
