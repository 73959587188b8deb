"""The pipeline board: a column a stage, a card a deal, and where each card may go. No Qt, no store."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.pipeline import DealGroup, amounts
from omnidesk.domain.policy import Policy
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.desk_words import (
    ListedDeal,
    amount_words,
    asked,
    beside,
    days_since,
    days_words,
    deals_words,
    offer_words,
    stage_name,
    until_words,
    ways,
)

CURRENCIES = 3
"""As many currencies have a sum in a column's head."""


@dataclass(frozen=True)
class BoardCard:
    """A deal on the board. ``slow`` says that it has been in its stage for longer than the house likes."""

    id: str
    stage: str
    title: str
    under_title: str
    amount: str
    waits: str
    slow: bool
    holds: str
    ways: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The card in one sentence."""
        return ", ".join(part for part in (self.title, self.under_title, self.amount, self.waits, self.holds) if part)


@dataclass(frozen=True)
class BoardColumn:
    """A stage with its newest deals; ``count`` is how many there are, ``sums`` what they commit to by currency."""

    stage: str
    name: str
    count: int
    counted: str
    sums: tuple[str, ...]
    cards: tuple[BoardCard, ...]

    @property
    def hidden(self) -> int:
        """How many deals of the stage have no card yet."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class StageDeals:
    """What the board gets of one stage: its newest deals, and how many there are in all."""

    stage: str
    deals: Sequence[ListedDeal]
    count: int


@dataclass(frozen=True)
class DeskTerms:
    """What words on the desk depend on: house decisions, the tiers' names, the reader's locale, the day."""

    policy: Policy
    tiers: Mapping[str, str]
    formatter: Formatter
    today: datetime.date


def board(stages: Sequence[StageDeals], groups: Sequence[DealGroup], terms: DeskTerms) -> tuple[BoardColumn, ...]:
    """Describe the board."""
    ranked = _ranked(groups)
    sums = {
        each.stage: _sums([group for group in groups if group.stage == each.stage], ranked, terms.formatter)
        for each in stages
    }
    return tuple(_column(each, sums[each.stage], terms) for each in stages)


def moved_words(title: str, to: str) -> str:
    """Return what is told once a deal has moved."""
    return _("“{title}” is now {stage}").format(title=title, stage=stage_name(to).lower())


def _column(stage: StageDeals, sums: tuple[str, ...], terms: DeskTerms) -> BoardColumn:
    return BoardColumn(
        stage=stage.stage,
        name=stage_name(stage.stage),
        count=stage.count,
        counted=deals_words(stage.count, terms.formatter),
        sums=sums,
        cards=tuple(card(deal, terms) for deal in stage.deals),
    )


def _ranked(groups: Sequence[DealGroup]) -> tuple[str, ...]:
    """The currencies, the one with the most deals first, so that every column names them in one order."""
    deals: dict[str, int] = {}
    for group in groups:
        deals[group.currency] = deals.get(group.currency, 0) + group.deals
    return tuple(sorted(deals, key=lambda each: (-deals[each], each)))


def _sums(groups: Sequence[DealGroup], ranked: Sequence[str], formatter: Formatter) -> tuple[str, ...]:
    found = ((amounts([each for each in groups if each.currency == name], {}).committed, name) for name in ranked)
    sums = [formatter.compact(amount, name) for amount, name in found if amount != Decimal(0)]
    return tuple(sums[:CURRENCIES])


def card(deal: ListedDeal, terms: DeskTerms) -> BoardCard:
    """Describe one card."""
    days = days_since(deal.stage_since, terms.today)
    client = deal.client.strip() if deal.client.strip() != deal.title else ""
    tier = terms.tiers.get(deal.tier or "", "")
    return BoardCard(
        id=deal.id,
        stage=deal.stage,
        title=deal.title,
        under_title=beside((offer_words(deal), client, tier)),
        amount=asked(deal.id, amount_words(deal.committed_minor, deal.currency, terms.formatter)),
        waits=_("since today") if days <= 0 else days_words(days),
        slow=days > terms.policy.stalled_after_days.value and deal.stage in terms.policy.stage_weights.value,
        holds=_holds(deal, terms.today),
        ways=ways(deal.stage),
    )


def _holds(deal: ListedDeal, today: datetime.date) -> str:
    if deal.stage != "issued" or deal.valid_until is None:
        return ""
    day = datetime.date.fromisoformat(deal.valid_until)
    if day < today:
        return _("Offer lapsed {when}").format(when=until_words(day, today))
    return _("Offer lapses {when}").format(when=until_words(day, today))
