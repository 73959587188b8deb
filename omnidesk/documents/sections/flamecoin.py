"""FlameCoin: a unit of its own, apart from every amount of money."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.flamecoin import Flame
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return stake, votes and rewards; nothing without the model."""
    if proposal.deal.models.flamecoin is None:
        return []
    spec, say = proposal.catalog.flamecoin, writer.say
    words = say("FLAME is a unit of the partnership and no means of payment. It changes no price of this proposal.")
    rows = [Row(cells) for cells in _rows(proposal.quote.flame, writer)]
    columns = (Column(say("What")), Column(say("In FLAME"), figures=True, points=110))
    notes = _money(proposal.quote.flame, writer)
    return [writer.heading(spec.name), writer.opening(words), *writer.noted(writer.table(columns, rows), notes)]


def _rows(flame: Flame, writer: Writer) -> list[tuple[str, str]]:
    say, number = writer.say, writer.formatter.number
    rows = [(say("Stake"), number(flame.stake)), (say("Votes from the stake"), number(flame.votes))]
    if flame.earned:
        rows.append((say("Earned by case studies and community"), number(flame.earned)))
    return rows


def _money(flame: Flame, writer: Writer) -> list[str]:
    say = writer.say
    notes: list[str] = []
    if flame.priority_support:
        notes.append(say("The stake brings priority support."))
    if flame.referral_credit:
        words = say("Credit for referrals, outside every total of this proposal: {amount}.")
        notes.append(words.format(amount=writer.money(flame.referral_credit)))
    if flame.equivalent is not None:
        words = say("For orientation only, the stake at the reference rate: {amount}.")
        notes.append(words.format(amount=writer.money(flame.equivalent)))
    return notes
