"""What a comparison has found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from wirecopy import _wirecopy
from wirecopy._settings import StrPath, settled
from wirecopy._wirecopy import Table
from wirecopy.progress import Watcher, _told


class Comparison:
    """What a comparison has found: tables with the columns that the command writes, typed.

    ``describe()`` of a table says what its columns mean.
    """

    def __init__(self, found: _wirecopy.Comparison) -> None:
        self._found = found

    @property
    def pairs(self) -> Table:
        """Which articles are related, and how: a row for each pair."""
        return self._found.table("pairs")

    @property
    def passages(self) -> Table:
        """The wording that they share, to the character: a row for each passage."""
        return self._found.table("passages")

    @property
    def clusters(self) -> Table:
        """Near-duplicates, together: a row for each article of a cluster."""
        return self._found.table("clusters")

    @property
    def articles(self) -> Table:
        """Every article: what of it is earlier text, whose, credited or not."""
        return self._found.table("articles")

    @property
    def reuse(self) -> Table:
        """Who has whose words, and how much later."""
        return self._found.table("reuse")

    @property
    def outlets(self) -> Table:
        """The audit of each outlet."""
        return self._found.table("outlets")

    @property
    def flows(self) -> Table:
        """What flows from outlet to outlet."""
        return self._found.table("flows")

    @property
    def rejected(self) -> Table:
        """What could not be read, and why."""
        return self._found.table("rejected")

    @property
    def matrix(self) -> Table | None:
        """Every article against every other: a row and a column for each; none above ``matrix_limit`` articles."""
        return self._found.table("matrix") if "matrix" in self._found.table_names else None

    @property
    def tables(self) -> dict[str, Table]:
        """All tables, by name."""
        return {name: self._found.table(name) for name in self._found.table_names}

    @property
    def warnings(self) -> list[tuple[str, str | None, str]]:
        """What should be known of the run, in its order: kind, place if there is one, sentence."""
        return self._found.warnings

    @property
    def settings(self) -> dict[str, Any]:
        """All that decided the result, as ``run.json`` has it."""
        return self._found.settings

    def write(
        self,
        path: StrPath,
        *,
        report: bool = True,
        csv: Literal["rfc4180", "excel", "excel-fr"] = "rfc4180",
        hardening: bool = True,
        excerpt: Literal["short", "full"] = "short",
        xlsx: bool = False,
        parquet: bool = False,
        graphs: Iterable[Literal["graphml", "gexf", "dot"]] = (),
        annotations: bool = False,
        passim: bool = False,
        force: bool = False,
        progress: bool | Watcher = False,
    ) -> None:
        """Writes what the command writes into a folder: all of it, or nothing.

        Args:
            path: Folder for the results; created, or that of an earlier run.
            report: Whether to make ``report.html``, the page to read the results in.
            csv: Dress of the tables.
            hardening: Whether cells that a spreadsheet would run as formulas get a leading ``'``.
            excerpt: How much of each passage ``passages.csv`` shows.
            xlsx: The tables as a workbook as well.
            parquet: The tables as Parquet as well.
            graphs: The graph of related articles, in these formats.
            annotations: The passages as Web Annotations.
            passim: The passages under the names of passim.
            force: Write into the folder although it holds other files.
            progress: As in `compare`.

        Raises:
            OutputError: When it cannot be written; nothing is there then that was not there before.
        """
        settings = settled({name: value for name, value in locals().items() if name not in ("self", "path", "progress")})
        self._found.write(path, settings, _told(progress))

    def __repr__(self) -> str:
        return repr(self._found)
