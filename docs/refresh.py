#!/usr/bin/env python3
"""Makes what the README shows of real output: docs/passage.svg, and the blocks between its `refresh` marks.

    cargo build --release && python3 docs/refresh.py

Runs the release binary on data/newsroom and copies from what it writes; nothing is typed by hand. It needs Python 3.9
and nothing else.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "wirecopy"
COMMAND = ["compare", "data/newsroom", "-o", "out"]
DEDUP = ["dedup", "data/newsroom", "-o", "kept.jsonl", "--removed", "removed.csv"]
SHOW = ["show", "out", "meridian-002", "ledger-001", "--width", "100"]
SCORE = ["score", "out", "--truth", "data/newsroom-truth/passages.csv"]

# The pair of the picture: a dispatch whose paragraphs a paper has put into another order.
PICTURE = ("meridian-002", "tarnwick-002")
# The rows that the README quotes, and the columns that fit on a page.
ROWS = [("meridian-001", "ledger-002"), ("meridian-006", "tarnwick-006"), ("courrier-006", "vigie-006")]
COLUMNS = ["a", "b", "a_start", "a_end", "matched_words", "kind", "earlier", "a_text", "b_text"]
EXCERPT = 60

# Light tints that stay apart for colour-blind readers.
TINTS = ["#ffe2b8", "#cfe8fb", "#d3efdf", "#f7d6e8", "#ece9a8", "#dcd9f5", "#f9d2c6", "#d9d9d9"]
LINE, CHAR, WRAP, PAD = 17, 7.0, 60, 16


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        os.symlink(ROOT / "data", Path(scratch) / "data")
        ran = subprocess.run([PROGRAM, *COMMAND], cwd=scratch, capture_output=True, text=True)
        if ran.returncode != 0:
            sys.exit(f"refresh: wirecopy failed: {ran.stderr}")
        out = Path(scratch) / "out"
        passages = table(out / "passages.csv")
        record = json.loads((out / "run.json").read_text())
        package = json.loads((out / "datapackage.json").read_text())
        scored = subprocess.run([PROGRAM, *SCORE], cwd=scratch, capture_output=True, text=True)
        if scored.returncode != 0:
            sys.exit(f"refresh: wirecopy score failed: {scored.stderr}")
        shown = subprocess.run([PROGRAM, *SHOW], cwd=scratch, capture_output=True, text=True)
        if shown.returncode != 0:
            sys.exit(f"refresh: wirecopy show failed: {shown.stderr}")
        deduplicated = subprocess.run([PROGRAM, *DEDUP], cwd=scratch, capture_output=True, text=True)
        if deduplicated.returncode != 0:
            sys.exit(f"refresh: wirecopy dedup failed: {deduplicated.stderr}")
    (ROOT / "docs" / "passage.svg").write_text(picture(passages))
    blocks = {
        "summary": fenced("console", f"$ wirecopy {' '.join(COMMAND)}\n{ran.stderr.rstrip()}"),
        "passages": markdown(passages),
        "show": fenced("console", f"$ wirecopy {' '.join(SHOW)}\n{shown.stdout.rstrip()}"),
        "dedup": fenced("console", f"$ wirecopy {' '.join(DEDUP)}\n{deduplicated.stderr.rstrip()}"),
        "score": fenced("console", f"$ wirecopy {' '.join(SCORE)}\n{scored.stdout.rstrip()}"),
        "search": fenced("json", json.dumps(record["search"], indent=2)),
    }
    for resource in package["resources"]:
        if resource["name"] != "matrix":
            blocks[f"columns of {resource['name']}"] = columns(resource["schema"]["fields"])
    readme = ROOT / "README.md"
    text = readme.read_text()
    for name, block in blocks.items():
        marks = re.compile(rf"(<!-- refresh: {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text, count = marks.subn(lambda found: found[1] + block + found[2], text)
        if count != 1:
            sys.exit(f"refresh: README.md has {count} blocks named {name}, not 1")
    readme.write_text(text)


def table(path: Path) -> list[dict]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def of_pair(passages: list[dict], pair: tuple) -> dict:
    for row in passages:
        if (row["a"], row["b"]) == pair:
            return row
    sys.exit(f"refresh: passages.csv has no row for {pair[0]} and {pair[1]} (choose another pair)")


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def markdown(passages: list[dict]) -> str:
    cell = lambda text: (text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…").replace("|", "\\|")
    rows = [[cell(of_pair(passages, pair)[column]) for column in COLUMNS] for pair in ROWS]
    lines = [COLUMNS, ["---"] * len(COLUMNS), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def columns(fields: list[dict]) -> str:
    """What each column means; neighbours that mean the same share a row."""
    rows = []
    for field in fields:
        about = field["description"].replace("|", "\\|")
        if rows and rows[-1][1] == about:
            rows[-1][0].append(field["name"])
        else:
            rows.append(([field["name"]], about))
    lines = [f"| {', '.join(f'`{name}`' for name in names)} | {about} |" for names, about in rows]
    return "\n".join(["| column | meaning |", "| --- | --- |", *lines])


def picture(passages: list[dict]) -> str:
    """Both articles of a pair side by side, each aligned stretch of its passage in a colour of its own."""
    articles = {}
    for path in sorted((ROOT / "data" / "newsroom").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            article = json.loads(line)
            articles[article["id"]] = article
    rows = [row for row in passages if (row["a"], row["b"]) == PICTURE] or [of_pair(passages, PICTURE)]
    stretches = [segment.split(":") for row in rows for segment in row["segments"].split()]
    sides = []
    for side, name in enumerate(PICTURE):
        spans = [tuple(map(int, stretch[side].split("-"))) for stretch in stretches]
        sides.append((articles[name], spans, laid_out(articles[name]["text"])))
    width = 2 * (WRAP * CHAR + 2 * PAD) + PAD
    height = 2 * PAD + 44 + LINE * max(len(lines) for _, _, lines in sides)
    shapes = [column(PAD + side * (WRAP * CHAR + 3 * PAD), *found) for side, found in enumerate(sides)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}" font-family="ui-monospace, Menlo, Consolas, monospace" '
        f'font-size="11.6" fill="#1f2328">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#ffffff" stroke="#d0d7de"/>\n' + "".join(shapes) + "</svg>\n"
    )


def laid_out(text: str) -> list[tuple[int, str]]:
    """The lines of a text, each with the code point at which it begins."""
    lines, start = [], 0
    for paragraph in text.split("\n"):
        at = start
        for line in textwrap.wrap(paragraph, WRAP, break_on_hyphens=False) or [""]:
            at = text.index(line, at)
            lines.append((at, line))
            at += len(line)
        start += len(paragraph) + 1
    return lines


def column(left: float, article: dict, spans: list, lines: list) -> str:
    head = f'{article["outlet"]}, {article["published"][:16].replace("T", " ")}'
    shapes = [
        f'<text x="{left}" y="{PAD + 10}" font-weight="bold">{escape(article["id"])}</text>\n'
        f'<text x="{left}" y="{PAD + 27}" fill="#59636e">{escape(head)}</text>\n'
    ]
    for number, (start, line) in enumerate(lines):
        y = PAD + 44 + LINE * number
        for tint, (begin, end) in zip(TINTS * len(spans), spans):
            begin, end = max(begin, start), min(end, start + len(line))
            if begin < end:
                x = left + (begin - start) * CHAR
                shapes.append(f'<rect x="{x}" y="{y}" width="{(end - begin) * CHAR}" height="{LINE}" fill="{tint}"/>\n')
        # A fixed length keeps letters over their tint, whatever monospaced font there is.
        length = f' textLength="{len(line) * CHAR}"' if line else ""
        shapes.append(f'<text x="{left}" y="{y + 12.5}" xml:space="preserve"{length}>{escape(line)}</text>\n')
    return "".join(shapes)


if __name__ == "__main__":
    main()
