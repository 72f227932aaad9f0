"""Who acts from the command line, as for every command."""

from relationships.management.acting import acting

__all__ = ["acting"]
