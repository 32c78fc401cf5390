"""The engine that jobs are tested on: Sail, or with ``WIRECOPY_ENGINE=spark`` Spark itself, with executors of its own."""

import atexit
import functools
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from pyspark.sql import SparkSession

#: The folder in which ``wirecopy_spark`` is, which workers of Python must find.
HERE = str(pathlib.Path(__file__).resolve().parent.parent)


NAME = os.environ.get("WIRECOPY_ENGINE", "sail")


@functools.cache
def started():
    """The engine that is asked for, one for all tests."""
    engine = {"sail": Sail, "spark": Spark}[NAME]()
    atexit.register(engine.stop)
    return engine


class OnEngine(unittest.TestCase):
    """Tests of jobs, with the engine that is asked for and a folder of their own."""

    @classmethod
    def setUpClass(cls):
        cls.engine = started()
        cls.spark = cls.engine.spark
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.home = pathlib.Path(folder.name)


class Sail:
    """A server in this very process."""

    def __init__(self):
        from pysail.spark import SparkConnectServer

        self._server = SparkConnectServer("127.0.0.1", 0)
        self._server.start(background=True)
        _, port = self._server.listening_address
        self._remote = f"sc://127.0.0.1:{port}"
        self.spark = SparkSession.builder.remote(self._remote).getOrCreate()

    def submit(self, *told):
        """Runs the script."""
        environment = {**os.environ, "PYTHONPATH": HERE, "SPARK_REMOTE": self._remote}
        command = [sys.executable, "-m", "wirecopy_spark.submit", *map(str, told)]
        subprocess.run(command, check=True, env=environment)

    def stop(self):
        self.spark.stop()
        self._server.stop()


class Spark:
    """Two executors with a core and a gigabyte each, in processes of their own as on a cluster."""

    MASTER = "local-cluster[2,1,1024]"
    #: Executors are given the interpreter and the package; and partitions for two cores, where 200 are usual.
    SETTINGS = {
        "spark.executorEnv.PYTHONPATH": HERE,
        "spark.sql.shuffle.partitions": "4",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }

    def __init__(self):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master(self.MASTER).appName("tests of wirecopy")
        for name, value in self.SETTINGS.items():
            builder = builder.config(name, value)
        self.spark = builder.getOrCreate()

    def submit(self, *told):
        """Runs the script, with a driver and executors of its own."""
        from pyspark.find_spark_home import _find_spark_home

        home = pathlib.Path(_find_spark_home())
        settings = [word for name, value in self.SETTINGS.items() for word in ("--conf", f"{name}={value}")]
        script = pathlib.Path(HERE, "wirecopy_spark", "submit.py")
        command = [home / "bin" / "spark-submit", "--master", self.MASTER, *settings, script, *told]
        environment = {**os.environ, "PYTHONPATH": HERE, "SPARK_HOME": str(home)}
        subprocess.run([str(word) for word in command], check=True, env=environment)

    def stop(self):
        self.spark.stop()
