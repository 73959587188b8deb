"""Strict YAML specs become the catalog, every mistake with file, line and key."""

from omnidesk.specs.load import check, load_catalog
from omnidesk.specs.schemas import write_schemas

__all__ = ["check", "load_catalog", "write_schemas"]
