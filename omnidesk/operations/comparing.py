"""Any two states of a deal beside each other: revisions as they were saved, versions as they were issued."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from omnidesk.contract_words import ContractSpeech, paragraphs_of
from omnidesk.deal_file import decode_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import Differences, differences
from omnidesk.domain.errors import InputError, RefusedError
from omnidesk.domain.frozen import FrozenOffer, FrozenVersion, deal_tree, frozen_offer, read_frozen
from omnidesk.domain.frozen_clauses import FrozenClause, frozen_clauses
from omnidesk.domain.lifecycle import VersionState, version_state
from omnidesk.domain.proposal import Proposal, propose
from omnidesk.domain.quote import quote
from omnidesk.formatting import Formatter
from omnidesk.i18n import words_in
from omnidesk.operations.priced_with import catalog_of, snapshot_catalog
from omnidesk.store import versions
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.deals import DealRow
from omnidesk.store.revisions import Revision, history, load_revision
from omnidesk.store.stages import StageEvent, events
from omnidesk.store.versions import VersionRow


@dataclass(frozen=True)
class KeptVersion:
    """An issued version, and what became of it."""

    row: VersionRow
    state: VersionState


@dataclass(frozen=True)
class DealStory:
    """What happened to a deal: its versions, newest first, and every step and every revision, oldest first."""

    versions: tuple[KeptVersion, ...]
    steps: tuple[StageEvent, ...]
    revisions: tuple[Revision, ...]


def story(store: Store, deal_id: str, today: datetime.date) -> DealStory:
    """Read what happened to a deal; ``today`` is the day where the company stands.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    steps, issued = events(store, deal_id), versions.of_deal(store, deal_id)
    return DealStory(
        versions=tuple(KeptVersion(each, state_of(each, issued, steps, today)) for each in issued),
        steps=steps,
        revisions=history(store, deal_id)[::-1],
    )


def state_of(
    version: VersionRow, issued: Sequence[VersionRow], steps: Sequence[StageEvent], today: datetime.date
) -> VersionState:
    """What became of one of the versions that were issued of a deal."""
    newest = max(each.version for each in issued)
    until = datetime.date.fromisoformat(version.valid_until)
    return version_state(version.version, newest, steps, valid_until=until, today=today)


def version_named(store: Store, deal_id: str, version: int | None = None) -> VersionRow:
    """The version of a deal with this number; None: the newest.

    Raises:
        InputError: the deal was never issued, or has no such version.
    """
    issued = versions.of_deal(store, deal_id)
    found = [each for each in issued if version in (None, each.version)]
    if not found:
        has = f"it has 1 to {issued[0].version}" if issued else "it was never issued"
        raise InputError(f"this deal has no version{'' if version is None else f' {version}'} that was issued; {has}")
    return found[0]


def read_version(store: Store, version: VersionRow) -> FrozenVersion:
    """What a version says, as it was issued.

    Raises:
        DamagedError: it is not what was issued.
    """
    try:
        return read_frozen(versions.load_version(store, version.id))
    except msgspec.MsgspecError as error:
        raise DamagedError(f"{version.reference}: the issued version cannot be read ({error})") from None


def deal_of_version(store: Store, version: VersionRow) -> Deal:
    """The deal as it was issued. Raises as :func:`read_version`."""
    return decode_deal(load_revision(store, version.revision), version.reference)


def version_offer(store: Store, version: VersionRow, today: Catalog) -> FrozenOffer:
    """What a version offers, in the words of its catalog and not in the client's, to be compared with any other state.

    Where it would no longer be priced as it was, what was frozen tells. Raises as :func:`read_version`.
    """
    frozen, deal = read_version(store, version), deal_of_version(store, version)
    fresh = offer_of(deal, snapshot_catalog(store, version.catalog, today))
    return fresh if fresh.totals == frozen.totals else msgspec.structs.replace(frozen, deal=deal_tree(deal))


def revision_offer(store: Store, row: DealRow, revision: Revision, today: Catalog) -> FrozenOffer:
    """What a revision would offer: with the catalog of the version that was issued from it, else the deal's own.

    Raises:
        DamagedError: revision or catalog are not what was kept.
        MachineError: the store is out of reach.
    """
    return offer_of(*deal_of_state(store, row, revision, today))


def deal_of_state(store: Store, row: DealRow, state: Revision | VersionRow, today: Catalog) -> tuple[Deal, Catalog]:
    """The deal as it was in a state, and the catalog that it counts with. Raises as :func:`revision_offer`."""
    if isinstance(state, VersionRow):
        return deal_of_version(store, state), snapshot_catalog(store, state.catalog, today)
    deal = decode_deal(load_revision(store, state.id), f"the stored revision {state.id}")
    issued = next((each for each in versions.of_deal(store, row.id) if each.revision == state.id), None)
    return deal, catalog_of(store, row, today) if issued is None else snapshot_catalog(store, issued.catalog, today)


def offer_of(deal: Deal, catalog: Catalog) -> FrozenOffer:
    """What a deal offers with a catalog; clauses only where nothing is refused."""
    return frozen_offer(deal, quote(deal, catalog), _proposal(deal, catalog))


def spoken(found: Differences, states: Sequence[tuple[Deal, Catalog]], formatter: Formatter) -> Differences:
    """What differs between two states, with the amounts and days of its clauses as people read them."""
    if not found.clauses:
        return found
    before, after = (_spoken_clauses(*state, formatter) for state in states)
    clauses = tuple(
        dataclasses.replace(each, before=_in_words(each.before, before), after=_in_words(each.after, after))
        for each in found.clauses
    )
    return dataclasses.replace(found, clauses=clauses)


def _in_words(clause: FrozenClause | None, words: Mapping[FrozenClause, tuple[str, ...]]) -> FrozenClause | None:
    """A clause as it is read; one that its deal would no longer word so stays as it was kept."""
    return None if clause is None else msgspec.structs.replace(clause, text=words.get(clause, clause.text))


def _spoken_clauses(deal: Deal, catalog: Catalog, formatter: Formatter) -> dict[FrozenClause, tuple[str, ...]]:
    proposal = _proposal(deal, catalog)
    if proposal is None:
        return {}
    contract, variables = proposal.contract, proposal.variables
    words = words_in("en", catalog.translations)
    speech = ContractSpeech(contract, variables, formatter, words, proposal.quote.currency)
    return {
        kept: tuple(paragraph.text for paragraph in paragraphs_of(clause, speech))
        for kept, clause in zip(frozen_clauses(contract, variables), contract.clauses, strict=True)
    }


def _proposal(deal: Deal, catalog: Catalog) -> Proposal | None:
    """The proposal of a deal; None where something is refused."""
    try:
        return propose(deal, catalog, today=datetime.date.min)
    except RefusedError:
        return None


def compare_catalogs(deal: Deal, before: Catalog, after: Catalog) -> Differences:
    """What a deal costs and says with one catalog and with another."""
    return differences(offer_of(deal, before), offer_of(deal, after))
