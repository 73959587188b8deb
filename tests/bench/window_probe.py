"""A window that tells when it was first painted and when it was of use: ``bare``, or OmniDesk on a workspace.

A program of its own, started by ``bench_window``: it prints the monotonic clock (which all programs share) at its first
paint, once its deals can be used, once a wished deal is there, and its peak memory in MiB. With a third word every step
of that deal is gone to as well before the memory is told.

OmniDesk is imported in the order of its own start, ``omnidesk.__main__`` before Qt: PySide reads the sources of what is
imported after it, which the start does not let happen.
"""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from omnidesk.ui.desk.deal_list import DealList
    from omnidesk.ui.main_window import MainWindow


def omnidesk(folder: str, sample: str = "", tour: str = "") -> None:
    """Start OmniDesk as its user does; with a sample's name, open that as soon as the deals are there."""
    from omnidesk.__main__ import main

    _look_in(lambda window, home: list(_stages(window, home, sample, tour)))
    main(["--data-dir", folder])


def _look_in(stages: "Callable[[MainWindow, DealList], list[Callable[[], bool]]]") -> None:
    """Have the window watched for as long as it runs."""
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec

    def probed(app: "QApplication") -> int:
        from omnidesk.ui.desk.deal_list import DealList
        from omnidesk.ui.main_window import MainWindow
        from tests.bench.window_watch import Probe

        window = next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))
        home = window.findChild(DealList)
        assert isinstance(home, DealList)
        Probe(window, stages(window, home))
        return run()

    setattr(QApplication, "exec", probed)  # noqa: B010 (the window runs in there, and this is how to look in)


def _stages(window: "MainWindow", home: "DealList", sample: str, tour: str) -> Iterator[Callable[[], bool]]:
    """Each tells whether the window has come so far, and asks for what comes after."""

    def listed() -> bool:
        if home.ready and sample:
            home.sample_wanted.emit(sample)
        return home.ready

    yield listed
    if sample:
        yield lambda: window.wizard is not None
    if tour:
        from omnidesk.wizard.steps import STEP_IDS

        yield from (_visit(window, step) for step in STEP_IDS)


def _visit(window: "MainWindow", step: str) -> Callable[[], bool]:
    def whole() -> bool:
        wizard = window.wizard
        assert wizard is not None
        if wizard.step != step:
            wizard.go(step)
        return step in wizard.stack.pages()

    return whole


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        from tests.bench.window_watch import bare

        bare()
    else:
        omnidesk(*sys.argv[1:])
