"""The clauses of a contract in parts: words, values that the deal fills in, and references to other clauses."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from omnidesk.contract_words import ContractParagraph, ContractRun, ContractSpeech, definitions_of, paragraphs_of
from omnidesk.documents.sections.clauses import speech_of
from omnidesk.documents.word.elements import as_read, shown
from omnidesk.documents.writer import Writer
from omnidesk.domain.contract import Contract, ContractClause
from omnidesk.domain.contract_markup import Mark, parse
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.redline import Place

Shape = Literal["numbered", "plain", "row", "definition"]

LONGEST_NAME = 40
"""Characters of a bookmark's name that Word keeps."""
END = "_end"
"""The bookmark where the clauses end."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence. ``value`` names the variable that filled it, ``target`` the bookmark it refers to.

    ``source`` is how the clause writes it, where that is not the words themselves.
    """

    words: str
    value: str = ""
    target: str = ""
    source: str | None = None
    locked: bool = False


@dataclass(frozen=True)
class PrintedParagraph:
    """A paragraph. Neighbours of one ``block`` are how the clause writes something that takes several paragraphs."""

    shape: Shape
    parts: tuple[Part, ...]
    bookmark: str = ""
    block: str | None = None

    @property
    def text(self) -> str:
        """The words as they are read back."""
        return "".join(as_read(shown(part.words)) for part in self.parts)


@dataclass(frozen=True)
class PrintedClause:
    """A clause as a Word document prints it; ``depth`` 1 stands at the top, 2 under another clause."""

    id: str
    depth: int
    number: str
    title: str
    bookmark: str
    paragraphs: tuple[PrintedParagraph, ...]

    @property
    def text(self) -> str:
        """The title and the paragraphs as they are read back, one a line."""
        return "\n".join((as_read(shown(self.title)), *(paragraph.text for paragraph in self.paragraphs)))

    def places(self) -> Iterator[Place]:
        """Where values, references and lists stand in the clause's text, its title being the first line."""
        end = len(as_read(shown(self.title)))
        for block, group in groupby(self.paragraphs, key=lambda paragraph: paragraph.block):
            start = end
            for paragraph in group:
                end += 1
                if block is None:
                    yield from _places(paragraph, end)
                end += len(paragraph.text)
            if block is not None:
                yield Place(start, end, block)


def printed_clauses(proposal: Proposal, writer: Writer) -> tuple[PrintedClause, ...]:
    """Return the clauses in the order of the contract."""
    speech = speech_of(proposal, writer)
    bookmarks = bookmarks_of(proposal.contract)
    return tuple(_clause(clause, speech, bookmarks) for clause in proposal.contract.clauses)


def fingerprint(clauses: Sequence[PrintedClause]) -> str:
    """A hash over all that the clauses say: whether a file was made of this very text."""
    return hashlib.sha256("\n\n".join(clause.text for clause in clauses).encode()).hexdigest()


def bookmarks_of(contract: Contract) -> dict[str, str]:
    """The bookmark on each clause and paragraph, by its number; Word keeps names that begin with a line to itself."""
    found: dict[str, str] = {}
    for clause in contract.clauses:
        name = "_" + re.sub(r"\W", "_", clause.id)[: LONGEST_NAME - 4]
        found[clause.number] = name
        found |= {number: f"{name}__{place}" for place, number in enumerate(clause.numbers, start=1) if number}
    return found


def _clause(clause: ContractClause, speech: ContractSpeech, bookmarks: dict[str, str]) -> PrintedClause:
    paragraphs = [
        each
        for text, paragraph in zip(clause.text, paragraphs_of(clause, speech), strict=True)
        for each in _paragraphs(text, paragraph, speech, bookmarks)
    ]
    for definition in definitions_of(speech) if clause.lists_terms else ():
        parts = tuple(Part(run.text) for run in definition.runs)
        paragraphs.append(PrintedParagraph("definition", parts, block=""))
    return PrintedClause(
        clause.id, clause.depth, clause.number, clause.title, bookmarks[clause.number], tuple(paragraphs)
    )


def _paragraphs(
    text: str, paragraph: ContractParagraph, speech: ContractSpeech, bookmarks: dict[str, str]
) -> Iterator[PrintedParagraph]:
    """Yield a paragraph, and a paragraph for each item of the list that it ends with."""
    sources = list(parse(text))
    pairs = zip(sources, paragraph.runs, strict=False)
    parts = tuple(_part(source, run, speech, bookmarks) for source, run in pairs)
    shape: Shape = "numbered" if paragraph.number else "plain"
    yield PrintedParagraph(shape, parts, bookmarks.get(paragraph.number, "") if paragraph.number else "")
    last = sources[-1] if sources else ""
    for row in paragraph.rows:
        written = written_mark(last) if isinstance(last, Mark) else ""
        yield PrintedParagraph("row", tuple(Part(run.text) for run in row), block=written)


def _part(source: str | Mark, run: ContractRun, speech: ContractSpeech, bookmarks: dict[str, str]) -> Part:
    if isinstance(source, str):
        return Part(run.text)
    number = _NUMBER.search(run.text) if run.kind == "ref" else None
    variable = speech.variables.get(run.name) if run.kind == "value" else None
    return Part(
        run.text,
        value=run.name if variable is not None else "",
        target=bookmarks.get(number[0], "") if number else "",
        source=written_mark(source),
        locked=variable is not None and variable.kind not in ("text", "texts"),
    )


def written_mark(mark: Mark) -> str:
    """A mark as a clause writes it."""
    kind = "" if mark.kind == "variable" else f"{mark.kind}:"
    paragraph = f".{mark.paragraph}" if mark.paragraph else ""
    return f"{{{kind}{mark.name}{paragraph}{f'|{mark.words}' if mark.words else ''}}}"


def _places(paragraph: PrintedParagraph, start: int) -> Iterator[Place]:
    for part in paragraph.parts:
        end = start + len(as_read(shown(part.words)))
        if part.source is not None and end > start:
            yield Place(start, end, part.source)
        start = end


def split_number(words: str) -> tuple[str, str, str]:
    """A reference in its words before the number, the number, and the words after it."""
    found = _NUMBER.search(words)
    return (words, "", "") if found is None else (words[: found.start()], found[0], words[found.end() :])
