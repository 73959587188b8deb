"""Strict YAML specs become the catalog, every mistake with file, line and key."""
