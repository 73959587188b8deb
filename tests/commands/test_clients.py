"""``omnidesk clients`` and tables of deals: from a file of another program to a file for it, without a window."""

from pathlib import Path

from tests.commands.conftest import SEEKER, Ask
from tests.operations.tables import HUBSPOT, SALESFORCE, written


def test_clients_come_in_are_shown_merged_and_go_out(omnidesk: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "hubspot.csv", HUBSPOT)
    tried = omnidesk("clients", "import", path, "--dry-run")
    assert tried.status == 0
    assert "line 3: “many”: this is no number of people; left out" in tried.out
    assert "3 new, 0 merged, 0 unchanged, 0 skipped, 1 refused" in tried.out
    assert omnidesk("clients", "list", "--json").json == []

    done = omnidesk("clients", "import", path, "--json").json
    assert (done["done"]["added"], done["layout"], done["columns"]["City"]) == (3, "hubspot_companies", "city")
    (pair,) = omnidesk("clients", "merge", "--json").json
    assert pair["why"] == "similar"
    assert "are two" in omnidesk("clients", "merge", pair["client"], pair["other"], "--two").out
    assert omnidesk("clients", "merge", "--json").json == []
    assert omnidesk("clients", "undo").status == 0
    assert omnidesk("clients", "merge", "--json").json == [pair]
    assert omnidesk("clients", "merge", pair["client"], pair["other"], "--take", "country").status == 0
    assert [row["entry"]["name"] for row in omnidesk("clients", "list", "--json").json] == [
        "Aurora Broadcast AG",
        "Nordlicht Kommunikation GmbH",
    ]
    assert omnidesk("clients", "undo").status == 0
    assert len(omnidesk("clients", "list", "--search", "auro", "--json").json) == 2

    assert "3 clients written" in omnidesk("clients", "export", "--out", tmp_path / "out.csv").out
    again = omnidesk("clients", "import", tmp_path / "out.csv", "--json").json
    assert [row["outcome"] for row in again["rows"]] == ["unchanged"] * 3


def test_a_column_is_named_where_it_is_not_known(omnidesk: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "odd.csv", "Wer;Wo\nAurora;Zürich\n")

    assert "no column holds the client's name" in omnidesk("clients", "import", path).err
    assert omnidesk("clients", "import", path, "--map", "Wer=name", "--map", "Wo=city").status == 0
    assert "there is no field “town”" in omnidesk("clients", "import", path, "--map", "Wo=town").err
    assert omnidesk("clients", "import", path, "--layout", "sap").status == 2
    assert omnidesk("clients", "import", path, "--locale", "xx-nowhere").status == 2


def test_a_table_of_deals_becomes_drafts_once(omnidesk: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "salesforce.csv", SALESFORCE)
    assert "1 refused, 2 deals" in omnidesk("deal", "import-table", path).out
    assert "0 deals" in omnidesk("deal", "import-table", path).out
    assert len(omnidesk("deal", "list", "--json").json) == 2


def test_all_deals_go_out_in_every_format(omnidesk: Ask, tmp_path: Path) -> None:
    assert omnidesk("deal", "import", SEEKER).status == 0
    for ending in ("jsonl", "csv", "xlsx", "ics"):
        answer = omnidesk("deal", "export", "--all", "--out", tmp_path / f"deals.{ending}")
        assert answer.out == f"1 deal written to {tmp_path / f'deals.{ending}'}\n"
        assert (tmp_path / f"deals.{ending}").stat().st_size > 100
    assert omnidesk("deal", "export", "--all", "--out", tmp_path / "deals.doc").status == 2
    assert omnidesk("deal", "export").status == 2
    assert "1 deal" in omnidesk("deal", "export", "--all", "--stage", "draft", "--out", tmp_path / "d.csv").out
