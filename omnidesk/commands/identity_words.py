"""What commands say of a signing identity."""

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary


def expiry_warning(identity: "IdentitySummary", now: datetime.datetime) -> str:
    """What to say of a certificate that ends soon or has ended; empty for a good one."""
    standing, day = identity.standing(now), f"{identity.valid_until:%Y-%m-%d}"
    if standing == "ending":
        return f"“{identity.name}” can sign only until {day}; make the next identity and tell clients its fingerprint"
    if standing == "ended":
        return f"“{identity.name}” can no longer sign: its certificate ended on {day}"
    return ""


def print_made(made: "IdentitySummary") -> None:
    """Say that an identity can sign, and what its owner has to do now."""
    print(f"“{made.name}” can sign until {made.valid_until:%Y-%m-%d}")
    print(f"  fingerprint {made.fingerprint}")
    print("  Hand the fingerprint to your clients by another way than e-mail: it is how they recognise your signature.")
