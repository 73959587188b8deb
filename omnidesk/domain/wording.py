"""What pricing, scheduling and contracts put into words: sentences with places, in English unless translated.

They are part of the catalog, so that a document in another language is priced with the words of that language.
"""

from collections.abc import Iterable

from omnidesk.domain.named import Prose, Spec, Unit


class Wording(Spec, frozen=True, kw_only=True):
    """Each sentence with its ``{places}``. ``{Model}`` is a revenue model's name, ``{model}`` that in lower case."""

    base_fee: Prose = "{tier} {model}"
    plan: Prose = "{Model}, {plan} plan"
    one_month: Prose = "{label}, {months} month"
    many_months: Prose = "{label}, {months} months"
    year: Prose = "{label}, year {year}"
    month: Prose = "{label}, month {month}"
    comma: Prose = ", "
    of: Prose = "{label}: {name}"
    multi_year: Prose = "Multi-year discount"
    discretionary: Prose = "Discretionary discount"
    volume: Prose = "Volume discount"
    depth: Prose = "Capability depth"
    monthly: Prose = "monthly"
    quarterly: Prose = "quarterly"
    continuous: Prose = "continuous"
    tier_and_agents: Prose = "{tier} plus {count} additional agents"
    units: tuple[Unit, ...] = ("months", "interactions", "project", "bonus")
    before_contract: Prose = "{missing} before a contract can be issued"
    baseline_missing: Prose = "describe how the baseline is measured"
    attribution_missing: Prose = "agree the attribution method"
    audit_missing: Prose = "agree mutual audit rights"
    clause_needs: Prose = "clause {clause} needs {variable}, which nothing fills in yet"

    def rhythm(self, reviews: str | None) -> str | None:
        """How often reviews are held, in words; a rhythm of a company's own as it stands in its specs."""
        known = {"monthly": self.monthly, "quarterly": self.quarterly, "continuous": self.continuous}
        return known.get(reviews, reviews) if reviews else None

    def listed(self, words: Iterable[str]) -> str:
        """Words one after another, parted as the language does: ``a, b, c``."""
        return self.comma.join(words)

    def months(self, label: str, months: int) -> str:
        """A line's label with the months that a payment covers."""
        return (self.one_month if months == 1 else self.many_months).format(label=label, months=months)
