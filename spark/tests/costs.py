"""What a job costs on an engine, step by step, in bytes and seconds for each article. Linux.

    WIRECOPY_ENGINE=sail python costs.py CORPUS.jsonl WORK [--job audit] [--partitions N] [--rounds N]

A step is an interim table; the work of what is counted or shown between two is in the next. Seconds are those of the processor in
all processes of the engine, bytes of tables are those of compressed files, and shuffled is what Spark says that its executors have
written for one another (Sail does not say it). Sail is told of partitions by SAIL_EXECUTION__DEFAULT_PARALLELISM.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys
import time

import engine
from parity import FIELDS
from wirecopy_spark import PassageSettings, Settings, audit, near_duplicates
from wirecopy_spark.work import Work

TICKS = os.sysconf("SC_CLK_TCK")


def seconds():
    """Seconds of the processor that this process has taken, and all that came from it."""
    stats = {}
    for process in (name for name in os.listdir("/proc") if name.isdigit()):
        try:
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        stats[int(process)] = (int(fields[1]), sum(map(int, fields[11:15])))
    ours = {os.getpid()}
    while more := {process for process, (parent, _) in stats.items() if parent in ours} - ours:
        ours |= more
    return sum(stats[process][1] for process in ours if process in stats) / TICKS


def bytes_of(folder):
    """Bytes of all files of a table."""
    return sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*") if file.is_file())


def shuffled(spark):
    """Bytes that executors have written for one another; nothing where the engine does not say."""
    try:
        known = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    except Exception:
        return 0
    return sum(known.apply(at).totalShuffleWrite() for at in range(known.size()))


class Costs:
    """The costs of each step."""

    def __init__(self, spark):
        self._spark, self.rows = spark, []
        self._last = self._now()

    def _now(self):
        return time.monotonic(), seconds(), shuffled(self._spark)

    def step(self, name, written=0):
        """Ends a step, which has written so many bytes."""
        now = self._now()
        self.rows.append((name, *(a - b for a, b in zip(now, self._last)), written))
        self._last = now

    def told(self, articles):
        """Prints all steps and their sum, bytes for each article and seconds for a thousand of them."""
        print(f"{'step':22}{'wall s':>9}{'CPU s':>9}{'CPU s/1000':>12}{'shuffled/article':>18}{'written/article':>17}")
        total = ("all", *(sum(row[at] for row in self.rows) for at in range(1, 5)))
        for name, wall, cpu, moved, written in [*self.rows, total]:
            each = f"{cpu / articles * 1_000:12.4f}{moved / articles:18.1f}{written / articles:17.1f}"
            print(f"{name:22}{wall:9.1f}{cpu:9.1f}{each}")


#: The jobs, their settings, and the tables that they give.
JOBS = {
    "near-duplicates": (near_duplicates, Settings, ("pairs", "clusters")),
    "audit": (audit, PassageSettings, ("pairs", "passages", "articles", "reuse", "outlets", "flows")),
}


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", help="JSON lines")
    parser.add_argument("work", help="a folder that is made anew")
    parser.add_argument("--job", choices=list(JOBS), default="near-duplicates")
    parser.add_argument("--partitions", type=int)
    parser.add_argument("--rounds", type=int, default=1)
    return parser.parse_args()


def main():
    """Runs a job on a corpus and says what it costs."""
    told = arguments()
    folder, (job, kind, tables) = told.work, JOBS[told.job]
    shutil.rmtree(folder, ignore_errors=True)
    spark, save = engine.started().spark, Work.save
    # Small tables are sent whole to every machine where they are small; of a large corpus none is.
    spark.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    if told.partitions:
        spark.conf.set("spark.sql.shuffle.partitions", told.partitions)
    costs = Costs(spark)

    def saved(work, name, df):
        table = save(work, name, df)
        costs.step(name, bytes_of(work.place(name)))
        return table

    Work.save = saved
    articles = spark.read.schema(", ".join(f"{name} string" for name in FIELDS)).json(told.corpus)
    found = job(articles, work=folder, settings=kind(rounds=told.rounds))
    for name in tables:
        table = getattr(found, name).write.mode("overwrite").option("compression", "zstd")
        table.parquet(f"{folder}/{name}-written")
        costs.step(f"{name}, written", bytes_of(f"{folder}/{name}-written"))
    costs.told(found.report["articles"])
    peak = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    print(json.dumps(found.report), "this process:", " ".join(peak.split()))


if __name__ == "__main__":
    main()
