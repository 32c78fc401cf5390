"""The tables of a run as Parquet, read with pyarrow and with wirecopy itself, beside the CSV of the same run."""

import csv
import datetime
import json

import pyarrow
import pyarrow.parquet
import pyarrow.types
from common import ARTICLES, ROOT, InputCase

TYPES = {
    "string": lambda kind: pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind),
    "integer": pyarrow.types.is_int64,
    "number": pyarrow.types.is_float64,
    "boolean": pyarrow.types.is_boolean,
}


def as_in_csv(value):
    """A cell as CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4f}"
    return str(value)


class TablesCase(InputCase):
    def setUp(self):
        super().setUp()
        self.run_on("compare", str(ROOT / "data/newsroom"), "-o", "out", "--parquet", "--no-csv-hardening")
        self.out = self.folder / "out"
        self.package = json.loads((self.out / "datapackage.json").read_text(encoding="utf-8"))

    def tables(self):
        """Each table: its description, its rows as CSV, and as Parquet."""
        for resource in self.package["resources"]:
            with (self.out / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            yield resource, rows, pyarrow.parquet.read_table(self.out / f"{resource['name']}.parquet")

    def test_every_table_has_the_rows_of_its_csv(self):
        seen = 0
        for resource, (header, *rows), table in self.tables():
            names = [name for name in table.column_names if not name.endswith("_given")]
            self.assertEqual(names, header, resource["name"])
            columns = [table.column(f"{name}_given" if f"{name}_given" in table.column_names else name) for name in names]
            cells = zip(*(map(as_in_csv, column.to_pylist()) for column in columns))
            self.assertEqual([list(row) for row in cells], rows, resource["name"])
            seen += len(rows)
        self.assertGreater(seen, 100)

    def test_columns_have_the_types_that_they_are_said_to_have(self):
        dates = [(resource["name"], name) for resource, _, table in self.tables() for name in table.column_names if name.endswith("_given")]
        expected = [("pairs", "a_published_given"), ("pairs", "b_published_given"), ("articles", "published_given")]
        self.assertEqual(sorted(dates), sorted(expected))
        for resource, _, table in self.tables():
            for field in resource["schema"]["fields"]:
                kind = table.schema.field(field["name"]).type
                if f"{field['name']}_given" in table.column_names:
                    self.assertEqual(kind, pyarrow.timestamp("ms", "UTC"), field["name"])
                else:
                    self.assertTrue(TYPES[field["type"]](kind), f"{resource['name']}.{field['name']}: {kind}")

    def test_a_date_is_the_first_moment_of_what_was_given(self):
        table = pyarrow.parquet.read_table(self.out / "articles.parquet").to_pylist()
        given = {article["id"]: article["published"] for article in ARTICLES}
        rows = [row for row in table if row["id"] in given]
        self.assertEqual(len(rows), len(given))
        for row in rows:
            self.assertEqual(row["published_given"], given[row["id"]])
            moment = datetime.datetime.fromisoformat(given[row["id"]])
            self.assertEqual(row["published"], moment.astimezone(datetime.timezone.utc))

    def test_wirecopy_reads_its_own_tables(self):
        table = pyarrow.parquet.read_table(self.out / "articles.parquet")
        seen = self.inspected("out/articles.parquet", "--field", "text=title")
        self.assertEqual((seen["total"]["articles"], seen["total"]["rejected"]), (table.num_rows, 0))
        filled = {field["field"]: field["filled"] for field in seen["fields"]}
        for name in ("id", "title", "outlet", "published"):
            column = table.column(name).drop_null()
            self.assertEqual(filled[name], len(column), name)
        first = min(moment for moment in table.column("published").to_pylist() if moment)
        self.assertEqual(seen["dates"]["first"], first.date().isoformat())

    def test_the_same_results_are_the_same_bytes(self):
        self.run_on("compare", str(ROOT / "data/newsroom"), "-o", "again", "--parquet", "--threads", "1")
        for file in sorted(self.out.glob("*.parquet")):
            self.assertEqual(file.read_bytes(), (self.folder / "again" / file.name).read_bytes(), file.name)
