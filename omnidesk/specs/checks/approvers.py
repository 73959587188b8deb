"""Approvers: fingerprints that are some, named once; limits above what needs an approval at all."""

import hashlib
import re
import ssl

from omnidesk.domain.approver import Approver, ApproversSpec
from omnidesk.domain.money import percent_text
from omnidesk.domain.policy import Policy
from omnidesk.specs.checks.findings import Findings

FILE = "approvers.yaml"
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
LONGEST_DAYS = 366


def check_approvers(found: Findings) -> None:
    """Note what nobody could be asked with."""
    spec: ApproversSpec = found.spec(FILE)
    if not 1 <= spec.valid_days <= LONGEST_DAYS:
        found.error(FILE, ("valid_days",), f"an answer holds 1 to {LONGEST_DAYS} days", "14 is usual")
    seen: set[str] = set()
    for index, person in enumerate(spec.people):
        _check_person(found, index, person)
        if person.fingerprint in seen:
            place = ("people", index, "fingerprint")
            found.error(FILE, place, "this certificate is named twice", "give each person one row")
        seen.add(person.fingerprint)


def _check_person(found: Findings, index: int, person: Approver) -> None:
    def error(key: str, reason: str, fix: str) -> None:
        found.error(FILE, ("people", index, key), reason, fix)

    for key in ("name", "reason"):
        if not getattr(person, key).strip():
            error(key, f"an approver needs a {key}", "write one")
    if not FINGERPRINT.fullmatch(person.fingerprint):
        error("fingerprint", "this is no SHA-256", "64 of 0-9 and a-f; see: omnidesk identity list")
    policy: Policy = found.spec("policy.yaml")
    own = policy.discretionary_limit_percent.value
    if person.limit_percent is not None and not own < person.limit_percent <= 100:
        told = f"a limit lies above {percent_text(own)}, up to which nobody is asked, and at most at 100%"
        error("limit_percent", told, "raise it, or leave it out for no limit")
    if person.limit_amount is not None and person.limit_amount <= 0:
        error("limit_amount", "a limit is above zero", "raise it, or leave it out for no limit")
    if person.certificate and _fingerprint(person.certificate) != person.fingerprint:
        error("certificate", "the certificate is not the one of the fingerprint", "export it once more")


def _fingerprint(pem: str) -> str:
    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.strip())).hexdigest()
    except ValueError:  # no PEM
        return ""
