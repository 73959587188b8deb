"""The sections that documents can have, one row each: the title of its chapter and what it prints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.platypus import Flowable

from omnidesk.documents.sections import (
    acceptance,
    agreed,
    clauses,
    flamecoin,
    investment,
    own_text,
    payments,
    recommendation,
    roadmap,
    scaling,
    situation,
    success,
    terms,
    tier,
    usage,
    value,
)
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import printed
from omnidesk.i18n import marked

Part = Callable[[Proposal, Writer], list[Flowable]]


@dataclass(frozen=True)
class Chapter:
    """A section under its title, in the document's language; ``id`` is that of its row or of a block of text."""

    id: str
    title: str
    body: list[Flowable]


@dataclass(frozen=True)
class SectionRow:
    """One section: its title (empty: it heads itself) and its parts, one below the other."""

    title: str
    parts: tuple[Part, ...]


PROPOSAL: Mapping[str, SectionRow] = {
    "situation": SectionRow(marked("Your situation"), (situation.flowables,)),
    "recommendation": SectionRow(marked("Our recommendation"), (recommendation.flowables,)),
    "tier": SectionRow(marked("What the tier includes"), (tier.flowables,)),
    "investment": SectionRow(marked("Investment"), (investment.flowables, usage.flowables, flamecoin.flowables)),
    "payments": SectionRow(marked("Payment schedule"), (payments.flowables,)),
    "value": SectionRow(marked("Value"), (value.flowables,)),
    "scaling": SectionRow(marked("Growing together"), (scaling.flowables,)),
    "roadmap": SectionRow(marked("Roadmap"), (roadmap.flowables,)),
    "success": SectionRow(marked("Success plan"), (success.flowables,)),
    "acceptance": SectionRow(marked("Terms and acceptance"), (terms.flowables, acceptance.flowables)),
}
CONTRACT: Mapping[str, SectionRow] = {
    "clauses": SectionRow("", (clauses.flowables,)),
    "payments": SectionRow(marked("Annex: payment schedule"), (payments.flowables,)),
    "agreed": SectionRow("", (agreed.flowables,)),
    "acceptance": SectionRow(marked("Signatures"), (acceptance.flowables,)),
}
SUMMARY: Mapping[str, SectionRow] = {
    "value": SectionRow(marked("What it is worth"), (value.headline,)),
    "payments": SectionRow(marked("When it is paid"), (payments.cash_flow,)),
    "roadmap": SectionRow(marked("How it unfolds"), (roadmap.time_line,)),
}
"""Per document, by id. What a document begins with (cover, contents, parties, overview) it draws itself."""

_ROWS = {"proposal": PROPOSAL, "contract": CONTRACT, "summary": SUMMARY}


def wanted(proposal: Proposal, section: str) -> bool:
    """Whether the template of a proposal's deal has a section in this document."""
    return section in printed(proposal.deal.documents.template, proposal.kind)


def chapters(proposal: Proposal, writer: Writer) -> list[Chapter]:
    """The sections and blocks of text that the template names, in its order; one with nothing to say is left out."""
    template, rows = proposal.deal.documents.template, _ROWS[proposal.kind]
    found: list[Chapter] = []
    for section_id in printed(template, proposal.kind):
        block, row = template.blocks.get(section_id), rows.get(section_id)
        if row is not None:
            body = [part for each in row.parts for part in each(proposal, writer)]
            found.append(Chapter(section_id, writer.say(row.title) if row.title else "", body))
        elif block is not None:
            title = own_text.filled(block.title, proposal, writer)
            found.append(Chapter(section_id, title, own_text.flowables(block, proposal, writer)))
    return [chapter for chapter in found if chapter.body]
