"""How large a PDF may be; apart from the modules that read PDFs, so that a file can be refused before they load."""

LARGEST_PDF = 100_000_000
"""Bytes. A proposal takes some 500 kB."""
