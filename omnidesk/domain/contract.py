"""The contract of a deal: its clauses in order and numbered, with what departs from the standard (domain rules §9)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import Clause, ClauseCondition, DefinedTerm, Fallback
from omnidesk.domain.contract_markup import marks
from omnidesk.domain.contract_order import Outline, numbered, outline
from omnidesk.domain.contract_wording import Deviation, OwnClause
from omnidesk.domain.deal import Deal, RevenueModels
from omnidesk.domain.jurisdiction import Jurisdiction, Law, chosen
from omnidesk.domain.tier import Tier

ClauseState = Literal["standard", "fallback", "edited", "own"]


@dataclass(frozen=True)
class Standard:
    """What the library says of a clause under the chosen pack; ``fallback`` is empty where none was agreed."""

    title: str
    text: tuple[str, ...]
    fallback: tuple[str, ...]
    version: int
    optional: bool
    risk: str


@dataclass(frozen=True)
class ContractClause:
    """One clause as it stands in the contract.

    ``number`` is ``4`` or, for a sub-clause (``depth`` 2), ``4.2``; ``numbers`` are those of its paragraphs, empty for
    the only paragraph of a sub-clause. ``standard`` is None for an own clause. ``reason`` is internal.
    """

    id: str
    number: str
    depth: int
    title: str
    text: tuple[str, ...]
    numbers: tuple[str, ...]
    each: Mapping[str, str]
    lists_terms: bool
    state: ClauseState
    standard: Standard | None
    under: str
    reason: str
    version: int

    @property
    def moved_on(self) -> bool:
        """Whether the library's clause has changed since this contract departed from it."""
        return self.standard is not None and self.state != "standard" and self.version != self.standard.version


@dataclass(frozen=True)
class Dropped:
    """A clause of the library that was taken out; ``reason`` is internal."""

    clause: Clause
    standard: Standard
    reason: str
    version: int


@dataclass(frozen=True)
class Contract:
    """The contract as it would be printed. ``terms`` are the definitions to list: those that the text uses.

    ``names`` are the words for each defined term, listed or defined in a clause.
    """

    jurisdiction: Jurisdiction
    law: Law
    clauses: tuple[ContractClause, ...]
    dropped: tuple[Dropped, ...]
    terms: tuple[DefinedTerm, ...]
    names: Mapping[str, str]

    def clause(self, clause_id: str) -> ContractClause | None:
        """The clause with this id, or None."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def number_of(self, clause_id: str, paragraph: int | None = None) -> str:
        """The number that a reference prints; empty where there is no such clause or paragraph."""
        clause = self.clause(clause_id)
        if clause is None or paragraph is None:
            return clause.number if clause else ""
        return clause.numbers[paragraph - 1] if paragraph <= len(clause.numbers) else ""


def contract_of(deal: Deal, catalog: Catalog, tier: Tier) -> Contract:
    """Put the contract together: clauses that apply, their wording, order, numbers and definitions."""
    choice = deal.contract
    pack, law = chosen(catalog.jurisdictions, catalog.company.contract, choice.jurisdiction, choice.law)
    library = {clause.id: clause for clause in clauses_for(deal, catalog.clauses, tier, pack.id)}
    out = [each for each in library if each in choice.deviations and choice.deviations[each].kind == "dropped"]
    own = {clause_id: clause for clause_id, clause in choice.own.items() if clause_id not in library}
    parents = {clause.id: clause.under for clause in library.values() if clause.id not in out}
    parents |= {clause_id: clause.under for clause_id, clause in own.items()}
    clauses = [
        _own(place, own[place.id]) if place.id in own else _library(deal, library[place.id], place, pack.id)
        for place in outline(parents, choice.order)
    ]
    terms = _used_terms(clauses, catalog.terms, pack.id)
    inline = {mark.name: mark.words for mark in marks(_texts(clauses)) if mark.kind == "define"}
    return Contract(
        jurisdiction=pack,
        law=law,
        clauses=tuple(_with_numbers(clauses)),
        dropped=tuple(_dropped(deal, library[each], pack.id) for each in out),
        terms=terms,
        names={**inline, **{term.id: term.name for term in terms}},
    )


def _with_numbers(clauses: Sequence[ContractClause]) -> Iterator[ContractClause]:
    shapes = ((clause.depth, len(clause.text)) for clause in clauses)
    for clause, numbers in zip(clauses, numbered(shapes), strict=True):
        yield replace(clause, number=numbers.clause, numbers=numbers.paragraphs)


def clauses_for(deal: Deal, clauses: Sequence[Clause], tier: Tier, pack: str) -> tuple[Clause, ...]:
    """The clauses whose conditions this deal meets under a jurisdiction pack, in the order of the library."""
    return tuple(clause for clause in clauses if _applies(deal, clause.when, tier, pack))


def _applies(deal: Deal, when: ClauseCondition, tier: Tier, pack: str) -> bool:
    terms, asked = deal.terms, when.terms
    return all(
        (
            not when.tiers or tier.id in when.tiers,
            not when.jurisdictions or pack in when.jurisdictions,
            not when.models or any(_has(deal.models, path) for path in when.models),
            not when.needs or any(deal.discovery.get(need) is True for need in when.needs),
            all(_answered(deal, question, answers) for question, answers in when.answers.items()),
            not asked.payment or terms.payment in asked.payment,
            not asked.billing or terms.billing in asked.billing,
            asked.auto_renewal is None or terms.auto_renewal == asked.auto_renewal,
        )
    )


def _has(models: RevenueModels, path: str) -> bool:
    """Whether a part of the models is agreed: ``performance`` or ``performance.revenue_share``."""
    found: object = models
    for name in path.split("."):
        found = getattr(found, name, None)
    return found not in (None, ())


def _answered(deal: Deal, question: str, answers: Sequence[str]) -> bool:
    answer = deal.discovery.get(question)
    if isinstance(answer, dict):
        return any(answer.get(each) for each in answers)
    given = answer if isinstance(answer, list) else [answer]
    return any(each in answers for each in given)


def standard_of(clause: Clause, pack: str) -> Standard:
    """What the library says of a clause under a pack."""
    worded = clause.jurisdictions.get(pack)
    fallback = worded.fallback if worded else clause.fallback
    return Standard(
        title=(worded and worded.title) or clause.title,
        text=worded.text if worded else clause.text,
        fallback=(fallback or Fallback(text=())).text,
        version=clause.version,
        optional=clause.optional,
        risk=clause.risk,
    )


def _library(deal: Deal, clause: Clause, place: Outline, pack: str) -> ContractClause:
    standard = standard_of(clause, pack)
    deviation = deal.contract.deviations.get(clause.id)
    title, text, state = _worded(standard, deviation)
    return ContractClause(
        id=clause.id,
        number="",
        depth=place.depth,
        title=title,
        text=text,
        numbers=(),
        each=clause.each,
        lists_terms=clause.lists_terms,
        state=state,
        standard=standard,
        under=place.under,
        reason=deviation.reason if deviation else "",
        version=deviation.version if deviation else clause.version,
    )


def _worded(standard: Standard, deviation: Deviation | None) -> tuple[str, tuple[str, ...], ClauseState]:
    if deviation is None:
        return standard.title, standard.text, "standard"
    if deviation.kind == "fallback":
        return standard.title, standard.fallback or standard.text, "fallback"
    title = standard.title if deviation.title is None else deviation.title
    return title, _filled_in(deviation.text), "edited"


def _filled_in(text: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs without the empty ones that a person leaves while writing."""
    return tuple(paragraph.strip() for paragraph in text if paragraph.strip())


def _own(place: Outline, clause: OwnClause) -> ContractClause:
    return ContractClause(
        id=place.id,
        number="",
        depth=place.depth,
        title=clause.title,
        text=_filled_in(clause.text),
        numbers=(),
        each={},
        lists_terms=False,
        state="own",
        standard=None,
        under=place.under,
        reason=clause.reason,
        version=1,
    )


def _dropped(deal: Deal, clause: Clause, pack: str) -> Dropped:
    deviation = deal.contract.deviations[clause.id]
    return Dropped(clause, standard_of(clause, pack), deviation.reason, deviation.version)


def _used_terms(clauses: Iterable[ContractClause], terms: Sequence[DefinedTerm], pack: str) -> tuple[DefinedTerm, ...]:
    """The terms that the clauses use, and those that their definitions use in turn, in the order of the library."""
    known = {term.id: _worded_term(term, pack) for term in terms}
    texts = list(_texts(clauses))
    used: set[str] = set()
    while fresh := {mark.name for mark in marks(texts) if mark.kind == "term"} & known.keys() - used:
        used |= fresh
        texts = [known[name].text for name in fresh]
    return tuple(term for term in known.values() if term.id in used)


def _texts(clauses: Iterable[ContractClause]) -> Iterator[str]:
    return (text for clause in clauses for text in (*clause.text, *clause.each.values()))


def _worded_term(term: DefinedTerm, pack: str) -> DefinedTerm:
    text = term.jurisdictions.get(pack, term.text)
    return DefinedTerm(id=term.id, name=term.name, text=text)
