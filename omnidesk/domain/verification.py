"""What is found out about the signatures on a file."""

import datetime as dt
from typing import Literal

import msgspec

Changes = Literal["none", "permitted", "forbidden"]
Status = Literal["valid", "unknown_signer", "invalid", "unsigned"]


class SignatureReport(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. ``timestamp`` is a time that an authority known here vouches for, None without one.

    ``intact`` says that the signed bytes are the ones that were signed; ``trusted`` that the signer is known.
    ``organisation`` is the one in the signer's certificate, empty without one.
    """

    field: str
    signer: str
    fingerprint: str
    covers_whole_file: bool
    intact: bool
    trusted: bool
    signed_at: dt.datetime | None
    timestamp: dt.datetime | None
    changes_after: Changes
    organisation: str = ""


class TimestampReport(msgspec.Struct, frozen=True, kw_only=True):
    """One document timestamp: the file as it then was existed at ``time``, says the authority.

    ``trusted`` says that the authority is known here.
    """

    field: str
    authority: str
    fingerprint: str
    covers_whole_file: bool
    intact: bool
    trusted: bool
    time: dt.datetime


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The judgement on a file's signatures; ``problems`` are sentences for a person."""

    status: Status
    signatures: tuple[SignatureReport, ...] = ()
    problems: tuple[str, ...] = ()
    timestamps: tuple[TimestampReport, ...] = ()
