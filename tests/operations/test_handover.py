"""One way from a deal to a document, for window and command line; and what the document carries."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.quote import quote
from omnidesk.operations.embedded_deal import embed, read_embedded, recalculate
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.signing.certificate import throwaway
from tests.commands.conftest import ARCHITECT, EVERY_SAMPLE, SEEKER

NOW = dt.datetime(2026, 1, 20, 9, 30, tzinfo=dt.UTC)


class StoppedError(Exception):
    """A person pressed Cancel."""


@pytest.fixture
def deal() -> Deal:
    return read_deal(SEEKER)


def test_progress_is_told_and_ends_at_one(deal: Deal, catalog: Catalog) -> None:
    told: list[tuple[float, str]] = []
    done = hand_over(
        deal, catalog, Printing(), identity=throwaway(NOW), now=NOW,
        progress=lambda share, what: told.append((share, what)),
    )  # fmt: skip
    assert [what for _, what in told] == [
        "Pricing the deal", "Laying out the pages", "Sealing", "Checking the seal", "Done",
    ]  # fmt: skip
    assert told == sorted(told)
    assert told[-1][0] == 1.0
    assert done.verification is not None
    assert done.verification.status == "valid"
    assert done.verification.signatures[0].signed_at == NOW


def test_progress_can_stop_the_work(deal: Deal, catalog: Catalog) -> None:
    def stop(share: float, what: str) -> None:
        if share:
            raise StoppedError(what)

    with pytest.raises(StoppedError):
        hand_over(deal, catalog, Printing(), identity=None, now=NOW, progress=stop)


def test_the_same_deal_at_the_same_time_is_the_same_file(deal: Deal, catalog: Catalog) -> None:
    one, two = (hand_over(deal, catalog, Printing(kind="summary"), identity=None, now=NOW).pdf for _ in range(2))
    assert one == two


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_an_embedded_deal_prices_the_same(sample: Path, catalog: Catalog) -> None:
    deal = read_deal(sample)
    priced = quote(deal, catalog)
    result = recalculate(read_embedded(embed(deal, catalog, priced)))
    assert priced.totals is not None
    assert (result.hash, result.totals_recomputed) == (priced.deal_hash, True)
    assert result.committed_total == priced.totals.committed_total


def changed(content: bytes, *path: str, to: object) -> bytes:
    tree: Any = json.loads(content)
    node = tree
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = to
    return json.dumps(tree).encode()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("quote", "totals", "committed_total"), "1.00"),
        (("quote", "deal_hash"), "0" * 64),
        (("quote", "currency"), "EUR"),
        (("deal", "terms", "months"), 48),
        (("catalog", "tiers"), []),
        (("catalog", "policy", "term_maximum_months", "value"), 10**9),
    ],
)
def test_totals_that_do_not_come_out_are_told(path: tuple[str, ...], to: object, catalog: Catalog) -> None:
    deal = read_deal(ARCHITECT)
    content = embed(deal, catalog, quote(deal, catalog))
    assert recalculate(read_embedded(changed(content, *path, to=to))).totals_recomputed is False


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("quote", "totals", "committed_total"), "1e999999999"),
        (("quote", "totals", "committed_total"), "NaN"),
        (("deal", "terms", "unknown"), 1),
        (("catalog", "tiers"), [{}]),
        (("format",), "omnidesk-embedded/2"),
    ],
)
def test_what_we_did_not_write_is_refused(path: tuple[str, ...], to: object, catalog: Catalog, deal: Deal) -> None:
    content = embed(deal, catalog, quote(deal, catalog))
    with pytest.raises(InputError, match="cannot be read"):
        read_embedded(changed(content, *path, to=to))


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format":"omnidesk-embedded/1"}'])
def test_rubbish_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_embedded(content)
