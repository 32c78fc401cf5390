"""How far a run is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

__all__ = ["Line", "Progress", "Watcher"]


@dataclass(frozen=True)
class Progress:
    """How far a stage of a run is."""

    stage: str
    """What it does, in a few words: ``"reading"``, ``"aligning passages"``."""
    unit: str
    """What it counts: ``"bytes"``, ``"articles"``, ``"pairs"``."""
    done: int
    """How many of these are done."""
    total: int | None
    """How many there are, where that is known."""
    seconds: float
    """Time since the stage began."""
    finished: bool
    """Whether it has ended."""


Watcher = Callable[[Progress], None]
"""Who is told, ten times a second at most, on the thread that called. What it raises ends the run."""


class Line:
    """One line that is written over and over, on standard error: in a terminal and in a notebook, without widgets."""

    def __init__(self, out: TextIO | None = None, width: int = 78) -> None:
        self._out = sys.stderr if out is None else out
        self._width = width

    def __call__(self, progress: Progress) -> None:
        """Writes the line; a stage that has ended stays."""
        count = f"{progress.done:,}"
        if progress.total:
            count += f" of {progress.total:,}"
            if not progress.finished:
                count = f"{progress.done * 100 // progress.total} %, {count}"
        line = f"{progress.stage}: {count} {progress.unit}, {progress.seconds:.1f} s"[: self._width]
        self._out.write("\r" + line.ljust(self._width) + ("\n" if progress.finished else ""))
        self._out.flush()


def _told(progress: bool | Watcher) -> Callable[..., None] | None:
    """Who is told, as the native module tells it."""
    if progress is False or progress is None:
        return None
    watcher: Watcher = Line() if progress is True else progress
    return lambda *told: watcher(Progress(*told))
