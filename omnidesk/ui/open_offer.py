"""What was issued of the deal that is open, and what becomes of it. All but ``row`` runs off the window's thread."""

import datetime
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import MachineError
from omnidesk.domain.lifecycle import Stage
from omnidesk.formatting import Formatter
from omnidesk.operations.acting import day_of
from omnidesk.store import documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.revisions import Revision
from omnidesk.store.versions import IssuedDocument, VersionRow
from omnidesk.ui.deal_keeper import DealKeeper

if TYPE_CHECKING:
    from omnidesk.domain.approval_request import ApprovalRequest
    from omnidesk.domain.differences import Differences
    from omnidesk.domain.frozen import FrozenOffer
    from omnidesk.domain.meeting import Meeting
    from omnidesk.domain.success_tracking import SuccessEntry, Verdict
    from omnidesk.operations.approvals import TakenAnswer
    from omnidesk.operations.came_back import CameBack
    from omnidesk.operations.comparing import DealStory
    from omnidesk.operations.issuing import IssuedOffer, IssueOrder
    from omnidesk.operations.kept_documents import WrittenAgain
    from omnidesk.operations.returned import Desk
    from omnidesk.operations.sending import Outgoing
    from omnidesk.operations.signable import Signable
    from omnidesk.operations.signed_here import KeptSignature
    from omnidesk.operations.success import Followed
    from omnidesk.progress import Progress
    from omnidesk.signing.certificate import HeldIdentity
    from omnidesk.store.audit import Activity
    from omnidesk.store.meetings import KeptMeeting

Result = TypeVar("Result")
State = VersionRow | Revision


class OpenOffer:
    """The offer of one open deal; ``today`` is the catalog of today, whatever prices the deal."""

    def __init__(self, store: Store, today: Catalog, keeper: DealKeeper) -> None:
        self._store, self._today, self._keeper = store, today, keeper

    @property
    def row(self) -> DealRow:
        """The deal's row as it was last saved."""
        return self._keeper.row

    def day(self) -> datetime.date:
        """The day where the company stands."""
        return day_of(_now(), self._today)

    def issue(self, deal: Deal, order: "IssueOrder", progress: "Progress") -> "IssuedOffer":
        """Save the deal and issue it. Raises as :func:`omnidesk.operations.issuing.issue`."""
        from omnidesk.operations.issuing import issue

        return self._act(deal, lambda row: issue(self._store, row, self._today, order, now=_now(), progress=progress))

    def step(self, deal: Deal, to: Stage, reason: str) -> DealRow:
        """Take a step. Raises as :func:`omnidesk.operations.outcomes.move_to`."""
        from omnidesk.operations import outcomes

        store, today = self._store, self._today
        if to == "declined":
            return self._act(deal, lambda row: outcomes.decline(store, row.id, today, now=_now(), reason=reason))
        return self._act(deal, lambda row: outcomes.move_to(store, row.id, to, today, now=_now(), reason=reason))

    def amend(self, deal: Deal) -> DealRow:
        """Make an amendment. Raises as :func:`omnidesk.operations.successors.amend`."""
        from omnidesk.operations.successors import amend

        return self._act(deal, lambda row: amend(self._store, row.id, self._today).row)

    def renew(self, deal: Deal) -> DealRow:
        """Make a renewal. Raises as :func:`omnidesk.operations.successors.renew`."""
        from omnidesk.operations.successors import renew

        return self._act(deal, lambda row: renew(self._store, row.id, self._today).row)

    def followed(self) -> "Followed":
        """Tell how the signed deal stands, and the desk what is due. Raises as :mod:`omnidesk.operations.success`."""
        from omnidesk.operations.success import follow, remind

        found = follow(self._store, self.row.id, self._today, self.day())
        with suppress(MachineError):  # a store that cannot be written to can still be read
            remind(self._store, found)
        return found

    def enter_success(self, deal: Deal, entry: "SuccessEntry", verdict: "Verdict | None" = None) -> "Followed":
        """Keep a measurement, a verdict or a review. Raises as :func:`omnidesk.operations.success.enter`."""
        from omnidesk.operations.success import enter

        return self._act(deal, lambda row: enter(self._store, row.id, entry, self._today, self.day(), verdict=verdict))

    def review(self, deal: Deal) -> bytes:
        """Build the one-page review, saved ticks included. Raises as :mod:`omnidesk.operations.success_review`."""
        from omnidesk.operations.success import follow
        from omnidesk.operations.success_review import build_review, order_of

        found = self._act(deal, lambda row: follow(self._store, row.id, self._today, self.day()))
        return build_review(order_of(found), found.catalog, now=_now()).pdf

    def success_calendar(self) -> bytes:
        """Write the days of success as a calendar file."""
        from omnidesk.operations.success_review import success_calendar

        return success_calendar(self.followed())

    def expand(self, deal: Deal, *, renews: bool) -> DealRow:
        """Make the next deal. Raises as :func:`omnidesk.operations.success.propose_expansion`."""
        from omnidesk.operations.success import propose_expansion

        def make(row: DealRow) -> DealRow:
            return propose_expansion(self._store, row.id, self._today, self.day(), renews=renews).made.row

        return self._act(deal, make)

    def outgoing(self) -> "Outgoing":
        """Take out what goes to the client. Raises as :func:`omnidesk.operations.sending.outgoing`."""
        from omnidesk.operations.sending import outgoing

        return outgoing(self._desk(), self.row.id)

    def repricing(self) -> "Differences":
        """Tell what today's prices would change."""
        from omnidesk.operations.repricing import repricing

        return repricing(self._store, self.row, self._today)

    def reprice(self, deal: Deal) -> DealRow:
        """Take today's prices. Raises as :func:`omnidesk.operations.repricing.reprice`."""
        from omnidesk.operations.repricing import reprice

        return self._act(deal, lambda row: reprice(self._store, row, self._today))

    def keep_signed_here(self, deal: Deal, pdf: bytes, name: str, words: Formatter) -> "KeptSignature":
        """Keep what was signed here. Raises as :func:`omnidesk.operations.signed_here.keep_signed_here`."""
        from omnidesk.operations.signed_here import keep_signed_here

        return self._act(deal, lambda _row: keep_signed_here(self._desk(), pdf, name, words))

    def sign_kept(self, deal: Deal, file: "CameBack", held: "HeldIdentity", words: Formatter) -> "KeptSignature":
        """Sign for us what came back. Raises as :func:`omnidesk.operations.signed_here.sign_kept`."""
        from omnidesk.operations.signed_here import sign_kept

        return self._act(deal, lambda _row: sign_kept(self._desk(), file.row, file.name, held, words))

    def timestamps(self, words: Formatter) -> Mapping[str, str]:
        """Tell where timestamps stand. Raises as :func:`omnidesk.operations.timestamp_words.timestamps_told`."""
        from omnidesk.operations.timestamp_words import timestamps_told

        return timestamps_told(self._store, self.row.id, words)

    def came_back(self) -> "tuple[CameBack, ...]":
        """List what came back. Raises as :func:`omnidesk.operations.came_back.came_back`."""
        from omnidesk.operations.came_back import came_back

        return came_back(self._desk(), self.row.id)

    def kept(self, document_id: str) -> bytes:
        """Return a kept file. Raises as :func:`omnidesk.store.documents.read`."""
        return documents.read(self._store, document_id)

    def signable(self) -> "Signable | None":
        """Take out what the client signs. Raises as :func:`omnidesk.operations.signable.stored`."""
        from omnidesk.operations.signable import stored

        return stored(self._store, self.row.id)

    def ask_approval(self, deal: Deal, catalog: Catalog) -> "ApprovalRequest":
        """Ask for an approval of this price. Raises as :func:`omnidesk.operations.approvals.ask`."""
        from omnidesk.operations.acting import acting_user
        from omnidesk.operations.approvals import ask

        return self._act(deal, lambda row: ask(self._store, row, deal, catalog, who=acting_user(), now=_now()))

    def take_answer(self, deal: Deal, text: str) -> "TakenAnswer":
        """Take an approver's answer in. Raises as :func:`omnidesk.operations.approvals.record_answer`."""
        from omnidesk.operations.approvals import record_answer

        return self._act(deal, lambda row: record_answer(self._store, row, deal, self._today, text, now=_now())[0])

    def story(self) -> "DealStory":
        """Tell what happened to the deal."""
        from omnidesk.operations.comparing import story

        return story(self._store, self.row.id, self.day())

    def activity(self) -> "list[Activity]":
        """Return what the log says of the deal, newest first."""
        from omnidesk.store.audit import activity

        return activity(self._store, subject=self.row.id)

    def keep_meeting(self, deal: Deal, kept: "KeptMeeting | None", meeting: "Meeting") -> "KeptMeeting":
        """Keep a meeting's journal, begun from the deal as saved. Raises as :mod:`omnidesk.store.meetings`."""
        from omnidesk.store.meetings import begin_meeting, keep_moments

        kept = kept or self._act(deal, lambda row: begin_meeting(self._store, row.id, row.head))
        return keep_moments(self._store, kept, meeting)

    def meetings(self) -> "tuple[KeptMeeting, ...]":
        """List the journals of the deal's meetings, newest first."""
        from omnidesk.store.meetings import list_meetings

        return list_meetings(self._store, self.row.id)

    def compare(self, before: State, after: State, words: Formatter) -> "Differences":
        """Compare two states of the deal, clauses as people read them."""
        from omnidesk.domain.differences import differences
        from omnidesk.operations.comparing import deal_of_state, spoken

        states = [deal_of_state(self._store, self.row, state, self._today) for state in (before, after)]
        return spoken(differences(self._offer(before), self._offer(after)), states, words)

    def documents(self) -> tuple[IssuedDocument, ...]:
        """Name the documents of every version, those of the newest first."""
        found = versions.of_deal(self._store, self.row.id)
        return tuple(
            IssuedDocument(version, each)
            for version in found
            for each in versions.documents_of(self._store, version.id)
        )

    def document(self, found: IssuedDocument) -> "WrittenAgain":
        """Take a document out again; one that no longer holds is stamped."""
        from omnidesk.operations.kept_documents import written_again

        return written_again(self._store, found, self._today, now=_now())

    def in_store(self, work: Callable[[Store], Result]) -> Result:
        """Do what belongs to no deal, such as with the saved templates, in the store that the deal is from."""
        return work(self._store)

    def _desk(self) -> "Desk":
        from omnidesk.operations.returned import Desk

        return Desk(store=self._store, folder=self._store.workspace.identities, catalog=self._today, now=_now())

    def _offer(self, state: State) -> "FrozenOffer":
        from omnidesk.operations.comparing import revision_offer, version_offer

        if isinstance(state, VersionRow):
            return version_offer(self._store, state, self._today)
        return revision_offer(self._store, self.row, state, self._today)

    def _act(self, deal: Deal, action: Callable[[DealRow], Result]) -> Result:
        return self._keeper.act(deal, action)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
