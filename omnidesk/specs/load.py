"""Load the catalog: shipped specs, overlaid file by file by a company's own, all checked."""

from pathlib import Path

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import ClausesSpec
from omnidesk.domain.policy import Policy
from omnidesk.domain.tier import Tier
from omnidesk.specs import compiled
from omnidesk.specs.logo import logo_of
from omnidesk.specs.sources import CLAUSES, Source, read_sources, spec_files
from omnidesk.specs.translations import translations_of, unreadable, untranslated
from omnidesk.strict_yaml import SourceError, SpecProblem, bytes_of


def load_catalog(overlay: Path | None = None) -> Catalog:
    """Load and check all specs; what was checked before and has not changed comes from the compiled copy.

    Raises:
        SourceError: with every mistake of every file.
        InputError: a file or the overlay folder cannot be read.

    """
    files = spec_files(overlay)
    contents = {name: bytes_of(path) for name, path in files.items()}
    key = compiled.key_of_contents(contents)
    catalog = compiled.take(key)
    if catalog is None:
        catalog = _checked_catalog(files, contents)
        compiled.keep(key, catalog)
    return catalog


def check(overlay: Path | None = None) -> tuple[SpecProblem, ...]:
    """Return every error and warning of the specs, errors first; empty when all is well.

    Raises:
        InputError: a file or the overlay folder cannot be read.

    """
    try:
        files = spec_files(overlay)
    except SourceError as error:
        return error.problems
    contents = {name: bytes_of(path) for name, path in files.items()}
    sources, problems = read_sources(files, contents)
    found = _found(sources, [*problems, *logo_of(files, contents)[1], *unreadable(files, contents)])
    if any(problem.severity == "error" for problem in found):
        return found
    return *found, *untranslated(msgspec.structs.replace(_catalog(sources), translations=translations_of(contents)))


def _found(sources: dict[str, Source], problems: list[SpecProblem]) -> tuple[SpecProblem, ...]:
    from omnidesk.specs.checks import findings

    return tuple(problems) or findings(sources)


def _checked_catalog(files: dict[str, Path], contents: dict[str, bytes]) -> Catalog:
    sources, problems = read_sources(files, contents)
    logo, wrong = logo_of(files, contents)
    problems += [*wrong, *unreadable(files, contents)]
    errors = tuple(problem for problem in _found(sources, problems) if problem.severity == "error")
    if errors:
        raise SourceError(errors)
    return msgspec.structs.replace(_catalog(sources), logo=logo, translations=translations_of(contents))


def _catalog(sources: dict[str, Source]) -> Catalog:
    policy: Policy = sources["policy.yaml"].spec
    return Catalog(
        company=sources["company.yaml"].spec,
        tiers=tuple(_with_policy(tier, policy) for tier in sources["tiers.yaml"].spec.tiers),
        discovery=sources["discovery.yaml"].spec,
        subscription=sources["subscription.yaml"].spec,
        usage=sources["usage.yaml"].spec,
        performance=sources["performance.yaml"].spec,
        development=sources["development.yaml"].spec,
        flamecoin=sources["flamecoin.yaml"].spec,
        scaling=sources["scaling.yaml"].spec,
        journey=sources["journey.yaml"].spec,
        success=sources["success.yaml"].spec,
        clauses=tuple(clause for file in _clause_files(sources) for clause in file.clauses),
        policy=policy,
        approvers=sources["approvers.yaml"].spec,
        terms=tuple(term for file in _clause_files(sources) for term in file.terms),
        jurisdictions=sources["jurisdictions.yaml"].spec.jurisdictions,
        templates=sources["templates.yaml"].spec.templates,
    )


def _with_policy(tier: Tier, policy: Policy) -> Tier:
    decided = policy.provides.value.get(tier.id, {})
    return msgspec.structs.replace(tier, provides={**tier.provides, **decided}) if decided else tier


def _clause_files(sources: dict[str, Source]) -> list[ClausesSpec]:
    files: list[ClausesSpec] = [source.spec for name, source in sources.items() if name.startswith(f"{CLAUSES}/")]
    return sorted(files, key=lambda file: file.order)
