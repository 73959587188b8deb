"""``omnidesk deal return``: from the file that came back to the accepted deal, without a window."""

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from omnidesk.commands import cli
from omnidesk.deal_file import read_deal
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.signing.certificate import HeldIdentity, throwaway, to_pkcs12
from omnidesk.signing.identities import import_pkcs12
from omnidesk.signing.seal import countersign
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.commands.conftest import PASSPHRASE, SEEKER, Ask

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def client() -> HeldIdentity:
    return throwaway(NOW)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace in which a proposal was issued; the file lies beside it as ``offer.pdf``."""
    held, home = throwaway(NOW), workspace(tmp_path / "workspace")
    import_pkcs12(
        home.identities, "us", to_pkcs12(held, "x"), file_passphrase="x", passphrase_for=lambda _key, _label: "y"
    )
    store, catalog = open_store(home), load_catalog()
    order = IssueOrder(identity=held, who="kim")
    done = issue(store, keep_new(store, read_deal(SEEKER), catalog), catalog, order, now=NOW)
    store.close()
    (tmp_path / "offer.pdf").write_bytes(done.documents[0][1].pdf)
    return tmp_path


def returned(place: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    status = cli.run(["--data-dir", str(place / "workspace"), "deal", "return", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_signed_file_is_accepted_once_its_signer_is_known(
    place: Path, client: HeldIdentity, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = place / "signed.pdf"
    signed.write_bytes(countersign((place / "offer.pdf").read_bytes(), client, now=NOW))
    status, found = returned(place, capsys, str(signed), "--accept")
    assert (status, found["finding"], found["recorded"]) == (1, "unknown_signer", False)
    wrong = cli.run(["--data-dir", str(place / "workspace"), "deal", "return", str(signed), "--trust", "00" * 32])
    assert wrong == 2
    assert "another certificate" in capsys.readouterr().err
    status, found = returned(place, capsys, str(signed), "--accept", "--trust", client.summary.fingerprint)
    assert (status, found["finding"], found["recorded"]) == (0, "holds", True)
    assert str(found["sentence"]).endswith("; nothing else changed.")
    deal = found["deal"]
    assert isinstance(deal, dict)
    assert deal["stage"] == "accepted"


def test_an_unsigned_one_says_so_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.run(["--data-dir", str(place / "workspace"), "deal", "return", str(place / "offer.pdf")])
    out = capsys.readouterr().out
    assert status == 1
    assert "the client has not signed it" in out
    assert "v1: issued" in out


def test_a_photo_needs_a_deal_and_a_reason(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "JPEG")
    (place / "photo.jpg").write_bytes(out.getvalue())
    status, found = returned(place, capsys, str(place / "photo.jpg"))
    assert (status, found["finding"], found["deal"]) == (1, "wet_ink", None)
    title = read_deal(SEEKER).client.name
    status, found = returned(
        place, capsys, str(place / "photo.jpg"), "--deal", title, "--reason", "Saw it being signed"
    )
    assert (status, found["recorded"]) == (0, True)


def test_where_the_client_signs_first_the_deal_waits_for_us(
    omnidesk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)
    client = throwaway(NOW)
    text = SEEKER.read_text(encoding="utf-8")
    (tmp_path / "deal.yaml").write_text(f"{text}\nsigning_order: client_first\n", encoding="utf-8")
    omnidesk("identity", "create", "anna", "--subject", "Anna Moser", "--organisation", "Flame")
    omnidesk("deal", "import", tmp_path / "deal.yaml")
    issued = omnidesk("deal", "issue", "Pixelgarten Labs", "--sign", "anna", "--out", tmp_path, "--json").json
    signed, complete = tmp_path / "signed.pdf", tmp_path / "complete.pdf"
    signed.write_bytes(countersign((tmp_path / issued["documents"][0]["name"]).read_bytes(), client, now=NOW))
    assert omnidesk("deal", "return", signed, "--out", complete).status == 2
    told = omnidesk("deal", "return", signed, "--accept", "--trust", client.summary.fingerprint, "--json")
    assert told.status == 0
    assert [told.json[name] for name in ("finding", "waits_for_us", "kept", "recorded")] == ["holds", True, True, False]
    assert told.json["deal"]["stage"] == "issued"
    assert "sign it for us with --sign NAME" in omnidesk("deal", "return", signed).out

    done = omnidesk("deal", "return", signed, "--sign", "anna", "--out", complete)
    assert (done.status, "accepted" in done.out) == (0, True)
    assert omnidesk("deal", "show", issued["number"], "--json").json["stage"] == "accepted"
    assert omnidesk("verify", complete).status == 0
    assert complete.read_bytes().startswith(signed.read_bytes())
    again = omnidesk("deal", "return", complete, "--sign", "anna")
    assert (again.status, "does not wait for our signature" in again.err) == (2, True)
