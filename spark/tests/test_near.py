"""Near-duplicates on an engine: the tables of the command, whatever the partitions."""

import json
import os
import unittest

import corpus
import engine
from parity import by_command, by_job, differences, files_of, frame, removed_by_command
from wirecopy_spark import Settings, SettingsError, near_duplicates

SIZE = int(os.environ.get("WIRECOPY_SPARK_ARTICLES", "5000"))


class NearDuplicates(engine.OnEngine):
    maxDiff = 2_000

    def same(self, articles, partitions=5, options=(), **settings):
        expected, record = by_command(articles, self.home, *options)
        found, report = by_job(self.spark, articles, self.home, partitions, **settings)
        for table, lines in expected.items():
            self.assertEqual(differences(found[table], lines), ([], []), table)
        search = record["search"]
        self.assertEqual(
            (report["crowded_buckets"], report["pairs_left_out"]),
            (search["crowded_buckets"], search["pairs_left_out"]),
        )
        self.assertEqual((report["pairs"], report["clusters"]), (len(expected["pairs"]), self.clusters(expected)))
        return expected, report

    @staticmethod
    def clusters(tables):
        return len({line.split(",")[0] for line in tables["clusters"]})

    def test_the_tables_are_those_of_the_command_on_news_and_on_all_that_is_hard(self):
        articles = corpus.odd(corpus.news(SIZE - 3_000)).shuffle()
        # On Spark a job takes a minute, and what partitions change is told by Sail.
        for partitions, rounds in ((3, 1), (11, 3)) if engine.NAME == "sail" else ((7, 1),):
            expected, report = self.same(articles, partitions, rounds=rounds)
        self.assertGreater(len(expected["pairs"]), 1_000)
        self.assertGreater(report["crowded_buckets"], 0)
        self.assertGreater(report["pairs_left_out"], 0)
        self.assertGreater(report["meetings_told_apart"], 0)
        self.assertEqual(report["rejected"], 1)
        relations = {line.split(",")[2] for line in expected["pairs"]}
        self.assertEqual(relations, {"identical", "near_duplicate"})

    def test_settings_mean_what_they_mean_to_the_command(self):
        articles = corpus.news(400).shuffle()
        self.same(articles, options=["--threshold", "0.5", "--shingle", "2"], threshold=0.5, shingle=2)
        self.same(articles, options=["--keep-diacritics", "--window", "1h"], keep_diacritics=True, window=3_600)
        self.same(articles, options=["--permutations", "64", "--seed", "9"], permutations=64, seed=9)

    def test_what_dedup_removes_is_what_a_job_that_tells_series_has_in_clusters(self):
        articles = [a for a in corpus.odd(corpus.news(300)).articles if len(a.get("text", "")) < 100_000][-900:]
        df = frame(self.spark, articles, self.home, 4)
        found = near_duplicates(df, work=str(self.home / "work"), order="n", settings=Settings(series=True))
        rows = found.clusters.select("cluster", "id", "role").collect()
        kept = {row["cluster"]: row["id"] for row in rows if row["role"] == "representative"}
        removed = {row["id"]: kept[row["cluster"]] for row in rows if row["role"] == "member"}
        expected = removed_by_command(articles, self.home)
        words = {article["id"] for article in articles if any(c.isalnum() for c in article.get("text", ""))}
        self.assertEqual({a: b for a, b in removed.items() if a in words}, expected)
        self.assertEqual(found.report["formulas"], 60 * 59 // 2)
        self.assertGreater(len(expected), 100)

    def test_clusters_are_the_same_when_the_driver_takes_no_edge(self):
        articles = corpus.odd(corpus.news(100)).articles[:400] + corpus.odd(corpus.news(0)).articles[-450:]
        articles = [{**article, "id": f"n{number}"} for number, article in enumerate(articles)]
        lines = []
        for most in (0, 1_000_000):
            df = frame(self.spark, articles, self.home, 4)
            found = near_duplicates(df, work=str(self.home / "work"), order="n", most_on_driver=most)
            lines.append(sorted(row["line"] for row in found.clusters.collect()))
            self.assertEqual(found.report["rounds"] > 0, most == 0)
        self.assertEqual(*lines)
        self.assertGreater(len(lines[0]), 100)

    def test_without_an_order_the_partitions_change_nothing(self):
        articles = corpus.news(300).shuffle()
        lines = []
        for partitions in (2, 7):
            df = frame(self.spark, articles, self.home, partitions).drop("n")
            found = near_duplicates(df, work=str(self.home / "work"))
            lines.append(sorted(row["line"] for row in found.pairs.collect()))
        self.assertEqual(*lines)
        self.assertGreater(len(lines[0]), 20)

    def test_what_cannot_be_is_refused_before_the_work(self):
        work = str(self.home / "work")
        df = self.spark.createDataFrame([("a", "one", 1), ("a", "two", 2)], "id string, body string, n bigint")
        with self.assertRaisesRegex(ValueError, "no column 'text'"):
            near_duplicates(df, work=work)
        with self.assertRaisesRegex(ValueError, "one id.*: a"):
            near_duplicates(df, work=work, order="n", columns={"text": "body"})
        with self.assertRaisesRegex(ValueError, "no column .'m'"):
            near_duplicates(df, work=work, order="m", columns={"text": "body"})
        with self.assertRaisesRegex(SettingsError, "above 0 and at most 1"):
            near_duplicates(df, work=work, settings=Settings(threshold=0))
        with self.assertRaisesRegex(SettingsError, "at least 1 round, not 0"):
            near_duplicates(df, work=work, settings=Settings(rounds=0))

    def test_the_script_reads_json_lines_and_writes_the_tables(self):
        articles = corpus.news(200).shuffle()
        expected, _ = by_command(articles, self.home)
        frame(self.spark, articles, self.home, 2)
        out = self.home / "out"
        told = ["near-duplicates", self.home / "numbered.jsonl", out, "--work", self.home / "work"]
        self.engine.submit(*told, "--order", "n", "--csv")
        for name, lines in expected.items():
            parts = [part.read_text("utf-8") for part in files_of(out / name)]
            self.assertEqual(sorted("".join(parts).splitlines()), lines)
        report = "".join(part.read_text("utf-8") for part in files_of(out / "report"))
        self.assertEqual(json.loads(report)["articles"], 200)


if __name__ == "__main__":
    unittest.main()
