"""How fast the window is: its first paint and its use beside a bare window's, steps, edits, the preview, and memory."""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.bench.figure import Figure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from omnidesk.domain.deal import Deal
    from omnidesk.ui.desktop import Desktop
    from omnidesk.ui.wizard_frame import WizardFrame
    from omnidesk.wizard.steps import StepId

P = TypeVar("P")
ROUNDS, EDITS, MANY = 7, 60, 900
SAMPLE = "architect-broadcaster.yaml"


def figures() -> Iterator[Figure]:
    """Measure whole programs turn by turn with a bare window, then a window in this process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMNIDESK_PROTECTION", "off")
    with tempfile.TemporaryDirectory() as folder:
        _probe(str(Path(folder) / "programs"))
        yield from _programs(str(Path(folder) / "programs"))
    from omnidesk.operations.worker import employing

    with tempfile.TemporaryDirectory() as folder, employing():
        yield from _inside(Path(folder))


def _programs(folder: str) -> Iterator[Figure]:
    turns = [(_probe("bare"), _probe(folder)) for _ in range(ROUNDS)]
    floor = statistics.median(bare[0] for bare, _ours in turns)
    yield Figure(name="bare window, first paint", value=floor)
    for place, name, limit in ((0, "first paint", 1.7), (1, "usable list of deals", 2.6)):
        yield Figure(name=f"window, {name}", value=statistics.median(ours[place] for _bare, ours in turns))
        ratio = statistics.median(ours[place] / bare[0] for bare, ours in turns)
        yield Figure(name=f"window, {name} / bare window", value=ratio, unit="×", limit=limit)
    bare, ours = _probe("bare")[-1], _probe(folder, SAMPLE)[-1]
    yield Figure(name="peak memory with the sample deal", value=ours, unit="MiB")
    yield Figure(name="peak memory / bare window", value=ours / bare, unit="×", limit=1.6)
    alone = _printed("tests.bench.ingredients")[-1]
    yield Figure(name="peak memory of the libraries without OmniDesk / bare window", value=alone / bare, unit="×")
    toured = _probe(folder, SAMPLE, "tour")[-1]
    yield Figure(name="peak memory once every step was visited / bare window", value=toured / bare, unit="×")


def _probe(*arguments: str) -> list[float]:
    """Return the milliseconds from the start to each moment that the probe tells, and its peak memory in MiB."""
    start = time.monotonic()
    *moments, memory = _printed("tests.bench.window_probe", *arguments)
    return [*((moment - start) * 1000 for moment in moments), memory]


def _printed(*program: str) -> list[float]:
    """Return the numbers that a program of its own prints."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-m", *program], capture_output=True, check=True, env=kept, text=True)
    return [float(word) for word in done.stdout.split()]


def _inside(folder: Path) -> Iterator[Figure]:
    from PySide6.QtWidgets import QApplication

    from omnidesk.store.workspace import workspace
    from omnidesk.ui import theme
    from omnidesk.ui.desktop import Desktop

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    desktop = Desktop(workspace(folder))
    desktop.window.resize(1440, 900)
    desktop.start()
    _until(app, lambda: desktop.places is not None)
    yield Figure(name="Ctrl+N to the first page", value=_opened(app, desktop, desktop.new_deal))
    yield Figure(name="sample deal to its page", value=_opened(app, desktop, lambda: desktop.open_sample(SAMPLE)))
    frame = desktop.window.wizard
    assert frame is not None
    yield from _steps(app, frame)
    yield from _edits(app, frame)
    yield from _preview(app, frame)
    desktop.window.close()
    desktop.close()


def _opened(app: "QApplication", desktop: "Desktop", wish: Callable[[], object]) -> float:
    _until(app, lambda: not desktop.typed.holds)
    before = desktop.window.wizard

    def done() -> bool:
        return desktop.window.wizard not in (None, before)

    return _painted(app, desktop, wish, done)


def _painted(app: "QApplication", desktop: "Desktop", act: Callable[[], object], done: Callable[[], bool]) -> float:
    start = time.perf_counter()
    act()
    _until(app, done)
    desktop.window.repaint()
    return (time.perf_counter() - start) * 1000


def _steps(app: "QApplication", frame: "WizardFrame[Deal]") -> Iterator[Figure]:
    steps = ("client", "discovery", "tier", "models", "milestones", "value", "roadmap", "contract", "review", "sign")
    cold = {step: _acted(app, partial(frame.go, step)) for step in steps}
    for step in steps:
        _come(app, frame, step)  # one that a quick walk left in the making is whole before it counts as warm
    turns = [{step: _acted(app, partial(frame.go, step)) for step in steps} for _turn in range(3)]
    warm = {step: statistics.median(turn[step] for turn in turns) for step in steps}
    slowest = max(cold, key=cold.__getitem__)
    yield Figure(name=f"first visit of a step, slowest ({slowest})", value=cold[slowest])
    slowest = max(warm, key=warm.__getitem__)
    yield Figure(name=f"warm change of step, slowest ({slowest})", value=warm[slowest], limit=50)


def _edits(app: "QApplication", frame: "WizardFrame[Deal]") -> Iterator[Figure]:
    before = frame.session.deal
    for step in ("client", "models", "milestones", "value"):
        _come(app, frame, step)
        yield Figure(name=f"edit to repainted price panel on {step}, p95", value=_p95(app, frame, _discount), limit=16)
    _show_chart(app, frame)
    name = "edit to repainted price panel and usage chart, p95"
    yield Figure(name=name, value=_p95(app, frame, _grow), limit=16)
    frame.session.update(_with_many_lines)
    app.processEvents()
    name = f"edit of a deal of {MANY} lines to repainted price panel, p95"
    yield Figure(name=name, value=_p95(app, frame, _discount), limit=50)
    frame.session.update(lambda _deal: before)
    app.processEvents()


def _p95(app: "QApplication", frame: "WizardFrame[Deal]", edit: "Callable[[WizardFrame[Deal], int], None]") -> float:
    times = sorted(_acted(app, partial(edit, frame, turn)) for turn in range(EDITS))
    return times[int(EDITS * 0.95)]


def _with_many_lines(deal: "Deal") -> "Deal":
    """Promise a bonus for each of so many goals: each is a line of its own."""
    from omnidesk.domain.performance import OutcomeBonus
    from omnidesk.wizard.form import put

    bonuses = tuple(
        OutcomeBonus(kpi=f"Goal {number}", target="reached", amount=Decimal(100 + number), month=1 + number % 12)
        for number in range(MANY)
    )
    return put(deal, "models.performance.outcome_bonuses", bonuses)


def _come(app: "QApplication", frame: "WizardFrame[Deal]", step: str) -> None:
    """Go to a step and wait until all of its page is there."""
    frame.go(step)
    _until(app, lambda: step in frame.stack.pages())
    app.processEvents()


def _show_chart(app: "QApplication", frame: "WizardFrame[Deal]") -> None:
    """Bring the chart of usage into view: one that is out of sight would not be painted."""
    from omnidesk.ui.widgets.chart import ChartView
    from omnidesk.ui.widgets.scroll import PageScroll

    _come(app, frame, "models")
    chart = next(view for view in frame.findChildren(ChartView) if view.isVisible())
    around = next(area for area in frame.findChildren(PageScroll) if area.isAncestorOf(chart))
    around.ensureWidgetVisible(chart, 0, 40)
    app.processEvents()
    assert not chart.visibleRegion().isEmpty()


def _discount(frame: "WizardFrame[Deal]", turn: int) -> None:
    """Give another discount each time: every amount that it touches is new."""
    from omnidesk.wizard.form import put

    path = "models.subscription.discounts.discretionary_percent"
    frame.session.update(lambda deal: put(deal, path, Decimal(turn + 1) / 20), "bench")


def _grow(frame: "WizardFrame[Deal]", turn: int) -> None:
    """Let usage grow differently each time, as a slider does: price and chart are new."""
    from omnidesk.wizard.form import put

    path = "models.usage.monthly_growth_percent"
    frame.session.update(lambda deal: put(deal, path, Decimal(turn + 1) / 20), "bench")


def _rename(frame: "WizardFrame[Deal]", name: str) -> None:
    from omnidesk.wizard.form import put

    frame.session.update(lambda deal: put(deal, "client.name", name), "bench")


def _preview(app: "QApplication", frame: "WizardFrame[Deal]") -> Iterator[Figure]:
    """The first page after a change settles, cold and warm, and the longest time that the window gave no answer."""
    from omnidesk.ui.pages.documents import DocumentsPage
    from omnidesk.ui.pages.preview import DELAY
    from omnidesk.ui.pages.review import ReviewPage

    steps: tuple[tuple[StepId, type[ReviewPage | DocumentsPage]], ...]
    steps = (("review", ReviewPage), ("documents", DocumentsPage))
    for step, kind in steps:
        page, name = _page(app, frame, step, kind), f"the step of {step}"
        pictures = page.preview.pictures
        shown = _waited(app, lambda pictures=pictures: pictures.pages() > 0)[0]
        yield Figure(name=f"preview on {name}, first page, as the step is opened", value=shown)
        firsts, stalls = list[float](), list[float]()
        for turn in range(5):
            page.preview.finish()
            before = pictures.first_key()
            _rename(frame, f"Client {name} {turn}")
            took, stall = _waited(app, lambda before=before, at=pictures: at.first_key() != before)
            firsts.append(took - DELAY)
            stalls.append(stall)
        middle = statistics.median(firsts)
        yield Figure(name=f"preview on {name}, first page after a change settles", value=middle, limit=400)
        yield Figure(name="longest silence of the window meanwhile", value=max(stalls), limit=50)
        page.preview.finish()


def _page(app: "QApplication", frame: "WizardFrame[Deal]", step: "StepId", kind: type[P]) -> P:
    frame.go(step)
    _until(app, lambda: step in frame.stack.pages())
    page = frame.page(step)
    assert isinstance(page, kind)
    return page


def _waited(app: "QApplication", done: Callable[[], bool]) -> tuple[float, float]:
    """Return how long it took, and the longest turn of the window's loop on the way."""
    start, longest = time.perf_counter(), 0.0
    while not done():
        turn = time.perf_counter()
        app.processEvents()
        longest = max(longest, time.perf_counter() - turn)
        time.sleep(0.001)
    return (time.perf_counter() - start) * 1000, longest * 1000


def _acted(app: "QApplication", act: Callable[[], object]) -> float:
    """Return how much processor time an act and the paint after it take of the window's thread."""
    gc.collect()
    start = time.thread_time()
    act()
    app.processEvents()
    return (time.thread_time() - start) * 1000


def _until(app: "QApplication", done: Callable[[], bool]) -> None:
    while not done():
        app.processEvents()
        time.sleep(0.001)
