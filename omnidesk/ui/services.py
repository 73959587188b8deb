"""What every page of the wizard works with: one value, made once for each open deal."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client
from omnidesk.domain.deal import Deal
from omnidesk.domain.mark import Mark
from omnidesk.domain.signature import Evidence
from omnidesk.formatting import Formatter
from omnidesk.store.workspace import Workspace
from omnidesk.ui.background import Background
from omnidesk.ui.flow_view import ProblemLink
from omnidesk.ui.open_offer import OpenOffer
from omnidesk.ui.session import Session
from omnidesk.wizard.context import Context
from omnidesk.wizard.steps import StepId


@dataclass(frozen=True, slots=True)
class Question:
    """What a dialog asks: ``accept`` is the text of the button that says yes."""

    title: str
    text: str
    accept: str
    danger: bool = False


class Ask(Protocol):
    """Questions to the person. Each returns at once and calls ``then`` only when the person said yes."""

    def confirm(self, question: Question, then: Callable[[], object]) -> None:
        """Ask for a yes."""
        ...

    def secret(self, question: Question, then: Callable[[str], object], *, repeat: bool = False) -> None:
        """Ask for a passphrase; with ``repeat`` twice, until both are the same."""
        ...

    def reason(self, question: Question, then: Callable[[str], object], *, needed: bool = False) -> None:
        """Ask why something is done; ``needed`` takes no empty answer."""
        ...

    def file_to_save(self, title: str, suggested: Path, then: Callable[[Path], object]) -> None:
        """Ask where to write a file; asks before an existing one is replaced."""
        ...

    def file_to_open(self, title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> None:
        """Ask for a file that exists, by its endings (``pdf``, ``p12``)."""
        ...

    def say(
        self, words: str, *, failed: bool = False, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Tell what has happened, with at most one thing to do about it."""
        ...


class KeepDocument(Protocol):
    """Keeps a built document with the deal that it was built from."""

    def __call__(self, deal: Deal, *, kind: str, name: str, content: bytes) -> None:
        """Save the deal and the document; call it off the window's thread.

        Raises:
            MachineError: the store or the disk refuses; nothing was kept.

        """
        ...


class KeepEvidence(Protocol):
    """Keeps what proves an act of signing, with the deal whose document it was."""

    def __call__(self, evidence: Evidence, mark: Mark | None) -> None:
        """Keep it; call it off the window's thread.

        Raises:
            MachineError: the store or the disk refuses; nothing was kept.

        """
        ...


def today() -> datetime.date:
    """Today where this machine stands."""
    return datetime.datetime.now().astimezone().date()


@dataclass(frozen=True, kw_only=True)
class WizardServices:
    """The open deal and what its pages need: nothing here is shared between two open deals but catalog and workspace.

    ``background`` is for slow work of the pages (projections, documents, signatures); saving has its own.
    """

    session: Session[Deal]
    catalog: Catalog
    formatter: Formatter
    background: Background
    workspace: Workspace
    ask: Ask
    go: Callable[[StepId, str], object]
    """Goes to a step and to the field of a path (empty: to the top of the page)."""
    keep_document: KeepDocument
    keep_evidence: KeepEvidence
    offer: OpenOffer
    open_deal: Callable[[str, str], object]
    """Opens another deal, or this one anew, on a step (empty: where it was left)."""
    unread: Callable[[], tuple[ProblemLink, ...]] = tuple
    """Typed texts that are no value yet, on every page: the deal has what stood there before."""
    arrange_slides: Callable[[], object] = tuple
    """Opens the editor of the slides of a meeting."""
    today: Callable[[], datetime.date] = today
    known_clients: Callable[[str], tuple[Client, ...]] = lambda _text: ()
    """Clients whose name begins so; call it off the window's thread."""
    _contexts: list[Context] = field(default_factory=list[Context])

    def context(self) -> Context:
        """Everything computed from the deal as it is now; the same object until the deal changes."""
        return self.context_of(self.session.deal)

    def context_of(self, deal: Deal) -> Context:
        """Everything computed from this deal, kept for as long as it is the newest one asked for."""
        if not self._contexts:
            self._contexts.append(Context(deal, self.catalog, self.formatter))
        elif self._contexts[0].deal is not deal:
            self._contexts[0] = self._contexts[0].after(deal)
        return self._contexts[0]
