"""The FlameCoin editor: stake and rewards, and what they give. FLAME stands apart from every money total."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from omnidesk.domain.deal import Deal
from omnidesk.domain.flamecoin import FlameCoin, Referral
from omnidesk.domain.money import plain
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, add_row, entries

FIELD = "models.flamecoin"
REFERRALS = f"{FIELD}.referrals"


@dataclass(frozen=True)
class Benefit:
    """One thing that the stake or a reward gives."""

    name: str
    value: str
    reached: bool = True


@dataclass(frozen=True)
class FlameView:
    """Everything the editor shows."""

    form: Form
    referrals: int
    benefits: tuple[Benefit, ...]


def view(context: Context) -> FlameView | None:
    """What the editor shows; None while the deal has no FlameCoin."""
    coin = context.deal.models.flamecoin
    if coin is None:
        return None
    stands = (coin, context.deal.terms, context.quote.flame)
    return context.kept(FIELD, partial(_view, context, coin), *stands, *context.told(FIELD))


def _view(context: Context, coin: FlameCoin) -> FlameView:
    spec = context.catalog.flamecoin
    ranges = {
        f"{FIELD}.stake": _("priority support from {stake}").format(
            stake=context.formatter.number(spec.priority_support_stake)
        ),
        f"{FIELD}.case_studies": _("{flame} FLAME each").format(
            flame=context.formatter.number(spec.flame_per_case_study)
        ),
    }
    return FlameView(
        form=entries(context, _paths(coin), ranges),
        referrals=len(coin.referrals),
        benefits=tuple(_benefits(context)),
    )


def add_referral(deal: Deal) -> Deal:
    """Add a referred deal; its name and value are still to be filled in."""
    return add_row(deal, REFERRALS, Referral(name="", first_year_value=Decimal(0)))


def _paths(coin: FlameCoin) -> Iterator[str]:
    yield from (f"{FIELD}.{name}" for name in ("stake", "case_studies", "community", "reference_rate"))
    for place in range(len(coin.referrals)):
        yield from (f"{REFERRALS}.{place}.{name}" for name in ("name", "first_year_value"))


def _benefits(context: Context) -> Iterator[Benefit]:
    flame, spec, number = context.quote.flame, context.catalog.flamecoin, context.formatter.number
    yield Benefit(_("Votes"), Amount(number(flame.votes), "flame:votes"), flame.votes > 0)
    support = _("included") if flame.priority_support else _("not reached")
    yield Benefit(_("Priority support"), support, flame.priority_support)
    earned = Amount(f"{number(flame.earned)} FLAME", "flame:earned")
    yield Benefit(_("Earned"), earned, flame.earned > 0)
    credit = _("Referral credit, {percent}% of the first year").format(percent=plain(spec.referral_percent))
    given = context.figure(flame.referral_credit, "flame:referral_credit")
    yield Benefit(credit, given, flame.referral_credit > 0)
    if flame.equivalent is not None:
        equivalent = context.figure(flame.equivalent, "flame:equivalent")
        yield Benefit(_("Stake at the reference rate, for orientation"), equivalent)
