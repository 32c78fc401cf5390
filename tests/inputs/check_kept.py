"""What `dedup` keeps of Parquet tables, as a Parquet table: read with pyarrow and polars, held to the rows that went in."""

import datetime
import decimal
import subprocess

import polars
import pyarrow
import pyarrow.parquet
from common import ARTICLES, PROGRAM, InputCase

TEXTS = [article["text"] for article in ARTICLES]
COUNT = len(ARTICLES)


def rich():
    """Articles, each twice, with a column of every kind beside them that a copy must leave alone."""
    twice = [row for row in range(COUNT) for _ in range(2)]
    missing = [None if row % 3 == 0 else row for row in range(2 * COUNT)]
    moment = datetime.datetime(2026, 3, 10, 1, 2, 3, 4)
    columns = {
        "id": [f"{ARTICLES[row]['id']}-{number}" for number, row in enumerate(twice)],
        "text": pyarrow.array([TEXTS[row] for row in twice], pyarrow.large_string()),
        "count": pyarrow.array(missing, pyarrow.uint16()),
        "share": pyarrow.array([None if value is None else value / 7 for value in missing], pyarrow.float32()),
        "price": pyarrow.array([decimal.Decimal(row) / 100 for row in range(2 * COUNT)], pyarrow.decimal128(20, 2)),
        "moment": pyarrow.array([moment] * (2 * COUNT), pyarrow.timestamp("ns", "Europe/Paris")),
        "day": pyarrow.array([moment.date()] * (2 * COUNT)),
        "bytes": pyarrow.array([bytes([row % 256, 0, 255]) for row in range(2 * COUNT)], pyarrow.binary(3)),
        "kind": pyarrow.array(["wire", "paper"] * COUNT).dictionary_encode(),
        "tags": [None if row % 4 == 0 else [] if row % 4 == 1 else ["a", None, str(row)] for row in range(2 * COUNT)],
        "deep": [{"x": row, "ys": [{"z": [row, None]}] * (row % 3)} for row in range(2 * COUNT)],
        "pairs": pyarrow.array([[("k", row)] for row in range(2 * COUNT)], pyarrow.map_(pyarrow.string(), pyarrow.int32())),
        "nothing": pyarrow.nulls(2 * COUNT),
    }
    return pyarrow.table(columns).replace_schema_metadata({"made by": "hand", "näme": "wért"})


class KeptCase(InputCase):
    def write(self, table, name, **settings):
        pyarrow.parquet.write_table(table, self.folder / name, **settings)

    def read(self, name):
        return pyarrow.parquet.read_table(self.folder / name)

    def refused(self, *words):
        ended = subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        return ended.stderr

    def kept_ids(self, *words):
        """What is kept, by the same command with lines of JSON as its output."""
        self.run_on("dedup", *words, "-o", "lines.jsonl", "--force")
        return polars.read_ndjson(self.folder / "lines.jsonl", infer_schema_length=None)["id"].to_list()

    def test_every_column_is_carried_through_in_each_packing_and_any_row_groups(self):
        table = rich()
        for packing, size in [("none", 1), ("snappy", 3), ("gzip", 7), ("zstd", 1000), ("lz4", 5)]:
            self.write(table, "press.parquet", compression=packing, row_group_size=size)
            ids = self.kept_ids("press.parquet", "--keep", "first")
            self.assertLess(len(ids), table.num_rows)
            self.run_on("dedup", "press.parquet", "-o", "kept.parquet", "--keep", "first", "--force")
            kept = self.read("kept.parquet")
            expected = table.filter(pyarrow.compute.is_in(table["id"], pyarrow.array(ids)))
            self.assertEqual(kept["id"].to_pylist(), ids)
            self.assertTrue(kept.schema.equals(self.read("press.parquet").schema, check_metadata=True), packing)
            self.assertEqual(kept.schema.metadata[b"made by"], b"hand")
            for name in table.column_names:
                self.assertEqual(kept[name].to_pylist(), expected[name].to_pylist(), f"{packing}: {name}")
            column = pyarrow.parquet.ParquetFile(self.folder / "kept.parquet").metadata.row_group(0).column(0)
            self.assertEqual(column.compression, {"none": "UNCOMPRESSED"}.get(packing, packing.upper()))

    def test_tables_of_the_same_columns_are_one_table_in_their_order(self):
        table = rich()
        self.write(table.slice(0, 9), "a.parquet")
        self.write(table.slice(9, COUNT), "b.parquet", row_group_size=4, compression="zstd")
        self.write(table.slice(9 + COUNT), "c.parquet")
        ids = self.kept_ids("a.parquet", "b.parquet", "c.parquet", "--keep", "first")
        self.run_on("dedup", "a.parquet", "b.parquet", "c.parquet", "-o", "kept.parquet", "--keep", "first")
        kept = self.read("kept.parquet")
        self.assertEqual(kept["id"].to_pylist(), ids)
        whole = table.filter(pyarrow.compute.is_in(table["id"], pyarrow.array(ids)))
        self.assertEqual(kept["deep"].to_pylist(), whole["deep"].to_pylist())
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith(".")], [])

    def test_what_an_archive_has_is_left_out_and_the_archive_may_be_in_another_format(self):
        table = pyarrow.Table.from_pylist(ARTICLES)
        self.write(table, "today.parquet")
        polars.DataFrame(ARTICLES[:5]).write_ndjson(self.folder / "old.jsonl")
        self.run_on("dedup", "today.parquet", "--against", "old.jsonl", "-o", "new.parquet")
        ids = set(self.read("new.parquet")["id"].to_pylist())
        self.assertTrue(ids)
        self.assertFalse(ids & {article["id"] for article in ARTICLES[:5]})
        self.run_on("dedup", "today.parquet", "--against", "today.parquet", "-o", "none.parquet")
        none = self.read("none.parquet")
        self.assertEqual((none.num_rows, none.schema), (0, table.schema))

    def test_a_table_of_polars_is_read_by_polars_again(self):
        frame = polars.DataFrame(ARTICLES + ARTICLES).with_columns(
            polars.int_range(polars.len()).alias("row"), polars.col("text").str.split(" ").alias("words")
        )
        frame.write_parquet(self.folder / "press.parquet")
        self.run_on("dedup", "press.parquet", "-o", "kept.parquet", "--keep", "first")
        kept = polars.read_parquet(self.folder / "kept.parquet")
        self.assertLessEqual(kept.height, COUNT)
        expected = frame.filter(polars.col("row").is_in(kept["row"].to_list()))
        self.assertTrue(kept.equals(expected))

    def test_a_row_that_is_no_article_is_left_out_and_listed(self):
        table = pyarrow.table({"id": ["a", "b", "c"], "text": [TEXTS[0], None, TEXTS[1]]})
        self.write(table, "press.parquet")
        self.run_on("dedup", "press.parquet", "-o", "kept.parquet")
        self.assertEqual(self.read("kept.parquet")["id"].to_pylist(), ["a", "c"])
        self.assertIn("press.parquet", (self.folder / "kept.parquet.run/rejected.csv").read_text())

    def test_a_table_from_a_pipe_is_a_table(self):
        self.write(rich(), "press.parquet")
        words = [PROGRAM, "dedup", "-", "--format", "jsonl", "-o", "kept.parquet"]
        with (self.folder / "press.parquet").open("rb") as pipe:
            said = subprocess.run(words, cwd=self.folder, stdin=pipe, capture_output=True, text=True)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.run_on("dedup", "press.parquet", "-o", "named.parquet")
        self.assertTrue(self.read("kept.parquet").equals(self.read("named.parquet")))

    def test_inputs_that_cannot_stand_in_one_table_are_refused_by_name_and_kept_as_lines(self):
        table = pyarrow.Table.from_pylist(ARTICLES)
        self.write(table, "a.parquet")
        self.write(table.append_column("more", pyarrow.nulls(COUNT, pyarrow.int8())), "b.parquet")
        (self.folder / "c.jsonl").write_text('{"id": "c", "text": "Quite another story, of a market and its cheese."}\n')
        said = self.refused("dedup", "a.parquet", "b.parquet", "-o", "kept.parquet")
        self.assertIn("a.parquet, b.parquet: their columns differ", said)
        for inputs in (["a.parquet", "c.jsonl"], ["c.jsonl"]):
            said = self.refused("dedup", *inputs, "-o", "kept.parquet")
            self.assertIn("kept.parquet: is named as Parquet, and c.jsonl is no table of that kind", said)
        said = self.refused("dedup", "a.parquet", "-o", "kept.parquet.gz")
        self.assertIn("packs its columns itself", said)
        self.assertEqual([path.name for path in self.folder.iterdir() if "kept" in path.name], [])
        ids = self.kept_ids("a.parquet", "c.jsonl")
        self.assertIn("c", ids)
        self.assertGreater(len(ids), 5)
        self.run_on("dedup", "a.parquet", "b.parquet", "-o", "both.jsonl")
