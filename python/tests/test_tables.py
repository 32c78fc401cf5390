"""Tables come from whoever has Arrow, with columns of any type that says what it should, and go to whoever takes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest

import wirecopy

BRIDGE = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers."
ROWS = [
    {"id": "wire", "text": BRIDGE, "outlet": "Meridian", "published": "2026-03-10T05:30:00Z"},
    {"id": "paper", "text": f"Good morning. {BRIDGE}", "outlet": "Ledger", "published": "2026-03-11"},
]
TABLE = pa.Table.from_pylist(ROWS)


def listed(table: pa.Table) -> list[dict[str, Any]]:
    return wirecopy.compare(table).articles.to_pylist()


@pytest.mark.parametrize(
    "given",
    [
        TABLE,
        pa.RecordBatchReader.from_batches(TABLE.schema, TABLE.to_batches(max_chunksize=1)),
        polars.from_arrow(TABLE),
        TABLE.to_pandas(),
        duckdb.from_arrow(TABLE),
    ],
    ids=["pyarrow", "reader", "polars", "pandas", "duckdb"],
)
def test_whoever_has_a_table_can_give_it(given: Any) -> None:
    found = wirecopy.compare(given)
    [passage] = found.passages.to_pylist()
    assert (passage["a"], passage["b"], passage["b_start"], passage["earlier"]) == ("wire", "paper", 14, "a")
    assert pa.table(found.articles).to_pylist() == pa.table(wirecopy.compare(TABLE).articles).to_pylist()


def test_whoever_takes_a_table_gets_it() -> None:
    pairs = wirecopy.compare(TABLE).pairs
    expected = pa.table(pairs).to_pylist()
    assert expected[0]["resemblance"] == 0.8947 and expected[0]["a"] == "wire"
    assert pairs.to_pyarrow().to_pylist() == expected
    assert pa.schema(pairs) == pairs.to_pyarrow().schema
    assert pairs.to_polars().to_dicts() == expected
    assert duckdb.from_arrow(pa.table(pairs)).fetchall() == [tuple(row.values()) for row in expected]
    frame = pairs.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and list(frame.columns) == pairs.column_names
    moment = dt.datetime(2026, 3, 10, 5, 30, tzinfo=dt.timezone.utc)
    assert frame["a_published"][0] == moment == expected[0]["a_published"]
    [plain] = pairs.to_pylist()
    assert plain["a_published"] == moment.timestamp() * 1000 and plain["a_published_given"] == "2026-03-10T05:30:00Z"
    # Given away and still there.
    assert len(pairs) == 1 and pa.table(pairs).num_rows == 1
    assert "first in the input" in pairs.describe()["a"]
    assert "1 rows" in repr(pairs)


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.uint32(), pa.large_string())],
    ids=str,
)
def test_a_text_is_a_text_however_it_is_held(kind: pa.DataType) -> None:
    held = pa.table({name: TABLE[name].cast(kind) for name in TABLE.column_names})
    assert listed(held) == listed(TABLE)
    assert listed(held.slice(1)) == listed(TABLE.slice(1))


def test_a_date_is_a_date_however_it_is_held() -> None:
    moment, zone = dt.datetime(2026, 3, 10, 5, 30), dt.timezone.utc
    for kind, given in [
        (pa.timestamp("s", "UTC"), "2026-03-10T05:30:00Z"),
        (pa.timestamp("ms", "Europe/Paris"), "2026-03-10T05:30:00Z"),
        (pa.timestamp("us", "UTC"), "2026-03-10T05:30:00Z"),
        (pa.timestamp("ns", "UTC"), "2026-03-10T05:30:00Z"),
    ]:
        dates = pa.array([moment.replace(tzinfo=zone), None], kind)
        first, second = listed(TABLE.set_column(3, "published", dates))
        assert (first["published_given"], second["published"]) == (given, None), kind
        assert first["published"] == moment.replace(tzinfo=zone).timestamp() * 1000
    local = TABLE.set_column(3, "published", pa.array([moment, None], pa.timestamp("ms")))
    [first, _] = wirecopy.compare(local, timezone="+02:00").articles.to_pylist()
    assert first["published"] == (moment.replace(tzinfo=zone).timestamp() - 7_200) * 1000
    for kind in (pa.date32(), pa.date64()):
        first, _ = listed(TABLE.set_column(3, "published", pa.array([moment.date(), None], kind)))
        assert first["published_given"] == "2026-03-10", kind


def test_numbers_lists_and_records_are_read_as_those_of_json() -> None:
    parts = [[BRIDGE[:40].strip(), BRIDGE[40:].strip()], [BRIDGE, None, "And more."]]
    rows = [{"key": 7, "article": {"body": parts[0]}}, {"key": None, "article": {"body": parts[1]}}]
    table = pa.Table.from_pylist(rows)
    found = wirecopy.compare(table, fields={"text": "article.body", "id": "key"})
    assert [row["id"] for row in found.articles.to_pylist()] == ["7", "articles:2"]
    assert found.pairs.num_rows == 1
    floats = pa.table({"id": pa.array([1.0, float("nan")]), "text": TABLE["text"]})
    assert [row["id"] for row in listed(floats)] == ["1.0", "articles:2"]


def test_what_cannot_be_used_is_listed_and_warned_of() -> None:
    table = pa.table({
        "id": ["a", "b", "c", "d", "a"],
        "text": [BRIDGE, None, "Something else.", None, "And another."],
        "published": ["2026-03-10", "", "yesterday", None, None],
    })
    with pytest.warns(wirecopy.WirecopyWarning) as told:
        found = wirecopy.compare(table)
    rejected = found.rejected.to_pylist()
    assert [(row["path"], row["line"], row["id"]) for row in rejected] == [("articles", 2, "b"), ("articles", 4, "d")]
    messages = [str(warning.message) for warning in told]
    assert any("articles:2: field \"text\" is null" in message and "1 more" in message for message in messages)
    assert any("cannot read the date \"yesterday\"" in message for message in messages)
    assert [warning.filename for warning in told] == [__file__] * len(told)
    assert {kind for kind, _, _ in found.warnings} == {"rejected", "unreadable_date", "duplicate_id"}
    with pytest.raises(wirecopy.InputError, match="articles:2"):
        wirecopy.compare(table, strict=True)


def test_a_deduplication_keeps_all_columns_of_what_it_keeps() -> None:
    extra = pa.table({
        **{name: TABLE[name] for name in TABLE.column_names},
        "topics": [["roads", "rivers"], []],
        "paid": [True, None],
        "price": pa.array([1, 2], pa.decimal128(5, 2)),
    })
    double = pa.concat_tables([extra, extra.slice(0, 1).set_column(0, "id", [["other"]]), extra.slice(1, 0)])
    found = wirecopy.dedup(double)
    assert pa.table(found.kept).equals(double.slice(0, 1))
    assert [(row["id"], row["kept"]) for row in found.removed.to_pylist()] == [("paper", "wire"), ("other", "wire")]
    assert found.kept.to_pylist()[0]["topics"] == ["roads", "rivers"]
    kept = wirecopy.dedup(extra, against=TABLE.slice(0, 1).set_column(0, "id", [["known"]])).kept
    assert kept.num_rows == 0 and pa.table(kept).schema == extra.schema


@pytest.mark.parametrize(
    ("given", "settings", "told"),
    [
        (TABLE, {"fields": {"text": "body"}}, "no column \"body\".*there are id, text, outlet, published"),
        (TABLE, {"fields": {"title": "headline"}}, "no column \"headline\""),
        (TABLE.slice(0, 0), {}, "no article found in articles"),
        ("no/such/place.jsonl", {}, "no such file or folder"),
    ],
    ids=["no text", "no such column", "no row", "no file"],
)
def test_articles_that_cannot_be_read_are_an_input_error(given: Any, settings: dict[str, Any], told: str) -> None:
    with pytest.raises(wirecopy.InputError, match=told):
        wirecopy.compare(given, **settings)


@pytest.mark.parametrize(
    "settings",
    [
        {"threshold": 0}, {"threshold": "high"}, {"shingle": 65}, {"permutations": 100}, {"window": "soon"},
        {"window": 0}, {"strict_verbatim": 2}, {"min_words": 0}, {"measure": "looks"}, {"memory": "little"},
        {"memory": 5}, {"threads": 0}, {"partly_derived": 0.9}, {"fields": {"body": "text"}}, {"format": "word"},
        {"timezone": "Mars"}, {"dates": "year-first"}, {"measure": "coverage", "passages": False},
    ],
    ids=str,
)
def test_a_setting_is_refused_by_its_name(settings: dict[str, Any]) -> None:
    with pytest.raises(wirecopy.SettingsError, match=next(iter(settings))):
        wirecopy.compare(TABLE, **settings)
    assert issubclass(wirecopy.SettingsError, (wirecopy.Error, ValueError))


def test_what_is_no_table_and_no_path_is_a_type_error() -> None:
    for given in (3, ROWS, None, [1]):
        with pytest.raises(TypeError, match="articles: a table of Arrow"):
            wirecopy.compare(given)  # type: ignore[arg-type]


def test_a_folder_of_somebody_else_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    found = wirecopy.compare(TABLE)
    with pytest.raises(wirecopy.OutputError):
        found.write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    found.write(tmp_path, force=True)
    assert (tmp_path / "mine.txt").read_text() == "mine" and (tmp_path / "pairs.csv").is_file()
