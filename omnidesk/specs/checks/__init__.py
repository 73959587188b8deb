"""What types cannot say: references between files, ranges, totals; and the source's own contradictions as warnings."""

from collections.abc import Callable

from omnidesk.specs.checks.approvers import check_approvers
from omnidesk.specs.checks.clauses import check_clauses
from omnidesk.specs.checks.contradictions import find_contradictions
from omnidesk.specs.checks.discovery import check_discovery
from omnidesk.specs.checks.findings import Findings
from omnidesk.specs.checks.models import check_company, check_journey, check_models, check_scaling
from omnidesk.specs.checks.policy import check_policy
from omnidesk.specs.checks.rows import check_rows
from omnidesk.specs.checks.templates import check_templates
from omnidesk.specs.checks.tiers import check_tiers
from omnidesk.specs.sources import Source
from omnidesk.strict_yaml import SpecProblem

_CHECKS: tuple[Callable[[Findings], None], ...] = (
    check_rows,
    check_company,
    check_discovery,
    check_tiers,
    check_policy,
    check_approvers,
    check_models,
    check_scaling,
    check_journey,
    check_clauses,
    check_templates,
    find_contradictions,
)


def findings(sources: dict[str, Source]) -> tuple[SpecProblem, ...]:
    """Return every error, then every warning, each group in the order of files and lines."""
    found = Findings(sources)
    for check in _CHECKS:
        check(found)
    return found.sorted()
