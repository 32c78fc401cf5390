#!/usr/bin/env python3
"""Kills a run outright at random moments, goes on with it, and holds the results to those of a run that nobody disturbed.

    cargo build --release
    python3 tests/resume/kill.py target/release/wirecopy articles.jsonl --kills 20 -- --no-passages --memory 2G

Everything behind `--` is passed on to `wirecopy compare` (or `dedup`, with --command dedup). A run that is gone on with may
be killed again, as often as --again says. Fails when one byte differs, `execution` in run.json left out, or when something
stays behind in the folder for work.
"""

import argparse
import hashlib
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--command", choices=["compare", "dedup"], default="compare")
    parser.add_argument("--kills", type=int, default=20, help="runs that are killed")
    parser.add_argument("--again", type=float, default=0.3, help="share of resumed runs that are killed again")
    parser.add_argument("--seed", type=int, default=1)
    own, _, passed_on = split(sys.argv[1:])
    return parser.parse_args(own), passed_on


def split(words):
    at = words.index("--") if "--" in words else len(words)
    return words[:at], "--", words[at + 1 :]


class Runs:
    """Runs of one command in one folder."""

    def __init__(self, asked, options, home):
        self.home = home
        self.work = home / "work"
        self.output = home / ("out" if asked.command == "compare" else "kept.out")
        self.words = [str(asked.binary), asked.command, *asked.inputs, "-o", str(self.output), "--quiet", *options]

    def start(self, resume):
        words = self.words + ["--work-dir", str(self.work)] + (["--resume"] if resume else [])
        return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)

    def finish(self, process):
        _, said = process.communicate()
        if process.returncode != 0:
            sys.exit(f"exit code {process.returncode}: {said}")

    def results(self):
        """Digests of everything that came out."""
        found = {}
        for path in sorted(self.home.rglob("*")):
            if path.is_file():
                found[str(path.relative_to(self.home))] = digest(path)
        return found

    def clear(self):
        for path in self.home.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def digest(path):
    if path.name == "run.json":
        record = json.loads(path.read_text())
        del record["execution"]
        return hashlib.sha256(json.dumps(record).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kill_after(process, seconds):
    """Whether the run was still there to be killed."""
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True


def main():
    asked, options = arguments()
    moments = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(dir=".") as home:
        runs = Runs(asked, options, pathlib.Path(home).resolve())
        begun = time.monotonic()
        runs.finish(runs.start(resume=False))
        whole = time.monotonic() - begun
        expected = runs.results()
        if runs.work.exists():
            sys.exit("the folder for work stays behind")
        print(f"undisturbed: {whole:.1f} s, {len(expected)} files", flush=True)
        killed = 0
        while killed < asked.kills:
            runs.clear()
            moment = moments.uniform(0, whole)
            if not kill_after(runs.start(resume=False), moment):
                continue
            killed += 1
            steps = sorted(path.name for path in runs.work.glob("wirecopy-step-*")) if runs.work.exists() else []
            again = 0
            while moments.random() < asked.again:
                again += kill_after(runs.start(resume=True), moments.uniform(0, whole / 2))
            begun = time.monotonic()
            runs.finish(runs.start(resume=True))
            took = time.monotonic() - begun
            if runs.results() != expected:
                sys.exit(f"killed after {moment:.2f} s: the results differ")
            done = ", ".join(name.removeprefix("wirecopy-step-") for name in steps) or "nothing"
            print(f"{killed:3}: killed after {moment:6.2f} s ({done} done), {again} times more; then {took:.2f} s", flush=True)
    print(f"{killed} runs were killed, and each ended with the same bytes")


if __name__ == "__main__":
    main()
