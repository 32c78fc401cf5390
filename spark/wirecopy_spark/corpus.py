"""What all articles teach: rows that are added up where they are, and one value that every worker reads.

Of near-duplicates only the first in rank is asked which words it has, of versions of an article in one outlet only one which wording.
Counters of grams are added up first: they tell which grams recur, and rows of these alone go through the shuffle.
"""

from pyspark.sql import functions as F

from wirecopy import shards

from .clusters import stars
from .files import batches, write
from .functions import FLAG, INT, LONG, applied
from .joins import beside
from .work import Work

_SUMS = ("articles", "before", "behind", "home", "opening", "closing", "home_before", "home_behind")
_BITS = ("before_bits", "behind_bits", "home_before_bits", "home_behind_bits")


def lesson(texts, known, pairs, work, parameters, most_on_driver):
    """Where it is put down what these articles teach, and the report of it. ``pairs`` are all near-duplicates."""
    heard = _heard(texts, known, pairs, work, most_on_driver)
    words = known.agg(F.sum("words")).collect()[0][0] or 0
    recurrence = _recurrence(heard, work, parameters, words)
    tally = work.save("tally", applied(heard, "tally_rows", parameters, recurrence))
    articles = tally.filter("what = 0").agg(F.sum("articles")).collect()[0][0] or 0
    stems = tally.filter("what = 1").groupBy("key").agg(F.sum("articles").alias("articles"))
    stems = work.save("stems", stems)
    nobodys = work.save("nobodys_grams", applied(_grams(tally, work), "nobodys_grams", parameters))
    outlets = sorted(row["outlet"] for row in known.select("outlet").distinct().collect() if row["outlet"] is not None)
    told = shards.lesson(
        (articles, outlets),
        batches(work.place("stems"), {"key": LONG, "articles": LONG}),
        batches(work.place("nobodys_grams"), {"gram": LONG, "outlet": LONG, "whole": FLAG}),
        parameters,
    )
    report = {"stems": stems.count(), "nobodys_grams": nobodys.count(), "lesson_bytes": len(told)}
    return write(work.place("lesson", ""), told), report


def _heard(texts, known, pairs, work, most_on_driver):
    """Articles with whether each is asked for its ``words`` and its ``wording``."""
    told = known.select("number", "rank", "outlet")
    ranked = beside(pairs, "first", told, {"rank": "rank_one", "outlet": "outlet_one"})
    ranked = work.save("ranked", beside(ranked, "second", told, {"rank": "rank_two", "outlet": "outlet_two"}))
    alike = F.col("shared") / (F.col("size_one") + F.col("size_two") - F.col("shared")) >= F.lit(shards.VERSIONS)
    versions = ranked.filter(alike & F.col("outlet_one").eqNullSafe(F.col("outlet_two")))
    heard = known.select("number", "outlet", "earliest", "latest").join(texts, "number")
    for name, edges in (("words", ranked), ("wording", versions)):
        members = _members(edges, Work(work.spark, work.place(f"asked-{name}", "")), most_on_driver)
        members = work.save(f"not-asked-{name}", members)
        heard = heard.join(members.withColumn("member", F.lit(True)), "number", "left")
        heard = heard.withColumn(name, F.col("member").isNull()).drop("member")
    return heard


def _members(pairs, work, most_on_driver):
    """Articles that another one stands for."""
    turned = F.col("rank_one") > F.col("rank_two")
    edges = pairs.select(
        F.when(turned, F.col("second")).otherwise(F.col("first")).alias("low"),
        F.when(turned, F.col("first")).otherwise(F.col("second")).alias("high"),
        F.when(turned, F.col("rank_two")).otherwise(F.col("rank_one")).alias("low_rank"),
        F.when(turned, F.col("rank_one")).otherwise(F.col("rank_two")).alias("high_rank"),
    )
    members, _ = stars(work.save("edges", edges), work, most_on_driver)
    return members.select(F.col("high").alias("number")).distinct()


def _recurrence(heard, work, parameters, words):
    """Where it is put down which grams recur."""
    rows = applied(heard.filter("wording").withColumn("corpus_words", F.lit(words).cast("bigint")), "recurrence_rows", parameters)
    often = rows.groupBy("counter", "at_home").agg(F.sum("times").alias("times"))
    work.save("recurring", often.filter(F.col("times") >= shards.TEMPLATE_ARTICLES).select("counter", "at_home"))
    told = shards.recurrence(batches(work.place("recurring"), {"counter": LONG, "at_home": INT}), words)
    return write(work.place("recurrence", ""), told)


def _grams(tally, work):
    """The grams of each outlet, with what that has published; and those of all."""
    sums = [F.sum(name).alias(name) for name in _SUMS]
    days = [F.min("first_day").alias("first_day"), F.max("last_day").alias("last_day")]
    bits = [F.expr(f"bit_or({name})").alias(name) for name in _BITS]
    grams = tally.filter("what = 3")
    of_outlets = work.save("grams", grams.groupBy("key", "outlet").agg(*sums, *days, *bits))
    published = tally.filter("what = 2").groupBy(F.col("outlet").alias("of")).agg(
        F.sum("articles").alias("published_articles"),
        F.min("first_day").alias("published_first"),
        F.max("last_day").alias("published_last"),
    )
    at_home = of_outlets.join(published, F.col("outlet").eqNullSafe(F.col("of")), "left").drop("of")
    over_all = of_outlets.groupBy("key").agg(*sums, *days, *bits).withColumn("outlet", F.lit(None).cast("bigint"))
    for name in ("published_articles", "published_first", "published_last"):
        over_all = over_all.withColumn(name, F.lit(None).cast("bigint"))
    at_home, over_all = at_home.withColumn("whole", F.lit(False)), over_all.withColumn("whole", F.lit(True))
    return at_home.unionByName(over_all)
