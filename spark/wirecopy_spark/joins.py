"""Joins of what is known of an article to pairs that it stands in."""

from pyspark.sql import functions as F

#: Pairs of one article that are joined on one machine at the most, where some may stand in very many: beyond, they are dealt out
#: over several, each of which gets what is known of the article.
HEAVY = 10_000


def beside(pairs, end, table, names, crowded=False):
    """The pairs with columns of ``table`` for the article at one end, under other names: ``{column: name}``.

    Of pairs of crowds, which may have one article in a million of them, no machine gets more than about ``HEAVY`` of one article.
    """
    told = table.select(F.col("number").alias(end), *(F.col(name).alias(other) for name, other in names.items()))
    if not crowded:
        return pairs.join(told, end)
    heavy = pairs.groupBy(end).count().filter(f"count > {HEAVY}")
    heavy = heavy.select(end, F.ceil(F.col("count") / HEAVY).cast("int").alias("parts"))
    other = "second" if end == "first" else "first"
    salted = pairs.join(F.broadcast(heavy), end, "left").fillna(1, ["parts"])
    salted = salted.withColumn("salt", F.expr(f"cast({other} % parts as int)")).drop("parts")
    repeated = told.join(F.broadcast(heavy), end, "left").fillna(1, ["parts"])
    repeated = repeated.withColumn("salt", F.explode(F.expr("sequence(0, parts - 1)"))).drop("parts")
    return salted.join(repeated, [end, "salt"]).drop("salt")
