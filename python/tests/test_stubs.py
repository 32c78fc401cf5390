"""What type checkers are told is so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import wirecopy
from conftest import HOUSE


def mypy(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    option = "--mypy-config-file" if words[0] == "mypy.stubtest" else "--config-file"
    options = [option, str(HOUSE / "python/pyproject.toml")]
    return subprocess.run(
        [sys.executable, "-m", *words, *options], cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_the_stub_of_the_native_module_is_that_of_the_module(tmp_path: Path) -> None:
    checked = mypy(tmp_path, "mypy.stubtest", "wirecopy._wirecopy")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_package_is_well_typed(tmp_path: Path) -> None:
    checked = mypy(tmp_path, "mypy", "--strict", "-p", "wirecopy")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_caller_is_told_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    caller = tmp_path / "caller.py"
    caller.write_text(
        "import wirecopy\n"
        "from wirecopy.progress import Progress\n"
        "def watch(progress: Progress) -> None: ...\n"
        "found = wirecopy.compare('a.jsonl', against=['b.jsonl'], window='36h', progress=watch)\n"
        "rows: list[dict[str, object]] = found.pairs.to_pylist()\n"
        "kept = wirecopy.dedup(wirecopy.dedup(found.articles).kept, keep='longest').kept\n"
        "wirecopy.Index.open('archive').ask('text').write('out', xlsx=True)\n"
        "wirecopy.compare('a.jsonl', threshhold=0.5)\n"
        "wirecopy.compare(3)\n"
    )
    checked = mypy(tmp_path, "mypy", "--strict", str(caller))
    assert [line.split(":")[1] for line in checked.stdout.splitlines() if "error:" in line] == ["8", "9"], checked.stdout


def test_everything_that_is_exported_is_explained() -> None:
    for name in wirecopy.__all__:
        value = getattr(wirecopy, name)
        assert value.__doc__, name
        for member in vars(value) if isinstance(value, type) and issubclass(value, object) else ():
            if not member.startswith("_") and callable(getattr(value, member)):
                assert getattr(value, member).__doc__, f"{name}.{member}"
