"""Near-duplicates of articles in Parquet or JSON lines, for spark-submit:

    spark-submit submit.py near-duplicates INPUT OUTPUT --work FOLDER

OUTPUT gets ``pairs``, ``clusters`` and ``rejected``, as Parquet with the columns of the command's tables, or with ``--csv`` as
lines of CSV without header, and ``report``, a line of JSON with what came in and went out.
"""

import argparse
import json
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from wirecopy_spark import Settings, SettingsError, near_duplicates

FIELDS = ("id", "text", "title", "outlet", "published", "url", "language")


def arguments():
    """The command line."""
    usual = Settings()
    parser = argparse.ArgumentParser(prog="wirecopy-spark", description=__doc__.split("\n")[0])
    parser.add_argument("job", choices=["near-duplicates"], help="what is looked for")
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
    parser.add_argument("--series", action="store_true", help="tell notices of a series, as dedup does")
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
    names = ("threshold", "shingle", "permutations", "seed", "keep_diacritics", "representative", "window", "series")
    names += ("timezone", "dates")
    settings = Settings(**{name: getattr(args, name) for name in names})
    spark = SparkSession.builder.appName("wirecopy near-duplicates").getOrCreate()
    try:
        found = near_duplicates(
            read(spark, args, columns), work=args.work, order=args.order, settings=settings, columns=columns
        )
    except SettingsError as fault:
        sys.exit(f"wirecopy-spark: {fault}")
    for name, table in (("pairs", found.pairs), ("clusters", found.clusters)):
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
