"""The functions of ``wirecopy.shards`` on data frames."""

import itertools

import pyarrow as pa
from pyspark.sql import Window
from pyspark.sql import functions as F

LONG, INT, TEXT, BYTES, FLAG, SHARE = pa.int64(), pa.int32(), pa.utf8(), pa.binary(), pa.bool_(), pa.float64()

#: Bytes and rows of a batch that a function is asked about, and gives, at the most. A column of Arrow holds no more than 2 GiB of texts,
#: and engines make batches of so many rows, however long these are.
MOST_BYTES, MOST_ROWS = 16 * 2**20, 10_000

_NAMES = {LONG: "bigint", INT: "int", TEXT: "string", BYTES: "binary", FLAG: "boolean", SHARE: "double"}

_ARTICLE = {name: TEXT for name in ("id", "text", "title", "outlet", "published", "url", "language")}
_NUMBERS = {"first": LONG, "second": LONG}
_FIGURES = {"shared": INT, "size_one": INT, "size_two": INT}
_TOLD = [f"{what}_{side}" for side in ("one", "two") for what in ("id", "title", "outlet", "published")]

#: What each function takes, and what it gives.
COLUMNS = {
    "describe": (
        {"number": LONG, **_ARTICLE},
        {
            "number": LONG, "rejected": TEXT, "warning": TEXT, "id": TEXT, "title": TEXT, "outlet": TEXT,
            "published": TEXT, "earliest": LONG, "latest": LONG, "identity": BYTES, "rank": BYTES, "words": INT,
            "size": INT, "bands": BYTES, "shingles": BYTES, "figures": BYTES, "few": BYTES, "imprint": BYTES,
        },
    ),
    "band_rows": (
        {"number": LONG, "size": INT, "bands": BYTES, "imprint": BYTES},
        {"key": LONG, "number": LONG, "size": INT, "imprint": BYTES},
    ),
    "bucket_pairs": (
        {"key": LONG, "number": LONG, "size": INT, "imprint": BYTES, "place": INT},
        {**_NUMBERS, "crowd": LONG, "apart": LONG},
    ),
    "glance": (
        {**_NUMBERS, "size_one": INT, "imprint_one": BYTES, "size_two": INT, "imprint_two": BYTES},
        {**_NUMBERS, "apart": LONG},
    ),
    "neighbour_pairs": (
        {"key": LONG, "part": LONG, "number": LONG, "passed": INT, "place": INT},
        {**_NUMBERS, "crowd": LONG},
    ),
    "few_rows": ({"number": LONG, "few": BYTES}, {"shingle": LONG, "number": LONG}),
    "rarest": (
        {"number": LONG, "shingle": LONG, "count": INT, "place": INT},
        {"shingle": LONG, "number": LONG, "size": INT},
    ),
    "few_pairs": ({"shingle": LONG, "number": LONG, "size": INT, "place": INT}, _NUMBERS),
    "verify": ({**_NUMBERS, "one": BYTES, "two": BYTES}, {**_NUMBERS, **_FIGURES}),
    "possible_series": (
        {
            **_NUMBERS, "shared": INT, "figures_one": BYTES, "words_one": INT, "figures_two": BYTES, "words_two": INT,
        },
        {**_NUMBERS, "shared": INT},
    ),
    "series": (
        {**_NUMBERS, "shared": INT, "text_one": TEXT, "text_two": TEXT},
        {**_NUMBERS, "is_formula": FLAG},
    ),
    "pair_rows": (
        {**_NUMBERS, **_FIGURES, "identical": FLAG, "is_formula": FLAG, **{name: TEXT for name in _TOLD}},
        {
            **_NUMBERS, "a": TEXT, "b": TEXT, "relation": TEXT, "resemblance": SHARE, "containment_a": SHARE,
            "containment_b": SHARE, "a_title": TEXT, "b_title": TEXT, "a_outlet": TEXT, "b_outlet": TEXT,
            "a_published": TEXT, "b_published": TEXT, "line": TEXT,
        },
    ),
    "cluster_rows": (
        {"cluster": LONG, "number": LONG, "id_one": TEXT, "id_two": TEXT, **_FIGURES},
        {
            "cluster": LONG, "number": LONG, "id": TEXT, "role": TEXT, "resemblance_to_representative": SHARE,
            "line": TEXT,
        },
    ),
}


def ddl(columns):
    """Columns as Spark names their types."""
    return ", ".join(f"`{name}` {_NAMES[kind]}" for name, kind in columns.items())


def applied(df, name, parameters, corpus=None):
    """What the function of this name makes of the rows of ``df``, partition by partition, in their order.

    ``corpus`` is where what all articles teach has been put down, for functions that depend on it.
    """
    taken, given = COLUMNS[name]
    schema = pa.schema(list(taken.items()))

    def mapped(batches):
        batches = (part for batch in batches for part in _as(batch, schema))
        first = next(batches, None)
        if first is None:
            return
        # A worker loads the program when it first needs it.
        from wirecopy import shards
        from wirecopy_spark.files import read

        reader = pa.RecordBatchReader.from_batches(schema, itertools.chain([first], batches))
        told = read(corpus) if corpus else None
        for made in pa.RecordBatchReader.from_stream(shards.apply(name, reader, parameters, told)):
            yield from cut(made)

    return df.select(*taken).mapInArrow(mapped, ddl(given))


def grouped(df, keys, order):
    """The rows of ``df`` in groups, each whole in one partition and in order, with ``place``, their number in the group from 1.

    A sort before a function is something that an engine may leave out, for all it knows of the function; a number that the
    function takes is not. Functions refuse rows whose places are out of order.
    """
    return df.withColumn("place", place(keys, order))


def place(keys, order):
    """The number of a row in its group, from 1. Rows are counted one by one: engines do not compare all types for ranges of them."""
    window = Window.partitionBy(*keys).orderBy(*order)
    return F.row_number().over(window.rowsBetween(Window.unboundedPreceding, Window.currentRow))


def cut(batch, most_bytes=MOST_BYTES, most_rows=MOST_ROWS):
    """The rows of a batch in batches of so many bytes and rows at the most; of a longer row in one of its own."""
    if batch.num_rows < 2 or (batch.nbytes <= most_bytes and batch.num_rows <= most_rows):
        yield batch
        return
    half = batch.num_rows // 2
    yield from cut(batch.slice(0, half), most_bytes, most_rows)
    yield from cut(batch.slice(half), most_bytes, most_rows)


def _as(batch, schema):
    """The same rows, cut, with columns of these very types: engines differ in how they hold texts and bytes."""
    columns = [_wide(batch.column(at), kind) for at, kind in enumerate(schema.types)]
    for part in cut(pa.RecordBatch.from_arrays(columns, names=schema.names)):
        yield pa.RecordBatch.from_arrays([part.column(at).cast(kind) for at, kind in enumerate(schema.types)], schema=schema)


def _wide(column, kind):
    """A column of this type, or of one like it that holds more than 2 GiB, and tells how much of that is in a slice."""
    return column if column.type == kind else column.cast({TEXT: pa.large_utf8(), BYTES: pa.large_binary()}.get(kind, kind))
