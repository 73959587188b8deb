"""Who may approve what goes beyond the account manager's own limits (``specs/approvers.yaml``)."""

from decimal import Decimal

from omnidesk.domain.money import percent_text
from omnidesk.domain.named import Spec


class Approver(Spec, frozen=True, kw_only=True):
    """A person whose signed answer counts.

    ``fingerprint`` is the SHA-256 of the person's certificate (DER) in hex. ``limit_percent`` is the highest discount
    and ``limit_amount`` the largest amount of it over the term, in USD, that the person may approve; None: no limit of
    that kind. ``certificate`` (PEM) lets short answers, such as those of a QR code, be checked without another file.
    """

    name: str
    fingerprint: str
    reason: str
    role: str = ""
    limit_percent: Decimal | None = None
    limit_amount: Decimal | None = None
    certificate: str = ""

    @property
    def titled(self) -> str:
        """Name and role as they are shown."""
        return f"{self.name}, {self.role}" if self.role else self.name

    def beyond(self, percent: Decimal, amount: Decimal) -> str:
        """Say which limit of this person a discount exceeds (``amount`` in USD); empty where it exceeds none."""
        if self.limit_percent is not None and percent > self.limit_percent:
            return f"{self.name} may approve up to {percent_text(self.limit_percent)}, not {percent_text(percent)}"
        if self.limit_amount is not None and amount > self.limit_amount:
            return f"{self.name} may approve discounts up to {self.limit_amount:,f} USD, not {amount:,.2f} USD"
        return ""


class ApproversSpec(Spec, frozen=True, kw_only=True):
    """``specs/approvers.yaml``: the people, for how many days an answer holds, and why it is so.

    While nobody is named, an approval is what the account manager writes down; once somebody is, only answers that
    such a person has signed count.
    """

    reason: str = "Nobody is named, so an approval is what the account manager writes down."
    valid_days: int = 14
    people: tuple[Approver, ...] = ()

    def by_fingerprint(self, fingerprint: str) -> Approver | None:
        """The person with this certificate, or None."""
        return next((each for each in self.people if each.fingerprint == fingerprint), None)
