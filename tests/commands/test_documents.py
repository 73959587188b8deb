"""``build``, ``verify`` and ``extract``: from a deal file to a signed PDF and back, judged on an empty machine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omnidesk.commands import cli
from tests.commands.conftest import APPRENTICE, ARCHITECT, PASSPHRASE, SEEKER, Ask

Edit = Callable[[Path, str, str], Path]


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A signed proposal of the agency sample, the workspace of its signer, and the signer's fingerprint."""
    from omnidesk.signing.identities import find

    folder = tmp_path_factory.mktemp("signed")
    workspace, pdf = folder / "workspace", folder / "proposal.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)
        place = ["--data-dir", str(workspace)]
        assert cli.run([*place, "identity", "create", "Maria"]) == 0
        assert cli.run([*place, "build", str(APPRENTICE), "--out", str(pdf), "--sign", "Maria"]) == 0
    return pdf, workspace, find(workspace / "identities", "Maria").fingerprint


def test_a_signed_proposal_is_valid_where_its_signer_is_known(omnidesk: Ask, signed: tuple[Path, Path, str]) -> None:
    pdf, workspace, fingerprint = signed
    answer = omnidesk("verify", pdf, "--json", "--data-dir", workspace)
    assert (answer.status, answer.err) == (0, "")
    view = answer.json
    assert view.keys() >= {"status", "signatures", "deal", "problems"}
    (signature,) = view["signatures"]
    assert signature.keys() >= {
        "field", "signer", "fingerprint", "covers_whole_file", "intact", "trusted", "signed_at", "timestamp",
        "changes_after",
    }  # fmt: skip
    assert (view["status"], view["problems"]) == ("valid", [])
    assert (signature["signer"], signature["fingerprint"], signature["changes_after"]) == ("Maria", fingerprint, "none")


def test_on_an_empty_machine_the_fingerprint_makes_it_valid(omnidesk: Ask, signed: tuple[Path, Path, str]) -> None:
    pdf, _, fingerprint = signed
    stranger = omnidesk("verify", pdf, "--json")
    assert (stranger.status, stranger.json["status"]) == (1, "unknown_signer")
    spaced = ":".join(fingerprint[at : at + 2].upper() for at in range(0, 64, 2))
    pinned = omnidesk("verify", pdf, "--json", "--fingerprint", "0" * 64, "--fingerprint", spaced)
    assert (pinned.status, pinned.json["status"]) == (0, "valid")


def test_verifying_makes_no_workspace(omnidesk: Ask, workspace: Path, signed: tuple[Path, Path, str]) -> None:
    omnidesk("verify", signed[0])
    assert not workspace.exists()


def test_the_embedded_deal_comes_to_the_quoted_totals(omnidesk: Ask, signed: tuple[Path, Path, str]) -> None:
    quoted = omnidesk("quote", APPRENTICE, "--json").json
    deal = omnidesk("verify", signed[0], "--json").json["deal"]
    assert deal["hash"] == quoted["deal_hash"]
    assert deal["committed_total"] == quoted["totals"]["committed_total"]
    assert deal["totals_recomputed"] is True


def test_extract_gives_back_a_deal_of_the_same_price(
    omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str]
) -> None:
    path = tmp_path / "deal.yaml"
    assert omnidesk("extract", signed[0], "--out", path).status == 0
    given, original = (omnidesk("quote", each, "--json").json for each in (path, APPRENTICE))
    for key in ("deal_hash", "totals", "payments", "term", "tier", "currency"):
        assert given[key] == original[key]


def test_what_is_internal_does_not_leave_the_house(
    omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str]
) -> None:
    path = tmp_path / "deal.yaml"
    omnidesk("extract", signed[0], "--out", path)
    text = path.read_text(encoding="utf-8")
    assert "revisit Architect" in APPRENTICE.read_text(encoding="utf-8")
    for internal in ("revisit Architect", "Reference customer", "budget_per_year", "discovery_notes"):
        assert internal not in text
    assert "discretionary_reason: Kept by the provider" in text


def test_one_changed_byte_is_invalid(omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str]) -> None:
    pdf, _, fingerprint = signed
    content = bytearray(pdf.read_bytes())
    content[len(content) // 3] ^= 1
    path = tmp_path / "changed.pdf"
    path.write_bytes(content)
    answer = omnidesk("verify", path, "--json", "--fingerprint", fingerprint)
    assert (answer.status, answer.json["status"]) == (1, "invalid")
    assert answer.json["problems"]


def test_an_unsigned_proposal_says_so(omnidesk: Ask, tmp_path: Path) -> None:
    path = tmp_path / "proposal.pdf"
    built = omnidesk("build", SEEKER, "--out", path, "--json")
    assert (built.status, built.json["status"], built.json["draft"]) == (0, "unsigned", False)
    answer = omnidesk("verify", path, "--json")
    assert (answer.status, answer.json["status"], answer.json["signatures"]) == (1, "unsigned", [])
    assert answer.json["deal"]["totals_recomputed"] is True


@pytest.mark.parametrize("kind", ["contract", "summary"])
def test_contract_and_summary_are_built_and_signed_too(
    omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)
    path, place = tmp_path / "out.pdf", ("--data-dir", signed[1])
    answer = omnidesk("build", ARCHITECT, "--kind", kind, "--out", path, "--sign", "Maria", *place)
    assert answer.status == 0, answer.err
    assert answer.out.startswith(f"{kind.capitalize()} OD-")
    assert omnidesk("verify", path, *place).status == 0


def test_an_open_approval_gives_a_draft_and_no_seal(
    omnidesk: Ask, edited: Edit, tmp_path: Path, signed: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)
    deal = edited(APPRENTICE, 'discretionary_percent: "5"', 'discretionary_percent: "12"')
    draft = omnidesk("build", deal, "--out", tmp_path / "draft.pdf", "--json")
    assert (draft.status, draft.json["draft"]) == (0, True)
    sealed = omnidesk("build", deal, "--out", tmp_path / "no.pdf", "--sign", "Maria", "--data-dir", signed[1])
    assert (sealed.status, sealed.out) == (1, "")
    assert "approvals: the discretionary discount needs an approval for this price" in sealed.err
    assert not (tmp_path / "no.pdf").exists()


def test_a_refused_deal_is_not_built(omnidesk: Ask, edited: Edit, tmp_path: Path) -> None:
    deal = edited(ARCHITECT, "  months: 36\n", "  months: 12\n")
    answer = omnidesk("build", deal, "--out", tmp_path / "no.pdf")
    assert (answer.status, answer.out) == (2, "")
    assert ": terms.months: " in answer.problems[0]
    assert not (tmp_path / "no.pdf").exists()


def test_a_wrong_passphrase_signs_nothing(
    omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", "wrong")
    answer = omnidesk("build", APPRENTICE, "--out", tmp_path / "no.pdf", "--sign", "Maria", "--data-dir", signed[1])
    assert answer.status == 2
    assert "does not open" in answer.err
    assert not (tmp_path / "no.pdf").exists()


def test_nobody_to_ask_for_the_passphrase_is_the_environments_fault(
    omnidesk: Ask, tmp_path: Path, signed: tuple[Path, Path, str]
) -> None:
    answer = omnidesk("build", APPRENTICE, "--out", tmp_path / "no.pdf", "--sign", "Maria", "--data-dir", signed[1])
    assert answer.status == 3
    assert "OMNIDESK_PASSPHRASE" in answer.err


def test_files_that_are_no_documents(omnidesk: Ask, tmp_path: Path) -> None:
    missing = omnidesk("verify", tmp_path / "none.pdf")
    assert (missing.status, missing.out) == (2, "")
    stranger = omnidesk("verify", SEEKER, "--json")
    assert (stranger.status, stranger.json["status"], stranger.json["deal"]) == (1, "invalid", None)
    assert omnidesk("extract", SEEKER, "--out", tmp_path / "deal.yaml").status == 2
    assert omnidesk("verify", SEEKER, "--fingerprint", "abc").status == 2


def test_the_sample_is_built_sealed_and_verified_in_one_go(omnidesk: Ask, tmp_path: Path) -> None:
    answer = omnidesk("sample", "--out", tmp_path / "sample")
    assert answer.status == 0, answer.err
    assert "throw-away identity" in answer.out
    command = next(line for line in answer.out.splitlines() if line.strip().startswith("omnidesk verify")).split()
    assert omnidesk(*command[1:]).status == 0
