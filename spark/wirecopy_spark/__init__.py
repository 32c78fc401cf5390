"""wirecopy on Apache Spark, or on an engine that speaks its language.

The engine groups rows across machines; the functions of ``wirecopy.shards`` say what becomes of them. So the tables are those of
the command on the same articles, whatever the number of machines and partitions.
"""

from .near import NearDuplicates, near_duplicates
from .passages import Audit, Passages, PassageSettings, audit, passages
from .settings import Settings, SettingsError

__all__ = [
    "Audit",
    "NearDuplicates",
    "PassageSettings",
    "Passages",
    "Settings",
    "SettingsError",
    "audit",
    "near_duplicates",
    "passages",
]
