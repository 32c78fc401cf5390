"""What a job on a cluster asks of one article, one group, one pair: functions of Arrow batches.

They are for ``wirecopy_spark`` (spark/ of the sources), which says in which order they are asked, and what an engine sorts and groups
between. Each takes a stream of batches and gives one, and depends on nothing but these and the parameters.
"""

from __future__ import annotations

from typing import Any

from wirecopy._wirecopy import shards as _shards

__all__ = ["CROWDED", "FUNCTIONS", "HUBS", "NEIGHBOURS", "apply", "checked", "parameters", "representatives"]

#: Members from which on a bucket is crowded.
CROWDED: int = _shards.CROWDED
#: Members of a crowded bucket that are paired with all others, the first by rank.
HUBS: int = _shards.HUBS
#: Members of a crowded bucket next in size with which each is paired.
NEIGHBOURS: int = _shards.NEIGHBOURS
#: The names of the functions.
FUNCTIONS: list[str] = _shards.FUNCTIONS


def apply(name: str, batches: Any, parameters: str) -> Any:
    """The batches that the function of this name makes of batches, as a stream of Arrow that can be taken once.

    ``batches`` is a stream of Arrow too. What a function takes and gives is in ``wirecopy_spark.functions``.
    """
    return _shards.apply(name, batches, parameters)


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
