"""Load the catalog: shipped specs, overlaid file by file by a company's own, all checked."""

from pathlib import Path

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import Clause, ClausesSpec
from omnidesk.domain.policy import Policy
from omnidesk.domain.tier import Tier
from omnidesk.specs.sources import CLAUSES, Source, read_sources, spec_files
from omnidesk.strict_yaml import SourceError, SpecProblem


def load_catalog(overlay: Path | None = None) -> Catalog:
    """Load and check all specs.

    Raises:
        SourceError: with every mistake of every file.
        InputError: a file or the overlay folder cannot be read.
    """
    sources, problems = read_sources(spec_files(overlay))
    if problems:
        raise SourceError(problems)
    return _catalog(sources)


def check(overlay: Path | None = None) -> tuple[SpecProblem, ...]:
    """Return every error and warning of the specs, errors first; empty when all is well."""
    try:
        load_catalog(overlay)
    except SourceError as error:
        return error.problems
    return ()


def _catalog(sources: dict[str, Source]) -> Catalog:
    def spec(feature: str) -> object:
        return sources[f"{feature}.yaml"].spec

    policy = sources["policy.yaml"].spec
    features = ("company", "discovery", "subscription", "usage", "performance", "development")
    more = ("flamecoin", "scaling", "journey", "success", "policy")
    return Catalog(
        tiers=tuple(_with_policy(tier, policy) for tier in sources["tiers.yaml"].spec.tiers),
        clauses=_clauses(sources),
        **{feature: spec(feature) for feature in (*features, *more)},
    )


def _with_policy(tier: Tier, policy: Policy) -> Tier:
    decided = policy.provides.value.get(tier.id, {})
    return msgspec.structs.replace(tier, provides={**tier.provides, **decided}) if decided else tier


def _clauses(sources: dict[str, Source]) -> tuple[Clause, ...]:
    files: list[ClausesSpec] = [source.spec for name, source in sources.items() if name.startswith(f"{CLAUSES}/")]
    return tuple(clause for file in sorted(files, key=lambda file: file.order) for clause in file.clauses)
