"""Contract clauses: text with typed variables, chosen by tier and revenue models."""

from omnidesk.domain.named import Spec


class ClauseCondition(Spec, frozen=True, kw_only=True):
    """When a clause belongs in the contract; empty: always. ``models`` are ids such as ``performance``."""

    tiers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


class Clause(Spec, frozen=True, kw_only=True):
    """One clause. ``text`` is a list of paragraphs with ``{variable}`` places; ``risk`` is for us, never printed."""

    id: str
    version: int
    title: str
    text: tuple[str, ...]
    when: ClauseCondition = ClauseCondition()
    optional: bool = False
    risk: str = ""


class ClausesSpec(Spec, frozen=True, kw_only=True):
    """One file of ``specs/clauses/``; files and rows are read in order of ``order``."""

    order: int
    clauses: tuple[Clause, ...]
