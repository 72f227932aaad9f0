"""Figures of many relationships: how many comply with each principle, and how far computing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from api.rest import figure_shapes as s
from api.rest.describing import narrowing, read
from api.rest.door import Door
from principles.queries.figures import MOST_DAYS, GroupBy, Step, figures, figures_on, question
from principles.queries.figures.asked import NAMES
from principles.queries.progress import progress
from relationships.filters import RelationshipFilter, filtered
from relationships.models import Relationship

_TAG = "Compliance"
_DAY = {"type": "string", "format": "date"}
_LEFT_OUT = ("ordering",)


def _asked(name: str, schema: dict[str, Any], description: str) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description)


_PARAMETERS = [
    _asked(
        "group_by",
        {"type": "string", "enum": list(GroupBy), "default": "NONE"},
        "What relationships are counted together by: their unit, category profile, chosen type or portfolio.",
    ),
    _asked("on", _DAY, "As it stood at the end of this day, today at the latest."),
    _asked("from", _DAY, "The first day of a series; a year before `to` unless given."),
    _asked("to", _DAY, "The last day of a series; today unless given."),
    _asked(
        "step",
        {"type": "string", "enum": list(Step), "default": "MONTH"},
        f"A series of the last days of each month, quarter or year, {MOST_DAYS} at most.",
    ),
]


class OfRelationships(Door):
    """A view of all relationships that one may see, narrowed by the conditions of their list."""

    more: Sequence[str] = ()

    @property
    def parameters(self) -> Mapping[str, Sequence[str]]:  # type: ignore[override]
        """Read when asked: rooms above the registry add conditions when the application starts."""
        conditions = [each for each in RelationshipFilter.base_filters if each not in _LEFT_OUT]
        return {"GET": [*self.more, *conditions]}

    def chosen(self) -> tuple[QuerySet, dict[str, Any]]:
        """The relationships asked for, and what else was asked."""
        asked = self.asked_for(self.parameters["GET"])
        others = {name: asked.pop(name) for name in self.more if name in asked}
        return filtered(RelationshipFilter, asked, self.visible(Relationship), self.user), others


class ComplianceFigures(OfRelationships):
    more = NAMES

    @read(
        "getComplianceFigures",
        "Read figures of compliance",
        _TAG,
        s.FiguresShape,
        "How many relationships have which result under each principle: of all that you may see, or those "
        "for which the conditions hold. Counts, never an average: `share` is how many of those to which the "
        "principle applies could be assessed at all. As it stands now, at the end of the day `on`, or at the "
        "last days of a series (any of `from`, `to` and `step`): as it was found then, by the groups of "
        "today. At most 10,000 lines.",
        parameters=[*_PARAMETERS, *narrowing(RelationshipFilter, *_LEFT_OUT)],
    )
    def get(self, request: Any) -> Response:
        chosen, others = self.chosen()
        asked = question(others, self.by.on)
        if asked.days is None:
            found = figures(self.user, chosen, asked.group_by)
        else:
            found = figures_on(self.user, chosen, asked.days, asked.group_by)
        return Response({"items": s.FigureShape(found, many=True).data})


class ComplianceProgress(OfRelationships):
    @read(
        "getComplianceProgress",
        "Read how far compliance is computed",
        _TAG,
        s.ProgressShape,
        "After a change of many relationships at once, such as a set that came into force, the worker "
        "computes their compliance anew: how many answers are there of all that are asked for. Of all "
        "relationships that you may see, or those for which the conditions hold.",
        parameters=narrowing(RelationshipFilter, *_LEFT_OUT),
    )
    def get(self, request: Any) -> Response:
        chosen, _others = self.chosen()
        return Response(s.ProgressShape(progress(chosen)).data)
