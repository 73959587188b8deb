"""What the parts about safety copies stand on, whether the store could be opened or not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.services import Ask


@dataclass(frozen=True)
class BackupsPlace:
    """The workspace with its key, its store (None: it could not be opened), and what happens around going back.

    ``leave`` saves and closes the open deal and tells what it is given whether it could; ``returned`` shows what is
    there since.
    """

    workspace: "Callable[[], Workspace]"
    store: "Callable[[], Store | None]"
    ask: "Ask"
    leave: Callable[[Callable[[bool], object]], object]
    returned: Callable[[], object]
