"""Strict YAML specs become the catalog, every mistake with file, line and key."""

from omnidesk.specs.load import check, load_catalog

__all__ = ["check", "load_catalog"]
