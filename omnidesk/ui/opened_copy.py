"""A kept document, shown by whatever opens such files on this machine: a copy of it, the store keeps its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.services import WizardServices
from omnidesk.ui.written_file import write_out


def open_copy(services: WizardServices, name: str, read: Callable[[], bytes], open_url: Callable[[QUrl], bool]) -> None:
    """Write a copy into the workspace and open it; ``read`` runs off the window's thread."""
    folder = services.workspace.folder / "opened"

    def work() -> Path:
        folder.mkdir(mode=0o700, exist_ok=True)
        return write_out(folder / Path(name).name, read())

    def written(path: object) -> None:
        if not open_url(QUrl.fromLocalFile(str(path))):
            services.ask.say(_("Nothing on this machine opens {path}").format(path=path), failed=True)

    def failed(error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        services.ask.say(str(error), failed=True)

    services.background.run(lambda _job: work(), written, failed)
