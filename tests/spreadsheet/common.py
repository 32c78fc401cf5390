"""Articles with hostile names, runs of the real program on them, and what LibreOffice makes of the files.

`WIRECOPY` names the program; without it, the release build of this folder.
"""

import atexit
import csv
import functools
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("WIRECOPY", ROOT / "target" / "release" / "wirecopy")).resolve()
DESK = Path(tempfile.mkdtemp(prefix="wirecopy-sheets-"))
atexit.register(shutil.rmtree, DESK, ignore_errors=True)

# Ids and titles that spreadsheets, XML, JSON-LD and Graphviz have each made something else of.
FORMULAS = ["=1+1", "+33 6 12", "-7", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1", "\t=1"]
LOOKALIKES = ["0012", "1-2", "1E5", "3/4", "12:30", "2026-03-10", "TRUE", "1,5", "1.5", "1 000", "00,10"]
AWKWARD = ['a,b;c"d', "<&>'\"", "\\", 'x"]; y -- z [', "_x0041_", "«\u202fÉlan\u202f» œ ß €", "😀", "a\nb", "&eacute;"]
NAMES = FORMULAS + LOOKALIKES + AWKWARD

# What each profile says of itself, and how LibreOffice is told to read it.
PROFILES = {
    "rfc4180": {"delimiter": ",", "decimal": ".", "mark": b"", "end": "\n", "language": 1033},
    "excel": {"delimiter": ",", "decimal": ".", "mark": b"\xef\xbb\xbf", "end": "\r\n", "language": 1033},
    "excel-fr": {"delimiter": ";", "decimal": ",", "mark": b"\xef\xbb\xbf", "end": "\r\n", "language": 1036},
}
TABLES = ["matrix", "pairs", "passages", "clusters", "articles", "reuse", "outlets", "flows", "rejected"]


def letters(number: int) -> str:
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


@functools.cache
def articles() -> dict[str, dict]:
    """Of every name one item of an agency and one story with most of its words, later; a few without date or outlet."""
    found = {}
    for number, name in enumerate(NAMES):
        # No digits: figures are facts, and a text of nothing else shares no wording.
        words = " ".join(f"{letters(at)}{letters(number)}mot" for at in range(30))
        lead = f"« Élan n° {number} », a dit le préfet de l’Orne : {words}."
        # Some readers of the data package strip the names of columns, and ids are names of columns in the matrix.
        wire = {"id": name.strip(), "title": name, "outlet": "Agence Boréale", "published": f"2026-03-10T05:{number:02}:00Z"}
        paper = {"id": f"{name.strip()} bis", "title": f"{name} «é»", "outlet": "=Le Courrier", "url": "https://courrier.example/é?<\">"}
        wire["text"] = f"ORVELANE (Boréale) - {lead}\n\n=SUM(A1)\tfin {number}"
        paper["text"] = f"😀 Le journal.\n{lead} Suite {number} de l'histoire, écrite par la rédaction."
        if number % 5:
            paper["published"] = f"2026-03-10T09:{number:02}:00+01:00"
            paper["url"] = f"https://courrier.example/{number}"
        found |= {article["id"]: article for article in (wire, paper)}
    found["sans tout"] = {"id": "sans tout", "text": "Un texte que personne d'autre n'a, et rien de plus."}
    return found


@functools.cache
def corpus() -> Path:
    path = DESK / "press.jsonl"
    lines = [json.dumps(article, ensure_ascii=False) for article in articles().values()]
    path.write_text("\n".join([*lines, '{"id": "=rejected"}']) + "\n", encoding="utf-8")
    return path


@functools.cache
def run(*options: str, source: str = "") -> Path:
    """The folder of a run over the hostile articles, or over other data of the project."""
    out = DESK / f"out{len(list(DESK.glob('out*')))}"
    told = subprocess.run([PROGRAM, "compare", source or corpus(), "-o", out, *options], capture_output=True, text=True)
    if told.returncode != 0:
        raise AssertionError(f"wirecopy failed: {told.stderr}")
    (out / "said.txt").write_text(told.stderr)
    return out


def record(out: Path) -> dict:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def rows(path: Path, profile: str = "rfc4180") -> list[dict]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=PROFILES[profile]["delimiter"]))


def opened(path: Path, import_filter: str = "") -> openpyxl.Workbook:
    """What LibreOffice has after it has opened a file, saved as a workbook."""
    out = DESK / f"soffice{len(list(DESK.glob('soffice*')))}"
    command = ["soffice", f"-env:UserInstallation=file://{DESK}/office", "--headless"]
    if import_filter:
        command.append(f"--infilter={import_filter}")
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300)
    made = out / f"{path.stem}.xlsx"
    if not made.exists():
        raise AssertionError(f"soffice made nothing of {path.name}: {told.stdout} {told.stderr}")
    return openpyxl.load_workbook(made)


def csv_filter(profile: str, *, text_columns: int = 0, language: int = 0, formulas: bool = True) -> str:
    """Options of LibreOffice's CSV import: delimiter, quote, UTF-8, first row, formats of columns (2: text), language,
    quoted fields as text (no), special numbers (no), and formulas evaluated, the worst that a spreadsheet can do."""
    told = PROFILES[profile]
    formats = "/".join(f"{column}/2" for column in range(1, text_columns + 1))
    evaluate = "true" if formulas else "false"
    return f"CSV:{ord(told['delimiter'])},34,76,1,{formats},{language or told['language']},false,false,false,false,false,0,{evaluate}"


def table(sheet) -> list[dict]:
    """The rows of a sheet, cells under the names of the header."""
    header, *rest = list(sheet.iter_rows())
    return [dict(zip([cell.value for cell in header], row)) for row in rest]
