"""Bringing tables of other programs in: columns, rows, likely duplicates, and what came of it."""
