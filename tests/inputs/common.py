"""Articles for other programs to write into files, and what wirecopy makes of these."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("WIRECOPY", str(ROOT / "target/release/wirecopy"))

ARTICLES = [json.loads(line) for line in (ROOT / "data/newsroom/2026-03-10.jsonl").open(encoding="utf-8")]


class InputCase(unittest.TestCase):
    """A folder of its own for each test, in which files are written and read."""

    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name)

    def tearDown(self):
        self.home.cleanup()

    def run_on(self, *words):
        """Runs wirecopy in the folder; it must succeed. Gives what it said."""
        ended = subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return ended

    def inspected(self, *words):
        return json.loads(self.run_on("inspect", "--json", *words).stdout)

    def assert_as_in_json(self, *words):
        """A run on these inputs finds what a run on the same articles in JSON lines finds."""
        lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
        (self.folder / "plain.jsonl").write_text(lines, encoding="utf-8")
        self.run_on("compare", "plain.jsonl", "-o", "plain")
        self.run_on("compare", *words, "-o", "other")
        for table in ("pairs.csv", "passages.csv", "articles.csv", "clusters.csv"):
            plain, other = ((self.folder / out / table).read_text(encoding="utf-8") for out in ("plain", "other"))
            self.assertEqual(plain, other, table)
