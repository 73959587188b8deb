"""The review of a signed deal for its client: one page, and the days that come as a calendar file."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.edition import Edition
from omnidesk.domain.errors import InputError
from omnidesk.domain.expansion import expansion
from omnidesk.domain.proposal import propose
from omnidesk.domain.quote import frame
from omnidesk.domain.success_tracking import SuccessEntry, track
from omnidesk.operations.in_language import in_language, speaking
from omnidesk.operations.plan_files import DAY, empty_calendar, event
from omnidesk.operations.success import Followed
from omnidesk.operations.worker import in_worker

if TYPE_CHECKING:
    from omnidesk.documents.build import BuiltDocument


@dataclass(frozen=True)
class ReviewOrder:
    """What a review is made of; ``edition`` is what was accepted, ``language`` that of the page."""

    deal: Deal
    entries: tuple[SuccessEntry, ...]
    edition: Edition | None
    language: str


def order_of(found: Followed, language: str | None = None) -> ReviewOrder:
    """The order for a followed deal, in the client's language where no other is wanted."""
    row = found.row
    edition = None
    if row.offer is not None and row.offer_version is not None:
        edition = Edition(number=row.offer, version=row.offer_version, made_on=found.today, valid_until=found.today)
    return ReviewOrder(found.deal, found.entries, edition, language or found.deal.client.language)


@in_worker
def build_review(order: ReviewOrder, catalog: Catalog, *, now: dt.datetime) -> "BuiltDocument":
    """Build the page as an archival PDF. ``now`` carries its time zone; notes of measurements are not printed.

    Raises:
        RefusedError: the deal has refusals.
        InputError: the deal has no term.
    """
    from omnidesk.documents.finalise import check_archival
    from omnidesk.documents.review_pdf import Review, review_pdf

    here = now.astimezone(ZoneInfo(catalog.company.time_zone)).replace(microsecond=0)
    language, printed = in_language(catalog, order.language)
    proposal = propose(
        order.deal,
        catalog,
        kind="summary",
        today=here.date(),
        language=language,
        printed=printed,
        edition=order.edition,
    )
    pricing = frame(order.deal, catalog, catalog.tier(proposal.tier.id))
    if pricing is None:
        raise InputError("the deal has no term, so there is nothing to review")
    renews = order.deal.terms.auto_renewal
    tracking = track(proposal.success, pricing, order.entries, here.date(), renews_itself=renews)
    steps = expansion(order.deal, proposal.catalog, proposal.tier, tracking.reached)
    review = Review(replace(proposal, draft=False), tracking, steps, here.date())
    built = review_pdf(review, created=here)
    check_archival(built.pdf)
    return built


def success_calendar(found: Followed) -> bytes:
    """Reviews, measurements of what was agreed and notices of renewal from today on, in the client's language.

    All are whole-day entries. A measurement that is due every week is one entry, for its next day. A later file
    replaces these entries.
    """
    file = empty_calendar()
    title, owner, today, tracking = found.row.title, found.row.id, found.today, found.tracking
    speaker, printed = speaking(found.catalog, found.deal.client.language, found.deal.terms.currency)
    names = {metric.id: metric.name for group in printed.success.metrics for metric in group.metrics}
    for each in tracking.tracks:
        if each.coming is not None:
            words = speaker.say("{title}: business review")
            if each.item in names:
                words = speaker.say("{title}: measure {metric} ({target})")
            words = words.format(title=title, metric=names.get(each.item, ""), target=each.target)
            file.add_component(event(owner, f"success:{each.item}", words, (each.coming, each.coming + DAY)))
    for days, day in zip(
        sorted(found.catalog.policy.renewal_notice_days.value, reverse=True), tracking.renewal.notices, strict=True
    ):
        if day >= today:
            words = f"{title}: " + speaker.count(
                "{number} day until the term ends", "{number} days until the term ends", days
            )
            file.add_component(event(owner, f"renewal:{days}", words, (day, day + DAY)))
    return file.to_ical()
