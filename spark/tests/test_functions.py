"""Batches on their way to functions and back: no more in one than Arrow and a machine hold, and no row lost."""

import unittest

import pyarrow as pa

from wirecopy_spark.functions import BYTES, LONG, TEXT, _as, cut

SCHEMA = pa.schema([("number", LONG), ("text", TEXT), ("bytes", BYTES)])


def batch(texts, kinds=(pa.utf8(), pa.binary())):
    """Rows with these texts, in the types that an engine has them in."""
    columns = [pa.array(range(len(texts)), LONG), pa.array(texts, kinds[0]), pa.array([t.encode() for t in texts], kinds[1])]
    return pa.RecordBatch.from_arrays(columns, names=SCHEMA.names)


class Batches(unittest.TestCase):
    def test_parts_have_all_rows_in_order_and_none_is_longer_than_asked(self):
        texts = ["é" * (number * 37 % 900) for number in range(300)]
        parts = list(cut(batch(texts), most_bytes=10_000))
        self.assertEqual([text for part in parts for text in part.column("text").to_pylist()], texts)
        self.assertLessEqual(max(part.nbytes for part in parts), 10_000)
        self.assertGreater(len(parts), 20)
        self.assertEqual([part.num_rows for part in cut(batch(texts[:7]), most_rows=3)], [3, 2, 2])

    def test_a_row_that_is_longer_than_asked_stands_alone(self):
        parts = [part.column("text").to_pylist() for part in cut(batch(["a", "b" * 5_000, "c", "d"]), most_bytes=1_000)]
        self.assertEqual(parts, [["a"], ["b" * 5_000], ["c", "d"]])

    def test_whatever_types_an_engine_has_functions_get_theirs(self):
        texts = [f"article {number}" for number in range(50)]
        for kinds in ((pa.utf8(), pa.binary()), (pa.large_utf8(), pa.large_binary()), (pa.string_view(), pa.binary_view())):
            (same,) = _as(batch(texts, kinds), SCHEMA)
            self.assertEqual(same, pa.RecordBatch.from_pydict(batch(texts).to_pydict(), schema=SCHEMA))

    def test_rows_of_wide_types_are_cut_by_what_they_hold(self):
        texts = ["x" * 2**20] * 40
        for kinds in ((pa.large_utf8(), pa.large_binary()), (pa.string_view(), pa.binary_view())):
            parts = list(_as(batch(texts, kinds), SCHEMA))
            self.assertEqual(sum(part.num_rows for part in parts), 40)
            self.assertLessEqual(max(part.nbytes for part in parts), 16 * 2**20)


if __name__ == "__main__":
    unittest.main()
