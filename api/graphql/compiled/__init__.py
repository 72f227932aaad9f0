"""Reads of plain fields, relations and lists answered by one statement that gives the JSON itself.

One door: `answer`. What it declines, the executor answers; both give the same, which the tests compare.
"""

from api.graphql.compiled.answering import answer

__all__ = ["answer"]
