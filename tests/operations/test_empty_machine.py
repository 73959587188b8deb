"""A file explains itself on a machine that has nothing: no workspace, no keyring, no network, an empty home."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from omnidesk.deal_file import encode_deal, read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.operations.embedded_deal import FILE_NAME, EmbeddedDeal, client_copy, read_embedded
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.operations.printed_total import printed_problems, printed_totals
from omnidesk.signing.certificate import HeldIdentity, throwaway
from omnidesk.signing.embedded import embedded_file
from omnidesk.signing.seal import countersign
from omnidesk.signing.timestamps import append_timestamp
from tests.commands.conftest import ARCHITECT
from tests.operations.conftest import NOW
from tests.signing.careless import timestamp_authority

ROOT = Path(__file__).parents[2]

ALONE = """
import socket, sys

def refused(*_arguments, **_named):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = refused
socket.getaddrinfo = socket.create_connection = refused
from omnidesk.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def alone(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing around it."""
    home = tmp_path / "nobody"
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    command = [sys.executable, "-c", ALONE, *arguments]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    if arguments[0] != "quote":  # which keeps the compiled specs for the next time
        assert list(home.iterdir()) == [], "nothing is left behind"
    return done


@pytest.fixture(scope="module")
def us() -> HeldIdentity:
    return throwaway(NOW)


@pytest.fixture(scope="module")
def made(catalog: Catalog, us: HeldIdentity) -> dict[str, bytes]:
    """The three documents of one deal, sealed; the proposal also signed by the client and with a timestamp."""
    deal = read_deal(ARCHITECT)
    files = {
        kind: hand_over(deal, catalog, Printing(kind=kind), identity=us, now=NOW).pdf
        for kind in ("proposal", "contract", "summary")
    }
    _, stamper = timestamp_authority()
    signed = countersign(files["proposal"], us, now=NOW)
    return files | {"countersigned": signed, "timestamped": append_timestamp(signed, stamper)}


def carried(pdf: bytes) -> EmbeddedDeal:
    return read_embedded(embedded_file(pdf, FILE_NAME) or b"")


def test_every_document_gives_the_same_deal_totals_and_hash(made: dict[str, bytes], catalog: Catalog) -> None:
    wanted = encode_deal(client_copy(read_deal(ARCHITECT), catalog))
    found = [carried(pdf) for pdf in made.values()]
    assert {encode_deal(each.deal) for each in found} == {wanted}
    assert len({(each.quote.deal_hash, each.quote.totals.committed_total) for each in found}) == 1


@pytest.mark.parametrize("kind", ["contract", "timestamped"])
def test_extract_and_verify_need_nothing(kind: str, made: dict[str, bytes], us: HeldIdentity, tmp_path: Path) -> None:
    (tmp_path / "offer.pdf").write_bytes(made[kind])
    assert alone(tmp_path, "extract", "offer.pdf", "--out", "deal.yaml").returncode == 0
    assert encode_deal(read_deal(tmp_path / "deal.yaml")) == encode_deal(carried(made[kind]).deal)

    done = alone(tmp_path, "verify", "offer.pdf", "--json", "--fingerprint", us.summary.fingerprint)
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["status"], found["problems"]) == (0, "", "valid", [])
    assert found["deal"]["totals_recomputed"] is True
    assert found["deal"]["committed_total"] == "758500.00"
    assert found["deal"]["printed_totals"]
    assert all(each["follows"] for each in found["deal"]["printed_totals"])
    assert len(found["timestamps"]) == (kind == "timestamped")

    stranger = alone(tmp_path, "verify", "offer.pdf", "--json")
    assert (stranger.returncode, json.loads(stranger.stdout)["status"]) == (1, "unknown_signer")


def test_what_the_extracted_deal_comes_to_is_what_the_document_says(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "offer.pdf").write_bytes(made["summary"])
    alone(tmp_path, "extract", "offer.pdf", "--out", "deal.yaml")
    quoted = json.loads(alone(tmp_path, "quote", "deal.yaml", "--json").stdout)
    stated = carried(made["summary"]).quote
    assert quoted["deal_hash"] == stated.deal_hash
    assert quoted["totals"]["committed_total"] == str(stated.totals.committed_total)


@pytest.mark.parametrize("kind", ["proposal", "contract", "summary"])
@pytest.mark.parametrize("language", ["en", "de", "de-CH", "fr", "ja"])
def test_the_printed_total_is_read_in_every_language(kind: str, language: str, catalog: Catalog) -> None:
    deal = read_deal(ARCHITECT)
    printing = Printing(kind=kind, language=language)  # pyright: ignore[reportArgumentType] - one of the three
    pdf = hand_over(deal, catalog, printing, identity=None, now=NOW).pdf
    embedded = carried(pdf)
    found = printed_totals(pdf, embedded, trusted=True)
    assert found
    assert printed_problems(found, embedded) == ()


def test_a_printed_total_that_does_not_follow_is_named_with_its_page(made: dict[str, bytes], tmp_path: Path) -> None:
    """The pages of one deal with the deal of a dearer one inside."""
    pdf = replaced(made["proposal"], b'"committed_total":"758500.00"', b'"committed_total":"958500.00"')
    (tmp_path / "offer.pdf").write_bytes(pdf)
    done = alone(tmp_path, "verify", "offer.pdf", "--json")
    problems = " ".join(json.loads(done.stdout)["problems"])
    assert done.returncode == 1
    assert "prints a committed total of 758,500.00, but the deal inside comes to $958,500.00" in problems
    assert "does not come to the totals it states" in problems


def test_pages_without_any_total_are_said_to_have_none(made: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["summary"])) as document:
        for page in document.pages:
            page.Contents = document.make_stream(b"")
        out = BytesIO()
        document.save(out)
    embedded = carried(out.getvalue())
    assert "No page prints" in printed_problems(printed_totals(out.getvalue(), embedded, trusted=True), embedded)[0]


def replaced(pdf: bytes, before: bytes, after: bytes) -> bytes:
    """The file saved anew, with another text in the deal inside."""
    with pikepdf.open(BytesIO(pdf)) as document:
        stream = document.Root.Names.EmbeddedFiles.Names[1].EF.F
        content = stream.read_bytes()
        assert before in content
        stream.write(content.replace(before, after))
        out = BytesIO()
        document.save(out)
    return out.getvalue()
