"""What is kept beside an identity: its mark, the default, how long it lasts, and who signed in our presence."""

import datetime as dt
from pathlib import Path

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Ink, InkPoint, TypedName
from omnidesk.signing import identities
from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.kept_marks import keep_mark, kept_mark
from tests.signing.paper import NOW

INK = Ink(strokes=((InkPoint(1.5, 2.0, 0, 0.4), InkPoint(9.25, 7.0, 16, 0.6)),), device="pen")


def answer(_key: str, _label: str) -> str:
    return "correct horse"


def make(folder: Path, name: str) -> identities.IdentitySummary:
    return identities.create(folder, name, subject=name.title(), organisation="", passphrase_for=answer, now=NOW)


def test_a_kept_mark_comes_with_the_opened_identity_and_lies_encrypted(tmp_path: Path) -> None:
    make(tmp_path, "anna")
    held = identities.open_identity(tmp_path, "anna", answer)
    assert held.mark is None
    keep_mark(tmp_path, held, INK)
    assert identities.open_identity(tmp_path, "anna", answer).mark == INK
    content = (tmp_path / "anna.mark").read_bytes()
    assert b"drawn" not in content
    assert b"strokes" not in content
    keep_mark(tmp_path, held, None)
    assert identities.open_identity(tmp_path, "anna", answer).mark is None


def test_a_mark_of_another_key_or_a_damaged_one_is_no_mark(tmp_path: Path, us: HeldIdentity) -> None:
    keep_mark(tmp_path, us, TypedName("Anna"))
    path = tmp_path / f"{us.summary.name}.mark"
    content = path.read_bytes()
    for damaged in (content[:-1], content[:5], b"", content[:-1] + bytes([content[-1] ^ 1])):
        path.write_bytes(damaged)
        assert kept_mark(tmp_path, us) is None
    path.write_bytes(content)
    assert kept_mark(tmp_path, us) == TypedName("Anna")


def test_one_identity_is_the_default_and_a_mark_goes_with_its_identity(tmp_path: Path) -> None:
    assert identities.default_identity(tmp_path) is None
    anna, bert = make(tmp_path, "anna"), make(tmp_path, "bert")
    assert identities.default_identity(tmp_path) == anna
    identities.choose_default(tmp_path, "bert")
    assert identities.default_identity(tmp_path) == bert
    with pytest.raises(InputError, match="no signing identity “carl”"):
        identities.choose_default(tmp_path, "carl")
    keep_mark(tmp_path, identities.open_identity(tmp_path, "bert", answer), INK)
    identities.remove(tmp_path, "bert")
    assert identities.default_identity(tmp_path) == anna
    assert not (tmp_path / "bert.mark").exists()


def test_a_certificate_that_ends_is_told_of_in_time(us: HeldIdentity) -> None:
    identity, end = us.summary, us.summary.valid_until
    assert identity.standing(NOW) == "good"
    assert identity.standing(end - dt.timedelta(days=31)) == "good"
    assert identity.standing(end - dt.timedelta(days=30)) == "ending"
    assert identity.standing(end) == "ending"
    assert identity.days_left(end - dt.timedelta(hours=3)) == 0
    assert identity.standing(end + dt.timedelta(seconds=1)) == "ended"
    assert identity.standing(identity.valid_from - dt.timedelta(seconds=1)) == "not_yet"


def test_a_witnessed_client_is_recognised_but_never_signs_for_us(tmp_path: Path, client: HeldIdentity) -> None:
    assert client.summary.fingerprint not in identities.known_fingerprints(tmp_path)
    identities.witness(tmp_path, client.certificate)
    assert client.summary.fingerprint in identities.known_fingerprints(tmp_path)
    assert client.summary.fingerprint not in identities.own_fingerprints(tmp_path)
    assert identities.list_identities(tmp_path) == ()
