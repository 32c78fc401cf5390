#!/usr/bin/env python3
"""Flips bits of an index, and fills the disk that it stands on: no result may be wrong, and no index unreadable.

    cargo build --release
    python3 tests/index/damage.py target/release/wirecopy articles.jsonl --flips 50
    python3 tests/index/damage.py target/release/wirecopy articles.jsonl --full /mnt/small

`--full` names an empty folder on a disk of some megabytes, such as one that root has mounted with
`mount -t tmpfs -o size=24m none /mnt/small`. Portions are added there until one does not fit; then files of others take the rest.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

TABLES = ["pairs", "passages", "articles", "clusters", "reuse", "outlets", "flows"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--flips", type=int, default=0, help="bits that are flipped, one at a time")
    parser.add_argument("--full", type=pathlib.Path, help="an empty folder on a small disk")
    parser.add_argument("--portion", type=int, default=200, help="articles that are added at once")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Desk:
    """A day and its archive; the archive may stand on another disk."""

    def __init__(self, asked, home):
        self.binary, self.home = str(asked.binary.resolve()), home
        lines = asked.articles.read_bytes().splitlines(keepends=True)
        (home / "day.jsonl").write_bytes(b"".join(lines[:50]))
        self.rest, self.portion = lines[50:], asked.portion

    def run(self, *words):
        return subprocess.run([self.binary, *map(str, words)], cwd=self.home, capture_output=True, text=True)

    def must(self, *words):
        said = self.run(*words)
        if said.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: exit code {said.returncode}: {said.stderr}")
        return said.stdout

    def put(self, number):
        portion = self.rest[number * self.portion : (number + 1) * self.portion]
        (self.home / "portion.jsonl").write_bytes(b"".join(portion))
        return len(portion)

    def compare(self, index):
        said = self.run("compare", "day.jsonl", "--against-index", index, "-o", "out", "-q", "--force", "--no-report")
        if said.returncode != 0:
            return said, None
        return said, [(self.home / "out" / f"{table}.csv").read_bytes() for table in TABLES]

    def count(self, index):
        return json.loads(self.must("index", "info", index, "--json"))["articles"]


def flips(desk, count, moments):
    index = desk.home / "archive"
    desk.must("index", "create", index, "--whole-below", "0", "-q")
    for number in range(3):
        desk.put(number)
        desk.must("index", "add", index, "portion.jsonl", "-q")
    desk.must("index", "remove", index, desk.must("index", "list", index).splitlines()[0], "-q")
    _, sound = desk.compare(index)
    files = sorted(path for path in index.iterdir() if path.name != "writer.lock")
    sizes = [path.stat().st_size for path in files]
    named = harmless = 0
    for _ in range(count):
        # Half of them anywhere, half in each file alike: small files matter as much.
        path = moments.choices(files, sizes if moments.random() < 0.5 else None)[0]
        whole = path.read_bytes()
        at, bit = moments.randrange(len(whole)), moments.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        verified = desk.run("index", "verify", index)
        if verified.returncode != 1 or path.name not in verified.stderr:
            if path.name != "manifest.json" or verified.returncode != 0:
                sys.exit(f"{path.name}, byte {at}, bit {bit}: verify says {verified.stdout}{verified.stderr}")
        said, found = desk.compare(index)
        if found is None and (said.returncode != 1 or path.name not in said.stderr):
            sys.exit(f"{path.name}, byte {at}, bit {bit}: exit code {said.returncode}: {said.stderr}")
        if found is not None and found != sound:
            sys.exit(f"{path.name}, byte {at}, bit {bit}: another result")
        named, harmless = named + (found is None), harmless + (found is not None)
        path.write_bytes(whole)
    desk.must("index", "verify", index)
    print(f"{count} bits: {named} named by a comparison, {harmless} where it reads nothing, and its result is the same")


def fill(disk):
    """Takes all room that is left, if there is any, by a file."""
    stranger = disk / "stranger"
    try:
        with open(stranger, "wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
    except OSError:
        return stranger


def full(desk, disk):
    index = disk / "archive"
    desk.must("index", "create", index, "--whole-below", "0", "-q")
    added = failed = 0
    for number in range(10_000):
        articles = desk.put(number)
        if articles == 0:
            sys.exit("no articles are left, and the disk is not full (name a smaller one)")
        said = desk.run("index", "add", index, "portion.jsonl", "-q")
        if said.returncode == 0:
            added += articles
            continue
        failed += 1
        if said.returncode != 1 or len(said.stderr.splitlines()) != 1:
            sys.exit(f"exit code {said.returncode}: {said.stderr}")
        desk.must("index", "verify", index)
        if desk.count(index) != added or desk.compare(index)[1] is None:
            sys.exit(f"{desk.count(index)} articles, where there were {added}")
        if failed == 3:
            break
    print(f"{added} articles when the disk was full: {said.stderr.strip()}")
    stranger = fill(disk)
    for words in (["compact"], ["remove"]):
        ids = [desk.must("index", "list", index).splitlines()[0]] if words == ["remove"] else []
        said = desk.run("index", *words, index, *ids, "-q")
        if said.returncode != 1 or desk.count(index) != added:
            sys.exit(f"{words}: exit code {said.returncode}: {said.stderr}")
        desk.must("index", "verify", index)
        print(f"{words[0]}: {said.stderr.strip()}")
    if desk.compare(index)[1] is None:
        sys.exit("no comparison on a full disk")
    stranger.unlink(missing_ok=True)
    left = {path.name for path in index.glob("*.wcx")}
    desk.must("index", "remove", index, desk.must("index", "list", index).splitlines()[0], "-q")
    desk.must("index", "verify", index)
    print(f"{len(left)} files while it was full; with room again, changes are made")


def main():
    asked = arguments()
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(asked, pathlib.Path(home))
        if asked.flips:
            flips(desk, asked.flips, random.Random(asked.seed))
        if asked.full:
            full(desk, asked.full.resolve())


main()
