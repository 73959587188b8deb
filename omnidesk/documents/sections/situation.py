"""The client's situation: what we heard, in the groups of the conversation."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row, TableFlow
from omnidesk.documents.text import Run
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal, Situation
from omnidesk.speaker import heard

USE_CASE = "use_case"
LARGE = 160
"""Up to so many characters the client's own words are set large."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return what the client told us; nothing where no question is answered."""
    stated = [row for row in proposal.situation if row.value is not False and row.question != USE_CASE]
    if not proposal.situation:
        return []
    parts = _opening(proposal, writer)
    parts.append(writer.opening(writer.say("This is what we heard. Please correct us where we misunderstood.")))
    declined = [row.subject for row in proposal.situation if row.value is False]
    words = writer.say("Not needed: {subjects}.").format(
        subjects=writer.joined([writer.inside(each) for each in declined])
    )
    notes = [words] if declined else []
    return [*parts, *writer.noted(_table(stated, writer), notes)] if stated else parts


def _opening(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """The first use case in the client's own words: a short one large, a long one as text."""
    use_case = next((str(row.value) for row in proposal.situation if row.question == USE_CASE), "")
    client = proposal.deal.client.name or writer.say("Our client")
    if use_case and len(use_case) <= LARGE:
        return [writer.lead(writer.say("{client}: ").format(client=client), Run(use_case))]
    return [writer.lead(writer.say("What {client} needs").format(client=client)), *writer.setter.prose(use_case)]


def _table(stated: Sequence[Situation], writer: Writer) -> TableFlow:
    groups: dict[str, list[Situation]] = {}
    for row in stated:
        groups.setdefault(row.group, []).append(row)
    rows: list[Row] = []
    for name, members in groups.items():
        for place, row in enumerate(members):
            rows.append(Row(("" if place else name, row.subject, heard(row, writer))))
    columns = (
        Column(writer.say("Area"), 1.2, strong=True),
        Column(writer.say("Subject"), 1.2),
        Column(writer.say("What we heard"), 2),
    )
    return writer.table(columns, rows)
