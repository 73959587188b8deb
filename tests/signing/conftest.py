"""Real keys, made once, and a small proposal that they sign."""

import datetime as dt

import pytest

from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.signing.fields import prepare_fields
from omnidesk.signing.seal import countersign, seal
from tests.signing.paper import BOXES, NOW, build_paper, draw_stamp


@pytest.fixture(scope="session")
def paper() -> bytes:
    """The unsigned proposal, without signature fields."""
    return build_paper()


@pytest.fixture(scope="session")
def prepared(paper: bytes) -> bytes:
    return prepare_fields(paper, BOXES)


@pytest.fixture(scope="session")
def us() -> HeldIdentity:
    return generate("anna", "Anna Moser", "OmniVibe Ltd", NOW)


@pytest.fixture(scope="session")
def client() -> HeldIdentity:
    return generate("keller", "M. Keller", "Aurora Broadcast AG", NOW)


@pytest.fixture(scope="session")
def stranger() -> HeldIdentity:
    """An impostor: a certificate that bears our name, made by somebody else."""
    return generate("anna", "Anna Moser", "OmniVibe Ltd", NOW)


@pytest.fixture(scope="session")
def sealed(prepared: bytes, us: HeldIdentity) -> bytes:
    return seal(prepared, us, now=NOW, stamp_pdf=draw_stamp("Anna Moser"), reason="Proposal", location="Berlin")


@pytest.fixture(scope="session")
def countersigned(sealed: bytes, client: HeldIdentity) -> bytes:
    later = NOW + dt.timedelta(days=3)
    return countersign(sealed, client, now=later, stamp_pdf=draw_stamp("M. Keller"))


@pytest.fixture(scope="session")
def known(us: HeldIdentity, client: HeldIdentity) -> set[str]:
    return {us.summary.fingerprint, client.summary.fingerprint}
