"""Holds the tables of both jobs to those of the command on articles of your own: ``python held.py articles.jsonl [OPTIONS]``.

Articles are JSON lines with the fields of the command under their usual names. It says how many rows each table has and whether they
are the same, byte for byte; and shows some that are not, in which case the exit code is 1.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import time

import engine
from parity import FIELDS, by_command, by_job, differences, frame
from test_passages import TABLES, tables_by_command
from wirecopy_spark import PassageSettings, audit


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--threshold", type=float, default=PassageSettings().threshold)
    parser.add_argument("--partitions", type=int, default=5)
    parser.add_argument("--job", choices=["near-duplicates", "audit"], action="append", help="[both]")
    return parser.parse_args()


def read(file):
    """The articles, with values as texts: what a column of a data frame has."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]
    return [{name: str(row[name]) for name in FIELDS if row.get(name) is not None} for row in rows]


def near_duplicates(spark, articles, home, told):
    """Both tables of near-duplicates, of the job and of the command, and the report."""
    expected, _ = by_command(articles, home, "--threshold", told.threshold)
    return (expected, *by_job(spark, articles, home, told.partitions, threshold=told.threshold))


def audited(spark, articles, home, told):
    """The same of the audit."""
    expected = tables_by_command(articles, home, "--threshold", told.threshold)
    df = frame(spark, articles, home, told.partitions)
    found = audit(df, work=str(home / "audit"), order="n", settings=PassageSettings(threshold=told.threshold))
    tables = {name: getattr(found, name).select("line").collect() for name in TABLES}
    return expected, {name: [row["line"] for row in rows] for name, rows in tables.items()}, found.report


def main():
    """Runs what is asked for; says what holds."""
    told, holds = arguments(), True
    articles, spark = read(told.articles), engine.started().spark
    for name in told.job or ["near-duplicates", "audit"]:
        with tempfile.TemporaryDirectory() as home:
            begun = time.monotonic()
            job = {"near-duplicates": near_duplicates, "audit": audited}[name]
            expected, found, report = job(spark, articles, pathlib.Path(home), told)
            print(f"{name} of {len(articles)} articles on {engine.NAME}, {time.monotonic() - begun:.0f} s: {report}")
        for table, rows in expected.items():
            more, missing = differences(found[table], rows)
            holds &= not more and not missing
            print(f"  {table}: {len(rows)} rows, {'the same' if not more and not missing else 'OTHERWISE'}")
            for mark, rows in (("+", more), ("-", missing)):
                print("".join(f"    {mark} {row}\n" for row in rows), end="")
    sys.exit(not holds)


if __name__ == "__main__":
    main()
