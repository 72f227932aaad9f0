"""What isn't in force or isn't decided: compliance under a draft, and ratings that pairs suggest."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from api.rest import figure_shapes as s
from api.rest import paging, parameters
from api.rest.describing import narrowing, read
from api.rest.door import Door
from api.rest.views.figures import OfRelationships
from principles.models import PrincipleSet
from principles.queries.provisional import LARGEST_PAGE, provisional, trial
from principles.queries.suggestions import suggested_ratings
from relationships.filters import RelationshipFilter
from relationships.models import Relationship
from relationships.permissions import Act, may
from relationships.queries import find
from relationships.values import whole

_USUAL_PAGE = 100


class ProvisionalCompliance(Door):
    parameters = {"GET": ("principle_set",)}

    @read(
        "getProvisionalCompliance",
        "Read the compliance of a relationship under a set that is not in force",
        "Compliance",
        s.ProvisionalShape,
        "What a draft or submitted set would say of the relationship if it came into force today, beside "
        "what the set in force says at this moment. Computed when asked; nothing is stored.",
        parameters=[
            OpenApiParameter(
                "principle_set",
                {"type": "integer"},
                OpenApiParameter.QUERY,
                required=True,
                description="The id of the set.",
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        tried = parameters.needed(self, "principle_set", lambda sent: find(self.user, PrincipleSet, sent))
        found = provisional(tried, [relationship.pk], self.by.at)[relationship.pk]
        answer = {
            "relationship": relationship.pk,
            "principle_set": tried.pk,
            "provisional": True,
            "answers": found,
        }
        return Response(s.ProvisionalShape(answer).data)


class PrincipleSetTrial(OfRelationships):
    more = ("limit", "after")

    @read(
        "tryPrincipleSet",
        "Try a principle set out",
        "Principle sets",
        s.PrincipleTrialShape,
        "Which relationships would change from what to what if this draft or submitted set came into force "
        "today: of all that you may see, or those for which the conditions hold, 10,000 at most. Each is "
        "computed under both sets as it is at this moment; nothing is stored.",
        parameters=[
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": _USUAL_PAGE},
                OpenApiParameter.QUERY,
                description="How many relationships that would change are on a page.",
            ),
            OpenApiParameter(
                "after",
                {"type": "integer"},
                OpenApiParameter.QUERY,
                description="From the `next` of the page before this one.",
            ),
            *narrowing(RelationshipFilter, "ordering"),
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        tried = self.one(PrincipleSet, id)
        chosen, _others = self.chosen()
        limit = parameters.used(self, "limit", lambda sent: whole(sent, "limit", 1, LARGEST_PAGE))
        after = parameters.used(self, "after", lambda sent: whole(sent, "after", 0, 2**63 - 1))
        found = trial(tried, chosen, at=self.by.at, after=after, limit=limit or _USUAL_PAGE)
        following = found.following
        answer = {
            "provisional": True,
            "rows": found.rows,
            "totals": found.totals,
            "next": None if following is None else paging.address_after(request._request, str(following)),
        }
        return Response(s.PrincipleTrialShape(answer).data)


class Suggestions(Door):
    @read(
        "getSuggestedRatings",
        "Read the ratings that pairs suggest",
        "Facts",
        s.SuggestionsShape,
        "What the pairs of interests suggest for goal alignment, and those of capabilities for "
        "complementarity, beside the rating that counts. Never written by itself: taking it over is rating "
        "the fact.",
    )
    def get(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        answer = {
            "relationship": relationship.pk,
            "may_take_over": may(self.by, Act.RATE_FACTS, relationship.unit),
            "suggestions": suggested_ratings([relationship.pk])[relationship.pk],
        }
        return Response(s.SuggestionsShape(answer, context={"relationship": relationship.pk}).data)
