"""Increments: how something is appended to a sealed file, and the names of the fields that may come with one."""

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

TIMESTAMP_FIELDS = tuple(f"Timestamp{number}" for number in range(1, 10))
"""The fields of document timestamps, in the order in which they are appended."""


class IncrementWriter(IncrementalPdfFileWriter):
    """Adds a signature and nothing else; pyHanko would also write its name and the clock's time into the metadata."""

    def _update_meta(self) -> None:
        pass
