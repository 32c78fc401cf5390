"""The tables of a job and of the command on the same articles, byte for byte."""

import collections
import csv
import json
import os
import pathlib
import shutil
import subprocess

from pyspark.sql import functions as F

from wirecopy_spark import Settings, near_duplicates

WIRECOPY = os.environ["WIRECOPY"]
FIELDS = ("id", "text", "title", "outlet", "published", "url", "language")


def by_command(articles, home, *options):
    """The lines of both tables, as the command has them, headers left out, and its record."""
    source, out = home / "articles.jsonl", home / "by-command"
    source.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    told = [WIRECOPY, "compare", source, "--no-passages", "-q", "-o", out, *options]
    subprocess.run([str(word) for word in told], check=True, capture_output=True)
    record = json.loads((out / "run.json").read_text("utf-8"))
    return {name: lines_of(out / f"{name}.csv") for name in ("pairs", "clusters")}, record


def lines_of(path):
    """Rows of CSV, none of which has a line break in the corpora of these tests."""
    return sorted(path.read_text("utf-8").splitlines()[1:])


def removed_by_command(articles, home):
    """What ``dedup`` removes, each with the article that is kept instead."""
    source, out = home / "to-dedup.jsonl", home / "removed.csv"
    source.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), "utf-8")
    told = [WIRECOPY, "dedup", source, "-q", "-o", home / "kept.jsonl", "--removed", out]
    for leftover in home.glob("kept.jsonl*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    out.unlink(missing_ok=True)
    subprocess.run([str(word) for word in told], check=True, capture_output=True)
    with out.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["kept"] for row in csv.DictReader(rows)}


def differences(found, expected):
    """A few lines that one has and the other has not; nothing where they are the same, each as often."""
    one, other = collections.Counter(found), collections.Counter(expected)
    return sorted((one - other).elements())[:5], sorted((other - one).elements())[:5]


def files_of(folder):
    """The files of a table that an engine wrote, however it names them; not its marks."""
    return sorted(file for file in folder.iterdir() if file.is_file() and file.name[0] not in "._")


def frame(spark, articles, home, partitions):
    """The articles as a data frame of so many partitions, dealt out so that neighbours are apart."""
    source = home / "numbered.jsonl"
    numbered = ({"n": number, **article} for number, article in enumerate(articles))
    source.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in numbered), "utf-8")
    schema = "n bigint, " + ", ".join(f"{name} string" for name in FIELDS)
    return spark.read.schema(schema).json(str(source)).repartition(partitions)


def by_job(spark, articles, home, partitions, **settings):
    """The same of a job."""
    df = frame(spark, articles, home, partitions)
    work = pathlib.Path(home / "work")
    shutil.rmtree(work, ignore_errors=True)
    found = near_duplicates(df, work=str(work), order="n", settings=Settings(**settings))
    tables = {name: getattr(found, name).select(F.col("line")).collect() for name in ("pairs", "clusters")}
    return {name: sorted(row["line"] for row in rows) for name, rows in tables.items()}, found.report
