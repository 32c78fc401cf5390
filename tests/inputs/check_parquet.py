"""Tables that pyarrow and polars write, in each of their packings, with dates as dates and nested columns."""

import datetime

import polars
import pyarrow
import pyarrow.parquet
from common import ARTICLES, InputCase


def moments():
    return [datetime.datetime.fromisoformat(article["published"]) for article in ARTICLES]


class ParquetCase(InputCase):
    def test_rows_are_articles_in_each_packing(self):
        table = pyarrow.Table.from_pylist(ARTICLES)
        for packing in ("none", "snappy", "gzip", "zstd", "lz4"):
            pyarrow.parquet.write_table(table, self.folder / "press.parquet", compression=packing, row_group_size=5)
            self.assert_as_in_json("press.parquet")

    def test_polars_tables_are_read(self):
        polars.DataFrame(ARTICLES).write_parquet(self.folder / "press.parquet")
        self.assert_as_in_json("press.parquet")

    def test_dates_that_are_dates_are_the_same_moments(self):
        for unit in ("ms", "us", "ns"):
            table = pyarrow.Table.from_pylist(ARTICLES).drop_columns(["published"])
            column = pyarrow.array(moments(), pyarrow.timestamp(unit, "UTC"))
            pyarrow.parquet.write_table(table.append_column("day", column), self.folder / "dated.parquet")
            seen = self.inspected("dated.parquet", "--field", "published=day")
            self.assertEqual(seen["dates"]["dated"], len(ARTICLES), unit)
            self.assertEqual(seen["dates"]["first"], min(moments()).date().isoformat())

    def test_a_moment_without_a_zone_is_in_the_zone_that_is_named(self):
        table = pyarrow.table({"text": ["Words."], "published": [datetime.datetime(2026, 3, 10, 0, 30)]})
        pyarrow.parquet.write_table(table, self.folder / "local.parquet")
        self.run_on("dedup", "local.parquet", "-o", "kept.jsonl")
        self.assertIn('"2026-03-10T00:30:00"', (self.folder / "kept.jsonl").read_text())

    def test_nested_columns_and_lists_are_read_by_their_path(self):
        rows = [{"id": article["id"], "doc": {"lines": article["text"].split("\n\n")}} for article in ARTICLES]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), self.folder / "deep.parquet")
        seen = self.inspected("deep.parquet", "--field", "text=doc.lines")
        self.assertEqual(seen["total"]["articles"], len(ARTICLES))

    def test_a_damaged_table_is_told(self):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ARTICLES), self.folder / "press.parquet")
        whole = (self.folder / "press.parquet").read_bytes()
        (self.folder / "plain.jsonl").write_text('{"text": "Words."}\n')
        for damaged in (whole[:-30], whole[:4] + b"x" * 500 + whole[504:], b"PAR1", whole[:4] + whole[-8:]):
            (self.folder / "press.parquet").write_bytes(damaged)
            said = self.run_on("inspect", "press.parquet", "plain.jsonl").stdout
            self.assertIn("would be rejected", said)
