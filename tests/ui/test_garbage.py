"""Widgets in a circle of references are destroyed on the window's thread, whoever else is busy."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from omnidesk.ui.garbage import collect_here


class Circle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_a_worker_collects_nothing_and_the_window_soon_does(qtbot: QtBot) -> None:
    owner = QObject()
    timer = collect_here(owner)
    try:
        gone: list[int] = []
        weakref.finalize(Circle(), lambda: gone.append(threading.get_ident()))
        worker = threading.Thread(target=lambda: [[number] for number in range(50_000)])
        worker.start()
        worker.join()
        assert gone == []

        kept = [[number] for number in range(5_000)]
        qtbot.waitUntil(lambda: bool(gone), timeout=3000)
        assert (gone, len(kept)) == ([threading.get_ident()], 5_000)
    finally:
        timer.stop()
        gc.unfreeze()
