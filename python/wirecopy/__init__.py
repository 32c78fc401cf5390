"""Finds what news articles took from one another: near-duplicates, re-used passages, who was first.

>>> import wirecopy
>>> found = wirecopy.compare("data/newsroom")
>>> found.pairs.to_pandas()

Articles go in as a table of Arrow (pyarrow, polars, DuckDB, pandas from 2.2 on) or as files, tables come out as Arrow.
"""

from wirecopy import exceptions, progress
from wirecopy._functions import compare, dedup
from wirecopy._index import Added, Index
from wirecopy._results import Comparison
from wirecopy._wirecopy import Deduplication, Table, __version__
from wirecopy.exceptions import (
    Error,
    InputError,
    OutputError,
    SettingsError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    WirecopyWarning,
)

__all__ = [
    "Added",
    "Comparison",
    "Deduplication",
    "Error",
    "Index",
    "InputError",
    "OutputError",
    "SettingsError",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "Table",
    "WirecopyWarning",
    "__version__",
    "compare",
    "dedup",
    "exceptions",
    "progress",
]
