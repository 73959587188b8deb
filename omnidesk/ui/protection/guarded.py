"""What the guard stands before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from omnidesk.ui.background import Background

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.ui.asking import WindowAsk
    from omnidesk.ui.main_window import MainWindow


class Guarded(msgspec.Struct, frozen=True):
    """What stands behind the guard: the window, how it saves, its store, and what asks over it.

    ``settle`` saves behind the window and tells what it is given whether it could.
    """

    window: "MainWindow"
    background: Background
    settle: Callable[[Callable[[bool], object]], object]
    store: Callable[[], "Store | None"]
    ask: "WindowAsk"
