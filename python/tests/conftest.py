"""What the tests share: the sample, the command, articles by the thousand."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
NEWSROOM = HOUSE / "data" / "newsroom"


class Command:
    """The command, whose results are those that the package is held to."""

    def __init__(self, program: str) -> None:
        self._program = program

    def __call__(self, *words: object, cwd: Path | None = None) -> None:
        subprocess.run([self._program, *map(str, words), "-q", "--no-config"], check=True, cwd=cwd)


@pytest.fixture(scope="session")
def command() -> Command:
    return Command(os.environ.get("WIRECOPY", str(HOUSE / "target/release/wirecopy")))


@pytest.fixture(scope="session")
def newsroom() -> Path:
    return NEWSROOM


@pytest.fixture(scope="session")
def newsroom_table() -> pa.Table:
    """The sample as a table: the articles of all its files, one behind the other."""
    import json

    lines = [line for file in sorted(NEWSROOM.iterdir()) for line in file.read_text().splitlines()]
    return pa.Table.from_pylist([json.loads(line) for line in lines])


def cells(file: Path) -> list[dict[str, str]]:
    """The rows of a table of the command."""
    with open(file, newline="") as rows:
        return list(csv.DictReader(rows))


def as_csv(table: Any) -> list[dict[str, str]]:
    """The rows of a table of Arrow, as the command writes them without hardening."""

    def cell(row: dict[str, Any], name: str, value: Any) -> str:
        if f"{name}_given" in row:
            value = row[f"{name}_given"]
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"{value:.4f}" if isinstance(value, float) else str(value)

    rows = pa.table(table).to_pylist()
    return [
        {name: cell(row, name, value) for name, value in row.items() if not name.endswith("_given")} for row in rows
    ]


def many(count: int, seed: int = 1) -> pa.Table:
    """So many articles of some 300 words, every fifth of them an earlier one with a few words replaced."""
    random.seed(seed)
    words = [f"{first}{second}{third}" for first in "bdfgkl" for second in ("an", "er", "il", "ou") for third in (
        "ta", "ne", "ri", "mo", "sse", "lle", "ck", "st", "va", "p")]
    texts: list[list[str]] = []
    for number in range(count):
        if number % 5 == 4:
            text = [random.choice(words) if random.random() < 0.03 else word for word in random.choice(texts)]
        else:
            text = [random.choice(words) + random.choice(words) for _ in range(300)]
        texts.append(text)
    return pa.table({"id": [f"a{n}" for n in range(count)], "text": [" ".join(text) + "." for text in texts]})


def child(program: str, *words: object, **settings: Any) -> subprocess.Popen[str]:
    """A Python of its own that runs this program."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parent,
        **settings,
    )
