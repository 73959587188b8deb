"""Whether what a template prints on one line has room there: told, never cut without a word."""

import datetime

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import RefusedError
from omnidesk.domain.proposal import propose
from omnidesk.operations.in_language import in_language
from omnidesk.operations.worker import in_worker


@in_worker
def template_widths(deal: Deal, catalog: Catalog, *, today: datetime.date) -> tuple[str, str]:
    """What is said about the widths of footer and logo; empty where they fit, or while the deal cannot be printed."""
    from omnidesk.documents.widths import footer_width, logo_width

    language, printed = in_language(catalog, deal.client.language)
    try:
        proposal = propose(deal, catalog, today=today, language=language, printed=printed)
    except RefusedError:
        return "", ""
    return footer_width(proposal), logo_width(proposal)
