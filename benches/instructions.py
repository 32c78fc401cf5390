#!/usr/bin/env python3
"""Counts the instructions of each stage under callgrind, and holds them to the stored baseline.

    python3 benches/instructions.py            counts, compares, and fails where a stage has become dearer
    python3 benches/instructions.py --store    counts, and makes that the baseline (benches/instructions.json)

The count of a stage is that of doing it twice less that of doing it once, so that what comes before it does not count; on one
thread. The same program on the same input gives the same count on any machine with the same vector instructions, give or
take a page fault. Another compiler gives another program: where rustc is not the one of the baseline, more is tolerated.
Needs valgrind.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASELINE = ROOT / "benches" / "instructions.json"
TOLERATED = {"same compiler": 0.03, "another compiler": 0.15}


def built():
    """The bench, built; cargo says where it is."""
    command = ["cargo", "bench", "--no-run", "--bench", "instructions", "--message-format", "json"]
    lines = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    places = [one["executable"] for one in found if one.get("target", {}).get("name") == "instructions"]
    return next(place for place in places if place)


def instructions(program, stage, times, scratch):
    """Instructions of the whole program, and the articles that a stage works on."""
    output = pathlib.Path(scratch) / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, stage, str(times)]
    environment = dict(os.environ, RAYON_NUM_THREADS="1")
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{stage}: {done.stderr}")
    total = re.search(r"^(?:summary|totals): (\d+)", output.read_text(), re.MULTILINE)
    return int(total.group(1)), int(done.stdout)


def counted(program):
    stages = subprocess.run([program], check=True, capture_output=True, text=True).stdout.split()
    counts = {}
    with tempfile.TemporaryDirectory() as scratch:
        for stage in stages:
            once, articles = instructions(program, stage, 1, scratch)
            twice, _ = instructions(program, stage, 2, scratch)
            counts[stage] = round((twice - once) / articles)
            print(f"{stage:32}{counts[stage]:>12,} instructions an article", flush=True)
    return counts


def compiler():
    return subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.strip()


def dearer(counts, baseline, tolerated):
    known = {stage: count for stage, count in counts.items() if stage in baseline}
    return [
        f"{stage}: {count:,} instructions an article, {count / baseline[stage] - 1:+.1%} against the baseline"
        for stage, count in known.items()
        if count > baseline[stage] * (1 + tolerated)
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="store_true", help="make what is counted the baseline")
    asked = parser.parse_args()
    counts = counted(built())
    if asked.store:
        BASELINE.write_text(json.dumps({"compiler": compiler(), "an article": counts}, indent=2) + "\n")
        print(f"stored in {BASELINE.relative_to(ROOT)}")
        return
    stored = json.loads(BASELINE.read_text())
    missing = sorted(set(counts) ^ set(stored["an article"]))
    kind = "same compiler" if stored["compiler"] == compiler() else "another compiler"
    complaints = dearer(counts, stored["an article"], TOLERATED[kind])
    complaints += [f"{stage}: is in the bench or in the baseline only (--store makes a new one)" for stage in missing]
    print(f"{kind}: up to {TOLERATED[kind]:.0%} more is tolerated")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
