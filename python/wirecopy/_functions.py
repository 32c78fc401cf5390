"""``compare`` and ``dedup``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from wirecopy import _wirecopy
from wirecopy._results import Comparison
from wirecopy._settings import Articles, Duration, StrPath, settled, warn
from wirecopy._wirecopy import Deduplication
from wirecopy.progress import Watcher, _told


def compare(
    articles: Articles,
    *,
    against: Articles | None = None,
    threshold: float = 0.5,
    shingle: int = 3,
    window: Duration | None = None,
    keep_diacritics: bool = False,
    exact: bool = False,
    permutations: int = 128,
    seed: int = 0,
    passages: bool = True,
    min_words: int = 9,
    strict_verbatim: int | None = None,
    boilerplate: Iterable[str] = (),
    wires: Iterable[str] = (),
    partly_derived: float = 0.15,
    wholly_derived: float = 0.8,
    credit_owed: float = 0.15,
    reviewed: StrPath | Iterable[StrPath] = (),
    measure: Literal["resemblance", "containment", "coverage"] = "resemblance",
    matrix_order: Literal["input", "cluster"] = "input",
    matrix_limit: int = 2_000,
    fields: Mapping[str, str] | None = None,
    format: str | None = None,
    timezone: str | None = None,
    dates: Literal["day-first", "month-first"] | None = None,
    strict: bool = False,
    memory: int | str | None = None,
    threads: int | None = None,
    progress: bool | Watcher = False,
) -> Comparison:
    """Finds what articles took from one another: near-duplicates, shared passages, who was first.

    What ``wirecopy compare`` finds; the same articles and settings give the same tables.

    Args:
        articles: A table of Arrow (pyarrow, polars, DuckDB, pandas from 2.2 on) with a column ``text`` and, if there are such,
            ``id``, ``title``, ``outlet``, ``published``, ``url``, ``language``; or a path, or several, of what the command reads.
        against: References: each article is compared with each of them only.
        threshold: Resemblance from which two articles are near-duplicates, above 0 and at most 1.
        shingle: Words of a shingle, the unit that resemblance counts, 1 to 64.
        window: Compare only articles published within this time of one another: a ``timedelta``, seconds, or ``"36h"``.
        keep_diacritics: Fold case only: pêcheur and pécheur stay two words.
        exact: Find near-duplicates by an exact join instead of sketches: slower, none is missed.
        permutations: Slots of a sketch, a power of two from 16 to 4096.
        seed: Seed of the sketches' hash functions.
        passages: Whether to look for passages; without, only near-duplicates are found.
        min_words: Shortest passage, in matched words.
        strict_verbatim: Report every exact run of so many words as well, at least 3.
        boilerplate: Lines that are no article's own words.
        wires: Outlets that are agencies besides those that are known: ``"Name"``, or ``"Name=Short;Other form"``.
        partly_derived: Share of an article's words in earlier texts from which it is partially derived.
        wholly_derived: Share of an article's words in earlier texts from which it is wholly derived.
        credit_owed: Share of an article's words that are an agency's from which a credit is owed.
        reviewed: Files in which a person has dismissed or confirmed pairs and passages.
        measure: The figure in the cells of ``matrix``.
        matrix_order: ``"cluster"`` puts relatives side by side.
        matrix_limit: Most articles for which ``matrix`` is made; 0 for none.
        fields: Which column has a field that is named otherwise: ``{"text": "body"}``; a dot reaches into records.
        format: Format of all files, whatever their ending: ``"jsonl"``, ``"csv"`` and so on.
        timezone: Time zone of dates that have none, such as ``"Europe/Paris"``; UTC if it is not given.
        dates: What comes first in dates such as 03/04/2026; such dates are not read if it is not given.
        strict: Fail at the first record that cannot be used, instead of listing it in ``rejected``.
        memory: Bytes that the run may take, or ``"2G"``; what has no room goes to disk. As much as there is if it is not given.
        threads: 1 to 1024; never changes the results. One for each core if it is not given.
        progress: ``True`` for a line on standard error, or somebody who is told (`wirecopy.progress.Watcher`).

    Raises:
        SettingsError: When a setting is refused.
        InputError: When the articles cannot be read.
        KeyboardInterrupt: When it is interrupted; the run has ended then.
    """
    settings = settled({name: value for name, value in locals().items() if name not in _NO_SETTINGS})
    found = Comparison(_wirecopy.compare(articles, against, settings, _told(progress)))
    warn(found.warnings)
    return found


def dedup(
    articles: Articles,
    *,
    against: Articles | None = None,
    keep: Literal["earliest", "longest", "first"] = "earliest",
    threshold: float = 0.5,
    shingle: int = 3,
    window: Duration | None = None,
    keep_diacritics: bool = False,
    exact: bool = False,
    permutations: int = 128,
    seed: int = 0,
    fields: Mapping[str, str] | None = None,
    format: str | None = None,
    timezone: str | None = None,
    dates: Literal["day-first", "month-first"] | None = None,
    strict: bool = False,
    memory: int | str | None = None,
    threads: int | None = None,
    progress: bool | Watcher = False,
) -> Deduplication:
    """Keeps one article of each group of near-duplicates.

    What ``wirecopy dedup`` keeps; the same articles and settings give the same.

    Args:
        articles: As in `compare`. Of a table, ``kept`` has its rows with all their columns.
        against: Articles that are kept already: what resembles one of them is removed as well.
        keep: Which article of a group is kept. Of equals it is the earliest, then the longest, then the first.
        threshold: As in `compare`, and so are all others.

    Raises:
        SettingsError: When a setting is refused.
        InputError: When the articles cannot be read.
        KeyboardInterrupt: When it is interrupted; the run has ended then.
    """
    settings = settled({name: value for name, value in locals().items() if name not in _NO_SETTINGS})
    found = _wirecopy.dedup(articles, against, settings, _told(progress))
    warn(found.warnings)
    return found


_NO_SETTINGS = ("articles", "against", "progress")
