"""``catalog``, ``backup``, ``identity`` and ``doctor``: what keeps an installation healthy."""

from pathlib import Path

import pytest

from tests.commands.conftest import ARCHITECT, PASSPHRASE, ROOT, SEEKER, Ask


def test_the_shipped_specs_have_warnings_only(omnidesk: Ask) -> None:
    answer = omnidesk("catalog", "check")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines[-1] == f"no errors, {len(lines) - 1} warnings"
    apprentice = next(line for line in lines if "14%" in line)
    assert apprentice.startswith(f"{ROOT / 'specs' / 'tiers.yaml'}:")
    assert ": warning: " in apprentice


def test_a_mistake_in_own_specs_is_told_with_its_place(omnidesk: Ask, tmp_path: Path) -> None:
    text = (ROOT / "specs" / "usage.yaml").read_text(encoding="utf-8")
    (tmp_path / "usage.yaml").write_text(text.replace("overage:", "overagee:", 1), encoding="utf-8")
    answer = omnidesk("catalog", "check", "--specs", tmp_path, "--json")
    assert (answer.status, answer.json["errors"] > 0) == (1, True)
    problem = answer.json["problems"][0]
    assert problem.keys() >= {"file", "line", "key", "reason", "fix", "severity"}
    assert problem["file"] == str(tmp_path / "usage.yaml")
    refused = omnidesk("quote", SEEKER, "--specs", tmp_path)
    assert (refused.status, refused.out) == (2, "")
    assert all(line.startswith(f"{tmp_path}/usage.yaml:") for line in refused.problems)


def test_schemas_are_written_for_editors(omnidesk: Ask, tmp_path: Path) -> None:
    answer = omnidesk("catalog", "schema", "--out", tmp_path / "schemas")
    assert answer.status == 0
    assert (tmp_path / "schemas" / "deal.schema.json").exists()
    assert len(answer.out.splitlines()) == len(list((tmp_path / "schemas").iterdir()))


def test_a_safety_copy_brings_back_what_was(omnidesk: Ask) -> None:
    omnidesk("deal", "import", ARCHITECT)
    made = omnidesk("backup", "create")
    assert made.status == 0
    omnidesk("deal", "import", SEEKER)
    (copy,) = omnidesk("backup", "list", "--json").json
    assert copy["reason"] == "by-hand"
    assert copy["path"] in made.out
    name = Path(copy["path"]).name
    assert omnidesk("backup", "verify", name).out.endswith(": sound\n")
    assert omnidesk("backup", "restore", name).status == 0
    assert [row["title"] for row in omnidesk("deal", "list", "--json").json] == ["Aurora Broadcast AG"]
    assert len(omnidesk("backup", "list", "--json").json) == 2


def test_a_new_workspace_begins_with_the_folder_of_copies_of_a_lost_one(omnidesk: Ask, tmp_path: Path) -> None:
    stick, new = tmp_path / "stick", tmp_path / "new"
    stick.mkdir()
    omnidesk("deal", "import", ARCHITECT)
    omnidesk("backup", "folder", stick)
    omnidesk("backup", "create")
    assert "omnidesk backup restore FOLDER" in omnidesk("--data-dir", new, "deal", "list").out
    assert omnidesk("--data-dir", new, "backup", "restore", stick).status == 0
    assert [row["title"] for row in omnidesk("--data-dir", new, "deal", "list", "--json").json] == [
        "Aurora Broadcast AG"
    ]
    empty = omnidesk("backup", "restore", tmp_path)
    assert (empty.status, "no safety copy lies here" in empty.problems[0]) == (2, True)


def test_a_damaged_copy_is_told_and_not_restored(omnidesk: Ask, tmp_path: Path) -> None:
    omnidesk("deal", "import", ARCHITECT)
    omnidesk("backup", "create")
    (copy,) = omnidesk("backup", "list", "--json").json
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(Path(copy["path"]).read_bytes().replace(b"Aurora", b"Borora", 1))
    answer = omnidesk("backup", "verify", damaged)
    assert (answer.status, answer.out.splitlines()[0]) == (1, f"{damaged}: damaged")
    assert omnidesk("backup", "restore", damaged).status == 2
    assert omnidesk("backup", "verify", tmp_path / "none.db").status == 2


def test_an_identity_is_made_handed_on_and_removed(
    omnidesk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", PASSPHRASE)
    assert omnidesk("identity", "list").out.startswith("No signing identities yet")
    made = omnidesk("identity", "create", "Maria", "--subject", "Maria Keller", "--organisation", "Flame")
    assert made.status == 0
    (row,) = omnidesk("identity", "list", "--json").json
    assert (row["name"], row["subject"], row["organisation"]) == ("Maria", "Maria Keller", "Flame")
    assert row["fingerprint"] in made.out
    certificate = tmp_path / "maria.pem"
    assert omnidesk("identity", "export-certificate", "Maria", "--out", certificate).status == 0
    key = tmp_path / "maria.p12"
    key.write_bytes(next((tmp_path / "workspace" / "identities").glob("*.p12")).read_bytes())
    elsewhere = ("--data-dir", tmp_path / "elsewhere")
    pinned = omnidesk("identity", "import", certificate, *elsewhere)
    assert (pinned.status, row["fingerprint"] in pinned.out) == (0, True)
    assert omnidesk("identity", "import", key, "--name", "Second", *elsewhere).status == 0
    assert [each["name"] for each in omnidesk("identity", "list", "--json", *elsewhere).json] == ["Second"]
    unsure = omnidesk("identity", "remove", "Maria")
    assert (unsure.status, "--yes" in unsure.err) == (2, True)
    assert omnidesk("identity", "remove", "Maria", "--yes").status == 0
    assert omnidesk("identity", "list", "--json").json == []


def test_an_identity_without_a_passphrase_is_the_environments_fault(omnidesk: Ask) -> None:
    answer = omnidesk("identity", "create", "Maria")
    assert answer.status == 3
    assert len(answer.problems) == 1


def test_doctor_says_what_is_missing_and_how_to_get_it(omnidesk: Ask, workspace: Path) -> None:
    view = omnidesk("doctor", "--json").json
    found = {check["name"]: check for check in view["checks"]}
    assert found.keys() >= {"Workspace", "Disk space", "SQLite", "Specs", "Fonts", "Keyring", "Display"}
    assert all(check["advice"] for check in view["checks"] if check["state"] != "ok")
    assert not workspace.exists()


def test_doctor_answers_no_for_a_workspace_that_cannot_be_opened(omnidesk: Ask, workspace: Path) -> None:
    workspace.mkdir()
    (workspace / "omnidesk.db").write_text("damaged " * 200)
    answer = omnidesk("doctor")
    assert answer.status == 1
    assert "MISSING  Workspace:" in answer.out
