"""Clusters: stars around representatives, without the edges in one place.

Whoever resembles no representative of a lower rank is one: the first in rank is, those whom it resembles are not, and so on. Many
can be told at once: an article all of whose undecided neighbours are higher in rank stands for others. Rounds of that go on until
the edges between undecided articles are few enough for the driver, which decides the rest in one go; each round decides at least the
lowest of every group that hangs together, so the rounds end. Then every other article goes to the lowest representative that it
resembles.
"""

from pyspark.sql import functions as F

from wirecopy.shards import representatives

from .functions import grouped

#: Edges between undecided articles that the driver takes at the most: 58 bytes each on the way, some hundreds in its memory.
MOST_ON_DRIVER = 1_000_000
#: Slices of the range of numbers in which clusters are numbered.
SLICES = 1_000


def stars(edges, work, most_on_driver=MOST_ON_DRIVER):
    """The members of clusters with their representatives, and how many rounds it took.

    ``edges`` has ``low`` and ``high``, the numbers of two near-duplicates, the lower in rank first, their ranks, ``low_rank`` and
    ``high_rank``, and whatever else is to be known of a member: it stays beside it.
    """
    found, rounds = _representatives(edges.select("low_rank", "high_rank"), work, most_on_driver)
    known = edges.join(found.withColumnRenamed("rank", "low_rank"), "low_rank", "left_semi")
    rest = [name for name in known.columns if name not in ("high", "high_rank")]
    nearest = known.groupBy("high").agg(F.min(F.struct("low_rank", *(n for n in rest if n != "low_rank"))).alias("of"))
    return nearest.select(F.col("high"), *(F.col(f"of.{name}").alias(name) for name in rest)), rounds


def _representatives(edges, work, most_on_driver):
    found, rounds = None, 0
    edges = work.save("undecided-0", edges)
    while edges.count() > most_on_driver:
        rounds += 1
        blocked = edges.select(F.col("high_rank").alias("low_rank")).distinct()
        free = edges.select("low_rank").distinct().join(blocked, "low_rank", "left_anti")
        free = work.save(f"free-{rounds}", free)
        found = free if found is None else found.unionByName(free)
        out = edges.join(free, "low_rank", "left_semi").select("high_rank").distinct()
        out = work.save(f"out-{rounds}", out)
        gone = out.withColumnRenamed("high_rank", "low_rank")
        edges = edges.join(free, "low_rank", "left_anti").join(gone, "low_rank", "left_anti")
        edges = work.save(f"undecided-{rounds}", edges.join(out, "high_rank", "left_anti"))
    rows = [(bytes(row["low_rank"]), bytes(row["high_rank"])) for row in edges.collect()]
    session = edges.sparkSession
    last = [(bytearray(rank),) for rank in representatives(rows)]
    last = session.createDataFrame(last, "low_rank binary")
    found = last if found is None else found.unionByName(last)
    return found.select(F.col("low_rank").alias("rank")), rounds


def numbered(members, column):
    """A number from 1 for each value of a column of whole numbers, in their order: ``column``, ``cluster``.

    The range of values is cut into slices; how many values each slice has is all that comes to the driver.
    """
    values = members.select(column).distinct()
    ends = values.agg(F.min(column).alias("least"), F.max(column).alias("most")).collect()[0]
    if ends["least"] is None:
        return values.withColumn("cluster", F.lit(1).cast("bigint"))
    width = (ends["most"] - ends["least"]) // SLICES + 1
    sliced = values.withColumn("slice", F.floor((F.col(column) - F.lit(ends["least"])) / F.lit(width)).cast("bigint"))
    counts = sorted((row["slice"], row["count"]) for row in sliced.groupBy("slice").count().collect())
    before, sums = 0, []
    for number, count in counts:
        sums.append((number, before))
        before += count
    sums = members.sparkSession.createDataFrame(sums, "slice bigint, before bigint")
    placed = grouped(sliced, ["slice"], [column]).join(F.broadcast(sums), "slice")
    return placed.select(column, (F.col("before") + F.col("place")).alias("cluster"))
