#!/usr/bin/env python3
"""Runs the tests of a copy that plant.py has made, once for each mutant, and only those that meet it.

    run.py COPY [--tests lib oracle newsroom] [--of src/align/ src/verify.rs] [--first 300] [--enough 10] [--workers 2]

COPY/results.jsonl gets a line for each mutant: caught by which test, survived, or never met. A run that is gone on with leaves out
what is there. Tests that take ten times as long as they should, and ten seconds more, have caught their mutant; what counts are seconds of
the processor, so that a busy machine changes nothing.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# The same random articles every time, and no attempt to make them smaller: that a test fails is all that is asked.
SEED = {"PROPTEST_RNG_SEED": "7", "PROPTEST_MAX_SHRINK_ITERS": "0", "PROPTEST_DISABLE_FAILURE_PERSISTENCE": "1"}
MEMORY = 6 << 30


def binaries(place: Path, tests: list) -> dict:
    """The test binaries of the copy by name."""
    words = ["cargo", "test", "--no-run", "--no-default-features", "--message-format", "json"]
    for test in tests:
        words += ["--lib"] if test == "lib" else ["--test", test]
    said = subprocess.run(words, cwd=place, stdout=subprocess.PIPE, text=True, check=True).stdout
    told = [json.loads(line) for line in said.splitlines()]
    return {
        "lib" if "lib" in one["target"]["kind"] else one["target"]["name"]: one["executable"]
        for one in told
        if one.get("executable") and one["target"]["name"] in {"wirecopy", *tests}
    }


def run(place: Path, binary: str, tests: list, environment: dict, enough: float) -> tuple:
    """Whether tests pass, and the seconds of the processor that they took; nothing where these are more than enough."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(enough) + 1, int(enough) + 2))

    words = [binary, "--exact", "--test-threads", "1", "-q", *tests]
    made = os.environ | SEED | {"RAYON_NUM_THREADS": "1", "CARGO_MANIFEST_DIR": str(place)} | environment
    child = subprocess.Popen(
        words, cwd=place, env=made, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit, process_group=0
    )
    # Somebody who waits for ever takes no time of the processor.
    guard = threading.Timer(30 * enough, lambda: os.killpg(child.pid, signal.SIGKILL))
    guard.start()
    _, status, used = os.wait4(child.pid, 0)
    guard.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    is_late = child.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    return (None if is_late else child.returncode == 0), seconds


def trace(place: Path, binary: str, test: str) -> tuple:
    """Which mutants a test meets, and the seconds that it takes."""
    with tempfile.TemporaryDirectory() as desk:
        file = Path(desk) / "met"
        passed, seconds = run(place, binary, [test], {"MUTANT_TRACE": str(file)}, 600)
        if not passed:
            sys.exit(f"{test}: fails without any mutant")
        met = file.read_bytes() if file.exists() else b""
        numbers = [int.from_bytes(met[at : at + 4], "little") for at in range(0, len(met), 4)]
        return numbers, seconds


def traces(place: Path, made: dict, workers: int) -> dict:
    """The tests that meet each mutant: (seconds, binary, test), the quick ones first."""
    named = []
    for name, binary in made.items():
        listed = subprocess.run([binary, "--list", "--format", "terse"], capture_output=True, text=True, check=True, cwd=place)
        named += [(name, line.removesuffix(": test")) for line in listed.stdout.splitlines() if line.endswith(": test")]
    meeting = defaultdict(list)
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda one: trace(place, made[one[0]], one[1]), named)
        for (name, test), (numbers, seconds) in zip(named, found):
            for number in numbers:
                meeting[number].append((round(seconds, 3), name, test))
    return {number: sorted(tests) for number, tests in meeting.items()}


def portions(tests: list):
    """Tests of one binary after another, in portions that take longer and longer."""
    longest, portion = 0.4, []
    for one in tests:
        if portion and (one[1] != portion[0][1] or sum(test[0] for test in portion) + one[0] > longest):
            yield portion
            portion, longest = [], min(longest * 2, 20)
        portion.append(one)
    if portion:
        yield portion


def affordable(file: str, tests: list, enough: float) -> list:
    """The tests of a file's own module, then all others, the quick ones first, as long as they take no more than enough."""
    module = file.removeprefix("src/").removesuffix(".rs").removesuffix("/mod").replace("/", "::") + "::"
    chosen, sum_of_all = [], 0
    for one in sorted(tests, key=lambda one: (not one[2].startswith(module), one)):
        if sum_of_all + one[0] <= enough:
            chosen.append(one)
            sum_of_all += one[0]
    return chosen


def judge(place: Path, made: dict, number: int, tests: list) -> dict:
    """What becomes of a mutant."""
    spent = 0
    for portion in portions(tests):
        enough = 10 + 10 * sum(one[0] for one in portion)
        passed, seconds = run(place, made[portion[0][1]], [one[2] for one in portion], {"MUTANT": str(number)}, enough)
        spent += seconds
        if not passed:
            what = "caught" if passed is False else "caught by time"
            by = [f"{one[1]}::{one[2]}" for one in portion[:9]]
            return {"number": number, "what": what, "by": by, "seconds": round(spent, 2)}
    return {"number": number, "what": "survived" if tests else "never met", "tests": len(tests), "seconds": round(spent, 2)}


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("place", type=Path)
    asked.add_argument("--tests", nargs="+", default=["lib", "oracle", "newsroom"])
    asked.add_argument("--of", nargs="+", default=["src/"], help="beginnings of paths")
    asked.add_argument("--first", type=int, help="as many of them as are drawn first; all if nothing is said")
    asked.add_argument("--enough", type=float, default=1e9, help="seconds of tests for each mutant")
    asked.add_argument("--workers", type=int, default=2)
    asked = asked.parse_args()
    place = asked.place.resolve()
    made = binaries(place, asked.tests)
    kept = place / "traces.json"
    if not kept.exists():
        kept.write_text(json.dumps(traces(place, made, asked.workers)))
    meeting = {int(number): tests for number, tests in json.loads(kept.read_text()).items()}
    planted = {int(number): name for number, name in json.loads((place / "planted.json").read_text()).items()}
    results = place / "results.jsonl"
    done = {json.loads(line)["number"] for line in results.read_text().splitlines()} if results.exists() else set()
    wanted = [number for number, name in sorted(planted.items()) if name.startswith(tuple(asked.of))]
    # In a random order, the same every time: those that are done are a fair sample at any moment.
    random.Random(7).shuffle(wanted)
    waiting = [number for number in wanted[: asked.first] if number not in done]
    with ThreadPoolExecutor(asked.workers) as pool, results.open("a") as out:
        tests = {number: affordable(planted[number].split(":")[0], meeting.get(number, []), asked.enough) for number in waiting}
        for result in pool.map(lambda number: judge(place, made, number, tests[number]), waiting):
            out.write(json.dumps(result | {"name": planted[result["number"]]}) + "\n")
            out.flush()
    told = [json.loads(line) for line in results.read_text().splitlines()]
    print(Counter(one["what"] for one in told))


if __name__ == "__main__":
    main()
