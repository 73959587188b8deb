"""How long a turn of a lever takes until the client's window and the presenter's console are painted again."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROUNDS = 120
SETTLED = 1.5
"""Seconds that a meeting has been open before anybody turns a lever: by then what is made in idle time is made."""
LIMIT = 16.0
"""Milliseconds that 95 of 100 turns stay below."""


def figures() -> Iterator[Figure]:
    """Measure in this process, offscreen, all five models on: processor time, which others here cannot take."""
    from PySide6.QtWidgets import QApplication

    from omnidesk.ui import theme
    from omnidesk.ui.theme.fonts import register_fonts

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register_fonts()
    theme.apply(app, "light")
    with TemporaryDirectory() as folder:
        yield from _turns(Path(folder), app.processEvents)


def _turns(folder: Path, let_paint: Callable[[], object]) -> Iterator[Figure]:
    from omnidesk.ui.present.backstage import Backstage, prepared
    from omnidesk.ui.present.client_window import ClientWindow
    from omnidesk.ui.present.console import Console
    from omnidesk.ui.present.stage import Stage
    from tests.ui.opened import ARCHITECT, open_page

    opened = open_page("review", ARCHITECT, folder, lambda widget: widget)
    stage = Stage(prepared(opened.services, ARCHITECT))
    backstage = Backstage(stage, opened.services)
    client, console = ClientWindow(stage), Console(backstage)
    for window, wide, high in ((client, 1920, 1080), (console, 1440, 900)):
        window.resize(wide, high)
        window.show()
    stage.go(stage.slides.index("what_if"))
    opened_at = time.monotonic()
    while time.monotonic() - opened_at < SETTLED:
        let_paint()

    def turn(lever: str, value: Decimal) -> None:
        stage.turn(lever, value)
        let_paint()
        let_paint()

    for lever, base, places in (("agents", 30, 12), ("usage_growth", 0, 9), ("discount", 0, 5)):
        turns = [partial(turn, lever, Decimal(base + place % places)) for place in range(ROUNDS)]
        yield Figure(name=f"{lever} turned, both windows painted, p95", value=_p95_of_processor(turns), limit=LIMIT)
    backstage.close(lambda: None)
    for window in (client, console):
        window.close()
    opened.page.deleteLater()


def _p95_of_processor(works: Sequence[Callable[[], None]]) -> float:
    works[0]()
    times: list[float] = []
    for work in works:
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1000)
    return sorted(times)[int(len(times) * 0.95)]
