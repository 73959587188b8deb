"""Loads what is known of foreign tables; it is no part of the catalog, because no price rests on it."""

from pathlib import Path

from omnidesk.domain.imports import ImportsSpec
from omnidesk.specs.sources import spec_files
from omnidesk.strict_yaml import convert, read_file

IMPORTS = "imports.yaml"


def load_imports(overlay: Path | None = None) -> ImportsSpec:
    """Load the shipped file, or the company's own in its place.

    Raises:
        SourceError: with every mistake of the file.
        InputError: it cannot be read.
    """
    path = spec_files(overlay)[IMPORTS]
    tree, marks = read_file(path)
    return convert(tree, marks, ImportsSpec, str(path))
