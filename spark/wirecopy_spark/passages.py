"""The passages that articles share, and what each article has from whom."""

import json
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from wirecopy import shards

from . import columns as _columns  # noqa: F401 (what the functions take and give)
from .articles import known_articles
from .clusters import MOST_ON_DRIVER, SLICES
from .corpus import lesson
from .functions import applied, grouped
from .joins import beside
from .near import near_pairs
from .settings import Settings, SettingsError
from .work import Work

#: Texts that a passage is looked for in before all are: mostly it is in the first.
FIRST_FEW = 4
#: More than any article has earlier texts.
ALL = 2**31 - 1


@dataclass(frozen=True)
class PassageSettings(Settings):
    """The options of ``wirecopy compare`` that a job on passages has, under their names, with the same defaults."""

    min_words: int = 9
    wires: tuple[str, ...] = ()
    partly_derived: float = 0.15
    wholly_derived: float = 0.8
    credit_owed: float = 0.15

    def of_passages(self) -> str:
        """As JSON, for what passages are asked for.

        Raises SettingsError when it is something that the command would refuse as well.
        """
        written = json.loads(self.parameters())
        audit = {name: getattr(self, name) for name in ("partly_derived", "wholly_derived", "credit_owed")}
        written["plan"] |= {
            "passages": {"min_words": self.min_words, "strict_verbatim": None},
            "formulas": True,
            "audit": {**audit, "wires": list(self.wires)},
        }
        try:
            return shards.checked(json.dumps(written))
        except ValueError as fault:
            raise SettingsError(str(fault)) from None


@dataclass(frozen=True)
class Passages:
    """What was found. Tables have the columns of the command's; ``line`` is a row as the CSV file has it."""

    #: A row for each pair: ``first`` and ``second``, the numbers of the two, then the columns of ``pairs.csv``, then ``line``.
    pairs: DataFrame
    #: A row for each passage: the same of ``passages.csv``.
    passages: DataFrame
    #: Rows that gave no article: ``number``, ``id``, ``rejected``, the reason.
    rejected: DataFrame
    #: How much came in and went out, and what was left out.
    report: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Audit(Passages):
    """The same, and what can be said of each article."""

    #: A row for each article: ``number``, then the columns of ``articles.csv``, then ``line``.
    articles: DataFrame | None = None
    #: A row for each article and each earlier text that it has words of: ``source_number`` and ``number``, those of the text and of
    #: the article, then the columns of ``reuse.csv``, then ``line``.
    reuse: DataFrame | None = None
    #: A row for each outlet: the columns of ``outlets.csv``, then ``line``.
    outlets: DataFrame | None = None
    #: A row for each two outlets one of which has words of the other: the columns of ``flows.csv``, then ``line``.
    flows: DataFrame | None = None


def passages(df, *, work, order=None, settings=None, columns=None, most_on_driver=MOST_ON_DRIVER):
    """Finds the passages that the articles of ``df`` share, and how two articles are related, as ``wirecopy compare`` does.

    What is asked and refused is that of ``near_duplicates``; ``settings`` are ``PassageSettings``.
    """
    job = _Job.begun(df, (work, order, columns), settings or PassageSettings(), most_on_driver)
    return Passages(pairs=job.pairs(), passages=job.passages(), rejected=job.rejected(), report=job.report)


def audit(df, *, work, order=None, settings=None, columns=None, most_on_driver=MOST_ON_DRIVER):
    """Finds the same, and for each article what earlier texts have of it, whom it credits, and what deserves a look; and what that
    amounts to for outlets."""
    job = _Job.begun(df, (work, order, columns), settings or PassageSettings(), most_on_driver)
    audited = job.audited()
    outlets, flows = job.rolled_up(audited)
    return Audit(
        pairs=job.pairs(),
        passages=job.passages(),
        rejected=job.rejected(),
        report=job.report,
        articles=audited.drop("reused", "counts"),
        reuse=job.applied(audited, "reuse_rows"),
        outlets=outlets,
        flows=flows,
    )


class _Job:
    def __init__(self, work, settings):
        self.work, self.settings = work, settings
        self.parameters = settings.of_passages()

    @classmethod
    def begun(cls, df, where, settings, most_on_driver):
        """A job whose pairs are aligned."""
        folder, order, columns = where
        job = cls(Work(df.sparkSession, folder), settings)
        near = settings.parameters()
        texts, job.known = known_articles(df, job.work, near, order, columns or {})
        kept = job.known.filter("rejected is null")
        job.kept = kept.select("number", "id", "title", "outlet", "published", "earliest", "latest", "rank", "words")
        pairs, job.report = near_pairs(job.known, job.work, near, settings)
        job.lesson, taught = lesson(texts, job.kept, pairs, job.work, job.parameters, most_on_driver)
        job.report |= taught
        told = job.kept.drop("words").join(texts, "number")
        job.weighed = job.work.save("weighed", job.of_corpus(told, "weigh"))
        job.aligned = job.work.save("aligned", job.of_corpus(job.sides(told, job.candidates(pairs)), "align"))
        job.based = job.work.save("based", _numbered(job.aligned.filter("many > 0").select("first", "second", "many")))
        job.report |= {"pairs": job.aligned.count(), "passages": job.based.agg(F.sum("many")).collect()[0][0] or 0}
        return job

    def applied(self, df, name):
        return applied(df, name, self.parameters)

    def of_corpus(self, df, name):
        return applied(df, name, self.parameters, self.lesson)

    def candidates(self, pairs):
        """Pairs that share enough rare wording, and all near-duplicates."""
        rows = self.applied(self.weighed, "fingerprint_rows")
        rows = rows.join(self.shared_fingerprints(rows), "gram", "left_semi")
        if self.settings.window is None:
            rows = rows.withColumn("earliest", F.lit(None).cast("bigint")).withColumn("latest", F.lit(None).cast("bigint"))
        else:
            rows = rows.join(self.kept.select("number", "earliest", "latest"), "number")
        met = self.applied(grouped(rows, ["gram"], ["number"]), "meet")
        met = met.groupBy("first", "second").agg(F.count("*").alias("shared"), F.sum("information").alias("information"))
        enough = (F.col("shared") >= shards.LEAST_SHARED) & (F.col("information") >= shards.LEAST_INFORMATION)
        met = met.filter(enough).select("first", "second", F.lit(0).alias("near"))
        near = pairs.select("first", "second", F.lit(1).alias("near"))
        all_pairs = met.unionByName(near).groupBy("first", "second").agg(F.max("near").alias("near"))
        all_pairs = self.work.save("to_align", all_pairs.withColumn("near", F.col("near") == 1))
        self.report["aligned"] = all_pairs.count()
        return all_pairs

    def shared_fingerprints(self, rows):
        """Fingerprints that pair somebody: not those of one article, nor those of many that tell too little. They are most of all."""
        counts = rows.groupBy("gram").agg(F.count("*").alias("articles")).filter("articles > 1")
        counts = self.work.save("shared_fingerprints", counts)
        of_many = counts.filter(F.col("articles") > shards.MOST_ARTICLES).select("gram")
        many = of_many.count()
        if not many:
            self.report["crowded_fingerprints"] = 0
            return counts.select("gram")
        # What a fingerprint tells is what it tells of its first article; engines are slow at that, so only those of many are asked.
        first = rows.join(of_many, "gram", "left_semi").groupBy("gram").agg(F.min(F.struct("number", "information")).alias("first"))
        dull = first.filter(F.col("first.information") < shards.TELLING).select("gram")
        dull = self.work.save("dull_fingerprints", dull)
        self.report["crowded_fingerprints"] = many - dull.count()
        return counts.select("gram").join(dull, "gram", "left_anti")

    def sides(self, told, pairs):
        """Pairs with all that is known of both articles, their texts included: of no other article is the text fetched."""
        said = told.join(self.weighed.select("number", "said"), "number")
        crowded = self.report["crowded_buckets"] + self.report["crowded_fingerprints"] > 0
        for end, side in (("first", "one"), ("second", "two")):
            names = ("id", "title", "outlet", "published", "earliest", "latest", "text", "said")
            pairs = beside(pairs, end, said, {name: f"{name}_{side}" for name in names}, crowded)
        return pairs

    def pairs(self):
        """The table of pairs."""
        return self.aligned.select("first", "second", *_columns.PAIRS)

    def rejected(self):
        """Rows that gave no article."""
        return self.known.filter("rejected is not null").select("number", "id", "rejected")

    def passages(self):
        """The table of passages."""
        shown = self.aligned.filter("many > 0").select("first", "second", "shown")
        rows = self.applied(shown, "passages_of").join(self.based.drop("many"), ["first", "second"])
        rows = rows.withColumn("number", F.col("base") + F.col("at"))
        rows = rows.join(self.via(), ["first", "second", "at"], "left")
        ids = self.kept.select(F.col("number").alias("source"), F.col("id").alias("via"))
        rows = rows.join(ids, "source", "left")
        for end, side in (("first", "one"), ("second", "two")):
            rows = beside(rows, end, self.kept, {name: f"{name}_{side}" for name in ("id", "earliest", "latest")})
        return self.applied(rows, "passage_rows")

    def audited(self):
        """The table of articles, with what each has of whom, and what it counts for in the figures of outlets."""
        own = self.kept.drop("rank", "words").join(self.weighed.drop("fingerprints"), "number")
        own = own.join(self.others().filter("not is_later").drop("is_later", "is_earlier"), "number", "left")
        rows = grouped(self.with_others(own), ["number"], ["other"])
        return self.work.save("audited", self.of_corpus(rows, "audit_rows"))

    def rolled_up(self, audited):
        """The tables of outlets and of what flows between them. Counts are added up where they are: of an outlet there are as many
        as its articles have different lags and shares, and only these come together."""
        counts = self.applied(audited, "count_rows").groupBy("is_flow", "whose", "figure")
        counts = self.work.save("counts", counts.agg(F.sum("sum").cast("bigint").alias("sum")))
        tables = (("outlet_rows", ~F.col("is_flow")), ("flow_rows", F.col("is_flow")))
        return [self.applied(grouped(counts.filter(which), ["whose"], ["figure"]), name) for name, which in tables]

    def others(self):
        """For each article those that it shares passages with, and whether they are ``is_earlier`` or ``is_later`` than it."""
        rows = self.aligned.filter("many > 0").select("first", "second", "earlier", "wording").join(
            self.based.drop("many"), ["first", "second"]
        )
        sides = []
        for number, other, own, theirs in (("first", "second", 1, 2), ("second", "first", 2, 1)):
            sides.append(
                rows.select(
                    F.col(number).alias("number"),
                    F.col(other).alias("other"),
                    "wording",
                    "base",
                    F.coalesce(F.col("earlier") == theirs, F.lit(False)).alias("is_earlier"),
                    F.coalesce(F.col("earlier") == own, F.lit(False)).alias("is_later"),
                )
            )
        return sides[0].unionByName(sides[1])

    def with_others(self, rows):
        """Rows with what is known of the other article; those without one stay."""
        told = self.kept.select("number", "id", "outlet", "earliest", "latest").join(
            self.weighed.select("number", "said"), "number"
        )
        names = {name: f"{name}_two" for name in told.columns if name != "number"}
        told = told.select(F.col("number").alias("other"), *(F.col(name).alias(to) for name, to in names.items()))
        return rows.join(told, "other", "left")

    def via(self):
        """The text that both articles of a passage have it from: ``first``, ``second``, ``at``, ``source``."""
        others = self.work.save("others", self.others())
        # Who has nothing earlier has a passage from nowhere, and so it is from nowhere that both have it.
        later = self.work.save("later", others.filter("is_earlier").select("number").distinct())
        asked = others.filter("number < other").select(F.col("number").alias("first"), F.col("other").alias("second"))
        for end in ("first", "second"):
            asked = asked.join(later.withColumnRenamed("number", end), end, "left_semi")
        found = self.work.save("via", self.common(others, self.work.save("asked", asked), FIRST_FEW))
        open_ones = self.work.save("still_asked", found.filter("open").select("first", "second").distinct())
        more = self.work.save("via_of_all", self.common(others, open_ones, ALL))
        more = more.join(found.filter("open").select("first", "second", "at"), ["first", "second", "at"], "left_semi")
        all_found = found.filter("not open").unionByName(more).filter("via is not null")
        return all_found.select("first", "second", "at", F.col("via").alias("source"))

    def common(self, others, asked, most):
        """The first text that both articles of a pair's passages have these from, of the first ``most`` of each."""
        sides = asked.select(F.col("first").alias("number"), F.col("second").alias("other"))
        sides = sides.unionByName(asked.select(F.col("second").alias("number"), F.col("first").alias("other")))
        own = sides.select("number").distinct()
        rows = others.join(own, "number", "left_semi")
        rows = rows.join(sides.withColumn("asked", F.lit(True)), ["number", "other"], "left").fillna(False, ["asked"])
        rows = rows.filter("asked or is_earlier").join(
            self.kept.select("number", "outlet", "earliest", "latest").join(self.weighed.select("number", "said"), "number"),
            "number",
        )
        rows = self.with_others(rows).withColumn("most", F.lit(most).cast("int"))
        lists = self.of_corpus(grouped(rows, ["number"], ["other"]), "covering_rows")
        lists = self.work.save(f"covering-{most}", lists)
        one = lists.filter("number = first").select("first", "second", "at", F.col("texts").alias("one"), F.col("cut").alias("cut_one"))
        two = lists.filter("number = second").select("first", "second", "at", F.col("texts").alias("two"), F.col("cut").alias("cut_two"))
        both = one.join(two, ["first", "second", "at"])
        return self.applied(both.withColumn("cut", F.col("cut_one") | F.col("cut_two")), "via")


def _numbered(pairs):
    """Pairs with the number of their first passage, from 0, in the order of pairs: ``base``.

    The range of numbers is cut into slices; how many passages each has is all that comes to the driver.
    """
    ends = pairs.agg(F.min("first").alias("least"), F.max("first").alias("most")).collect()[0]
    if ends["least"] is None:
        return pairs.withColumn("base", F.lit(0).cast("bigint"))
    width = (ends["most"] - ends["least"]) // SLICES + 1
    sliced = pairs.withColumn("slice", F.floor((F.col("first") - F.lit(ends["least"])) / F.lit(width)).cast("bigint"))
    counts = sorted((row["slice"], row["many"]) for row in sliced.groupBy("slice").agg(F.sum("many").alias("many")).collect())
    before, sums = 0, []
    for number, many in counts:
        sums.append((number, before))
        before += many
    sums = pairs.sparkSession.createDataFrame(sums, "slice bigint, before bigint")
    order = Window.partitionBy("slice").orderBy("first", "second")
    running = F.sum("many").over(order.rowsBetween(Window.unboundedPreceding, Window.currentRow))
    placed = sliced.withColumn("until", running).join(F.broadcast(sums), "slice")
    base = (F.col("before") + F.col("until") - F.col("many")).cast("bigint").alias("base")
    return placed.select("first", "second", "many", base)
