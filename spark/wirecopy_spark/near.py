"""Near-duplicates and their clusters."""

from dataclasses import dataclass, field

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from wirecopy.shards import CROWDED

from .articles import known_articles
from .clusters import MOST_ON_DRIVER, numbered, stars
from .crowds import crowd_pairs, left_out
from .functions import applied, grouped
from .joins import beside
from .settings import Settings
from .work import Work, is_empty

#: How often a shingle is counted at the most, as the command counts.
MOST_COUNTED = 65_535


@dataclass(frozen=True)
class NearDuplicates:
    """What was found. Tables have the columns of the command's, but those that are always empty without passages; ``line`` is a row
    as the CSV file has it."""

    #: A row for each pair: ``first`` and ``second``, the numbers of the two, then the columns of ``pairs.csv``, then ``line``.
    pairs: DataFrame
    #: A row for each article of a cluster: ``number``, then the columns of ``clusters.csv``, then ``line``.
    clusters: DataFrame
    #: Rows that gave no article: ``number``, ``id``, ``rejected``, the reason.
    rejected: DataFrame
    #: How much came in and went out, and what was left out.
    report: dict = field(default_factory=dict)


def near_duplicates(df, *, work, order=None, settings=None, columns=None, most_on_driver=MOST_ON_DRIVER):
    """Finds the near-duplicates among the articles of ``df``, as ``wirecopy compare --no-passages`` does; or with ``series`` among
    the settings, as ``wirecopy dedup``.

    ``df`` has the columns ``id`` and ``text``, and perhaps ``title``, ``outlet``, ``published``, ``url``, ``language``; ``columns``
    names those that are called otherwise there (``{"text": "body"}``). ``order`` is a column of whole numbers from 0 on, each once:
    the place of an article in the corpus, which decides which of a pair is ``a``, and who represents where dates do not. Without
    it, articles stand in the order of a hash of their ids. ``work`` is a folder for interim tables that all machines see; what
    was in it under the same names is replaced.

    Raises SettingsError for settings that the command would refuse, and ValueError where two rows have one id or one number.
    """
    parameters = (settings or Settings()).parameters()
    job = _Job(Work(df.sparkSession, work), parameters, settings or Settings())
    texts, known = known_articles(df, job.work, parameters, order, columns or {})
    found = job.related(known, texts, job.pairs(known))
    return NearDuplicates(
        pairs=applied(found, "pair_rows", parameters),
        clusters=job.clusters(found, most_on_driver),
        rejected=known.filter("rejected is not null").select("number", "id", "rejected"),
        report=job.report,
    )


def near_pairs(known, work, parameters, settings):
    """The pairs of near-duplicates among these articles, with what they share, and the report of the search."""
    job = _Job(work, parameters, settings)
    return job.pairs(known), job.report


@dataclass
class _Job:
    work: Work
    parameters: str
    settings: Settings
    report: dict = field(default_factory=dict)

    def applied(self, df, name):
        return applied(df, name, self.parameters)

    def pairs(self, known):
        """All pairs of near-duplicates, with what they share."""
        self.report["articles"] = known.filter("rejected is null").count()
        self.report["rejected"] = known.filter("rejected is not null").count()
        standing, members = self.collapsed(known)
        return self.within_window(known, self.expanded(self.verified(known, standing), members))

    def collapsed(self, known):
        """The articles that stand for all that are equal to them, and the members of groups of equal ones.

        A member has ``number``, ``rank``, ``size``, ``rep``, the number of the first in rank, and ``n``, how many there are.
        """
        held = known.filter("size > 0").select("number", "identity", "rank", "size")
        groups = held.groupBy("identity").agg(F.min(F.struct("rank", "number")).alias("of"), F.count("*").alias("n"))
        groups = groups.filter("n > 1").select("identity", F.col("of.number").alias("rep"), "n")
        members = self.work.save("members", held.join(groups, "identity").drop("identity"))
        shadows = members.filter("number != rep").select("number")
        standing = known.filter("size > 0").select("number", "rank", "size", "bands", "imprint", "few")
        self.report["equal_to_another"] = shadows.count()
        return standing.join(shadows, "number", "left_anti"), members

    def verified(self, known, standing):
        """Pairs of standing articles that reach the threshold, with what they share."""
        candidates = [self.in_buckets(standing), self.of_few_shingles(standing)]
        candidates = candidates[0].unionByName(candidates[1]).distinct()
        candidates = self.work.save("candidates", candidates)
        self.report["candidates"] = candidates.count()
        sets = known.select("number", "shingles")
        crowded = self.report["crowded_buckets"] > 0
        both = beside(candidates, "first", sets, {"shingles": "one"}, crowded)
        both = beside(both, "second", sets, {"shingles": "two"}, crowded)
        verified = self.work.save("verified", self.applied(both, "verify"))
        self.report["verified"] = verified.count()
        return verified

    def in_buckets(self, standing):
        """Every two that share a band, but of crowds the pairs of their stars; without those that a glance tells apart."""
        met = self.met(standing)
        pairs = met.filter("second is not null").select("first", "second").distinct()
        crowds = met.filter("crowd is not null").select("crowd", F.col("first").alias("number"))
        self.report |= {"crowded_buckets": 0, "pairs_left_out": 0, "meetings_told_apart": _sum(met, "apart")}
        if is_empty(crowds):
            return pairs
        members = crowds.join(standing.select("number", "rank", "size"), "number")
        members = self.work.save("crowds", members)
        stars = self.work.save("crowd_pairs", crowd_pairs(members, self.parameters))
        out, crowded = left_out(members, stars)
        self.report |= {"crowded_buckets": crowded, "pairs_left_out": out}
        return pairs.unionByName(self.looked_at(stars.select("first", "second").distinct(), standing))

    def met(self, standing):
        """Who meets in which bucket, in some rounds: a row for each band of each article is the most that is ever sorted."""
        rows, rounds = self.applied(standing, "band_rows"), self.settings.rounds
        met = None
        for one in range(rounds):
            some = rows.filter(F.expr(f"pmod(key, {rounds}) = {one}")) if rounds > 1 else rows
            some = self.applied(grouped(some, ["key"], ["number"]), "bucket_pairs")
            some = self.work.save(f"met-{one + 1}", some)
            met = some if met is None else met.unionByName(some)
        return met

    def looked_at(self, pairs, standing):
        """Pairs of crowds that a glance does not tell apart."""
        for end, side in (("first", "one"), ("second", "two")):
            looks = {"size": f"size_{side}", "imprint": f"imprint_{side}"}
            pairs = beside(pairs, end, standing, looks, crowded=True)
        seen = self.work.save("looked_at", self.applied(pairs, "glance"))
        self.report["meetings_told_apart"] += _sum(seen, "apart")
        return seen.filter("second is not null").select("first", "second")

    def of_few_shingles(self, standing):
        """Pairs of articles with few shingles, by the exact join."""
        rows = self.applied(standing.filter("few is not null"), "few_rows")
        rows = self.work.save("few", rows)
        counts = rows.groupBy("shingle").agg(F.least(F.count("*"), F.lit(MOST_COUNTED)).cast("int").alias("count"))
        counted = grouped(rows.join(counts, "shingle"), ["number"], ["shingle"])
        rarest = grouped(self.applied(counted, "rarest"), ["shingle"], ["number"])
        return self.applied(rarest, "few_pairs")

    def expanded(self, verified, members):
        """The pairs of all articles from those of standing ones, as the command expands them: members of a group stand where
        their representative stands; a group of more than ``CROWDED`` is a star, and so are two groups one of which would
        stand with more than so many."""
        verified = verified.withColumn("identical", F.lit(False))
        if is_empty(members):
            return verified
        sizes = members.filter("number = rep").select("rep", "n")
        pairs = verified.join(_renamed(sizes, rep="first", n="n_one"), "first", "left")
        pairs = pairs.join(_renamed(sizes, rep="second", n="n_two"), "second", "left")
        pairs = self.work.save("grouped", pairs.fillna(1, ["n_one", "n_two"]))
        crowds = self.work.save("standing_in_crowds", _standing_in_crowds(pairs, sizes))
        pairs = pairs.join(_renamed(crowds, rep="first", met="met_one"), "first", "left")
        pairs = pairs.join(_renamed(crowds, rep="second", met="met_two"), "second", "left")
        pairs = pairs.withColumn("crowd", F.expr("met_one is not null or met_two is not null"))
        alone = pairs.filter("n_one = 1 and n_two = 1").select(verified.columns)
        across = self.work.save("across", _across(pairs.filter("n_one > 1 or n_two > 1"), members))
        inside, stars = self.inside(members)
        possible = _sum(pairs.filter("n_one > 1 or n_two > 1"), F.expr("n_one * n_two"))
        self.report["pairs_left_out"] += possible - across.count() + stars
        return alone.unionByName(across).unionByName(inside)

    def inside(self, members):
        """The pairs of equal articles, and how many are left out of groups that are crowds."""
        equal = members.select(F.col("rep").alias("key"), "number", "size", F.lit(None).cast("binary").alias("imprint"))
        met = self.work.save("equal", self.applied(grouped(equal, ["key"], ["number"]), "bucket_pairs"))
        pairs = met.filter("second is not null").select("first", "second")
        crowds = met.filter("crowd is not null and crowd != first")
        first, second = F.least("crowd", "first"), F.greatest("crowd", "first")
        pairs = pairs.unionByName(crowds.select(first.alias("first"), second.alias("second")))
        sized = pairs.join(members.select(F.col("number").alias("first"), "size"), "first")
        same = [F.col("size").alias(name) for name in ("shared", "size_one", "size_two")]
        out = _sum(members.filter(f"number = rep and n > {CROWDED}"), F.expr("n * (n - 1) div 2 - (n - 1)"))
        return sized.select("first", "second", *same, F.lit(True).alias("identical")), out

    def within_window(self, known, pairs):
        """Without pairs that were published too far apart."""
        pairs = self.work.save("pairs", pairs)
        window, self.report["outside_window"] = self.settings.window, 0
        if window is not None:
            dates = known.select("number", "earliest", "latest")
            dated = beside(pairs, "first", dates, {"earliest": "earliest_one", "latest": "latest_one"})
            dated = beside(dated, "second", dates, {"earliest": "earliest_two", "latest": "latest_two"})
            apart = "greatest(earliest_one, earliest_two) - least(latest_one, latest_two)"
            undated = "earliest_one is null or earliest_two is null"
            near = dated.filter(f"{undated} or {apart} <= {int(window)}").select(pairs.columns)
            near = self.work.save("pairs_within_window", near)
            self.report["outside_window"] = pairs.count() - near.count()
            pairs = near
        self.report["pairs"] = pairs.count()
        # Bands count a pair that several of them leave out as often, and one that another has found: never more than all.
        articles = self.report["articles"]
        most = articles * (articles - 1) // 2 - self.report["pairs"] - self.report["outside_window"]
        self.report["pairs_left_out"] = min(self.report["pairs_left_out"], most)
        return pairs

    def related(self, known, texts, pairs):
        """Pairs with whether they are notices of a series, and what both articles are known by."""
        found = pairs.withColumn("is_formula", F.lit(False))
        if self.settings.series:
            formulas = self.series(known, texts, pairs)
            found = pairs.join(formulas, ["first", "second"], "left").fillna(False, ["is_formula"])
        told = known.select("number", "id", "title", "outlet", "published", "rank")
        for end, side in (("first", "one"), ("second", "two")):
            names = {name: f"{name}_{side}" for name in told.columns if name != "number"}
            found = beside(found, end, told, names)
        return self.work.save("found", found)

    def series(self, known, texts, pairs):
        """Pairs that are notices of a series. Figures settle most; of the rest alone texts are read."""
        figures = known.select("number", "figures", "words")
        looked_at = beside(
            pairs.filter("not identical"), "first", figures, {"figures": "figures_one", "words": "words_one"}
        )
        looked_at = beside(looked_at, "second", figures, {"figures": "figures_two", "words": "words_two"})
        possible = self.work.save("possible_series", self.applied(looked_at, "possible_series"))
        self.report["aligned_for_series"] = possible.count()
        wanted = possible.select(F.col("first").alias("number"))
        wanted = wanted.unionByName(possible.select(F.col("second").alias("number"))).distinct()
        texts = texts.join(wanted, "number", "left_semi")
        both = beside(possible, "first", texts, {"text": "text_one"})
        both = beside(both, "second", texts, {"text": "text_two"})
        formulas = self.work.save("formulas", self.applied(both, "series").filter("is_formula"))
        self.report["formulas"] = formulas.count()
        return formulas

    def clusters(self, found, most_on_driver):
        """The rows of clusters."""
        edges = self.work.save("edges", _edges(found.filter("not is_formula")))
        members, self.report["rounds"] = stars(edges, self.work, most_on_driver)
        members = self.work.save("stars", members)
        clusters = self.work.save("clusters", numbered(members, "low"))
        self.report["clusters"] = clusters.count()
        members = members.join(clusters, "low")
        figures = ["shared", "size_one", "size_two"]
        rows = members.select("cluster", F.col("high").alias("number"), "id_one", "id_two", *figures)
        first = members.select("cluster", F.col("low").alias("number"), "id_one").distinct()
        first = first.withColumn("id_two", F.lit(None).cast("string"))
        first = first.select("*", *(F.lit(1).alias(name) for name in figures))
        return self.applied(first.unionByName(rows), "cluster_rows")


def _sum(df, column):
    return df.agg(F.sum(column)).collect()[0][0] or 0


def _renamed(df, **names):
    return df.select(*(F.col(name).alias(names.get(name, name)) for name in df.columns))


def _standing_in_crowds(pairs, sizes):
    """Representatives that stand with more than ``CROWDED`` articles, themselves and their equals included."""
    one = pairs.select(F.col("first").alias("rep"), F.col("n_two").alias("n"))
    two = pairs.select(F.col("second").alias("rep"), F.col("n_one").alias("n"))
    own = pairs.select(F.col("first").alias("rep"), F.col("n_one").alias("n"))
    own = own.unionByName(pairs.select(F.col("second").alias("rep"), F.col("n_two").alias("n"))).distinct()
    met = one.unionByName(two).unionByName(own).groupBy("rep").agg(F.sum("n").alias("met"))
    return met.filter(f"met > {CROWDED}")


def _across(pairs, members):
    """The pairs of two groups that resemble one another: all, or of a crowd the star around both representatives."""
    of = members.select("rep", "number")
    both = pairs.join(_renamed(of, rep="first", number="one"), "first", "left")
    both = both.join(_renamed(of, rep="second", number="two"), "second", "left")
    both = both.withColumn("one", F.coalesce("one", "first")).withColumn("two", F.coalesce("two", "second"))
    both = both.filter("not crowd or one = first or two = second")
    turned = F.col("one") > F.col("two")
    return both.select(
        F.least("one", "two").alias("first"),
        F.greatest("one", "two").alias("second"),
        "shared",
        F.when(turned, F.col("size_two")).otherwise(F.col("size_one")).alias("size_one"),
        F.when(turned, F.col("size_one")).otherwise(F.col("size_two")).alias("size_two"),
        "identical",
    )


def _edges(found):
    """Near-duplicates, the lower in rank first: ``low`` and ``high`` with their ranks, ids and figures."""
    turned = F.col("rank_one") > F.col("rank_two")

    def end(one, two, name):
        return F.when(turned, F.col(two)).otherwise(F.col(one)).alias(name)

    return found.select(
        end("first", "second", "low"),
        end("second", "first", "high"),
        end("rank_one", "rank_two", "low_rank"),
        end("rank_two", "rank_one", "high_rank"),
        end("id_one", "id_two", "id_one"),
        end("id_two", "id_one", "id_two"),
        "shared",
        end("size_one", "size_two", "size_one"),
        end("size_two", "size_one", "size_two"),
    )
