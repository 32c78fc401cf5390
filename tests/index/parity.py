#!/usr/bin/env python3
"""Holds an archive that grows day by day to one run that has all articles.

    cargo build --release
    python3 tests/index/parity.py target/release/wirecopy articles.jsonl

1. At equal statistics: an index learns from all articles, then loses its days one by one, from the last, and each day that was
   taken out is compared with what is left. What is found of two days is what one batch finds of them: the same pairs, with the same
   figures, relations, passages and earlier sides.
2. As it happens: each day is compared with the days before it and added. What differs from the batch then is what a day cannot
   know of the days behind it; it is counted, and not judged.

Pairs of one day are the batch's alone: a day is compared with the archive, not with itself.
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PAIR = ["relation", "resemblance", "passages", "matched_words"]
SIDES = [("containment_a", "containment_b"), ("coverage_a", "coverage_b")]
VERDICT = """reused_words verbatim_words quoted_words wire_words top_source class credit flag update_of undirected_words evidence
names_itself""".split()
TURNED = {"a_in_b": "b_in_a", "b_in_a": "a_in_b"}
SPANS = [("a_start", "a_end", "a_words"), ("b_start", "b_end", "b_words")]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    return parser.parse_args()


class Desk:
    def __init__(self, binary, home):
        self.binary, self.home = str(binary.resolve()), home

    def run(self, *words):
        said = subprocess.run([self.binary, *words], cwd=self.home, capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"{' '.join(words)}: exit code {said.returncode}: {said.stderr}")

    def rows(self, out, table):
        with open(self.home / out / f"{table}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def found(self, out):
        """Of each pair all that is told of it, whichever article was examined."""
        found = {}
        for row in self.rows(out, "pairs"):
            turned = row["a"] > row["b"]
            sides = [row[side[turned]] + "/" + row[side[not turned]] for side in SIDES]
            row["relation"] = TURNED.get(row["relation"], row["relation"]) if turned else row["relation"]
            found[tuple(sorted((row["a"], row["b"])))] = ([row[name] for name in PAIR] + sides, [])
        for row in self.rows(out, "passages"):
            turned = row["a"] > row["b"]
            first, second = (tuple(row[name] for name in side) for side in (SPANS[turned], SPANS[not turned]))
            earlier = row["earlier"] and row[row["earlier"]] if row["earlier"] in ("a", "b") else row["earlier"]
            found[tuple(sorted((row["a"], row["b"])))][1].append((first, second, row["matched_words"], row["kind"], earlier))
        return {pair: (figures, sorted(passages)) for pair, (figures, passages) in found.items()}

    def verdicts(self, out):
        """What is said of each examined article; of passages how many, since each run numbers its own."""
        counted = lambda found: f"{found[0].count(' ')} passages"
        rows = self.rows(out, "articles")
        return {row["id"]: [re.sub(r"passages( \d+)+", counted, row[name]) for name in VERDICT] for row in rows}


def days_of(lines):
    days = collections.defaultdict(list)
    for line in lines:
        days[(json.loads(line).get("published") or "")[:10]].append(line)
    return [days[day] for day in sorted(days)]


def differences(name, batch, indexed):
    missing, more = batch.keys() - indexed.keys(), indexed.keys() - batch.keys()
    other = [pair for pair in batch.keys() & indexed.keys() if batch[pair] != indexed[pair]]
    print(f"{name}: {len(batch)} pairs in the batch, {len(missing)} missing, {len(more)} more, {len(other)} with other figures")
    for what, pairs in (("missing", missing), ("more", more)):
        for pair in sorted(pairs)[:5]:
            print(f"  {what}: {' '.join(pair)}: {(batch.get(pair) or indexed.get(pair))[0]}")
    for pair in sorted(other)[:5]:
        print(f"  other: {' '.join(pair)}:\n    {batch[pair]}\n    {indexed[pair]}")
    return not (missing or more or other)


def at_equal_statistics(desk, days):
    indexed, verdicts = {}, {}
    for number in range(len(days) - 1, 0, -1):
        ids = "".join(json.loads(line)["id"] + "\n" for line in days[number])
        (desk.home / "ids.txt").write_text(ids, encoding="utf-8")
        desk.run("index", "remove", "all", "--from", "ids.txt", "-q")
        desk.run("compare", f"day-{number}.jsonl", "--against-index", "all", "-o", "out", "-q", "--force", "--no-report")
        indexed |= desk.found("out")
        verdicts |= desk.verdicts("out")
    return indexed, verdicts


def same_verdicts(batch, indexed, in_a_pair_of_its_day):
    """Whether articles are judged alike, save those that have a pair in their own day, which a day does not see."""
    asked = indexed.keys() - in_a_pair_of_its_day
    other = sorted(id for id in asked if batch[id] != indexed[id])
    told = [id for id in asked if batch[id][VERDICT.index("class")] != "non_derived"]
    print(f"verdicts: {len(asked)} articles, {len(told)} of them derived from others, {len(other)} judged otherwise")
    for id in other[:5]:
        print(f"  {id}:\n    {batch[id]}\n    {indexed[id]}")
    return not other


def as_it_happens(desk, days, whole_below):
    desk.run("index", "create", "grown", "--whole-below", whole_below, "-q")
    indexed = {}
    for number in range(len(days)):
        words = ["compare", f"day-{number}.jsonl", "--against-index", "grown", "--add", "-o", "out", "-q", "--force", "--no-report"]
        desk.run(*words)
        if number > 0:
            indexed |= desk.found("out")
    subprocess.run(["rm", "-r", str(desk.home / "grown")], check=True)
    return indexed


def main():
    asked = arguments()
    days = days_of(asked.articles.read_text(encoding="utf-8").splitlines(keepends=True))
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(asked.binary, pathlib.Path(home))
        day_of = {}
        for number, day in enumerate(days):
            (desk.home / f"day-{number}.jsonl").write_text("".join(day), encoding="utf-8")
            day_of |= {json.loads(line)["id"]: number for line in day}
        (desk.home / "all.jsonl").write_text("".join(line for day in days for line in day), encoding="utf-8")
        desk.run("compare", "all.jsonl", "-o", "batch", "-q", "--no-report", "--matrix-limit", "0")
        everything = desk.found("batch")
        batch = {pair: told for pair, told in everything.items() if day_of[pair[0]] != day_of[pair[1]]}
        in_a_pair_of_its_day = {id for pair in everything.keys() - batch.keys() for id in pair}
        print(f"{len(day_of)} articles of {len(days)} days")
        desk.run("index", "create", "all", "--whole-below", "0", "-q")
        desk.run("index", "add", "all", "all.jsonl", "-q")
        indexed, verdicts = at_equal_statistics(desk, days)
        same = differences("at equal statistics", batch, indexed)
        same &= same_verdicts(desk.verdicts("batch"), verdicts, in_a_pair_of_its_day)
        differences("as it happens, read whole", batch, as_it_happens(desk, days, "1000000"))
        differences("as it happens, selected", batch, as_it_happens(desk, days, "0"))
    sys.exit(0 if same else "not the same at equal statistics")


main()
