"""What a next act would have to wait for, imported in good time: call these off the window's thread."""

IDLE = 500
"""Milliseconds that a step near the documents is on screen before the worker that draws them is started."""
NEAR_DOCUMENTS = ("roadmap", "contract", "documents", "review", "sign")


def warm_list() -> None:
    """Import what shows the list of deals."""
    from omnidesk.ui import isolating
    from omnidesk.ui.desk import deal_table, fetching

    del deal_table, fetching, isolating


def warm_wizard() -> None:
    """Import the wizard and the other places of the desk."""
    from omnidesk.ui import deal_wizard
    from omnidesk.ui.desk import desk_places
    from omnidesk.ui.returned import returns

    del deal_wizard, desk_places, returns


def warm_documents() -> None:
    """Start the worker, and have it import what draws documents and turns them into pictures.

    Where it cannot be started, nobody has asked for anything yet; who does is told.
    """
    from contextlib import suppress

    from omnidesk.operations.page_drawing import warm_up
    from omnidesk.operations.worker import BrokeDownError

    with suppress(BrokeDownError):
        warm_up()
