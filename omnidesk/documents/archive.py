"""Packages of office files whose bytes depend on their content alone."""

import io
import zipfile

FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every member of a package: the earliest that the format knows."""


def repacked(package: bytes) -> bytes:
    """Return the same package with sorted members and one fixed time, so that equal documents are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            member = zipfile.ZipInfo(name, FIXED)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(member, source.read(name), compresslevel=6)
    return out.getvalue()
