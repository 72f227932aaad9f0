"""Lists are taken in here too."""

from tests.imports.conftest import take

__all__ = ["take"]
