"""What stands on one line of every page, measured as it is printed."""

import io

from omnidesk.documents.fonts import measure
from omnidesk.documents.sections.own_text import filled
from omnidesk.documents.writer import writer_for
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import joined

FOLIO, FOOT_SIZE = 60.0, 7.2
"""Points that the page's number takes from the foot line, and the size of its letters."""
LOGO_HEIGHT, LEAST_HEIGHT = 16.0, 7.0
"""Height of a logo in the head of a page, and the least in which it can be made out, in points."""


def footer_width(proposal: Proposal) -> str:
    """Say how much of the footer is cut off; empty where it fits."""
    footer = proposal.deal.documents.template.footer.strip()
    if not footer:
        return ""
    writer = writer_for(proposal)
    text = filled(footer, proposal, writer)
    room = writer.column - FOLIO
    width = measure(writer.setter.line(text, "Inter"), FOOT_SIZE, "Inter")
    if width <= room:
        return ""
    shown = writer.setter.fitted(text, "Inter", FOOT_SIZE, room)
    return f"The footer is {round(100 * width / room - 100)}% too wide; it ends with “{shown[-24:]}”. Shorten it."


def logo_width(proposal: Proposal) -> str:
    """Say that a logo becomes too low to be made out; empty where it can."""
    from PIL import Image

    template = proposal.deal.documents.template
    if not template.logo:
        return ""
    with Image.open(io.BytesIO(joined(template.logo))) as picture:
        wide, high = picture.size
    room = writer_for(proposal).column / 2 - 8
    height = min(LOGO_HEIGHT, room * high / wide)
    if height >= LEAST_HEIGHT:
        return ""
    shape = f"The logo is {round(wide / high)} times as wide as high"
    return f"{shape} and becomes {height:.0f} points high; use a squarer one."
