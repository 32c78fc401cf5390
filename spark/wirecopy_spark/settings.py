"""What is asked of a job, as the one value that all machines are given."""

import json
from dataclasses import dataclass

from wirecopy import shards


#: What the command does where nothing is said.
_USUAL = json.loads(shards.parameters())["plan"]


class SettingsError(ValueError):
    """A setting that is refused."""


@dataclass(frozen=True)
class Settings:
    """The options of ``wirecopy compare`` that a job has, under their names, with the same defaults.

    ``window`` is in seconds. ``representative`` is ``earliest``, ``longest`` or ``first``. With ``series``, near-duplicates that are
    notices of a series are told, and are in no cluster, as ``wirecopy dedup`` does; ``compare --no-passages`` does not.

    One is the job's own and changes no table: articles meet in their buckets in so many ``rounds``, each of which sorts that much less.
    """

    threshold: float = _USUAL["threshold"]
    shingle: int = _USUAL["shingle"]
    permutations: int = _USUAL["sketch"]["slots"]
    seed: int = _USUAL["sketch"]["seed"]
    keep_diacritics: bool = False
    representative: str = "earliest"
    window: int | None = None
    series: bool = False
    boilerplate: tuple[str, ...] = ()
    timezone: str = "UTC"
    dates: str | None = None
    rounds: int = 1

    def parameters(self) -> str:
        """As JSON, with the versions of what is meant by it.

        Raises SettingsError when it is something that the command would refuse as well.
        """
        if self.rounds < 1:
            raise SettingsError(f"articles meet in at least 1 round, not {self.rounds}")
        written = json.loads(shards.parameters())
        written["plan"] |= {
            "threshold": self.threshold,
            "shingle": self.shingle,
            "sketch": {"slots": self.permutations, "seed": self.seed},
            "folding": "case_only" if self.keep_diacritics else "diacritics",
            "representative": self.representative,
            "window_seconds": self.window,
            "boilerplate": list(self.boilerplate),
            "passages": None,
            "formulas": self.series,
        }
        written |= {"timezone": self.timezone, "dates": self.dates}
        try:
            return shards.checked(json.dumps(written))
        except ValueError as fault:
            raise SettingsError(str(fault)) from None
