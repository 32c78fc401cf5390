"""Finds what news articles took from one another: near-duplicates, re-used passages, who was first."""

from wirecopy._wirecopy import __version__

__all__ = ["__version__"]
