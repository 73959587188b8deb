"""Discounts on the running balance and the approvals they may need (domain rules §4, §10)."""

import datetime

import msgspec


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone's consent to an exception, bound to the priced deal by its hash."""

    rule: str
    who: str
    when: datetime.date
    why: str
    deal_hash: str
