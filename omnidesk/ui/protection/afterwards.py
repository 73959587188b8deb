"""After a meeting that ended with a signature: a calm screen, which only we take away."""

from typing import TYPE_CHECKING

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.protection.guard import Guard


def come_to_rest(guard: "Guard") -> None:
    """Lock the workspace where it can be locked, or else cover the deals until somebody takes the cover away."""
    if guard.workspace.key is not None:
        guard.lock()
        return
    from omnidesk.ui.protection.calm_page import CalmPage

    window = guard.guarded.window
    words = _("The file is kept with the deal. Nothing else of OmniDesk is on the screen.")
    page = CalmPage(_("Signed. Thank you."), words, _("Back to OmniDesk"))
    page.add_buttons()
    page.does.clicked.connect(window.uncover)
    window.cover(page)
    page.does.setFocus()
