"""A key on a security token signs without ever leaving it. The token is SoftHSM's."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.domain.mark import TypedName
from omnidesk.signing import identities
from omnidesk.signing.certificate import HeldIdentity, PrivateKey, to_pkcs12
from omnidesk.signing.kept_marks import can_keep, keep_mark
from omnidesk.signing.seal import countersign, seal
from omnidesk.signing.tokens import TokenKey, keys_on, tokens
from omnidesk.signing.verify import verify
from tests.signing.paper import NOW
from tests.signing.test_seal import on_a_curve

PIN = "4321"
MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")]
MODULE = next((path for path in MODULES if path.exists()), None)

pytestmark = pytest.mark.skipif(
    MODULE is None or shutil.which("softhsm2-util") is None, reason="softhsm2 is not installed here"
)


def module() -> Path:
    assert MODULE is not None
    return MODULE


def answer(_key: str, _label: str) -> str:
    return PIN


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, us: HeldIdentity) -> Iterator[HeldIdentity]:
    """A token with two keys: ours, and one on an elliptic curve (given back, to be compared)."""
    folder = tmp_path_factory.mktemp("hsm")
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    told("--init-token", "--free", "--label", "Desk", "--so-pin", "99999999", "--pin", PIN)
    curve = on_a_curve()
    for number, (name, held) in enumerate({"anna": us, "curve": curve}.items(), start=1):
        put_on_token(folder, name, number, held)
    yield curve
    del os.environ["SOFTHSM2_CONF"]


def told(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def put_on_token(folder: Path, name: str, number: int, held: HeldIdentity) -> None:
    import pkcs11

    assert isinstance(held.key, PrivateKey)
    key = folder / f"{name}.pem"
    key.write_bytes(held.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    told("--import", str(key), "--token", "Desk", "--label", name, "--id", f"0{number}", "--pin", PIN)
    key.unlink()
    with pkcs11.lib(str(module())).get_token(token_label="Desk").open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: name,
                pkcs11.Attribute.ID: bytes([number]),
                pkcs11.Attribute.SUBJECT: held.certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: held.certificate.public_bytes(Encoding.DER),
            }
        )


def keys() -> dict[str, TokenKey]:
    (slot,) = tokens(module())
    assert (slot.slot, slot.token) == (0, "Desk")
    return {key.label: key for key in keys_on(module(), slot, PIN)}


@pytest.mark.usefixtures("token")
def test_a_key_on_a_token_seals_and_the_folder_holds_no_key(tmp_path: Path, prepared: bytes, us: HeldIdentity) -> None:
    added = identities.add_token(tmp_path, "anna", keys()["anna"])
    assert (added.fingerprint, added.token) == (us.summary.fingerprint, "Desk")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anna.pem", "anna.token"]
    assert b"PRIVATE" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    held = identities.open_identity(tmp_path, "anna", answer)
    assert held.summary == added == identities.find(tmp_path, "anna")
    assert PIN not in repr(held)
    pdf = seal(prepared, held, now=NOW)
    assert verify(pdf, known=identities.known_fingerprints(tmp_path)).status == "valid"


def test_a_curve_on_a_token_countersigns(tmp_path: Path, token: HeldIdentity, sealed: bytes, us: HeldIdentity) -> None:
    identities.add_token(tmp_path, "curve", keys()["curve"])
    held = identities.open_identity(tmp_path, "curve", answer)
    pdf = countersign(sealed, held, now=NOW)
    known = {us.summary.fingerprint, token.summary.fingerprint}
    assert verify(pdf, known=known, issued=sealed).status == "valid"


@pytest.mark.usefixtures("token")
def test_a_wrong_pin_is_said_in_one_line(tmp_path: Path) -> None:
    identities.add_token(tmp_path, "anna", keys()["anna"])
    with pytest.raises(InputError, match="PIN of “Desk” does not fit"):
        identities.open_identity(tmp_path, "anna", lambda _key, _label: "0000")


@pytest.mark.usefixtures("token")
def test_a_token_that_was_pulled_out_is_missed(tmp_path: Path) -> None:
    identities.add_token(tmp_path, "anna", keys()["anna"])
    place = tmp_path / "anna.token"
    place.write_text(place.read_text().replace("Desk", "Gone"))
    with pytest.raises(MachineError, match="“Gone” is not in its reader"):
        identities.open_identity(tmp_path, "anna", answer)
    place.write_text("{}")
    with pytest.raises(InputError, match="does not say where the token is"):
        identities.list_identities(tmp_path)


@pytest.mark.usefixtures("token")
def test_what_would_need_the_key_itself_is_refused(tmp_path: Path) -> None:
    identities.add_token(tmp_path, "anna", keys()["anna"])
    held = identities.open_identity(tmp_path, "anna", answer)
    with pytest.raises(InputError, match="never leaves its token"):
        to_pkcs12(held, "correct horse")
    assert not can_keep(held)
    with pytest.raises(InputError, match="never leaves its token"):
        keep_mark(tmp_path, held, TypedName("Anna"))
    assert identities.remove(tmp_path, "anna").token == "Desk"
    assert identities.list_identities(tmp_path) == ()


def test_what_is_no_module_is_refused(tmp_path: Path) -> None:
    (tmp_path / "driver.so").write_bytes(b"no library")
    with pytest.raises(InputError, match="no PKCS#11 module"):
        tokens(tmp_path / "driver.so")
    with pytest.raises(InputError, match="there is no such module"):
        tokens(tmp_path / "nowhere.so")


@pytest.mark.usefixtures("token")
def test_an_unfit_certificate_is_refused(tmp_path: Path) -> None:
    key = keys()["anna"]
    with pytest.raises(InputError, match="cannot be read"):
        identities.add_token(tmp_path, "anna", TokenKey(place=key.place, label="x", certificate=b"rubbish"))
