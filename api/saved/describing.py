"""What a saved query takes, for whoever wants to ask it."""

from __future__ import annotations

from dataclasses import dataclass

from access.models import SavedQuery
from api.saved.documents import question_of
from api.saved.variables import is_required, type_of
from relationships.errors import Refused


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of the document. `required`: it has no value of its own, and needs one."""

    name: str
    type: str
    required: bool


def parameters_of(query: SavedQuery) -> list[Parameter]:
    """The variables of the document in its order; none of one that can't be read any more."""
    try:
        question = question_of(query.document)
    except Refused:
        return []
    return [
        Parameter(
            name, str(type_of(definition)), is_required(definition) and name not in (query.variables or {})
        )
        for definition in question.parameters
        for name in [definition.variable.name.value]
    ]
