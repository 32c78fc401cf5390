"""Keyword arguments on their way to the native module."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Protocol, TypeAlias

from wirecopy.exceptions import SettingsError, WirecopyWarning


class ArrowStream(Protocol):
    """A table of Arrow: pyarrow, polars, DuckDB, pandas from 2.2 on, and whatever else has the PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


StrPath: TypeAlias = "str | os.PathLike[str]"
Articles: TypeAlias = "ArrowStream | StrPath | Iterable[StrPath]"
Duration: TypeAlias = "timedelta | int | str"

_UNITS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_SIZES = {"K": 1, "M": 2, "G": 3, "T": 4}


def seconds(name: str, given: Duration | None) -> int | None:
    """A length of time in whole seconds: a ``timedelta``, seconds, or ``"36h"``."""
    if given is None:
        return None
    if isinstance(given, str):
        match = re.fullmatch(r"(\d+)([mhdw])", given)
        if match is None:
            raise SettingsError(f"{name}: a time is a whole number and a unit, such as 90m, 36h, 7d or 2w, not {given!r}")
        given = int(match[1]) * _UNITS[match[2]]
    whole = int(given.total_seconds() if isinstance(given, timedelta) else given)
    if whole < 1:
        raise SettingsError(f"{name}: is less than a second")
    return whole


def size(name: str, given: int | str | None) -> int | None:
    """Bytes: a number of them, or ``"2G"``."""
    if not isinstance(given, str):
        return given
    match = re.fullmatch(r"(\d+)([KMGT])(?:i?B)?", given, re.IGNORECASE)
    if match is None:
        raise SettingsError(f"{name}: a size is a whole number and a unit, such as 512M or 2G, not {given!r}")
    return int(match[1]) << 10 * _SIZES[match[2].upper()]


def settled(given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a call, as the native module takes them."""
    settings = {name: value for name, value in given.items() if value is not None}
    if "window" in settings:
        settings["window"] = seconds("window", settings["window"])
    if "memory" in settings:
        settings["memory"] = size("memory", settings["memory"])
    for name in ("boilerplate", "wires", "reviewed", "graphs"):
        if name in settings:
            value = settings[name]
            settings[name] = [value] if isinstance(value, (str, os.PathLike)) else list(value)
    if "fields" in settings:
        settings["fields"] = list(settings["fields"].items())
    return settings


def warn(told: Iterable[tuple[str, str | None, str]]) -> None:
    """Warns of each kind of thing once: the first of it, and how many more there are."""
    kinds: dict[str, list[str]] = {}
    for kind, place, what in told:
        kinds.setdefault(kind, []).append(f"{place}: {what}" if place else what)
    for first, *more in kinds.values():
        rest = f" (and {len(more):,} more of the kind: see .warnings)" if more else ""
        warnings.warn(first + rest, WirecopyWarning, stacklevel=3)
