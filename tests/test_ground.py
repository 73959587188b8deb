"""What the repository promises as a whole: its shape, its pins, its documentation and its packages."""

import ast
import graphlib
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import grimp
import pytest

from omnidesk.__main__ import main

ROOT = Path(__file__).parents[1]
TRACKED = [
    path
    for name in subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    if name and (path := ROOT / name).is_file()
]
SOURCES = [path for path in TRACKED if path.suffix == ".py"]
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "PROTECTION.md")]
BINARY = {".ttf", ".png", ".pdf", ".p12", ".icc", ".ico", ".icns", ".db"}

# Spelled in pieces, so that this file does not hold what it looks for.
OUT_OF_PLACE = re.compile(
    "|".join(
        ["/ro" + "ot/", "/wo" + "rk/", r"/ho" + r"me/\w", "pypi" + r"\.org", "python" + "hosted", "/sim" + r"ple\b"]
    )
)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_names_a_machine_or_a_package_index() -> None:
    texts = {relative(path): path.read_text(encoding="utf-8") for path in TRACKED if path.suffix not in BINARY}

    assert {name: found[0] for name, text in texts.items() if (found := OUT_OF_PLACE.search(text))} == {}


def test_every_source_file_is_short_and_says_what_it_is_for() -> None:
    texts = {relative(path): path.read_text(encoding="utf-8") for path in SOURCES}

    assert {name: lines for name, text in texts.items() if (lines := len(text.splitlines())) > 300} == {}
    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph("omnidesk", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    try:
        order = list(graphlib.TopologicalSorter(imports).static_order())
    except graphlib.CycleError as cycle:
        pytest.fail(" -> ".join(cycle.args[1]))

    assert "omnidesk.__main__" in order


def pins(name: str) -> dict[str, str]:
    """Return each pinned requirement with its version and marker; every one has to carry a hash."""
    entries = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found: dict[str, str] = {}
    for entry in filter(None, map(str.strip, entries)):
        pin = re.match(
            r"(?P<name>[a-z0-9-]+)(\[[a-z,]+\])?==(?P<rest>[^ ]+( ; .*?)?)(?= +--hash=sha256:[0-9a-f]{64})", entry
        )
        assert pin, f"{name}: {entry[:60]!r} is not pinned with a hash"
        found[pin["name"]] = pin["rest"].split()[0]
    return found


def test_every_declared_package_is_pinned_and_both_files_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, develop = pins("requirements.txt"), pins("requirements-dev.txt")

    def names(declared: list[str]) -> set[str]:
        return {re.split(r"[\[<>=!~ ;]", one)[0].lower().replace("_", "-") for one in declared}

    assert names(project["project"]["dependencies"]) <= set(runtime)
    assert names(project["dependency-groups"]["dev"]) <= set(develop)
    assert {name: develop.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))

    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def documented_commands() -> list[list[str]]:
    """Return the words of every `omnidesk` line in the pages' shell examples."""
    lines = [line for page in PAGES for line in page.read_text(encoding="utf-8").splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith(".venv/bin/omnidesk ")]


@pytest.mark.parametrize("words", documented_commands(), ids=" ".join)
def test_every_documented_command_exists(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main([*words, "--help"])
    except SystemExit as end:
        status = end.code
    shown = capsys.readouterr().out

    assert status == 0
    assert [word for word in words if word.startswith("--") and word not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_documented_make_target_and_sample_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [name for name in targets if f"\n{name}:" not in makefile] == []
    assert [name for name in re.findall(r"resources/samples/[\w.-]+", text) if not (ROOT / name).exists()] == []


def test_the_wheel_carries_specs_and_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)

    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = [relative(path) for path in TRACKED if path.parts[len(ROOT.parts)] in ("specs", "resources")]
    assert {f"omnidesk/shipped/{name}" for name in shipped} <= inside
    assert {relative(path) for path in TRACKED if path.is_relative_to(ROOT / "omnidesk")} <= inside
    assert not [name for name in inside if name.startswith("tests/")]
