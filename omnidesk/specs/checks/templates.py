"""Templates of documents: sections that exist, colours that are some."""

from omnidesk.domain.annex import Documents
from omnidesk.domain.template import TemplatesSpec
from omnidesk.domain.template_problems import template_problems
from omnidesk.specs.checks.findings import Findings

FILE = "templates.yaml"


def check_templates(found: Findings) -> None:
    """Note what no document could be made with."""
    spec: TemplatesSpec = found.spec(FILE)
    for place, row in enumerate(spec.templates):
        for problem in template_problems(Documents(template=row.template), {}):
            steps = problem.field.split(".")[1:]
            found.error(FILE, ("templates", place, *steps), problem.reason, "correct the template")
