"""What a file that came back is, told in one sentence, and what changed in it, in words."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.operations.returned import Judgement

if TYPE_CHECKING:
    from omnidesk.documents.page_changes import PageChange
    from omnidesk.signing.verify import SignatureReport

MOST_TOLD = 12
"""Changes that are told in words; the pictures show the others."""


def sentence(judgement: Judgement, formatter: Formatter, catalog: Catalog) -> str:
    """Who signed what, and whether anything else changed, in one sentence."""
    client = judgement.client
    signed = "" if client is None else signed_by(client, formatter, catalog)
    if judgement.finding == "holds":
        ours = _("{signed}; nothing else changed. It is your turn to sign.")
        return (ours if judgement.waits_for_us else _("{signed}; nothing else changed.")).format(signed=signed)
    if judgement.finding == "unknown_signer":
        return _("{signed}, whom nobody here knows yet; nothing else changed.").format(signed=signed)
    if judgement.finding == "not_signed":
        return _("This is the offer as it was issued; the client has not signed it.")
    if judgement.finding == "wet_ink":
        return _("A scan or photo: it shows ink on paper and cannot be verified.")
    if judgement.finding == "foreign":
        return _foreign(judgement, formatter, catalog)
    return _changed(judgement)


def signed_by(report: "SignatureReport", formatter: Formatter, catalog: Catalog) -> str:
    """One signature, without a full stop: who, for whom, when."""
    names = {"who": report.signer, "whom": report.organisation, "day": _day(report, formatter, catalog)}
    if report.organisation and names["day"]:
        return _("Signed by {who} for {whom} on {day}").format(**names)
    if names["day"]:
        return _("Signed by {who} on {day}").format(**names)
    return _("Signed by {who}").format(**names)


def changes_told(changes: "Sequence[PageChange]") -> tuple[str, ...]:
    """What changed, page by page: ``page 4: 36,000 → 30,000``."""
    told: list[str] = []
    for change in changes:
        told += _page_told(change)
    if len(told) > MOST_TOLD:
        more = _("and {count} more changes").format(count=len(told) - MOST_TOLD)
        return (*told[:MOST_TOLD], more)
    return tuple(told)


def _page_told(change: "PageChange") -> list[str]:
    page = change.page
    if change.kind == "added":
        return [_("page {page}: added").format(page=page)]
    if change.kind == "removed":
        return [_("page {page} of the issued file: removed").format(page=page)]
    if change.only_signatures:
        return [_("page {page}: signed").format(page=page)]
    if not change.words:
        return [_("page {page}: looks different, without a change of words").format(page=page)]
    return [_word_told(page, each.before, each.after) for each in change.words]


def _word_told(page: int, before: str, after: str) -> str:
    if not after:
        return _("page {page}: {before} is gone or covered").format(page=page, before=before)
    if not before:
        return _("page {page}: {after} was added").format(page=page, after=after)
    return _("page {page}: {before} → {after}").format(page=page, before=before, after=after)


def _changed(judgement: Judgement) -> str:
    told = changes_told([change for change in judgement.changes if not change.only_signatures])
    if told:
        return _("This is not the offer that was issued: {what}.").format(what="; ".join(told[:3]))
    if judgement.problems:
        return _("This is not the offer that was issued. {why}").format(why=judgement.problems[0])
    return _("This is not the offer that was issued.")


def _foreign(judgement: Judgement, formatter: Formatter, catalog: Catalog) -> str:
    found = judgement.verification
    client = judgement.embedded.deal.client.name if judgement.embedded is not None else ""
    head = (
        _("A document for {client} that belongs to no deal here.").format(client=client)
        if client
        else _("A document that belongs to no deal here.")
    )
    if found is None or found.status in ("invalid", "unsigned"):
        why = found.problems[0] if found is not None and found.problems else ""
        return f"{head} {why}".strip()
    signed = "; ".join(signed_by(report, formatter, catalog) for report in found.signatures)
    if found.status == "unknown_signer":
        return _("{head} {signed}; unchanged since, but not everyone who signed is known here.").format(
            head=head, signed=signed
        )
    return _("{head} {signed}; nothing changed since.").format(head=head, signed=signed)


def _day(report: "SignatureReport", formatter: Formatter, catalog: Catalog) -> str:
    when: dt.datetime | None = report.timestamp or report.signed_at
    return "" if when is None else formatter.day(when.astimezone(ZoneInfo(catalog.company.time_zone)).date())
