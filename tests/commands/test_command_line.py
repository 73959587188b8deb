"""The command line as a whole: help with examples that work, mistakes in one line, quick, quiet in pipes."""

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from omnidesk import __version__
from omnidesk.commands.cli import COMMANDS, build_parser
from omnidesk.commands.completion import SHELLS
from omnidesk.commands.parser import Parser
from tests.commands.conftest import ARCHITECT, ROOT, SEEKER, Ask

CONTRACT = (
    "recommend quote roi plan build verify extract deal identity catalog backup doctor sample completion "
    "deal.list deal.show deal.import deal.export deal.history deal.diff identity.list identity.create identity.import "
    "identity.export-certificate identity.remove catalog.check catalog.schema backup.create backup.list backup.verify "
    "backup.restore backup.salvage backup.folder"
)
HEAVY = (
    "PySide6", "shiboken6", "reportlab", "pikepdf", "pyhanko", "cryptography", "keyring", "jsonschema", "sqlite_utils",
    "sqlcipher3", "babel", "icalendar", "shtab", "typing_extensions", "inspect", "dataclasses",
)  # fmt: skip


def every_command() -> list[Parser]:
    found = build_parser().with_those_below()
    return [parser for parser in found if parser.get_default("run") is not None]


def program(
    *arguments: str | Path, text: str = "import omnidesk.__main__; sys.exit(omnidesk.__main__.main())"
) -> list[str]:
    return [sys.executable, "-c", f"import sys; {text}", *map(str, arguments)]


def run_program(command: list[str]) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_every_command_of_the_contract_is_there() -> None:
    names = {parser.prog.removeprefix("omnidesk ").replace(" ", ".") for parser in build_parser().with_those_below()}
    assert names >= set(CONTRACT.split())


@pytest.mark.parametrize("parser", every_command(), ids=lambda parser: parser.prog)
def test_the_example_in_the_help_can_be_typed(parser: Parser) -> None:
    example = parser.format_help().rpartition("example:\n  ")[2].strip()
    typed = example.removeprefix('eval "$(').removesuffix(')"')
    assert typed.startswith(parser.prog)
    options = build_parser().parse_args(shlex.split(typed)[1:])
    assert options.run == parser.get_default("run")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(omnidesk: Ask, name: str) -> None:
    answer = omnidesk(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: omnidesk {name}")


def test_help_and_version(omnidesk: Ask) -> None:
    answer = omnidesk("--help")
    assert answer.status == 0
    assert all(f"\n    {name} " in answer.out for name in COMMANDS)
    assert omnidesk("--version").out == f"omnidesk {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["qote"], "there is no command “qote”; did you mean quote?"),
        (["deal"], "the following arguments are required: COMMAND; see: omnidesk deal --help"),
        (["quote"], "the following arguments are required: FILE; see: omnidesk quote --help"),
        (["quote", "a", "--jsn"], "unrecognized arguments: --jsn; see: omnidesk --help"),
        (["roi", "a", "--seed", "x"], "argument --seed: invalid int value: 'x'; see: omnidesk roi --help"),
    ],
)
def test_a_mistake_in_the_arguments_is_one_line(omnidesk: Ask, arguments: list[str], line: str) -> None:
    answer = omnidesk(*arguments)
    assert (answer.status, answer.out, answer.err) == (2, "", f"omnidesk: {line}\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_commands_and_options(omnidesk: Ask, shell: str) -> None:
    script = omnidesk("completion", shell).out
    assert "export-certificate" in script
    assert "explain" in script


def test_bash_accepts_its_completion(omnidesk: Ask) -> None:
    script = omnidesk("completion", "bash").out
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_a_quote_imports_nothing_heavy() -> None:
    text = (
        "import omnidesk.__main__; status = omnidesk.__main__.main(); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr); sys.exit(status)"
    )
    run_program(program("quote", SEEKER))  # the first one compiles the catalog, and may need more
    done = run_program(program("quote", SEEKER, "--json", text=text))
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert json.loads(done.stdout)["tier"] == "seeker"


def test_no_command_imports_qt(tmp_path: Path) -> None:
    text = (
        "from omnidesk.commands import cli; "
        "[cli.run([*arguments.split()]) for arguments in sys.argv[1:]]; "
        "sys.exit(any(name.partition('.')[0] in ('PySide6', 'shiboken6') for name in sys.modules))"
    )
    where = f"--data-dir {tmp_path / 'workspace'}"
    commands = (
        f"quote {ARCHITECT}", f"roi {SEEKER}", f"plan {SEEKER}", f"build {SEEKER} --out {tmp_path}/a.pdf",
        f"verify {tmp_path}/a.pdf", f"extract {tmp_path}/a.pdf --out {tmp_path}/a.yaml",
        f"deal import {SEEKER} {where}", f"deal list {where}", f"backup create {where}", f"identity list {where}",
        f"doctor {where}", "catalog check", "completion bash",
    )  # fmt: skip
    done = run_program(program(*commands, text=text))
    assert done.returncode == 0, done.stderr


def test_a_reader_that_leaves_early_hears_nothing_of_it() -> None:
    command = program("quote", ARCHITECT, "--json")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


class Terminal(io.StringIO):
    """A stream with a person in front of it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_progress_bar_is_drawn_for_a_person_alone(
    omnidesk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, drawn: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert omnidesk("build", SEEKER, "--kind", "summary", "--out", tmp_path / "a.pdf").status == 0
    assert ("Laying out the pages" in stream.getvalue()) is drawn


def test_json_is_utf_8_whatever_the_locale_says() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = program("quote", ARCHITECT)
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert "−67,500.00" in done.stdout.decode("utf-8")
