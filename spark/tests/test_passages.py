"""Passages and their audit: the tables of the command, whatever the partitions."""

import csv
import io
import unittest

import corpus
import engine
from parity import AUDITED, articles_of, audit_by_job, files_of, frame, lines_of, rows_in, tables_by_command
from wirecopy_spark import SettingsError, passages

TEMPLATE = "Subscribe to our newsletter to read more of what matters, every morning in your mailbox, for nothing at all."


class Passages(engine.OnEngine):
    maxDiff = 3_000

    def same(self, articles, partitions, options=(), **settings):
        expected = tables_by_command(articles, self.home, *options)
        lines, found = audit_by_job(self.spark, articles, self.home, partitions, **settings)
        for name, rows in expected.items():
            self.assertEqual(lines[name], rows, name)
        return expected, found

    def test_the_tables_of_the_newsroom_are_those_of_the_command(self):
        articles = articles_of("newsroom")
        for partitions in (1, 3, 7):
            expected, found = self.same(articles, partitions)
        self.assertGreater(len(expected["passages"]), 20)
        flags = {row["flag"] for row in csv.DictReader(io.StringIO("\n".join([self.header("articles"), *expected["articles"]])))}
        self.assertLessEqual({"credited", "uncredited"}, flags)
        self.assertEqual(found.report["passages"], len(expected["passages"]))

    def header(self, name):
        return (self.home / "by-command" / f"{name}.csv").read_text("utf-8").splitlines()[0]

    def test_columns_have_what_lines_have(self):
        articles = articles_of("newsroom")
        _, found = audit_by_job(self.spark, articles, self.home, 3)
        for name in AUDITED:
            table = getattr(found, name).drop("first", "second", "number", "source_number")
            for row in table.collect():
                cells = next(csv.reader([row["line"]]))
                for column, cell in zip(table.columns, cells):
                    value = row[column]
                    if value is None:
                        self.assertEqual(cell, "", column)
                    elif isinstance(value, bool):
                        self.assertEqual(cell, "yes" if value else "no", column)
                    elif isinstance(value, float):
                        self.assertEqual(cell, f"{value:.4f}", column)
                    else:
                        self.assertEqual(cell.removeprefix("'"), str(value).removeprefix("'"), column)

    def test_the_tables_of_reports_of_one_event_are_those_of_the_command(self):
        self.same(articles_of("events"), 3)

    def test_the_tables_of_copies_edits_and_a_template_are_those_of_the_command(self):
        made = corpus.news(150)
        for number in range(40):
            # A line that an outlet prints under different articles, day after day.
            day = f"2026-03-{1 + number % 9:02}"
            made.add(f"{made.text(4)} {TEMPLATE}", outlet="Gazette", published=day)
        articles = made.shuffle()
        expected, found = self.same(articles, 5)
        self.assertGreater(len(expected["pairs"]), 20)
        self.assertGreater(found.report["nobodys_grams"], 0)
        self.assertTrue(any("identical" in line for line in expected["pairs"]))

    def test_the_tables_of_a_crowd_of_copies_and_of_a_text_of_5_mb_are_those_of_the_command(self):
        made = corpus.Corpus()
        story = made.text(2)
        # Of dated articles it is asked who has a passage from whom: of a tenth, so that a debug build has done in time.
        for number in range(200):
            made.add(story, published=None if number % 10 else f"2026-03-{1 + number // 10:02}", outlet=f"Gazette {number % 7}")
        edited = made.edited(story, 0.1)
        made.add(f"{made.text(2)} {edited}", published="2026-04-02")
        # Two articles are in it, far apart.
        inside = [made.add(made.text(5), published="2026-03-30") for _ in range(2)]
        long = made.add(" ".join(f"{text} {made.text(24_000)}" for text in inside), id="long", published="2026-04-03")
        self.assertGreater(len(long), 5_000_000)
        articles = made.shuffle()
        expected, _ = self.same(articles, 4)
        self.assertGreater(len(expected["pairs"]), 200 * 199 // 2)
        self.assertEqual(len([row for row in expected["pairs"] if "long" in row.split(",")[:2]]), 2)

    def test_settings_mean_what_they_mean_to_the_command(self):
        articles = articles_of("newsroom")
        self.same(articles, 2, ["--min-words", "20", "--window", "6h"], min_words=20, window=6 * 3_600)
        self.same(articles, 2, ["--wire", "Le Courrier de Vescle=Courrier"], wires=("Le Courrier de Vescle=Courrier",))

    def test_the_script_writes_the_tables_of_an_audit(self):
        articles = articles_of("events")
        expected = tables_by_command(articles, self.home, "--min-words", "12")
        frame(self.spark, articles, self.home, 2)
        out = self.home / "out"
        told = ["audit", self.home / "numbered.jsonl", out, "--work", self.home / "work"]
        told += ["--order", "n", "--csv", "--min-words", "12"]
        self.engine.submit(*told)
        for name, rows in expected.items():
            parts = "".join(part.read_bytes().decode() for part in files_of(out / name))
            self.assertEqual(sorted(rows_in(parts)) if parts else [], rows, name)

    def test_passages_alone_are_those_of_the_audit(self):
        articles = articles_of("events")
        expected = tables_by_command(articles, self.home)
        found = passages(frame(self.spark, articles, self.home, 2), work=str(self.home / "work"), order="n")
        self.assertEqual(lines_of(found.passages), expected["passages"])

    def test_what_shares_nothing_has_empty_tables(self):
        articles = [{"id": f"a{number}", "text": f"Un texte tout court, le {number}."} for number in range(3)]
        self.same(articles, 2)

    def test_settings_that_the_command_refuses_are_refused(self):
        with self.assertRaises(SettingsError):
            audit_by_job(self.spark, [{"id": "a", "text": "b"}], self.home, 1, credit_owed=2.0)


if __name__ == "__main__":
    unittest.main()
