"""Compliance, now and on a day in the past, and what persons judge otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from api.rest import parameters
from api.rest import principle_shapes as s
from api.rest.describing import body, listed, read, written
from api.rest.door import Door
from principles.actions import judgements
from principles.choices import ComputedResult, EffectiveResult
from principles.filters import ComplianceFilter, JudgementFilter, PastComplianceFilter
from principles.models import Compliance, Judgement, PastCompliance
from principles.queries.past import compliance_on
from principles.queries.sets import set_in_force
from relationships.errors import refuse
from relationships.models import Relationship
from relationships.values import day

_TAG, _JUDGEMENTS = "Compliance", "Judgements"
_SPOKEN_OF = ("judgement__judged_by", "explanation__owner", "explanation__author", "explanation__approver")


class AllCompliance(Door):
    @listed(
        "listCompliance",
        "compliance",
        _TAG,
        s.PresentComplianceShape,
        ComplianceFilter,
        "What holds now: one row a relationship that you may see and active principle of the set in force. "
        "A relationship without rows is still to be computed.",
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(Compliance).select_related("principle")
        return self.page(rows, ComplianceFilter, s.PresentComplianceShape)


class AllPastCompliance(Door):
    @listed(
        "listPastCompliance",
        "past compliance",
        _TAG,
        s.PastComplianceShape,
        PastComplianceFilter,
        "What used to hold, from when until when. With `on`, what has changed since that day: what still "
        "holds stands in the list of compliance.",
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(PastCompliance).select_related("principle")
        return self.page(rows, PastComplianceFilter, s.PastComplianceShape)


class RelationshipCompliance(Door):
    parameters = {"GET": ("on",)}

    @read(
        "getCompliance",
        "Read the compliance of a relationship",
        _TAG,
        s.RelationshipComplianceShape,
        "The answer under each principle, with the reasons and what would make it comply as sentences in the "
        "language asked for, and with the judgement and the explanation that count. With `on` as it stood "
        "when that day ended, by the clock of the installation: found then, never computed anew. A principle "
        "without an answer on that day is not there.",
        parameters=[
            OpenApiParameter(
                "on",
                {"type": "string", "format": "date"},
                OpenApiParameter.QUERY,
                description="A day, today at the latest.",
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        on = parameters.used(self, "on", self._past_day)
        today = self.by.on
        rows: list[Any] = compliance_on(self.user, [relationship.pk], on or today, today=today).get(
            relationship.pk, []
        )
        if not rows and on in (None, today):
            rows = _pending(relationship)
        told = {"relationship": relationship.pk, "on": on, "answers": _answers(rows)}
        return Response(s.RelationshipComplianceShape(told).data)

    def _past_day(self, sent: str) -> date:
        found = day(sent, "on")
        if found > self.by.on:
            refuse("DATE_IN_FUTURE", "on", value=found.isoformat())
        return found


def _pending(relationship: Relationship) -> list[Compliance]:
    """Of a relationship that was never computed, nothing is known yet."""
    return [
        Compliance(
            relationship=relationship,
            principle=each,
            result=ComputedResult.PENDING,
            effective=EffectiveResult.PENDING,
        )
        for each in set_in_force().principles.filter(active=True)
    ]


def _answers(rows: list[Any]) -> list[Any]:
    """The rows with their principle in the language asked for and what persons said of them."""
    for model in (Compliance, PastCompliance):
        prefetch_related_objects([each for each in rows if isinstance(each, model)], *_SPOKEN_OF)
    spoken = s.language()
    for row in rows:
        row.theme = _in(spoken, row.principle, "theme")
        row.text = _in(spoken, row.principle, "principle")
        row.valid_until = getattr(row, "valid_until", None)
        row.until = getattr(row, "until", None)
    return rows


def _in(spoken: str, principle: Any, part: str) -> str:
    """A text in the language asked for, or else in the other one."""
    other = "en" if spoken == "nl" else "nl"
    return getattr(principle, f"{part}_{spoken}") or getattr(principle, f"{part}_{other}")


class Judgements(Door):
    @listed("listJudgements", "judgements", _JUDGEMENTS, s.JudgementShape, JudgementFilter)
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), JudgementFilter, s.JudgementShape)


class OneJudgement(Door):
    @read("getJudgement", "Read a judgement", _JUDGEMENTS, s.JudgementShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Judgement, id), s.JudgementShape)


class WithdrawJudgement(Door):
    @written(
        "withdrawJudgement",
        "Withdraw a judgement",
        _JUDGEMENTS,
        s.JudgementShape,
        None,
        status=200,
        versioned=True,
        description="What was computed counts again. The judgement stays on record.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Judgement, id)
        self.given_only()
        seen = self.version_seen(found)
        withdrawn = judgements.withdraw_judgement(by=self.by, judgement=found, version=seen)
        return self.record(withdrawn, s.JudgementShape)


class RelationshipJudgements(Door):
    @listed(
        "listJudgementsOfRelationship",
        "judgements of a relationship",
        _JUDGEMENTS,
        s.JudgementShape,
        JudgementFilter,
        "Those that count (`standing=true`) and those that were withdrawn.",
    )
    def get(self, request: Any, id: str) -> Response:
        rows = _rows(self).filter(relationship=self.one(Relationship, id))
        return self.page(rows, JudgementFilter, s.JudgementShape)

    @written(
        "judgeCompliance",
        "Judge a relationship otherwise",
        _JUDGEMENTS,
        s.JudgementShape,
        body(Judgement, judgements.JUDGEMENT_FIELDS, judgements.JUDGEMENT_FIELDS),
        example={"principle": "P4", "result": "COMPLIANT", "reason": "Seen on site on 3 November."},
        description="A result of one's own under an active principle of the set in force, named by its code "
        "or its id. It counts until it is withdrawn or another takes its place; what is computed stays "
        "beside it.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Relationship, id)
        made = judgements.judge_compliance(by=self.by, relationship=found, given=self.given())
        return self.record(made, s.JudgementShape, created="judgements")


def _rows(door: Door) -> QuerySet:
    return door.visible(Judgement).select_related("judged_by")
