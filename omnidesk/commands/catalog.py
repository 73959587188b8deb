"""``omnidesk catalog``: every problem of the specs, and schemas with which an editor completes and checks them."""

import argparse
from pathlib import Path

from omnidesk.commands.deal_input import own_specs, read_catalog
from omnidesk.commands.output import print_json, problem_line
from omnidesk.commands.parser import Commands, add_json, add_specs


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("catalog", "check the specs, or write schemas for editors")
    check = group.add(
        "check",
        "list every problem of the specs with file, line and key",
        example="omnidesk catalog check --specs specs",
        run=check_specs,
    )
    add_specs(check)
    add_json(check)
    schema = group.add(
        "schema",
        "write a JSON Schema for each spec file and for the deal file",
        example="omnidesk catalog schema --out schemas",
        run=write_all,
    )
    add_specs(schema)
    schema.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the schemas")


def check_specs(options: argparse.Namespace) -> int:
    """Print all problems; 1 when there is an error, warnings alone are no reason to refuse."""
    from omnidesk.specs.load import check

    problems = check(own_specs(options))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if options.json:
        print_json({"errors": errors, "warnings": warnings, "problems": problems})
        return 1 if errors else 0
    for problem in problems:
        print(problem_line(problem))
    print(
        f"{errors or 'no'} error{'' if errors == 1 else 's'}, {warnings or 'no'} warning{'' if warnings == 1 else 's'}"
    )
    return 1 if errors else 0


def write_all(options: argparse.Namespace) -> int:
    """Write the schemas."""
    from omnidesk.specs.schemas import write_schemas

    for path in write_schemas(options.out, read_catalog(options)):
        print(path)
    return 0
