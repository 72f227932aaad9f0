"""Comply or explain: explanations written, approved by somebody else, withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from api.rest import principle_shapes as s
from api.rest.describing import body, listed, read, written
from api.rest.door import Door
from principles.actions import explanations
from principles.filters import ExplanationFilter
from principles.models import Explanation
from relationships.models import Relationship

_TAG = "Explanations"
_REQUIRED = ("principle", "reason", "instead", "valid_until")


class Explanations(Door):
    @listed(
        "listExplanations",
        "explanations",
        _TAG,
        s.ComplianceExplanationShape,
        ExplanationFilter,
        "Those that stand, await approval or lapsed (`state`); with `lapses_by`, what is to be renewed.",
    )
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), ExplanationFilter, s.ComplianceExplanationShape)


class RelationshipExplanations(Door):
    @listed(
        "listExplanationsOfRelationship",
        "explanations of a relationship",
        _TAG,
        s.ComplianceExplanationShape,
        ExplanationFilter,
    )
    def get(self, request: Any, id: str) -> Response:
        rows = _rows(self).filter(relationship=self.one(Relationship, id))
        return self.page(rows, ExplanationFilter, s.ComplianceExplanationShape)

    @written(
        "writeExplanation",
        "Explain a departure from a principle",
        _TAG,
        s.ComplianceExplanationShape,
        body(Explanation, explanations.EXPLANATION_FIELDS, _REQUIRED),
        example={
            "principle": "P4",
            "reason": "They merge this year.",
            "instead": "We meet each month.",
            "owner": "sourcing",
            "valid_until": "2027-06-30",
        },
        description="Under an active principle of the set in force, named by its code or its id, for at most "
        f"{explanations.LONGEST_MONTHS} months. The owner is the author unless another is named. It counts "
        "once somebody else approves it; one that awaited approval before it is replaced.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Relationship, id)
        made = explanations.write_explanation(by=self.by, relationship=found, given=self.given())
        return self.record(made, s.ComplianceExplanationShape, created="explanations")


class OneExplanation(Door):
    @read("getExplanation", "Read an explanation", _TAG, s.ComplianceExplanationShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Explanation, id), s.ComplianceExplanationShape)


class ApproveExplanation(Door):
    @written(
        "approveExplanation",
        "Approve an explanation",
        _TAG,
        s.ComplianceExplanationShape,
        None,
        status=200,
        versioned=True,
        description="Of somebody else: from now on it counts, and replaces the one approved before.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Explanation, id)
        self.given_only()
        seen = self.version_seen(found)
        approved = explanations.approve_explanation(by=self.by, explanation=found, version=seen)
        return self.record(approved, s.ComplianceExplanationShape)


class WithdrawExplanation(Door):
    @written(
        "withdrawExplanation",
        "Withdraw an explanation",
        _TAG,
        s.ComplianceExplanationShape,
        None,
        status=200,
        versioned=True,
        description="The result that it explained shows again. It stays on record.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Explanation, id)
        self.given_only()
        seen = self.version_seen(found)
        withdrawn = explanations.withdraw_explanation(by=self.by, explanation=found, version=seen)
        return self.record(withdrawn, s.ComplianceExplanationShape)


def _rows(door: Door) -> QuerySet:
    return door.visible(Explanation).select_related("owner", "author", "approver")
