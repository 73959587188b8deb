"""The clauses of a contract: numbered, their references resolved, their places filled with what was agreed."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Indenter

from omnidesk.contract_words import (
    ContractParagraph,
    ContractSpeech,
    Runs,
    definitions_of,
    paragraphs_of,
    text_of,
)
from omnidesk.documents.text import Run
from omnidesk.documents.writer import Writer, staying
from omnidesk.domain.contract import ContractClause
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return every clause: its number and title, then its paragraphs, and the definitions where they are listed."""
    speech = speech_of(proposal, writer)
    return [part for clause in proposal.contract.clauses for part in _clause(clause, speech, writer)]


def speech_of(proposal: Proposal, writer: Writer) -> ContractSpeech:
    """How this document puts a contract into words."""
    return ContractSpeech(
        proposal.contract, proposal.variables, writer.formatter, writer.words, proposal.quote.currency
    )


def _clause(clause: ContractClause, speech: ContractSpeech, writer: Writer) -> Iterator[Flowable]:
    head = "clause_head" if clause.depth == 1 else "clause_sub"
    yield writer.setter.paragraph(clause.title, role=head, number=clause.number)
    for paragraph in paragraphs_of(clause, speech):
        yield from _paragraph(paragraph, writer)
    for definition in definitions_of(speech) if clause.lists_terms else ():
        yield writer.setter.paragraph(*_runs(definition.runs), role="clause")


def _paragraph(paragraph: ContractParagraph, writer: Writer) -> Iterator[Flowable]:
    """A paragraph and the list that it ends with, lettered (a), (b), and so on."""
    main = writer.setter.paragraph(*_runs(paragraph.runs), role="clause", number=paragraph.number)
    if not paragraph.rows:
        yield main
        return
    yield staying(main)
    yield Indenter(left=main.style.leftIndent)
    for place, row in enumerate(paragraph.rows):
        yield writer.setter.paragraph(text_of(row), role="item", number=f"({_letter(place)})")
    yield Indenter(left=-main.style.leftIndent)


def _letter(place: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[place] if place < 26 else str(place + 1)


def _runs(runs: Runs) -> list[str | Run]:
    return [Run(run.text, strong=True) if run.kind == "define" else run.text for run in runs]
