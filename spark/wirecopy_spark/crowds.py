"""Crowded buckets: joined as the command joins them, and no machine holds one.

Of a bucket of more than ``CROWDED`` members, the first ``HUBS`` by rank are paired with all, and each with its next
``NEIGHBOURS`` by size. The hubs are found in two steps, first in random parts of the bucket. For the neighbours the members are
numbered in their order, which is a sort of small rows, and cut into parts of ``PART``, each of which begins with the last
``NEIGHBOURS`` of the part before; the pairs are made part by part.
"""

from pyspark.sql import functions as F

from wirecopy.shards import HUBS, NEIGHBOURS

from .functions import applied, grouped, place

#: Members of a crowd whose pairs are made together.
PART = 4_096
#: Parts into which a crowd is dealt to find its hubs.
SALTS = 32


def crowd_pairs(members, parameters):
    """The pairs of all crowds, each once for each crowd: ``first``, ``second``, ``crowd``.

    ``members`` has a row for each member of each: ``crowd``, ``number``, ``rank``, ``size``.
    """
    pairs = _with_hubs(members).unionByName(_with_neighbours(members, parameters))
    return pairs.select("first", "second", "crowd").distinct()


def left_out(members, pairs):
    """How many pairs crowds leave out, and how many crowds there are."""
    possible = members.groupBy("crowd").count().select((F.col("count") * (F.col("count") - 1) / 2).alias("all"))
    row = possible.agg(F.sum("all").alias("all"), F.count("*").alias("crowds")).collect()[0]
    return int(row["all"] or 0) - pairs.count(), row["crowds"]


def _first(df, keys, order, most):
    return df.withColumn("place", place(keys, order)).filter(F.col("place") <= most).drop("place")


def _with_hubs(members):
    salted = members.withColumn("salt", F.col("number") % SALTS)
    hubs = _first(_first(salted, ["crowd", "salt"], ["rank"], HUBS).drop("salt"), ["crowd"], ["rank"], HUBS)
    hubs = hubs.select("crowd", F.col("number").alias("hub"))
    met = members.select("crowd", "number").join(F.broadcast(hubs), "crowd").filter("number != hub")
    first, second = F.least("number", "hub"), F.greatest("number", "hub")
    return met.select(first.alias("first"), second.alias("second"), "crowd")


def _with_neighbours(members, parameters):
    at = place(["crowd"], ["size", "rank"]) - 1
    placed = members.select("crowd", "number", at.cast("bigint").alias("at"))
    placed = placed.withColumn("part", F.floor(F.col("at") / PART).cast("bigint"))
    own = placed.withColumn("passed", F.lit(0))
    before = placed.filter(F.col("at") % PART >= PART - NEIGHBOURS)
    before = before.withColumn("part", F.col("part") + 1).withColumn("passed", F.lit(1))
    parts = grouped(own.unionByName(before).withColumnRenamed("crowd", "key"), ["key", "part"], ["at"])
    return applied(parts, "neighbour_pairs", parameters)
