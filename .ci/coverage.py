#!/usr/bin/env python3
"""How many lines of the core stages the tests run, module by module; lines of tests do not count.

    .ci/coverage.py [FOLDER] [-- WORDS…]

WORDS are for `cargo test`; without any, the library's tests, `oracle` and `newsroom` are run, without the command. FOLDER is where
it is built (a build of its own: target/coverage). Needs llvm-profdata and llvm-cov of the compiler's LLVM or a later one, from
rustup's llvm-tools or from the system (`LLVM=-22` for llvm-cov-22).
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
CORE = ["text", "shingle", "sketch", "lsh", "verify", "align", "formula", "credit", "relate", "cluster", "attribute"]
WORDS = ["--no-default-features", "--lib", "--test", "oracle", "--test", "newsroom"]
LLVM = os.environ.get("LLVM", "")


def run(*words: str, **more) -> str:
    """What a program says; it must succeed."""
    return subprocess.run(words, cwd=HOUSE, check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def binaries(words: list, environment: dict) -> list:
    """The instrumented test binaries."""
    told = run("cargo", "test", "--no-run", "--message-format", "json", *words, env=environment)
    return [one["executable"] for one in map(json.loads, told.splitlines()) if one.get("executable")]


def is_test(path: str) -> bool:
    """Whether a file is for tests only, by its name."""
    return path.endswith("/tests.rs") or "/tests/" in path


def code_ends(path: Path) -> int:
    """The last line in front of the test module, which stands at the end of its file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((at for at, line in enumerate(lines) if line == "#[cfg(test)]"), len(lines))


def lines_of(lcov: str) -> dict:
    """How often each line of the sources was run, by file."""
    found = defaultdict(lambda: defaultdict(int))
    file = None
    for line in lcov.splitlines():
        key, _, rest = line.partition(":")
        if key == "SF":
            file = os.path.relpath(rest, HOUSE)
        elif key == "DA":
            number, count = rest.split(",")[:2]
            found[file][int(number)] += int(count)
    return found


def main() -> None:
    words = sys.argv[1:]
    words, asked = (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, WORDS)
    folder = Path(words[0] if words else HOUSE / "target/coverage").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # The crate alone: what it is built from is not asked about.
    wrapper = folder / "rustc"
    wrapper.write_text('#!/bin/sh\nexec "$@" -C instrument-coverage\n')
    wrapper.chmod(0o755)
    profiles = folder / "profiles"
    environment = os.environ | {
        "CARGO_TARGET_DIR": str(folder),
        "RUSTC_WORKSPACE_WRAPPER": str(wrapper),
        "LLVM_PROFILE_FILE": str(profiles / "%p-%m.profraw"),
    }
    made = binaries(asked, environment)
    for old in profiles.glob("*.profraw"):
        old.unlink()
    for binary in made:
        subprocess.run([binary, "-q"], cwd=HOUSE, env=environment | {"CARGO_MANIFEST_DIR": str(HOUSE)}, check=True)
    merged = str(folder / "all.profdata")
    run(f"llvm-profdata{LLVM}", "merge", "-sparse", *map(str, profiles.glob("*.profraw")), "-o", merged)
    objects = [word for binary in made[1:] for word in ("-object", binary)]
    files = lines_of(run(f"llvm-cov{LLVM}", "export", "-format=lcov", f"-instr-profile={merged}", made[0], *objects))
    total = [0, 0]
    for module in CORE:
        count, missed = 0, []
        for path in sorted(files):
            if not path.startswith((f"src/{module}/", f"src/{module}.rs")) or is_test(path):
                continue
            end = code_ends(HOUSE / path)
            lines = {number: times for number, times in files[path].items() if number <= end}
            count += len(lines)
            missed += [f"{path}:{number}" for number, times in sorted(lines.items()) if not times]
        total = [total[0] + count, total[1] + len(missed)]
        print(f"{module:10} {count:5} lines, {100 - 100 * len(missed) / max(count, 1):6.2f} %", *missed)
    print(f"{'all':10} {total[0]:5} lines, {100 - 100 * total[1] / total[0]:6.2f} %")


if __name__ == "__main__":
    main()
