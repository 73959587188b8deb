"""Signing identities are made, found again, opened, exported and removed, and no name leads out of their folder."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.signing import identities
from omnidesk.signing.certificate import HeldIdentity, from_pkcs12, throwaway
from omnidesk.signing.certificate import to_pkcs12 as written
from tests.signing.paper import NOW


def answer(_key: str, _label: str) -> str:
    return "correct horse"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return identities.identities_folder(tmp_path / "workspace")


def make(folder: Path, name: str = "anna") -> identities.IdentitySummary:
    return identities.create(
        folder, name, subject="Anna Moser", organisation="OmniVibe Ltd", passphrase_for=answer, now=NOW
    )


def test_an_identity_is_made_listed_opened_exported_and_removed(folder: Path) -> None:
    made = make(folder)
    assert identities.list_identities(folder) == (made,)
    assert (made.name, made.subject, made.organisation, made.throwaway) == ("anna", "Anna Moser", "OmniVibe Ltd", False)
    assert not made.expired(NOW)
    assert made.expired(NOW + dt.timedelta(days=4 * 365))

    held = identities.open_identity(folder, "anna", answer)
    assert held.summary == made
    assert isinstance(held.key, rsa.RSAPrivateKey)
    assert held.key.key_size == 3072

    exported = x509.load_pem_x509_certificate(identities.export_certificate(folder, "anna"))
    assert exported.fingerprint(hashes.SHA256()).hex() == made.fingerprint
    usage = exported.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    purposes = exported.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [purpose.dotted_string for purpose in purposes] == ["1.3.6.1.5.5.7.3.36"]

    assert identities.remove(folder, "anna") == made
    assert identities.list_identities(folder) == ()
    assert made.fingerprint in identities.own_fingerprints(folder), "what it signed stays recognised"
    with pytest.raises(InputError, match="no signing identity"):
        identities.open_identity(folder, "anna", answer)


def test_the_private_key_is_encrypted_well_and_for_its_owner_alone(folder: Path) -> None:
    make(folder)
    content = (folder / "anna.p12").read_bytes()
    aes_256_cbc = bytes.fromhex("60864801650304012a")
    assert aes_256_cbc in content
    assert (600_000).to_bytes(3, "big") in content, "rounds of the key derivation"
    assert b"Anna Moser" not in content
    if os.name == "posix":
        assert stat.S_IMODE((folder / "anna.p12").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in folder.iterdir()) == ["anna.p12", "anna.pem"], "no half-written file stays"


def test_the_passphrase_is_asked_for_under_the_same_key_when_making_and_when_opening(folder: Path) -> None:
    asked: list[tuple[str, str]] = []

    def remember(key: str, label: str) -> str:
        asked.append((key, label))
        return "correct horse"

    made = identities.create(folder, "anna", subject="A", organisation="", passphrase_for=remember, now=NOW)
    identities.open_identity(folder, "anna", remember)
    assert asked[0] == asked[1] == (made.secret_key, "the signing identity “anna”")
    assert made.fingerprint in made.secret_key


def test_a_wrong_passphrase_and_a_damaged_file_are_one_line_for_a_person(folder: Path) -> None:
    make(folder)
    with pytest.raises(InputError, match="does not fit or the file is damaged"):
        identities.open_identity(folder, "anna", lambda _key, _label: "wrong")
    (folder / "anna.p12").write_bytes(b"\x30\x82")
    with pytest.raises(InputError, match="does not fit or the file is damaged"):
        identities.open_identity(folder, "anna", answer)
    (folder / "anna.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nnonsense\n")
    with pytest.raises(InputError, match=r"anna\.pem"):
        identities.list_identities(folder)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../anna",
        "a/b",
        "a\\b",
        "/etc/x",
        "C:x",
        "nul",
        "COM1",
        "con",
        "a.p12",
        "ünna",
        "a ",
        " a",
        "a\0b",
        "x" * 41,
    ],
)
def test_no_name_leads_out_of_the_folder_or_breaks_a_system(folder: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot name an identity"):
        make(folder, name)
    for action in (identities.export_certificate, identities.remove):
        with pytest.raises(InputError):
            action(folder, name)
    assert not folder.exists()


def test_a_name_is_taken_once_whatever_its_case(folder: Path) -> None:
    make(folder, "Anna")
    with pytest.raises(InputError, match="already"):
        make(folder, "anna")
    assert len(identities.list_identities(folder)) == 1


def test_an_imported_identity_is_encrypted_anew_and_opens_under_its_new_passphrase(
    folder: Path, us: HeldIdentity
) -> None:
    assert isinstance(us.key, rsa.RSAPrivateKey)
    foreign = pkcs12.serialize_key_and_certificates(
        b"x", us.key, us.certificate, None, serialization.BestAvailableEncryption(b"theirs")
    )
    made = identities.import_pkcs12(folder, "imported", foreign, file_passphrase="theirs", passphrase_for=answer)
    assert made.fingerprint == us.summary.fingerprint
    assert identities.open_identity(folder, "imported", answer).summary == made
    with pytest.raises(InputError, match="does not open"):
        identities.import_pkcs12(folder, "other", foreign, file_passphrase="guess", passphrase_for=answer)


def test_what_cannot_sign_is_not_imported(folder: Path, us: HeldIdentity, client: HeldIdentity) -> None:
    def bundle(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
        return pkcs12.serialize_key_and_certificates(None, key, certificate, None, serialization.NoEncryption())

    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    for content, words in (
        (b"", "does not open"),
        (b"x" * 2_000_000, "too large"),
        (bundle(weak, _certificate(weak)), "1024 bits"),
        (bundle(curve := ec.generate_private_key(ec.SECP256R1()), _certificate(curve)), "meant for signing"),
    ):
        with pytest.raises(InputError, match=words):
            identities.import_pkcs12(folder, "x", content, file_passphrase="", passphrase_for=answer)
    assert identities.list_identities(folder) == ()


def test_a_pinned_certificate_is_known_but_is_not_ours(folder: Path, client: HeldIdentity) -> None:
    made = make(folder)
    pinned = identities.pin(folder, client.certificate.public_bytes(serialization.Encoding.DER))
    assert pinned.subject == "M. Keller"
    assert identities.known_fingerprints(folder) == {made.fingerprint, client.summary.fingerprint}
    assert identities.own_fingerprints(folder) == {made.fingerprint}
    with pytest.raises(InputError, match="no readable certificate"):
        identities.pin(folder, b"certainly not")


def test_a_throwaway_identity_says_what_it_is() -> None:
    held = throwaway(NOW)
    assert held.summary.throwaway
    assert held.summary.subject == "Throw-away test identity, not a real signer"
    assert "not a real signer" in held.certificate.subject.rfc4514_string()
    assert from_pkcs12("x", written(held, "p"), "p").summary.throwaway, "wherever it is carried"


def test_a_folder_that_cannot_be_made_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MachineError, match="cannot be made"):
        make(tmp_path / "file" / "identities")


def _certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Somebody")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + dt.timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
