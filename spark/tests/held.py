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
from parity import FIELDS, audit_by_job, by_command, by_job, differences, tables_by_command
from wirecopy_spark import PassageSettings


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
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
    return [{name: str(row[name]) for name in FIELDS if row.get(name) is not None} for row in rows]


def near_duplicates(spark, articles, home, told):
    """Both tables of near-duplicates by the command, and what gives them and the report by a job."""
    expected, _ = by_command(articles, home, "--threshold", told.threshold)
    return expected, lambda: by_job(spark, articles, home, told.partitions, threshold=told.threshold)


def audited(spark, articles, home, told):
    """The same of an audit."""
    expected = tables_by_command(articles, home, "--threshold", told.threshold)

    def job():
        tables, found = audit_by_job(spark, articles, home, told.partitions, threshold=told.threshold)
        return tables, found.report

    return expected, job


JOBS = {"near-duplicates": near_duplicates, "audit": audited}


def main():
    """Runs what is asked for; says what holds."""
    told, holds = arguments(), True
    articles, spark = read(told.articles), engine.started().spark
    for name in told.job or JOBS:
        with tempfile.TemporaryDirectory() as home:
            expected, job = JOBS[name](spark, articles, pathlib.Path(home), told)
            begun = time.monotonic()
            found, report = job()
            print(f"{name} of {len(articles)} articles on {engine.NAME}, {time.monotonic() - begun:.0f} s: {report}")
        for table, rows in expected.items():
            more, missing = differences(found[table], rows)
            holds &= not more and not missing
            print(f"  {table}: {len(rows)} rows, {'OTHERWISE' if more or missing else 'the same'}")
            for row in (*(f"+ {row}" for row in more), *(f"- {row}" for row in missing)):
                print(f"    {row}")
    sys.exit(not holds)


if __name__ == "__main__":
    main()
