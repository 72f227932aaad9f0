"""Reads with more than one caller. What a user may see is decided in `scope`, for every door."""

from relationships.queries.scope import few_visible_to, find, visible_to, visible_units

__all__ = ["few_visible_to", "find", "visible_to", "visible_units"]
