"""Lists and search, with what people really type."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.errors import InputError
from omnidesk.store import approvals, deals, search
from omnidesk.store.connect import Store
from omnidesk.store.deals import Summary
from omnidesk.store.search import DealFilter

CLIENTS = {
    "Aurora Broadcast AG": ("draft", "architect", 900_00),
    "O'Neil & Sons": ("draft", "seeker", 100_00),
    "acme-gmbh": ("proposed", "seeker", 300_00),
    "Café Lumière": ("won", "apprentice", None),
    "AURA Medien": ("lost", None, 200_00),
}


@pytest.fixture
def book(store: Store) -> Store:
    for client, (stage, tier, total) in CLIENTS.items():
        shown = Summary(
            title=f"Offer for {client}", client=client, stage=stage, tier=tier, currency="EUR", committed_minor=total
        )
        deals.create(store, "{}", shown)
    return store


def clients(page: search.DealPage) -> list[str]:
    return [row.client for row in page.rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("O'Neil", ["O'Neil & Sons"]),
        ("acme-gmbh", ["acme-gmbh"]),
        ("acme-g", ["acme-gmbh"]),
        ("lumiere", ["Café Lumière"]),
        ("CAFÉ", ["Café Lumière"]),
        ("sons o'n", ["O'Neil & Sons"]),
        ("aur", ["AURA Medien", "Aurora Broadcast AG"]),
        ("a", ["AURA Medien", "acme-gmbh", "Aurora Broadcast AG"]),
        ("nobody", []),
        ("offer xyz", []),
        ('"aurora" OR', []),
        ("NEAR(aurora)", []),
        ("aurora*", ["Aurora Broadcast AG"]),
        ("title:aurora", []),
        ("{client}: aurora", []),
        ("- * ^ \" ' ( )", ["AURA Medien", "Café Lumière", "acme-gmbh", "O'Neil & Sons", "Aurora Broadcast AG"]),
    ],
)
def test_search_finds_what_was_meant(book: Store, typed: str, found: list[str]) -> None:
    assert clients(search.list_deals(book, DealFilter(text=typed))) == found


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_breaks_the_search(typed: str) -> None:
    expression = search.match_expression(typed)

    assert expression.count('"') % 2 == 0
    assert "\0" not in expression
    assert expression == "" or (expression.startswith('"') and expression.endswith('"*'))


def test_no_character_at_all_breaks_the_search(book: Store) -> None:
    for code in (*range(0x250), *range(0x2010, 0x2030), 0x3042, 0xFF1D, 0x1F9C0):
        search.list_deals(book, DealFilter(text=f"a{chr(code)}b {chr(code)}"))


def test_a_new_title_is_found_and_the_old_one_no_longer(book: Store) -> None:
    row = search.find(book, "Offer for acme-gmbh")

    renamed = Summary(title="Offer for Zenith", client="Zenith", stage="draft", currency="EUR")
    deals.save(book, row.id, "{}", renamed, version=row.version)

    assert clients(search.list_deals(book, DealFilter(text="zen"))) == ["Zenith"]
    assert clients(search.list_deals(book, DealFilter(text="acme"))) == []


def test_filters_by_stage_tier_and_archive(book: Store) -> None:
    deals.archive(book, search.find(book, "Offer for acme-gmbh").id)

    assert clients(search.list_deals(book, DealFilter(tiers=("seeker",)))) == ["O'Neil & Sons"]
    assert clients(search.list_deals(book, DealFilter(tiers=("seeker",), archived=True))) == ["acme-gmbh"]
    assert len(search.list_deals(book, DealFilter(tiers=("seeker",), archived=None)).rows) == 2
    assert clients(search.list_deals(book, DealFilter(stages=("won", "lost")))) == ["AURA Medien", "Café Lumière"]
    assert clients(search.list_deals(book, DealFilter(text="offer", stages=("lost",)))) == ["AURA Medien"]


def ask(store: Store, title: str, request: str, at: str) -> None:
    deal_id = search.find(store, title).id
    values = {"rule": "discount", "deal_hash": "0" * 64, "asked_by": "Ben", "body": "{}"}
    approvals.keep_request(store, approvals.AskedRow(id=request.ljust(22, "x"), deal_id=deal_id, asked_at=at, **values))


def test_drafts_that_wait_for_an_approval(book: Store) -> None:
    waiting = DealFilter(asked=True)
    assert search.list_deals(book, waiting) == search.DealPage((), 0)
    for place, client in enumerate(("O'Neil & Sons", "Aurora Broadcast AG", "AURA Medien")):
        ask(book, f"Offer for {client}", f"first-{place}", "2026-02-01T10:00:00")

    assert clients(search.list_deals(book, waiting)) == ["O'Neil & Sons", "Aurora Broadcast AG"], "the lost one is none"
    assert all(row.approval_asked for row in search.list_deals(book, waiting).rows)
    page = search.list_deals(book, waiting, sort="client", descending=False, limit=1, offset=1)
    assert (clients(page), page.total) == (["O'Neil & Sons"], 2)
    assert clients(search.list_deals(book, DealFilter(text="offer", asked=True, tiers=("seeker",)))) == [
        "O'Neil & Sons"
    ]

    answer = {"decision": "approved", "approver": "Anna", "fingerprint": "0" * 64, "token": "t"}
    approvals.keep_answer(book, "first-0".ljust(22, "x"), **answer)
    assert clients(search.list_deals(book, waiting)) == ["Aurora Broadcast AG"]
    ask(book, "Offer for O'Neil & Sons", "again", "2026-02-02T10:00:00")
    assert search.list_deals(book, waiting).total == 2


def test_sorting_and_paging_show_every_deal_once(book: Store) -> None:
    by_client = search.list_deals(book, sort="client", descending=False)
    assert clients(by_client) == ["acme-gmbh", "AURA Medien", "Aurora Broadcast AG", "Café Lumière", "O'Neil & Sons"]

    pages = [search.list_deals(book, sort="client", descending=False, limit=2, offset=at) for at in (0, 2, 4)]
    assert [client for page in pages for client in clients(page)] == clients(by_client)
    assert [page.total for page in pages] == [5, 5, 5]

    by_total = search.list_deals(book, sort="total")
    assert [row.committed_minor for row in by_total.rows] == [900_00, 300_00, 200_00, 100_00, None]


def test_the_best_match_comes_first(book: Store) -> None:
    deals.create(
        book, "{}", Summary(title="Aurora Aurora", client="Aurora", stage="draft", currency="EUR", tier="seeker")
    )
    for place in range(3):
        shown = Summary(title=f"Long words around Aurora {place}", client="Other", stage="draft", currency="EUR")
        deals.create(book, "{}", shown)

    found = search.list_deals(book, DealFilter(text="aurora"), sort="relevance")

    assert found.rows[0].title == "Aurora Aurora"
    assert found.total == 5


def test_a_deal_is_found_by_the_beginning_of_its_id(book: Store) -> None:
    row = search.find(book, "offer for AURA medien")

    assert search.find(book, row.id) == row
    assert search.find(book, row.id[:8].upper()) == row
    with pytest.raises(InputError, match="no deal answers to “nothing”"):
        search.find(book, "nothing")
    deals.duplicate(book, row.id, row.title)
    with pytest.raises(InputError, match="more than one deal answers"):
        search.find(book, row.title)


@pytest.mark.parametrize("sort", list(search.ORDERED_BY))
def test_every_order_works_with_and_without_words(book: Store, sort: search.Sort) -> None:
    plain = search.list_deals(book, sort=sort)
    searched = search.list_deals(book, DealFilter(text="offer"), sort=sort)

    assert {row.id for row in plain.rows} == {row.id for row in searched.rows}
    assert msgspec.json.decode(msgspec.json.encode(plain), type=search.DealPage) == plain
