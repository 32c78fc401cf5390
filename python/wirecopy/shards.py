"""What a job on a cluster asks of one article, one group, one pair: functions of Arrow batches.

They are for ``wirecopy_spark`` (spark/ of the sources), which says in which order they are asked, and what an engine sorts and groups
between. Each takes a stream of batches and gives one, and depends on nothing but these and the parameters.
"""

from __future__ import annotations

from typing import Any

from wirecopy._wirecopy import shards as _shards

__all__ = [
    "CROWDED",
    "FUNCTIONS",
    "HUBS",
    "LEAST_INFORMATION",
    "LEAST_SHARED",
    "MOST_ARTICLES",
    "NEIGHBOURS",
    "TELLING",
    "TEMPLATE_ARTICLES",
    "VERSIONS",
    "apply",
    "checked",
    "lesson",
    "parameters",
    "recurrence",
    "representatives",
]

#: Members from which on a bucket is crowded.
CROWDED: int = _shards.CROWDED
#: Members of a crowded bucket that are paired with all others, the first by rank.
HUBS: int = _shards.HUBS
#: Members of a crowded bucket next in size with which each is paired.
NEIGHBOURS: int = _shards.NEIGHBOURS
#: Articles with one fingerprint in common from which on not every two meet over it.
MOST_ARTICLES: int = _shards.MOST_ARTICLES
#: The information, in millinats, of a fingerprint over which so many meet at all.
TELLING: int = _shards.TELLING
#: Fingerprints that two articles share at the least before they are aligned …
LEAST_SHARED: int = _shards.LEAST_SHARED
#: … and the information, in millinats, that these carry together.
LEAST_INFORMATION: int = _shards.LEAST_INFORMATION
#: The resemblance from which two articles of one outlet are versions of one.
VERSIONS: float = _shards.VERSIONS
#: Times that a counter is raised at the least before its grams can be part of a template.
TEMPLATE_ARTICLES: int = _shards.TEMPLATE_ARTICLES
#: The names of the functions.
FUNCTIONS: list[str] = _shards.FUNCTIONS


def apply(name: str, batches: Any, parameters: str, corpus: bytes | None = None) -> Any:
    """The batches that the function of this name makes of batches, as a stream of Arrow that can be taken once.

    ``batches`` is a stream of Arrow too. What a function takes and gives is in ``wirecopy_spark.functions``. ``corpus`` is what
    ``recurrence`` or ``lesson`` gave, for functions that depend on it.
    """
    return _shards.apply(name, batches, parameters, corpus)


def recurrence(counters: Any, words: int) -> bytes:
    """Which wording recurs among articles of so many words: of ``counters``, a stream with ``counter`` and ``at_home``, all that
    were raised ``TEMPLATE_ARTICLES`` times or more."""
    told: bytes = _shards.recurrence(counters, words)
    return told


def lesson(corpus: tuple[int, list[str]], stems: Any, grams: Any, parameters: str) -> bytes:
    """What all articles teach: so many of them, of outlets of these names; of ``stems``, a stream with ``key`` and ``articles``, how
    many have each; of ``grams``, one with ``gram``, ``outlet`` and ``whole``, which are nobody's own."""
    told: bytes = _shards.lesson(corpus, stems, grams, parameters)
    return told


def parameters() -> str:
    """What a job is asked that is asked nothing special, as JSON with the versions of what is meant by it."""
    text: str = _shards.parameters()
    return text


def checked(parameters: str) -> str:
    """The same parameters; raises ValueError where they are none, or of another version."""
    text: str = _shards.checked(parameters)
    return text


def representatives(edges: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Of edges between near-duplicates, each two ranks of which the first is the lower: the ranks of those that stand for others."""
    ranks: list[bytes] = _shards.representatives(edges)
    return ranks
