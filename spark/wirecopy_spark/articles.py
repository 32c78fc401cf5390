"""Articles: the rows of a data frame, each with its place in the corpus and what is known of it alone."""

from pyspark.sql import functions as F

from .functions import COLUMNS, applied

_FIELDS = [name for name in COLUMNS["describe"][0] if name != "number"]
#: Doubles that a message names.
_SHOWN = 5


def known_articles(df, work, parameters, order, columns):
    """The texts by number, and the table of what is known of each article.

    Raises ValueError where two rows have one number or one id, or there is no text.
    """
    rows = _numbered(df, order, columns)
    known = work.save("articles", applied(rows, "describe", parameters))
    kept = known.filter("rejected is null")
    _refuse_doubles(known, "number", "the order of articles has a number twice" if order else "two articles have one id")
    _refuse_doubles(kept, "id", "two articles have one id (make ids unique; the command would number them)")
    return rows.select("number", "text"), known


def _numbered(df, order, columns):
    there = set(df.columns)
    unknown = {*columns.values(), *([order] if order else [])} - there
    if unknown:
        raise ValueError(f"no column {sorted(unknown)} in {sorted(there)}")
    names = {name: columns.get(name, name) for name in _FIELDS}
    if names["text"] not in there:
        raise ValueError(f"no column {names['text']!r} in {sorted(there)} (say columns={{'text': …}})")
    if not order and names["id"] not in there:
        raise ValueError("articles without ids need an order")
    fields = [
        (F.col(column) if column in there else F.lit(None)).cast("string").alias(name) for name, column in names.items()
    ]
    if order:
        number = F.col(order).cast("bigint")
    else:
        # A hash of 63 bits: among a thousand million articles two have one by chance once in about eighteen jobs.
        number = F.xxhash64(F.col(names["id"]).cast("string")).bitwiseAND(F.lit(2**63 - 1))
    return df.select(number.alias("number"), *fields)


def _refuse_doubles(df, column, what):
    doubles = df.groupBy(column).count().filter("count > 1").limit(_SHOWN).collect()
    if doubles:
        shown = ", ".join(str(row[column]) for row in doubles)
        raise ValueError(f"{what}: {shown}")
