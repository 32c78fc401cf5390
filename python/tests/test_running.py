"""A run goes on beside Python: it is told how far it is, can end it, and is in nobody's way."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
from pathlib import Path

import pytest

import wirecopy
from conftest import child, many
from wirecopy.progress import Line, Progress


def test_stages_are_told_in_order_and_to_their_end(newsroom: Path) -> None:
    told: list[Progress] = []
    wirecopy.compare(newsroom, progress=told.append)
    ended = [progress for progress in told if progress.finished]
    assert [progress.stage for progress in ended][:3] == ["reading", "finding candidates", "verifying pairs"]
    assert (ended[0].unit, ended[0].done) == ("bytes", ended[0].total)
    assert all(progress.done <= progress.total for progress in told if progress.total is not None)


def test_a_line_says_how_far_a_stage_is() -> None:
    out = io.StringIO()
    line = Line(out, width=60)
    line(Progress("aligning passages", "pairs", 1_500, 3_000, 1.25, False))
    line(Progress("aligning passages", "pairs", 3_000, 3_000, 2.0, True))
    first, second = out.getvalue().split("\r")[1:]
    assert first.rstrip() == "aligning passages: 50 %, 1,500 of 3,000 pairs, 1.2 s" and not first.endswith("\n")
    assert second.rstrip() == "aligning passages: 3,000 of 3,000 pairs, 2.0 s" and second.endswith("\n")


def test_what_a_watcher_raises_ends_the_run() -> None:
    class Enough(Exception):
        pass

    def watch(progress: Progress) -> None:
        raise Enough

    with pytest.raises(Enough):
        wirecopy.compare(many(3_000), progress=watch)


def test_other_threads_run_meanwhile() -> None:
    counted, over = [0], threading.Event()

    def count() -> None:
        while not over.is_set():
            counted[0] += 1
            time.sleep(0.001)

    before = []
    articles = many(1_500)
    other = threading.Thread(target=count)
    other.start()
    try:
        wirecopy.compare(articles, progress=lambda progress: before.append(counted[0]))
    finally:
        over.set()
        other.join()
    assert before[-1] - before[0] > 10


INTERRUPTED = """
import os, sys, tempfile
from conftest import many
import wirecopy
articles, small = many(6_000), many(50)
def watch(progress):
    if progress.stage != "reading" and not progress.finished:
        print("running", flush=True)
try:
    wirecopy.compare(articles, memory="64M", progress=watch)
    print("finished")
except KeyboardInterrupt:
    print("interrupted", os.listdir(tempfile.gettempdir()))
print(wirecopy.compare(small).articles.num_rows)
"""


def test_ctrl_c_ends_a_run_and_leaves_nothing(tmp_path: Path) -> None:
    with child(INTERRUPTED, env={**os.environ, "TMPDIR": str(tmp_path)}) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "running\n"
        running.send_signal(signal.SIGINT)
        sent = time.monotonic()
        rest = running.stdout.read().splitlines()
    assert [line for line in rest if line != "running"] == ["interrupted []", "50"], rest
    assert running.wait() == 0 and time.monotonic() - sent < 30
    assert list(tmp_path.iterdir()) == []


def test_writing_that_is_ended_leaves_nothing(tmp_path: Path) -> None:
    found = wirecopy.compare(many(2_000), passages=False)

    def watch(progress: Progress) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        found.write(tmp_path / "out", xlsx=True, progress=watch)
    assert list(tmp_path.iterdir()) == []
    found.write(tmp_path / "out", report=False)
    assert (tmp_path / "out" / "matrix.csv").is_file()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own() -> None:
    articles = many(60)
    once = wirecopy.compare(articles).pairs.to_pylist()
    process = os.fork()
    if process == 0:
        os._exit(0 if wirecopy.compare(articles).pairs.to_pylist() == once else 1)
    for _ in range(600):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            break
        time.sleep(0.1)
    else:
        os.kill(process, signal.SIGKILL)
        pytest.fail("the child does not end")
    assert os.waitstatus_to_exitcode(status) == 0
