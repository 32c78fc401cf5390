"""The tables of a job and of the command on the same articles, byte for byte."""

import collections
import csv
import json
import os
import pathlib
import shutil
import subprocess

from wirecopy_spark import PassageSettings, Settings, audit, near_duplicates

WIRECOPY = os.environ["WIRECOPY"]
DATA = pathlib.Path(__file__).resolve().parent.parent.parent / "data"
#: The tables of an audit.
AUDITED = ("pairs", "passages", "articles", "reuse", "outlets", "flows")
FIELDS = ("id", "text", "title", "outlet", "published", "url", "language")


def articles_of(folder):
    """The articles of a sample, in the order in which the command reads them."""
    files = sorted((DATA / folder).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def compared(articles, home, *options):
    """The folder that the command has made of these articles."""
    source, out = home / "articles.jsonl", home / "by-command"
    source.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    told = [WIRECOPY, "compare", source, "-q", "-o", out, *options]
    subprocess.run([str(word) for word in told], check=True, capture_output=True)
    return out


def by_command(articles, home, *options):
    """The rows of both tables of near-duplicates, as the command has them, and its record."""
    out = compared(articles, home, "--no-passages", *options)
    record = json.loads((out / "run.json").read_text("utf-8"))
    return {name: rows_of(out / f"{name}.csv") for name in ("pairs", "clusters")}, record


def tables_by_command(articles, home, *options):
    """The rows of the tables of an audit, as the command has them."""
    out = compared(articles, home, "--no-report", *options)
    return {name: rows_of(out / f"{name}.csv") for name in AUDITED}


def rows_of(path):
    """The rows of a table behind its header, as they are written, sorted. A cell may have a line break."""
    return sorted(rows_in(path.read_bytes().decode())[1:])


def rows_in(text):
    """The rows of lines of CSV: one goes on while it has an odd number of quotes."""
    rows, row = [], ""
    for line in text.removesuffix("\n").split("\n"):
        row += line
        if row.count('"') % 2 == 0:
            rows.append(row)
            row = ""
        else:
            row += "\n"
    return rows


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
    return {name: lines_of(getattr(found, name)) for name in ("pairs", "clusters")}, found.report


def audit_by_job(spark, articles, home, partitions, **settings):
    """The same of an audit: its rows, and all that it found."""
    df, work = frame(spark, articles, home, partitions), home / "work"
    shutil.rmtree(work, ignore_errors=True)
    found = audit(df, work=str(work), order="n", settings=PassageSettings(**settings))
    return {name: lines_of(getattr(found, name)) for name in AUDITED}, found


def lines_of(table):
    """The rows of a table of a job, as a CSV file has them, sorted."""
    return sorted(row["line"] for row in table.select("line").collect())
