"""The log in words: what was done, who did it when, and to which deal. No Qt, no store."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from omnidesk.formatting import Formatter
from omnidesk.i18n import _, marked
from omnidesk.wizard.desk_words import beside, stage_name
from omnidesk.wizard.history import StepLine, moment_words

SHORT = 12
"""Characters of a hash that people compare."""

ACTIONS: Mapping[str, str] = {
    "log.begun": marked("The log was begun"),
    "deal.created": marked("Deal made for {client}"),
    "deal.removed": marked("Deal of {client} removed"),
    "deal.moved": marked("Deal moved from {before} to {after}"),
    "deal.step": marked("{before} → {after}"),
    "deal.archived": marked("Deal put away"),
    "deal.unarchived": marked("Deal taken back on the desk"),
    "deal.catalog": marked("Deal priced with another catalog"),
    "deal.linked": marked("Deal follows another ({kind})"),
    "deal.issued": marked("Issued as {offer} v{version}"),
    "deal.approvals": marked("Approvals in the deal changed"),
    "deal.exported": marked("Deal exported"),
    "catalog.kept": marked("Catalog of an issued version kept"),
    "catalog.changed": marked("The catalog was changed"),
    "document.kept": marked("Document kept: {kind}"),
    "document.removed": marked("Document removed: {kind}"),
    "document.timestamped": marked("Document timestamped"),
    "document.sealed": marked("Document sealed for us: {name}"),
    "document.signed": marked("Document signed in person"),
    "document.left_unsigned": marked("Signing in person left without a signature"),
    "file.exported": marked("Exported: {name}"),
    "file.returned": marked("A file came back"),
    "file.confirmed": marked("{who} confirmed a scan as signed"),
    "approval.asked": marked("Approval asked by {asked_by}"),
    "approval.approved": marked("Approved by {approver}"),
    "approval.declined": marked("Declined by {approver}"),
    "success.entered": marked("Success entered: {item}"),
    "setting.changed": marked("Setting changed: {key}"),
    "unlock.failed": marked("Wrong answer to the {way}"),
    "identity.added": marked("Signing identity came: {name}"),
    "identity.removed": marked("Signing identity went: {name}"),
    "certificate.added": marked("Certificate trusted from now on: {fingerprint}"),
    "certificate.removed": marked("Certificate no longer trusted: {fingerprint}"),
    "backup.made": marked("Safety copy made: {name}"),
    "backup.restored": marked("Went back to a safety copy"),
    "numbers.passed_over": marked("Out with clients, not given out again: {first} to {last}"),
    "clients.import": marked("Clients imported: {told}"),
    "clients.merge": marked("Clients made one: {told}"),
    "clients.apart": marked("Clients that are two: {told}"),
    "clients.edit": marked("Address book: {told}"),
    "clients.undo": marked("Taken back: {told}"),
    "log.exported": marked("The log was exported"),
}
"""What people read of each action; one that is not here is shown by its own name."""


class LoggedRow(Protocol):
    """A row of the log, as the store gives it."""

    @property
    def at(self) -> str:
        """When, in UTC."""
        ...

    @property
    def actor(self) -> str:
        """Who."""
        ...

    @property
    def action(self) -> str:
        """What."""
        ...

    @property
    def details(self) -> dict[str, object]:
        """What more is known."""
        ...

    @property
    def title(self) -> str | None:
        """The title of the deal that it is about."""
        ...


def activity_lines(rows: Iterable[LoggedRow], formatter: Formatter, *, titled: bool = True) -> tuple[StepLine, ...]:
    """Describe rows of the log; ``titled``: each with the deal that it is about."""
    return tuple(_line(row, formatter, titled=titled) for row in rows)


def _line(row: LoggedRow, formatter: Formatter, *, titled: bool) -> StepLine:
    title = f"“{row.title}”" if titled and row.title else ""
    note = beside((moment_words(row.at, formatter), row.actor, title, _hash_words(row.details)))
    return StepLine(_what(row), note)


def _what(row: LoggedRow) -> str:
    if row.action not in ACTIONS:
        return row.action
    words = {name: _word(name, value) for name, value in row.details.items()}
    try:
        return _(ACTIONS[row.action]).format(**words)
    except KeyError:  # a row of an older OmniDesk that told less
        return row.action


def _word(name: str, value: object) -> str:
    return stage_name(str(value)) if name in ("before", "after") else str(value)


def _hash_words(details: Mapping[str, object]) -> str:
    value = details.get("sha256") or details.get("deal_hash")
    return f"SHA-256 {str(value)[:SHORT]}…" if value else ""
