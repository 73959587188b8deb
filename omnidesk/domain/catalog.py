"""The catalog: everything the specs say, as one immutable value."""

import msgspec

from omnidesk.domain.approver import ApproversSpec
from omnidesk.domain.clause import Clause, DefinedTerm
from omnidesk.domain.development import DevelopmentSpec
from omnidesk.domain.discovery import DiscoverySpec, Question
from omnidesk.domain.flamecoin import FlameCoinSpec
from omnidesk.domain.journey import JourneySpec
from omnidesk.domain.jurisdiction import ContractProfile, Jurisdiction
from omnidesk.domain.named import Named, Prose, Spec, by_id
from omnidesk.domain.performance import PerformanceSpec
from omnidesk.domain.policy import Policy
from omnidesk.domain.subscription import SubscriptionSpec
from omnidesk.domain.success import SuccessSpec
from omnidesk.domain.template import TemplateRow
from omnidesk.domain.tier import Tier
from omnidesk.domain.usage import UsageSpec
from omnidesk.domain.value import ScalingSpec
from omnidesk.domain.wording import Wording


class Charter(Spec, frozen=True, kw_only=True):
    """The partnership charter, quoted with its attribution."""

    text: Prose
    attribution: Prose


class PartnershipValue(Named, frozen=True, kw_only=True):
    """One of the core partnership values."""

    text: Prose


class ContactDetails(Spec, frozen=True, kw_only=True):
    """Where a partner reaches us."""

    email: str
    page: str
    schedule: str


class Company(Spec, frozen=True, kw_only=True):
    """``specs/company.yaml``: who offers, what it stands for and how it looks.

    ``accent`` is the colour of documents as ``#RRGGBB``, ``screen_accent`` the window's; empty: the same.
    """

    name: str
    legal_name: str
    address: tuple[str, ...]
    product: str
    introduction: str
    accent: str
    screen_accent: str = ""
    time_zone: str
    contact: ContactDetails
    charter: Charter
    values: tuple[PartnershipValue, ...]
    contract: ContractProfile = ContractProfile()


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """All specs, checked: ids unique and references resolved. ``tiers`` go from lowest to highest.

    ``logo`` is the company's, as PNG; empty where it has none. ``translations`` are gettext files by language, the
    company's own before the shipped one.
    """

    company: Company
    tiers: tuple[Tier, ...]
    discovery: DiscoverySpec
    subscription: SubscriptionSpec
    usage: UsageSpec
    performance: PerformanceSpec
    development: DevelopmentSpec
    flamecoin: FlameCoinSpec
    scaling: ScalingSpec
    journey: JourneySpec
    success: SuccessSpec
    clauses: tuple[Clause, ...]
    policy: Policy
    approvers: ApproversSpec = ApproversSpec()
    terms: tuple[DefinedTerm, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    templates: tuple[TemplateRow, ...] = ()
    logo: bytes = b""
    wording: Wording = Wording()
    translations: dict[str, tuple[bytes, ...]] = {}

    def tier(self, tier_id: str | None) -> Tier | None:
        """The tier with this id, or None."""
        return by_id(self.tiers, tier_id)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((question for question in self.discovery.questions if question.id == question_id), None)
