"""Every word of the window can be translated: none is written past ``_()``, and none is read before it is shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "omnidesk"
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]|^[A-Z][a-z]{2,}[ .:]?$")
"""What reads like something for a person: two words, or one that begins with a capital letter."""
NAMES = {
    "OmniDesk",
    "OmniDesk ",
    "Pixelgarten Labs",
    "Nordlicht Kommunikation",
    "Aurora Broadcast",
    "Fusion",
    "Inter",
    "Noto Sans JP",
    "Identity",
    "Etc",  # regions of the time zone table that name no place
    "Sys",
}
KEYS = {"Return", "Enter", "Space", "Left", "Right", "Del", "Esc"}
TRANSLATES = {"_", "marked", "say", "self._say"}
"""``say`` speaks the client's language, on the screens that a client signs on."""
NOT_SAID = {
    "startswith",
    "setObjectName",
    "findChild",
    "findChildren",
    "TypeVar",
    "Signal",
    "compile",
    "Template",
    "cast",
    "Tag",
    "getattr",
}


def sources() -> list[Path]:
    """The modules whose words are on screen; the gallery is for whoever makes the window."""
    found = [path for room in ("ui", "wizard") for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if not path.name.startswith("gallery")]


def called(node: ast.Call) -> str:
    name = ast.unparse(node.func)
    last = name.rpartition(".")[2]
    return last if last in NOT_SAID else name


def set_apart(tree: ast.AST) -> set[ast.AST]:
    """What is translated, or needs not be: docstrings, types, keys of tables, and errors, which all rooms share."""
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call() if called(node) in TRANSLATES | NOT_SAID:
                apart |= set(ast.walk(node))
            case ast.Expr(value=ast.Constant()) | ast.Subscript() | ast.Raise():
                apart |= set(ast.walk(node))
            case ast.Dict():
                apart |= set(node.keys) - {None}  # pyright: ignore[reportUnknownArgumentType, reportAssignmentType, reportOperatorIssue]
            case ast.Compare():
                apart |= set(ast.walk(node))
            case ast.AnnAssign() | ast.arg() if node.annotation is not None:
                apart |= set(ast.walk(node.annotation))
            case ast.FunctionDef() if node.returns is not None:
                apart |= set(ast.walk(node.returns))
            case _:
                pass
    return apart


def untranslated(tree: ast.AST) -> Iterator[tuple[int, str]]:
    apart = set_apart(tree)
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if said and node not in apart and said not in NAMES | KEYS and WORDS.search(said) and said[0] != "<":
            yield getattr(node, "lineno", 0), said


def read_at_import(node: ast.AST) -> Iterator[int]:
    """Where ``_()`` is called as the module is read, before a language can be chosen."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and called(child) == "_":
            yield child.lineno
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            arguments = child.args
            for default in (*arguments.defaults, *filter(None, arguments.kw_defaults)):
                yield from read_at_import(ast.Expression(default))
        else:
            yield from read_at_import(child)


def put_together(tree: ast.AST) -> Iterator[int]:
    """Where the text given to ``_()`` is no plain text, so that no translator ever sees it."""
    for node in ast.walk(tree):
        names = isinstance(node, ast.Call) and called(node) == "marked"
        if names and not all(isinstance(each, ast.Constant) for each in node.args):  # pyright: ignore[reportAttributeAccessIssue]
            yield node.lineno  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(node, ast.Call) and called(node) == "_" and any(isinstance(e, ast.JoinedStr) for e in node.args):
            yield node.lineno


def test_a_word_that_cannot_be_translated_is_found() -> None:
    assert [said for _line, said in untranslated(ast.parse('Text("No deals yet")'))] == ["No deals yet"]
    assert [said for _line, said in untranslated(ast.parse('Button(f"{name} 2 x")'))] == []
    assert [said for _line, said in untranslated(ast.parse('Button(f"Open the {name}")'))] == ["Open the "]
    assert [said for _line, said in untranslated(ast.parse('Text(_("No deals yet"))\nx = {"Text": 1}'))] == []
    assert list(read_at_import(ast.parse('NAMES = (_("Low"),)\ndef f(a=_("b")):\n    return _("c")'))) == [1, 2]
    assert list(put_together(ast.parse('_(f"{count} deals")'))) == [1]


def test_no_word_of_the_window_misses_its_translation() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {said!r}"
        for path in sources()
        for line, said in untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_word_is_translated_before_the_language_is_known() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in read_at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in put_together(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
