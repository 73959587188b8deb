"""The text of a contract's clauses as people read it, on screen and in documents: every mark filled in."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from omnidesk.domain.contract import Contract, ContractClause
from omnidesk.domain.contract_markup import Mark, parse
from omnidesk.domain.contract_variables import Variable
from omnidesk.formatting import Formatter
from omnidesk.i18n import Words

BLANK = "____"
"""What stands for a value that is still missing."""

RunKind = Literal["plain", "value", "ref", "term", "define", "missing"]


@dataclass(frozen=True)
class ContractRun:
    """A stretch of a paragraph: plain words, or what a mark prints; ``name`` is the mark's variable, clause or term."""

    text: str
    kind: RunKind = "plain"
    name: str = ""


Runs = tuple[ContractRun, ...]


@dataclass(frozen=True)
class ContractParagraph:
    """One paragraph with its number; ``rows`` are the items of a list that it ends with."""

    number: str
    runs: Runs
    rows: tuple[Runs, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as one line, the items of its list after it."""
        return text_of(self.runs) + "; ".join(text_of(row) for row in self.rows)


@dataclass(frozen=True)
class ContractSpeech:
    """How a contract is put into words: its values in a language and currency."""

    contract: Contract
    variables: Mapping[str, Variable]
    formatter: Formatter
    words: Words
    currency: str


def text_of(runs: Runs) -> str:
    """The words of some runs."""
    return "".join(run.text for run in runs)


def paragraphs_of(clause: ContractClause, speech: ContractSpeech) -> tuple[ContractParagraph, ...]:
    """The paragraphs of a clause as they are printed."""
    numbers = clause.numbers or ("",) * len(clause.text)
    return tuple(spoken(text, clause.each, speech, number) for text, number in zip(clause.text, numbers, strict=True))


def definitions_of(speech: ContractSpeech) -> tuple[ContractParagraph, ...]:
    """The definitions that the contract lists, by name."""
    terms = sorted(speech.contract.terms, key=lambda term: _sorted_by(term.name))
    return tuple(spoken(term.text, {}, speech) for term in terms)


def _sorted_by(name: str) -> str:
    """A name without its accents: É stands with E."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))


def spoken(text: str, each: Mapping[str, str], speech: ContractSpeech, number: str = "") -> ContractParagraph:
    """Put one paragraph into words; ``each`` are the patterns of its clause for rows of values."""
    parts = list(parse(text))
    last = parts[-1] if parts else ""
    rows: tuple[Runs, ...] = ()
    if isinstance(last, Mark) and last.kind == "variable" and last.name in each:
        rows = tuple(_rows(last, each, speech))
        parts = parts[:-1] if rows else parts
    runs = [run for part in parts for run in _runs(part, each, speech)]
    if runs and runs[0].kind == "ref":
        runs[0] = ContractRun(f"{runs[0].text[:1].upper()}{runs[0].text[1:]}", "ref", runs[0].name)
    return ContractParagraph(number, tuple(runs), rows)


def _runs(part: str | Mark, each: Mapping[str, str], speech: ContractSpeech) -> Iterator[ContractRun]:
    if isinstance(part, str):
        yield ContractRun(part)
    elif part.kind == "ref":
        number = speech.contract.number_of(part.name, part.paragraph)
        shown = speech.words.say("section {number}").format(number=number) if number else BLANK
        yield ContractRun(shown, "ref" if number else "missing", part.name)
    elif part.kind == "variable":
        yield from _value(part, each, speech)
    else:
        words = part.words or speech.contract.names.get(part.name, part.name)
        yield ContractRun(words, part.kind, part.name)


def _value(mark: Mark, each: Mapping[str, str], speech: ContractSpeech) -> Iterator[ContractRun]:
    variable = speech.variables.get(mark.name)
    if variable is None or not variable.resolved or (variable.kind == "rows" and mark.name not in each):
        yield ContractRun(BLANK, "missing", mark.name)
    elif variable.kind == "rows":
        rows = (text_of(row) for row in _rows(mark, each, speech))
        yield ContractRun(speech.words.say("; ").join(rows), "value", mark.name)
    else:
        yield ContractRun(value_text(variable, speech), "value", mark.name)


def _rows(mark: Mark, each: Mapping[str, str], speech: ContractSpeech) -> Iterator[Runs]:
    variable = speech.variables.get(mark.name)
    for row in variable.rows if variable else ():
        yield tuple(
            ContractRun(part)
            if isinstance(part, str)
            else ContractRun(value_text(row[part.name], speech) if part.name in row else BLANK, "value", part.name)
            for part in parse(each[mark.name])
        )


def value_text(variable: Variable, speech: ContractSpeech) -> str:
    """A value as the contract prints it."""
    value, formatter = variable.value, speech.formatter
    if variable.kind == "texts":
        return speech.words.say("; ").join(variable.several)
    if isinstance(value, date):
        return formatter.day(value)
    if not isinstance(value, int | Decimal):
        return str(value or "")
    return _figure(variable, Decimal(value), speech)


def _figure(variable: Variable, value: Decimal, speech: ContractSpeech) -> str:
    formatter, count = speech.formatter, speech.words.count
    match variable.kind:
        case "money":
            return formatter.money(value, speech.currency)
        case "percent":
            return formatter.percent(value)
        case "rate":
            return formatter.rate(value.normalize(), speech.currency)
        case "hours":
            words = count("{number} hour", "{number} hours", int(value))
        case "days":
            words = count("{number} day", "{number} days", int(value))
        case "months":
            words = count("{number} month", "{number} months", int(value))
        case _:
            words = "{number}"
    return words.format(number=formatter.number(value))
