"""A job on Spark in local-cluster mode: two machines in name, of which one is lost in the middle."""

import os
import pathlib
import signal
import tempfile
import threading
import time
import unittest

from pyspark.sql import SparkSession

import corpus
from parity import by_command, by_job

SIZE = int(os.environ.get("WIRECOPY_SPARK_ARTICLES", "5000"))
EXECUTOR = b"CoarseGrainedExecutorBackend"


def executors():
    """The executors among the descendants of this process: nobody else's."""
    parents, names = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text() if entry.name.isdigit() else ""
            if stat:
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
                names[int(entry.name)] = (entry / "cmdline").read_bytes()
        except OSError:
            continue

    def is_ours(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return sorted(process for process, name in names.items() if EXECUTOR in name and is_ours(process))


class OnSpark(unittest.TestCase):
    maxDiff = 2_000

    @classmethod
    def setUpClass(cls):
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.task.maxFailures", "8")
        cls.spark = builder.getOrCreate()
        cls.folder = tempfile.TemporaryDirectory()
        cls.home = pathlib.Path(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def test_the_tables_are_those_of_the_command_although_an_executor_is_killed(self):
        articles = corpus.odd(corpus.news(SIZE - 3_000)).shuffle()
        expected, _ = by_command(articles, self.home)
        killed = []

        def kill():
            # Once buckets have been joined, the job is in the middle.
            while not (self.home / "work" / "met.parquet" / "_SUCCESS").exists():
                time.sleep(0.1)
            killed.append(executors()[0])
            os.kill(killed[0], signal.SIGKILL)

        watcher = threading.Thread(target=kill, daemon=True)
        watcher.start()
        found, report = by_job(self.spark, articles, self.home, 5)
        watcher.join(timeout=1)
        self.assertEqual(len(killed), 1, "the job was over before an executor was killed")
        self.assertNotIn(killed[0], executors())
        for table, lines in expected.items():
            self.assertEqual(found[table], lines, table)
        self.assertGreater(report["crowded_buckets"], 0)


if __name__ == "__main__":
    unittest.main()
