"""Near-duplicates, passages and audits of articles in Parquet or JSON lines, for spark-submit:

    spark-submit submit.py near-duplicates INPUT OUTPUT --work FOLDER
    spark-submit submit.py audit INPUT OUTPUT --work FOLDER

OUTPUT gets ``pairs`` and ``rejected``, and ``clusters`` of near-duplicates, ``passages``, or with ``audit`` ``passages``, ``articles``,
``reuse``, ``outlets`` and ``flows``; as Parquet with the columns of the command's tables, or with ``--csv`` as lines of CSV without
header; and ``report``, a line of JSON with what came in and went out.
"""

import argparse
import json
import sys
from dataclasses import fields

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from wirecopy_spark import PassageSettings, Settings, SettingsError, audit, near_duplicates, passages

FIELDS = ("id", "text", "title", "outlet", "published", "url", "language")


#: What each job is called by, the settings that it has, and the tables that it gives besides ``rejected``.
JOBS = {
    "near-duplicates": (near_duplicates, Settings, ("pairs", "clusters")),
    "passages": (passages, PassageSettings, ("pairs", "passages")),
    "audit": (audit, PassageSettings, ("pairs", "passages", "articles", "reuse", "outlets", "flows")),
}


def arguments():
    """The command line."""
    usual = PassageSettings()
    parser = argparse.ArgumentParser(prog="wirecopy-spark", description=__doc__.split("\n")[0])
    parser.add_argument("job", choices=list(JOBS), help="what is looked for")
    parser.add_argument("input", help="a file or folder of Parquet or JSON lines")
    parser.add_argument("output", help="a folder for the tables; it must not be there")
    parser.add_argument("--work", required=True, help="a folder for interim tables that all machines see")
    parser.add_argument("--format", choices=["parquet", "jsonl"], help="of the input [by its name]")
    parser.add_argument("--order", help="the column of whole numbers that is the order of articles [a hash of their ids]")
    parser.add_argument("--field", action="append", default=[], metavar="NAME=COLUMN", help="the column of a field")
    parser.add_argument("--csv", action="store_true", help="lines of CSV instead of Parquet")
    parser.add_argument("--threshold", type=float, default=usual.threshold)
    parser.add_argument("--shingle", type=int, default=usual.shingle)
    parser.add_argument("--permutations", type=int, default=usual.permutations)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--keep-diacritics", action="store_true")
    parser.add_argument("--representative", choices=["earliest", "longest", "first"], default=usual.representative)
    parser.add_argument("--window", type=int, metavar="SECONDS", help="compare only what was published so close together")
    parser.add_argument("--series", action="store_true", help="near-duplicates: tell notices of a series, as dedup does")
    parser.add_argument("--min-words", type=int, default=usual.min_words, help="of a passage")
    parser.add_argument("--wire", action="append", default=[], dest="wires", metavar="NAME", help="an agency besides those known")
    parser.add_argument("--partly-derived", type=float, default=usual.partly_derived)
    parser.add_argument("--wholly-derived", type=float, default=usual.wholly_derived)
    parser.add_argument("--credit-owed", type=float, default=usual.credit_owed)
    parser.add_argument("--rounds", type=int, default=usual.rounds, help="in which articles meet in buckets [1]")
    parser.add_argument("--timezone", default=usual.timezone)
    parser.add_argument("--dates", choices=["day-first", "month-first"])
    return parser


def read(spark, args, columns):
    """The input as a data frame."""
    form = args.format or ("parquet" if args.input.rstrip("/").endswith(".parquet") else "jsonl")
    if form == "parquet":
        return spark.read.parquet(args.input)
    names = [f"`{columns.get(name, name)}` string" for name in FIELDS]
    names += [f"`{args.order}` bigint"] if args.order else []
    return spark.read.schema(", ".join(names)).json(args.input)


def main():
    """Runs a job; exit code 2 for what is refused before it begins."""
    args = arguments().parse_args()
    columns = dict(field.split("=", 1) for field in args.field if "=" in field)
    if len(columns) != len(args.field) or not set(columns) <= set(FIELDS):
        arguments().error(f"--field is NAME=COLUMN, once for each of {', '.join(FIELDS)}")
    job, kind, tables = JOBS[args.job]
    names = [field.name for field in fields(kind) if field.name != "boilerplate"]
    settings = kind(**{name: getattr(args, name) for name in names} | ({"wires": tuple(args.wires)} if "wires" in names else {}))
    spark = SparkSession.builder.appName(f"wirecopy {args.job}").getOrCreate()
    try:
        found = job(read(spark, args, columns), work=args.work, order=args.order, settings=settings, columns=columns)
    except SettingsError as fault:
        sys.exit(f"wirecopy-spark: {fault}")
    for name, table in ((name, getattr(found, name)) for name in tables):
        if args.csv:
            table.select(F.col("line").alias("value")).write.text(f"{args.output}/{name}")
        else:
            table.drop("line").write.option("compression", "zstd").parquet(f"{args.output}/{name}")
    found.rejected.write.option("compression", "zstd").parquet(f"{args.output}/rejected")
    report = spark.createDataFrame([(json.dumps(found.report),)], "value string")
    report.coalesce(1).write.text(f"{args.output}/report")
    spark.stop()


if __name__ == "__main__":
    main()
