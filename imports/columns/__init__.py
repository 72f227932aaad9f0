"""Which column goes to which field: by its header, by its cells, or by hand."""

from imports.columns.mapping import missing, questions, recognise
from imports.fields import FIELDS, Field

__all__ = ["FIELDS", "Field", "missing", "questions", "recognise"]
