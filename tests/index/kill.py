#!/usr/bin/env python3
"""Kills writers of an index outright at random moments, and holds what is left to an index that nobody disturbed.

    cargo build --release
    python3 tests/index/kill.py target/release/wirecopy articles.jsonl --kills 100

The articles are cut into portions. Each is added until that succeeds; on the way, adding and compacting are killed. After every
kill each byte is verified, the articles are those before or after, and a comparison runs. In the end both indexes learn anew, and
a comparison has to give the same bytes.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

TABLES = ["pairs", "passages", "articles", "clusters", "reuse", "outlets", "flows"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=100, help="writers that are killed")
    parser.add_argument("--portion", type=int, default=200, help="articles that are added at once")
    parser.add_argument("--day", type=int, default=50, help="articles that are compared")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Archive:
    """One index, in one folder."""

    def __init__(self, binary, home, name):
        self.binary, self.home, self.name = str(binary.resolve()), home, name
        self.run("index", "create", name, "--whole-below", "0")

    def run(self, *words):
        said = subprocess.run([self.binary, *words], cwd=self.home, capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"{' '.join(words)}: exit code {said.returncode}: {said.stderr}")
        return said.stdout

    def kill(self, seconds, *words):
        """Whether the writer was still there to be killed."""
        process = subprocess.Popen([self.binary, *words], cwd=self.home, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True

    def count(self):
        return int(re.search(r"articles +([\d,]+)", self.run("index", "info", self.name)).group(1).replace(",", ""))

    def results(self):
        out = f"out-{self.name}"
        words = ["compare", "day.jsonl", "--against-index", self.name, "-o", out, "-q", "--force", "--no-report"]
        self.run(*words)
        return [(self.home / out / f"{table}.csv").read_bytes() for table in TABLES]


def main():
    asked = arguments()
    moments = random.Random(asked.seed)
    lines = asked.articles.read_bytes().splitlines(keepends=True)
    day, rest = lines[: asked.day], lines[asked.day :]
    with tempfile.TemporaryDirectory(dir=".") as home:
        home = pathlib.Path(home).resolve()
        (home / "day.jsonl").write_bytes(b"".join(day))
        killed, undisturbed = Archive(asked.binary, home, "killed"), Archive(asked.binary, home, "undisturbed")
        kills = added = 0
        while kills < asked.kills:
            portion = rest[added : added + asked.portion]
            if not portion:
                sys.exit(f"{kills} kills, and no articles are left (give more, or a smaller --portion)")
            (home / "portion.jsonl").write_bytes(b"".join(portion))
            begun = time.monotonic()
            undisturbed.run("index", "add", "undisturbed", "portion.jsonl", "-q")
            took = time.monotonic() - begun
            for _ in range(5):
                compacts = moments.random() < 0.3
                words = ["compact", "killed", "-q"] if compacts else ["add", "killed", "portion.jsonl", "-q"]
                kills += killed.kill(moments.uniform(0, took * 1.2), "index", *words)
                killed.run("index", "verify", "killed")
                if killed.count() not in (added, added + len(portion)):
                    sys.exit(f"{killed.count()} articles, where there were {added}")
                killed.results()
            killed.run("index", "add", "killed", "portion.jsonl", "-q")
            added += len(portion)
            print(f"{kills} kills, {added} articles", flush=True)
        for archive in (killed, undisturbed):
            archive.run("index", "compact", archive.name, "-q")
        if killed.results() != undisturbed.results():
            sys.exit("the results differ")
        left = {path.name for path in (home / "killed").glob("*.wcx")}
        named = set(re.findall(r"[\w-]+\.wcx", json.dumps(json.loads((home / "killed/manifest.json").read_text()))))
        if left != named:
            sys.exit(f"left behind: {left - named}")
    print("the same as nobody had disturbed it")


main()
