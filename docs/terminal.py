#!/usr/bin/env python3
"""Makes docs/terminal.svg, the picture of `wirecopy show` that the README has, from what the program prints in colour.

    cargo build --release && python3 docs/terminal.py

WIRECOPY names another program than target/release/wirecopy. It needs Python 3.9 and nothing else.
"""

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("WIRECOPY", ROOT / "target" / "release" / "wirecopy"))
WIDTH = 104
SHOW = ["show", "out", "meridian-002", "tarnwick-002"]
DRESS = ["--width", str(WIDTH), "--color", "always", "--no-pager"]

# So many lines are drawn; a last one says how many are not.
LINES = 36
CHAR, LINE, PAD, BAR = 7.2, 17, 14, 30
PAPER, INK, DIM = "#1b1d21", "#dcdad4", "#8b9097"
COLOURS = dict(zip(range(30, 38), ["#55595f", "#f0877a", "#8fce8b", "#e3b54a", "#8ab8f5", "#c7a6f0", "#7fd3d3", INK]))
SGR = re.compile(r"\x1b\[([\d;]*)m")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        os.symlink(ROOT / "data", Path(scratch) / "data")
        run(["compare", "data/newsroom", "-o", "out", "--quiet"], scratch)
        lines = run([*SHOW, *DRESS], scratch).rstrip("\n").split("\n")
    (ROOT / "docs" / "terminal.svg").write_text(picture(lines))


def run(arguments: list[str], folder: str) -> str:
    ran = subprocess.run([PROGRAM.resolve(), *arguments], cwd=folder, capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"terminal: wirecopy {arguments[0]} failed: {ran.stderr}")
    return ran.stdout


def picture(lines: list[str]) -> str:
    shown = [f"$ wirecopy {' '.join(SHOW)}", *lines[:LINES]]
    if len(lines) > LINES:
        shown.append(f"\x1b[2m({len(lines) - LINES} more lines)\x1b[0m")
    width, height = 2 * PAD + WIDTH * CHAR, BAR + PAD + len(shown) * LINE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="12">',
        "<title>wirecopy show: two articles side by side in a terminal</title>",
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{PAPER}"/>',
    ]
    drawn += [f'<circle cx="{PAD + 4 + 16 * at}" cy="15" r="4.5" fill="#4a4e55"/>' for at in range(3)]
    for number, line in enumerate(shown):
        drawn += stretches(line, BAR + 12 + number * LINE)
    return "\n".join([*drawn, "</svg>", ""])


def stretches(line: str, baseline: float) -> list[str]:
    """A line in stretches of one dress, each as wide as its columns whatever the font."""
    drawn, dress, column = [], set(), 0
    # What stands between two codes, and the codes, by turns.
    for at, part in enumerate(SGR.split(line)):
        if at % 2 == 1:
            codes = [int(code or 0) for code in part.split(";")]
            dress = set() if 0 in codes else dress | set(codes)
        elif part:
            drawn += stretch(part, dress, PAD + column * CHAR, baseline)
            column += len(part)
    return drawn


def stretch(text: str, dress: set[int], x: float, baseline: float) -> list[str]:
    if any(unicodedata.east_asian_width(letter) in "WF" or not letter.isprintable() for letter in text):
        sys.exit(f"terminal: {text!r} has letters that are not one column wide")
    if unknown := dress - {1, 2, 4, 7, 9, *COLOURS}:
        sys.exit(f"terminal: {sorted(unknown)} are codes that this script does not draw")
    ink = next((COLOURS[code] for code in dress if code in COLOURS), DIM if 2 in dress else INK)
    drawn = []
    words = text.strip(" ")
    if 7 in dress:
        box = f'x="{x:g}" y="{baseline - 12:g}" width="{len(text) * CHAR:g}" height="{LINE - 1}"'
        drawn.append(f'<rect {box} fill="{ink}"/>')
        ink = PAPER
    if words:
        x += (len(text) - len(text.lstrip(" "))) * CHAR
        lines = " ".join(name for code, name in [(4, "underline"), (9, "line-through")] if code in dress)
        style = (' font-weight="700"' if 1 in dress else "") + (f' text-decoration="{lines}"' if lines else "")
        place = f'x="{x:.1f}" y="{baseline:g}" textLength="{len(words) * CHAR:.1f}" xml:space="preserve"'
        drawn.append(f'<text {place} fill="{ink}"{style}>{escape(words, quote=False)}</text>')
    return drawn


if __name__ == "__main__":
    main()
