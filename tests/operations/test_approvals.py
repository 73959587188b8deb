"""An approval by mail: what is asked is bound to one client and one price, and only its own signed answer counts."""

import base64
import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.approval_request import ApprovalRequest, read_request, request_for_mail, write_request
from omnidesk.domain.approval_token import Token, read_token
from omnidesk.domain.approver import Approver, ApproversSpec
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.quote import quote
from omnidesk.operations.approvals import ask, record_answer
from omnidesk.operations.approving import Answer, answer
from omnidesk.operations.handover import Printing, UnapprovedError, hand_over
from omnidesk.operations.issuing import issue
from omnidesk.operations.kept_deals import keep, keep_new, take
from omnidesk.operations.qr_code import LONGEST, qr_png
from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.store import deals
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.wizard.form import put
from tests.commands.conftest import ARCHITECT
from tests.operations.conftest import BRIEF, NOW

DISCOUNTS = "models.subscription.discounts"


@pytest.fixture(scope="module")
def anna() -> HeldIdentity:
    return generate("anna", "Anna Chen", "Flame", NOW - dt.timedelta(days=1))


@pytest.fixture(scope="module")
def stranger() -> HeldIdentity:
    return generate("anna", "Anna Chen", "Flame", NOW - dt.timedelta(days=1))


@pytest.fixture
def company(catalog: Catalog, anna: HeldIdentity) -> Catalog:
    """A company whose head of sales may approve up to 15%."""
    person = Approver(
        name="Anna Chen", role="Head of sales", fingerprint=anna.summary.fingerprint, reason="Her margin",
        limit_percent=Decimal(15),
    )  # fmt: skip
    return replace(catalog, approvers=ApproversSpec(people=(person,)))


def discounted(percent: str = "12", client: str = "Aurora Broadcast AG") -> Deal:
    deal = put(read_deal(ARCHITECT), f"{DISCOUNTS}.discretionary_percent", Decimal(percent))
    return put(put(deal, f"{DISCOUNTS}.discretionary_reason", "First in the region"), "client.name", client)


@pytest.fixture
def row(store: Store, company: Catalog) -> DealRow:
    return keep_new(store, discounted(), company)


def asked(store: Store, row: DealRow, company: Catalog) -> ApprovalRequest:
    return ask(store, row, take(store, row.id).deal, company, who="maria", now=NOW)


def yes(request: ApprovalRequest, identity: HeldIdentity, until: dt.date | None = None) -> Token:
    """A yes, whatever the approvers of this machine say."""
    said = Answer(decision="approved", why="Reference client", until=until)
    return answer(request, said, identity, ApproversSpec(), now=NOW)


def taken(store: Store, row: DealRow, company: Catalog, text: str, now: dt.datetime = NOW) -> Deal:
    now_row = deals.load(store, row.id).row
    return record_answer(store, now_row, take(store, row.id).deal, company, text, now=now)[0].deal


def test_an_answer_by_mail_lets_the_deal_be_issued(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    with pytest.raises(UnapprovedError):
        issue(store, row, company, BRIEF, now=NOW)
    request = read_request(write_request(asked(store, row, company)))
    token = yes(request, anna)
    mail = "Yes.\n" + "\n".join(f"> {line}" for line in token.for_mail.splitlines()) + "\n-- \nAnna"
    taken(store, row, company, mail)
    issued = issue(store, deals.load(store, row.id).row, company, BRIEF, now=NOW)
    assert issued.row.stage == "issued"
    (given,) = take(store, row.id).deal.approvals
    assert (given.who, given.why) == ("Anna Chen, Head of sales", "Reference client")


def test_asking_twice_for_one_price_hands_the_same_request_out_again(
    store: Store, company: Catalog, row: DealRow
) -> None:
    assert asked(store, row, company).id == asked(store, row, company).id


def test_one_cent_voids_it(store: Store, company: Catalog, row: DealRow, anna: HeldIdentity) -> None:
    token = yes(asked(store, row, company), anna)
    deal = taken(store, row, company, token.text)
    assert quote(deal, company).approvals_needed == ()
    dearer = put(deal, "models.subscription.add_ons.0.unit_price", Decimal("1500.01"))
    assert quote(dearer, company).approvals_needed == ("discretionary_discount",)
    assert "void" in " ".join(each.reason for each in quote(dearer, company).warnings)


def test_an_answer_that_comes_after_a_change_says_so(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    token = yes(asked(store, row, company), anna)
    changed = put(discounted(), "models.subscription.add_ons.0.unit_price", Decimal("1500.01"))
    keep(store, row, changed, company)
    with pytest.raises(InputError, match="a price or term changed"):
        taken(store, row, company, token.text)


def test_an_answer_counts_once_and_for_its_own_deal(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    token = yes(asked(store, row, company), anna)
    twin = keep_new(store, discounted(client="Borealis AG"), company)
    with pytest.raises(InputError, match="for another deal: the one with Aurora"):
        taken(store, twin, company, token.text)
    taken(store, row, company, token.text)
    with pytest.raises(InputError, match="was approved already"):
        taken(store, row, company, token.text)
    copied = replace(discounted(client="Borealis AG"), approvals=take(store, row.id).deal.approvals)
    assert quote(copied, company).approvals_needed, "nor does it count where it is copied by hand"


def test_an_answer_to_a_request_of_elsewhere_is_none(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    elsewhere = replace(asked(store, row, company), nonce="another")
    with pytest.raises(InputError, match="not made in this workspace"):
        taken(store, row, company, yes(elsewhere, anna).text)


def test_it_ends_with_its_last_day(store: Store, company: Catalog, row: DealRow, anna: HeldIdentity) -> None:
    token = yes(asked(store, row, company), anna, until=NOW.date())
    with pytest.raises(InputError, match="held until 2026-03-10"):
        taken(store, row, company, token.text, now=NOW + dt.timedelta(days=1))
    taken(store, row, company, token.text)
    with pytest.raises(UnapprovedError, match="held until 2026-03-10; ask again"):
        issue(store, deals.load(store, row.id).row, company, BRIEF, now=NOW + dt.timedelta(days=1))
    late = hand_over(
        take(store, row.id).deal, company, Printing(kind="summary"), identity=None, now=NOW + dt.timedelta(days=1)
    )
    assert late.draft, "and what is built then is a draft"


def test_only_who_is_named_may_and_only_so_much(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity, stranger: HeldIdentity
) -> None:
    with pytest.raises(InputError, match="may not approve; those who may are: Anna Chen, Head of sales"):
        taken(store, row, company, yes(asked(store, row, company), stranger).text)
    high = keep_new(store, discounted("16"), company)
    with pytest.raises(InputError, match="up to 15%, not 16%"):
        taken(store, high, company, yes(asked(store, high, company), anna).text)
    with pytest.raises(InputError, match="hand the request on"):
        answer(asked(store, high, company), Answer(decision="approved", why="x"), anna, company.approvers, now=NOW)


def test_a_limit_of_an_amount_is_held_in_dollars(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    person = replace(company.approvers.people[0], limit_amount=Decimal(45_899))  # 12% come to 45,900 USD
    tighter = replace(company, approvers=ApproversSpec(people=(person,)))
    with pytest.raises(InputError, match="discounts up to 45,899 USD"):
        taken(store, row, tighter, yes(asked(store, row, tighter), anna).text)


def test_no_letter_of_it_can_be_changed(store: Store, company: Catalog, row: DealRow, anna: HeldIdentity) -> None:
    token = yes(asked(store, row, company), anna)
    forged = token.signed.replace(b'"until":"2026-03-24"', b'"until":"2027-03-24"')
    assert forged != token.signed
    with pytest.raises(InputError, match="altered after it was signed"):
        taken(store, row, company, Token(token.claims, forged, token.signature, token.certificate).text)
    with pytest.raises(InputError, match="there is no answer"):
        taken(store, row, company, token.text[:-30])
    with pytest.raises(InputError, match="damaged on its way"):
        taken(store, row, company, token.text.replace(base64.urlsafe_b64encode(token.signed).decode()[:40], "A" * 40))


def test_an_approval_that_nobody_signed_does_not_count(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    deal = taken(store, row, company, yes(asked(store, row, company), anna).text)
    (given,) = deal.approvals
    typed = replace(given, token="")
    assert quote(replace(deal, approvals=(typed,)), company).approvals_needed
    reworded = replace(given, why="Something else")
    assert quote(replace(deal, approvals=(reworded,)), company).approvals_needed
    token = read_token(given.token)
    forged = replace(given, token=Token(token.claims, token.signed, bytes(384), token.certificate).text)
    keep(store, deals.load(store, row.id).row, replace(deal, approvals=(forged,)), company)
    assert take(store, row.id).deal.approvals == (), "a signature that does not hold is left out where deals come in"
    with pytest.raises(UnapprovedError):
        issue(store, deals.load(store, row.id).row, company, BRIEF, now=NOW)


def test_a_short_answer_needs_a_certificate_that_is_known(
    store: Store, company: Catalog, row: DealRow, anna: HeldIdentity
) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    short = yes(asked(store, row, company), anna).short
    with pytest.raises(InputError, match="nobody here knows the certificate"):
        taken(store, row, company, short.text)
    pem = anna.certificate.public_bytes(Encoding.PEM).decode()
    named = replace(company.approvers.people[0], certificate=pem)
    knowing = replace(company, approvers=ApproversSpec(people=(named,)))
    assert quote(taken(store, row, knowing, short.text), knowing).approvals_needed == ()


def test_request_and_answer_fit_a_code_that_a_telephone_reads(
    store: Store, company: Catalog, anna: HeldIdentity
) -> None:
    deal = put(discounted(client="Ä" * 200), f"{DISCOUNTS}.discretionary_reason", "Grüße " * 200)
    row = keep_new(store, deal, company)
    request = asked(store, row, company)
    assert read_request(request_for_mail(request).replace("\n", "\n> ").encode()) == request
    for text in (write_request(request).decode(), yes(request, anna).short.text):
        assert len(text.encode()) <= LONGEST
        assert qr_png(text).startswith(b"\x89PNG")


def test_while_nobody_is_named_an_approval_is_written_down(catalog: Catalog) -> None:
    from omnidesk.domain.discount import Approval

    deal = discounted()
    typed = Approval(
        rule="discretionary_discount", who="Anna", when=NOW.date(), why="Fair", deal_hash=quote(deal, catalog).deal_hash
    )
    assert quote(replace(deal, approvals=(typed,)), catalog).approvals_needed == ()
