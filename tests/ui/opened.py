"""A deal opened on one page of the wizard, with the answers that a person would give to its dialogs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.mark import Mark, method_of
from omnidesk.domain.signature import Evidence
from omnidesk.formatting import Formatter
from omnidesk.operations.kept_deals import keep_new
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.background import Background
from omnidesk.ui.deal_keeper import DealKeeper
from omnidesk.ui.open_offer import OpenOffer
from omnidesk.ui.pages.page import Page
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.session import Session
from omnidesk.ui.step_pages import PAGES, VIEWS
from omnidesk.ui.widgets.control import LineField
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.wizard.steps import StepId

CATALOG = load_catalog()


def sample(name: str) -> Deal:
    return read_deal(shipped("resources", "samples", f"{name}.yaml"))


ARCHITECT, SEEKER = sample("architect-broadcaster"), sample("seeker-startup")


@dataclass
class Answers:
    """Says yes, gives one passphrase and saves into one folder; remembers what it was told."""

    folder: Path
    told: list[str] = field(default_factory=list[str])
    failed: list[str] = field(default_factory=list[str])
    cancels: bool = False
    """Closes every dialog that asks for a place."""

    def confirm(self, question: Question, then: Callable[[], object]) -> None:
        then()

    def secret(self, question: Question, then: Callable[[str], object], *, repeat: bool = False) -> None:
        then("a long passphrase")

    def reason(self, question: Question, then: Callable[[str], object], *, needed: bool = False) -> None:
        then("as agreed by phone")

    def file_to_save(self, title: str, suggested: Path, then: Callable[[Path], object]) -> None:
        if not self.cancels:
            then(self.folder / suggested.name)

    def file_to_open(self, title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> None:
        raise AssertionError(title)

    def say(
        self, words: str, *, failed: bool = False, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        (self.failed if failed else self.told).append(words)


@dataclass
class Opened:
    """A page on screen with all that it stands on."""

    page: Page[Any]
    session: Session[Deal]
    services: WizardServices
    answers: Answers
    went: list[tuple[str, str]]
    kept: list[str]

    @property
    def deal(self) -> Deal:
        return self.session.deal

    def type(self, path: str, text: str) -> None:
        """Type over what stands in an input."""
        control = self.page.fields[path].control
        assert isinstance(control, LineField | TextArea)
        target = control.focus_target()
        target.setFocus()
        if isinstance(control, LineField):
            editor: Any = target
            editor.selectAll()
            editor.insert(text)
            editor.textEdited.emit(text)
        else:
            area: Any = target
            area.setPlainText(text)

    def text(self, path: str) -> str:
        control = self.page.fields[path].control
        assert isinstance(control, LineField | TextArea)
        return control.text()

    def press(self, name: str) -> None:
        """Press a button by its object name."""
        button = self.page.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton), name
        assert button.isEnabled(), name
        button.click()

    def settle(self) -> None:
        """Wait for what runs off the window's thread."""
        self.services.background.finish()


def open_page(
    step: StepId, deal: Deal, folder: Path, show: Callable[[QWidget], QWidget], catalog: Catalog = CATALOG
) -> Opened:
    """Open a deal on one page; the page follows the deal as it does in the wizard."""
    place = workspace(folder / "workspace")
    store = open_store(place)
    keeper = DealKeeper(store, catalog, keep_new(store, deal, catalog))
    session = Session(deal, keeper.save if step == "sign" else lambda _deal: None)
    session.destroyed.connect(store.close)
    answers, went, kept = Answers(folder), list[tuple[str, str]](), list[str]()

    def keep(deal: Deal, *, kind: str, name: str, content: bytes) -> None:
        kept.append(f"{kind}: {name}, {content[:5].decode()}")

    def prove(evidence: Evidence, mark: Mark | None) -> None:
        keeper.keep_evidence(evidence, mark)
        kept.append(f"{evidence.act} by {evidence.name}, {None if mark is None else method_of(mark)}")

    services = WizardServices(
        session=session,
        catalog=catalog,
        formatter=Formatter("en"),
        background=Background(session),
        workspace=place,
        ask=answers,
        go=lambda to, path: went.append((to, path)),
        keep_document=keep,
        keep_evidence=prove,
        offer=OpenOffer(store, catalog, keeper),
        open_deal=lambda deal_id, to: went.append((deal_id, to)),
    )
    page = PAGES[step](services)
    for _part in page.build():
        pass
    session.setParent(page)

    def refresh() -> None:
        page.refresh(VIEWS[step](services.context()))

    session.changed.connect(refresh)
    page.outdated.connect(refresh)
    refresh()
    page.resize(900, 900)
    show(page)
    return Opened(page, session, services, answers, went, kept)
