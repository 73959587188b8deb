"""YAML and JSON that strangers wrote, read strictly: hostile input refused at once, every mistake with its place."""

from omnidesk.strict_yaml.convert import convert
from omnidesk.strict_yaml.problem import (
    Marks,
    Place,
    SourceError,
    SpecProblem,
    Tree,
    key_of,
    nearest_of,
    problem_at,
)
from omnidesk.strict_yaml.read import bytes_of, read, read_bytes, read_file

__all__ = [
    "Marks",
    "Place",
    "SourceError",
    "SpecProblem",
    "Tree",
    "bytes_of",
    "convert",
    "key_of",
    "nearest_of",
    "problem_at",
    "read",
    "read_bytes",
    "read_file",
]
