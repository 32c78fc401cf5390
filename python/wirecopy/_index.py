"""``Index``: an archive on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone as zone
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wirecopy import _wirecopy
from wirecopy._results import Comparison
from wirecopy._settings import Articles, Duration, StrPath, settled, warn
from wirecopy.progress import Watcher, _told


class Added(NamedTuple):
    """What became of articles that were to be added."""

    added: int
    """Articles that were added."""
    known: int
    """Articles that were there already, with the same id and the same words."""
    renamed: list[tuple[str, str]]
    """Articles whose id was another article's, with the ids that they got."""
    learnt: bool
    """Whether the index has learnt anew."""


class Index:
    """An archive on disk, to which articles are added and that others are held to without reading it.

    What ``wirecopy index`` makes. One program writes, many read; a change is whole or not at all. What others write is seen after
    `refresh`.
    """

    def __init__(self, stored: _wirecopy.StoredIndex) -> None:
        self._stored = stored

    @classmethod
    def create(
        cls,
        path: StrPath,
        *,
        threshold: float = 0.5,
        shingle: int = 3,
        keep_diacritics: bool = False,
        permutations: int = 128,
        seed: int = 0,
        passages: bool = True,
        boilerplate: Iterable[str] = (),
        whole_below: int | None = None,
    ) -> Index:
        """Makes an index in a new folder. Its settings are those of every comparison with it.

        Args:
            path: A folder that is empty, or not there.
            whole_below: An archive of fewer articles is read whole at each comparison; 20,000 if it is not given.

        Raises:
            StoreError: When the folder holds anything, or cannot be written to.
        """
        settings = settled({name: value for name, value in locals().items() if name not in ("cls", "path")})
        return cls(_wirecopy.StoredIndex.create(path, settings))

    @classmethod
    def open(cls, path: StrPath) -> Index:
        """Opens the index in this folder.

        Raises:
            StoreError: When there is none, it is damaged, or another version made it.
        """
        return cls(_wirecopy.StoredIndex.open(path))

    @property
    def path(self) -> Path:
        """Its folder."""
        return Path(self._stored.path)

    def refresh(self) -> None:
        """Sees what others have written since it was opened."""
        self._stored.refresh()

    def add(
        self,
        articles: Articles,
        *,
        fields: Mapping[str, str] | None = None,
        format: str | None = None,
        timezone: str | None = None,
        dates: Literal["day-first", "month-first"] | None = None,
        strict: bool = False,
        memory: int | str | None = None,
        threads: int | None = None,
        progress: bool | Watcher = False,
    ) -> Added:
        """Adds articles. Those that are there already are passed over; all arguments are those of `compare`.

        Raises:
            InputError: When the articles cannot be read.
            StoreError: When another program writes to the index, or the disk fails. It is as it was then.
        """
        settings = settled({name: value for name, value in locals().items() if name not in _NO_SETTINGS})
        added, known, renamed, learnt, warnings = self._stored.add(articles, settings, _told(progress))
        warn(warnings)
        return Added(added, known, renamed, learnt)

    def remove(self, ids: Iterable[str] = (), *, before: date | datetime | None = None) -> int:
        """Removes the articles of these ids, or those published before a day (UTC) or moment; says how many there were."""
        ids = [ids] if isinstance(ids, str) else list(ids)
        if (before is None) == (not ids):
            raise TypeError("remove: either ids or before=")
        moment = None
        if before is not None:
            if not isinstance(before, datetime):
                before = datetime(before.year, before.month, before.day, tzinfo=zone.utc)
            moment = int(before.timestamp())
        return self._stored.remove(ids, moment)

    def compact(
        self,
        *,
        memory: int | str | None = None,
        threads: int | None = None,
        progress: bool | Watcher = False,
    ) -> None:
        """Makes one part of all, frees the place of what was removed, and learns anew."""
        self._stored.compact(settled({"memory": memory, "threads": threads}), _told(progress))

    def verify(self) -> None:
        """Reads every byte of it.

        Raises:
            StoreDamagedError: When a file is not what was written there.
        """
        self._stored.verify()

    def compare(
        self,
        articles: Articles,
        *,
        window: Duration | None = None,
        passages: bool = True,
        min_words: int = 9,
        strict_verbatim: int | None = None,
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
        """Holds articles to the index, as if all of it had been given with ``against``; all arguments are those of `compare`.

        Raises:
            SettingsError: When a setting is refused, or the index has nothing for it.
            InputError: When the articles cannot be read.
            StoreError: When the index cannot be read.
        """
        settings = settled({name: value for name, value in locals().items() if name not in _NO_SETTINGS})
        found = Comparison(self._stored.compare(articles, settings, _told(progress)))
        warn(found.warnings)
        return found

    def ask(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        published: str | date | datetime | None = None,
        url: str | None = None,
        language: str | None = None,
        timezone: str | None = None,
        passages: bool = True,
        min_words: int = 9,
        wires: Iterable[str] = (),
        threads: int | None = None,
    ) -> Comparison:
        """What there is in the index of one article: has this been published before?

        The answer takes no longer in a large archive than the text and what is found ask for.
        """
        given = published.isoformat() if isinstance(published, (date, datetime)) else published
        article = {"id": id, "text": text, "title": title, "outlet": outlet, "published": given, "url": url}
        article["language"] = language
        asked = {"timezone": timezone, "passages": passages, "min_words": min_words, "wires": wires, "threads": threads}
        found = Comparison(self._stored.ask(article, settled(asked)))
        warn(found.warnings)
        return found

    def info(self) -> dict[str, Any]:
        """What there is in it: articles, outlets, bytes, what it has learnt from."""
        return self._stored.info()

    def __len__(self) -> int:
        return int(self._stored.info()["articles"])

    def __repr__(self) -> str:
        return f"<wirecopy.Index of {len(self):,} articles in {str(self.path)!r}>"


_NO_SETTINGS = ("self", "articles", "progress")
