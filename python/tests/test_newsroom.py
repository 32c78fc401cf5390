"""The package gives what the command gives: on the sample, from files and from memory."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import wirecopy
from conftest import HOUSE, Command, as_csv, cells

TABLES = ["matrix", "pairs", "passages", "clusters", "articles", "reuse", "outlets", "flows", "rejected"]


def record(folder: Path) -> dict[str, Any]:
    """What a run says of itself, without what it cost."""
    told: dict[str, Any] = json.loads((folder / "run.json").read_text())
    del told["execution"]
    return told


@pytest.fixture(scope="module")
def written(command: Command, newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "out"
    command("compare", newsroom, "-o", folder, "--no-csv-hardening")
    return folder


def test_every_table_is_that_of_the_command(written: Path, newsroom: Path) -> None:
    found = wirecopy.compare(newsroom)
    assert list(found.tables) == TABLES
    for name, table in found.tables.items():
        assert as_csv(table) == cells(written / f"{name}.csv"), name
        assert len(table) == table.num_rows == len(cells(written / f"{name}.csv"))
    assert found.warnings == []


def test_articles_in_memory_give_the_tables_of_the_same_articles_in_files(
    written: Path, newsroom_table: pa.Table
) -> None:
    found = wirecopy.compare(newsroom_table)
    for name in TABLES:
        assert as_csv(found.tables[name]) == cells(written / f"{name}.csv"), name


def test_a_folder_that_is_written_is_that_of_the_command(
    command: Command, newsroom: Path, tmp_path: Path
) -> None:
    command("compare", newsroom, "-o", tmp_path / "theirs", "--parquet", "--graph", "dot", "--annotations", "--passim")
    found = wirecopy.compare(newsroom)
    found.write(tmp_path / "ours", parquet=True, graphs=["dot"], annotations=True, passim=True)
    names = sorted(file.name for file in (tmp_path / "theirs").iterdir())
    assert sorted(file.name for file in (tmp_path / "ours").iterdir()) == names
    for name in names:
        ours, theirs = (tmp_path / side / name for side in ("ours", "theirs"))
        if name == "run.json":
            assert record(tmp_path / "ours") == record(tmp_path / "theirs")
        else:
            assert ours.read_bytes() == theirs.read_bytes(), name


def test_settings_are_those_of_the_command(command: Command, newsroom: Path, tmp_path: Path) -> None:
    options = "--threshold 0.3 --shingle 4 --window 36h --keep-diacritics --exact --permutations 64 --seed 7".split()
    options += "--min-words 12 --strict-verbatim 6 --partly-derived 0.2 --wholly-derived 0.7 --credit-owed 0.3".split()
    options += ["--wire", "Meridian News=Meridian", "--measure", "coverage", "--matrix-order", "cluster"]
    command("compare", newsroom, "-o", tmp_path / "out", "--no-csv-hardening", "--excerpt", "full", *options)
    found = wirecopy.compare(
        newsroom, threshold=0.3, shingle=4, window="36h", keep_diacritics=True, exact=True, permutations=64, seed=7,
        min_words=12, strict_verbatim=6, partly_derived=0.2, wholly_derived=0.7, credit_owed=0.3,
        wires=["Meridian News=Meridian"], measure="coverage", matrix_order="cluster",
    )
    assert found.settings == record(tmp_path / "out")["settings"]
    found.write(tmp_path / "ours", hardening=False, excerpt="full")
    for name in TABLES:
        assert (tmp_path / "ours" / f"{name}.csv").read_bytes() == (tmp_path / "out" / f"{name}.csv").read_bytes()


def test_references_from_a_table_beside_articles_from_a_file(
    command: Command, newsroom: Path, newsroom_table: pa.Table, tmp_path: Path
) -> None:
    first, second = sorted(newsroom.iterdir())
    command("compare", second, "--against", first, "-o", tmp_path / "out", "--no-csv-hardening")
    earlier = newsroom_table.slice(0, len(first.read_text().splitlines()))
    found = wirecopy.compare(second, against=earlier)
    for name in TABLES:
        assert as_csv(found.tables[name]) == cells(tmp_path / "out" / f"{name}.csv"), name


def test_a_deduplication_keeps_what_the_command_keeps(
    command: Command, newsroom: Path, newsroom_table: pa.Table, tmp_path: Path
) -> None:
    for options, settings in [([], {}), (["--keep", "longest"], {"keep": "longest"})]:
        folder = tmp_path / f"{len(options)}"
        folder.mkdir()
        command("dedup", newsroom, "-o", folder / "kept.jsonl", "--removed", folder / "removed.csv", *options)
        found = wirecopy.dedup(newsroom_table, **settings)
        kept = [json.loads(line) for line in (folder / "kept.jsonl").read_text().splitlines()]
        assert pa.table(found.kept).schema == newsroom_table.schema
        assert [row["id"] for row in found.kept.to_pylist()] == [row["id"] for row in kept]
        assert [row["text"] for row in found.kept.to_pylist()] == [row["text"] for row in kept]
        of_files = wirecopy.dedup(newsroom, **settings)
        assert as_csv(of_files.removed) == cells(folder / "removed.csv")
        assert [row["id"] for row in of_files.kept.to_pylist()] == [row["id"] for row in kept]
        assert [row["text"] for row in of_files.kept.to_pylist()] == [row["text"] for row in kept]
        without_place = [{**row, "path": "", "line": ""} for row in as_csv(found.removed)]
        assert without_place == [{**row, "path": "", "line": ""} for row in cells(folder / "removed.csv")]


def test_the_lines_of_the_readme_run_and_give_the_tables_of_the_command(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (HOUSE / "python" / "README.md").read_text()
    first = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert first is not None
    (tmp_path / "data").symlink_to(HOUSE / "data")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(first[1], names)
    assert "near_duplicate" in capsys.readouterr().out
    for name in TABLES:
        assert as_csv(names["found"].tables[name]) == cells(written / f"{name}.csv"), name
    assert (tmp_path / "out" / "report.html").is_file()


def test_threads_and_memory_change_nothing(newsroom_table: pa.Table) -> None:
    once = wirecopy.compare(newsroom_table)
    for settings in ({"threads": 1}, {"threads": 3, "memory": "1M"}, {"memory": 1 << 26}):
        again = wirecopy.compare(newsroom_table, **settings)
        for name, table in once.tables.items():
            assert pa.table(again.tables[name]).equals(pa.table(table)), (settings, name)
