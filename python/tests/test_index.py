"""An archive on disk, from Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

import wirecopy
from conftest import Command, as_csv, cells, many
from wirecopy.progress import Progress


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_an_index_answers_as_references_do_and_as_the_command_does(
    command: Command, newsroom: Path, newsroom_table: pa.Table, tmp_path: Path
) -> None:
    first, second = sorted(newsroom.iterdir())
    index = wirecopy.Index.create(tmp_path / "archive")
    added = index.add(first)
    assert (added.added, added.known, added.renamed) == (len(index), 0, []) and len(index) > 0
    command("compare", second, "--against-index", tmp_path / "archive", "-o", tmp_path / "out", "--no-csv-hardening")
    found = index.compare(newsroom_table.slice(len(index)))
    for name in ("pairs", "passages", "clusters", "articles", "reuse", "outlets", "flows"):
        assert as_csv(found.tables[name]) == cells(tmp_path / "out" / f"{name}.csv"), name
    against = wirecopy.compare(second, against=first)
    assert pa.table(found.pairs).equals(pa.table(against.pairs))


def test_one_article_is_asked_for(newsroom_table: pa.Table, tmp_path: Path) -> None:
    index = wirecopy.Index.create(tmp_path / "archive")
    index.add(newsroom_table)
    known = newsroom_table.slice(3, 1).to_pylist()[0]
    found = index.ask(f"As we went to press: {known['text']}", published=dt.date(2026, 3, 12))
    ids = [row["b"] for row in found.pairs.to_pylist()]
    assert known["id"] in ids
    assert found.matrix is None
    assert index.ask("Nothing like it has ever been said.").pairs.num_rows == 0
    with pytest.raises(TypeError):
        index.ask()  # type: ignore[call-arg]


def test_articles_come_and_go(newsroom_table: pa.Table, tmp_path: Path) -> None:
    index = wirecopy.Index.create(tmp_path / "archive", threshold=0.4)
    index.add(newsroom_table)
    assert index.add(newsroom_table) == (0, newsroom_table.num_rows, [], False)
    assert index.remove([newsroom_table["id"][0].as_py(), "nobody"]) == 1
    assert index.remove(before=dt.date(2026, 3, 11)) > 10
    assert len(index) == index.info()["articles"] < newsroom_table.num_rows - 10
    index.compact()
    index.verify()
    assert index.info()["removed"] == 0
    other = wirecopy.Index.open(tmp_path / "archive")
    index.add(many(5))
    assert len(other) == len(index) - 5
    other.refresh()
    assert len(other) == len(index) and str(tmp_path) in repr(other)
    with pytest.raises(TypeError, match="either ids or before"):
        index.remove()


def test_faults_of_an_index_are_exceptions_of_their_own(newsroom_table: pa.Table, tmp_path: Path) -> None:
    with pytest.raises(wirecopy.StoreError, match="holds no index"):
        wirecopy.Index.open(tmp_path)
    index = wirecopy.Index.create(tmp_path / "archive", passages=False)
    index.add(newsroom_table)
    with pytest.raises(wirecopy.StoreError, match="not empty"):
        wirecopy.Index.create(tmp_path / "archive")
    with pytest.raises(wirecopy.SettingsError, match="--no-passages"):
        index.compare(newsroom_table)
    assert index.compare(newsroom_table, passages=False).passages.num_rows == 0
    with pytest.raises(wirecopy.SettingsError):
        wirecopy.Index.create(tmp_path / "other", permutations=16, threshold=0.001)
    largest = max((tmp_path / "archive").glob("*.wcx"), key=lambda file: file.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    with pytest.raises(wirecopy.StoreDamagedError, match=largest.name):
        index.verify()


def test_adding_that_is_ended_leaves_the_index_as_it_was(newsroom_table: pa.Table, tmp_path: Path) -> None:
    index = wirecopy.Index.create(tmp_path / "archive")
    index.add(newsroom_table)
    before = names(tmp_path / "archive")

    def watch(progress: Progress) -> None:
        if progress.stage != "reading":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        index.add(many(4_000), progress=watch)
    assert names(tmp_path / "archive") == before and len(index) == newsroom_table.num_rows
    assert index.add(many(20)).added == 20
