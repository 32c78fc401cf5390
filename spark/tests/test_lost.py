"""Machines that are lost while a job runs, on Spark itself: the tables are the same."""

import os
import pathlib
import signal
import threading
import time
import unittest

import corpus
import engine
from parity import articles_of, audit_by_job, by_command, by_job, differences, tables_by_command

BACKEND = b"CoarseGrainedExecutorBackend"


def command_of(process):
    """The command line of a process; nothing when it has ended."""
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def processes_below(process):
    """The processes that one has started, and those that they have started."""
    parents = {}
    for other in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            stat = pathlib.Path(f"/proc/{other}/stat").read_text()
        except OSError:
            continue
        parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(other)
    found, ahead = [], [process]
    while ahead:
        below = parents.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


def executors():
    """The executors of this very process's driver."""
    return [process for process in processes_below(os.getpid()) if BACKEND in command_of(process)]


def worker_of(executor):
    """A worker of Python of this executor; none while it has none. Workers are forked from one that starts them."""
    below = processes_below(executor)
    return max(below) if len(below) > 1 else None


class Killer(threading.Thread):
    """Kills, so many stages after the first that it sees, an executor or a worker of Python."""

    def __init__(self, spark, plan):
        super().__init__(daemon=True)
        self._tracker, self._plan = spark.sparkContext.statusTracker(), list(plan)
        self._ended, self.killed = threading.Event(), []

    def run(self):
        first = None
        while self._plan and not self._ended.wait(0.02):
            kind, stages = self._plan[0]
            busy = [self._tracker.getStageInfo(stage) for stage in self._tracker.getActiveStageIds()]
            busy = [stage for stage in busy if stage and stage.numActiveTasks > 0]
            if first is None:
                first = min((stage.stageId for stage in busy), default=None)
            busy = [stage for stage in busy if stage.stageId >= first + stages]
            victim = self._victim(kind) if busy else None
            if victim:
                os.kill(victim, signal.SIGKILL)
                self.killed.append((kind, busy[0].stageId))
                self._plan.pop(0)
                time.sleep(1)

    @staticmethod
    def _victim(kind):
        running = executors()
        if kind == "executor":
            return running[0] if len(running) > 1 else None
        return next((worker for worker in map(worker_of, running) if worker), None)

    def end(self):
        self._ended.set()
        self.join()


@unittest.skipUnless(engine.NAME == "spark", "Sail works in this very process")
class Lost(engine.OnEngine):
    def test_near_duplicates_are_the_same_when_machines_are_lost(self):
        articles = corpus.news(600).shuffle()
        expected, _ = by_command(articles, self.home)
        self.assertGreater(len(expected["pairs"]), 100)
        self.same_when_killed(expected, 25, lambda: by_job(self.spark, articles, self.home, 6)[0])

    def test_an_audit_is_the_same_when_machines_are_lost(self):
        articles = articles_of("events")
        expected = tables_by_command(articles, self.home)
        self.assertGreater(len(expected["passages"]), 20)
        self.same_when_killed(expected, 50, lambda: audit_by_job(self.spark, articles, self.home, 4)[0])

    def same_when_killed(self, expected, stages, job):
        """Kills two executors and a worker within so many stages of a job, which gives the rows that are expected."""
        lost = self.executors_lost()
        killer = Killer(self.spark, [("executor", 0), ("worker", stages // 2), ("executor", stages)])
        killer.start()
        found = job()
        killer.end()
        for table, rows in expected.items():
            self.assertEqual(differences(found[table], rows), ([], []), table)
        self.assertEqual([kind for kind, _ in killer.killed], ["executor", "worker", "executor"], killer.killed)
        self.assertGreaterEqual(self.executors_lost() - lost, 2)

    def executors_lost(self):
        """How many executors the driver has given up."""
        known = self.spark.sparkContext._jsc.sc().statusStore().executorList(False)
        return sum(not known.apply(at).isActive() for at in range(known.size()))


if __name__ == "__main__":
    unittest.main()
