"""After a meeting that ended with a signature: a calm screen, which only we take away."""

from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.main_window import MainWindow
from omnidesk.ui.protection.calm_page import CalmPage
from omnidesk.ui.services import WizardServices


def come_to_rest(window: QWidget, services: WizardServices) -> None:
    """Lock the workspace where it can be locked, or else cover what is on screen."""
    if not isinstance(window, MainWindow):
        return
    if services.workspace.key is not None:
        window.lock_wanted.emit()
        return
    words = _("The file is kept with the deal. Nothing else of OmniDesk is on the screen.")
    page = CalmPage(_("Signed. Thank you."), words, _("Back to OmniDesk"))
    page.add_buttons()
    page.does.clicked.connect(window.uncover)
    window.cover(page)
    page.does.setFocus()
