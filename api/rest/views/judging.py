"""What is known and decided of a relationship: facts, trust, safeguards, classifications, verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from api.rest import shapes
from api.rest.describing import body, levels_by, listed, object_of, read, written
from api.rest.door import Door
from relationships.actions.classify import CLASSIFICATION_FIELDS, classify
from relationships.actions.facts import rate_facts, withdraw_rating
from relationships.actions.trust import (
    ASSESSMENT_FIELDS,
    SAFEGUARD_FIELDS,
    add_safeguard,
    assess_trust,
    change_safeguard,
    withdraw_assessment,
)
from relationships.choices import FACTS, CollaborationType
from relationships.errors import refuse
from relationships.filters import (
    ClassificationFilter,
    FactRatingFilter,
    SafeguardFilter,
    TrustAssessmentFilter,
    VerdictFilter,
)
from relationships.filters.kinds import shown
from relationships.models import (
    Classification,
    FactRating,
    Relationship,
    Safeguard,
    TrustAssessment,
    Verdict,
)
from relationships.previews import explanation_of
from relationships.queries.facts import CurrentFact, facts_of
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations
from relationships.verdicts import judged

_FACTS, _TRUST, _SAFEGUARDS, _DECISIONS, _VERDICTS = (
    "Facts",
    "Trust",
    "Safeguards",
    "Classifications",
    "Verdicts",
)


class Ratings(Door):
    @listed("listFactRatings", "ratings of facts", _FACTS, shapes.RatingShape, FactRatingFilter)
    def get(self, request: Any) -> Response:
        rows = self.visible(FactRating).select_related("assessor")
        return self.page(rows, FactRatingFilter, shapes.RatingShape)


class OneRating(Door):
    @read("getFactRating", "Read a rating", _FACTS, shapes.RatingShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(FactRating, id), shapes.RatingShape)


class WithdrawRating(Door):
    @written(
        "withdrawFactRating",
        "Withdraw a rating",
        _FACTS,
        shapes.RatingShape,
        None,
        status=200,
        versioned=True,
        description="The next rating in order counts then, else the fact is unknown. It stays on record.",
    )
    def post(self, request: Any, id: str) -> Response:
        rating = self.one(FactRating, id)
        self.given_only()
        withdrawn = withdraw_rating(by=self.by, rating=rating, version=self.version_seen(rating))
        return self.record(withdrawn, shapes.RatingShape)


class RelationshipFacts(Door):
    @read(
        "getFacts",
        "Read what is known of each fact",
        _FACTS,
        shapes.FactShape(many=True),
        "Every fact of the relationship: the value that counts, where it comes from, what is unconfirmed "
        "and how far the assessors differ.",
    )
    def get(self, request: Any, id: str) -> Response:
        return self.rows(_known(self.one(Relationship, id)), shapes.FactShape)

    @written(
        "rateFacts",
        "Rate facts",
        _FACTS,
        shapes.FactShape(many=True),
        object_of(
            {
                "ratings": levels_by(FACTS),
                "assessed_on": {"type": ["string", "null"], "format": "date"},
                "evidence": {"type": ["string", "null"]},
            },
            ("ratings",),
        ),
        example={"ratings": {"complexity": 4, "criticality": 3}, "evidence": "Workshop of 12 November."},
        description="Ratings are added, never overwritten. An attitude of 1 or 5 takes evidence, and counts "
        "once a second assessor rates the same. Answers with what is known of each fact then.",
    )
    def post(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        given = self.given_only("ratings", "assessed_on", "evidence", required=("ratings",))
        rate_facts(by=self.by, relationship=relationship, **given)
        return Response(shapes.FactShape(_known(relationship), many=True).data, status=201)


def _known(relationship: Relationship) -> Iterable[CurrentFact]:
    return facts_of([relationship.pk])[relationship.pk].values()


class Assessments(Door):
    @listed("listTrustAssessments", "assessments of trust", _TRUST, shapes.TrustShape, TrustAssessmentFilter)
    def get(self, request: Any) -> Response:
        rows = self.visible(TrustAssessment).select_related("assessor")
        return self.page(rows, TrustAssessmentFilter, shapes.TrustShape)


class OneAssessment(Door):
    @read("getTrustAssessment", "Read an assessment of trust", _TRUST, shapes.TrustShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(TrustAssessment, id), shapes.TrustShape)


class WithdrawAssessment(Door):
    @written(
        "withdrawTrustAssessment",
        "Withdraw an assessment of trust",
        _TRUST,
        shapes.TrustShape,
        None,
        status=200,
        versioned=True,
        description="The assessment before it counts then. It stays on record.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(TrustAssessment, id)
        self.given_only()
        withdrawn = withdraw_assessment(by=self.by, assessment=found, version=self.version_seen(found))
        return self.record(withdrawn, shapes.TrustShape)


class RelationshipTrust(Door):
    @listed(
        "listTrustOfRelationship",
        "assessments of trust of a relationship",
        _TRUST,
        shapes.TrustShape,
        TrustAssessmentFilter,
    )
    def get(self, request: Any, id: str) -> Response:
        rows = self.visible(TrustAssessment).filter(relationship=self.one(Relationship, id))
        return self.page(rows.select_related("assessor"), TrustAssessmentFilter, shapes.TrustShape)

    @written(
        "assessTrust",
        "Assess trust",
        _TRUST,
        shapes.TrustShape,
        body(TrustAssessment, ASSESSMENT_FIELDS, ("direction", "level")),
        example={"direction": "CUSTOMER_TO_SUPPLIER", "level": 3, "evidence": "Shares bad news early."},
        description="How far one side trusts the other, 1-5, on a day (today, without one).",
    )
    def post(self, request: Any, id: str) -> Response:
        made = assess_trust(by=self.by, relationship=self.one(Relationship, id), given=self.given())
        return self.record(made, shapes.TrustShape, created="trust-assessments")


class Safeguards(Door):
    @listed("listSafeguards", "safeguards", _SAFEGUARDS, shapes.SafeguardShape, SafeguardFilter)
    def get(self, request: Any) -> Response:
        rows = self.visible(Safeguard).select_related("kind")
        return self.page(rows, SafeguardFilter, shapes.SafeguardShape)


class RelationshipSafeguards(Door):
    @listed(
        "listSafeguardsOfRelationship",
        "safeguards of a relationship",
        _SAFEGUARDS,
        shapes.SafeguardShape,
        SafeguardFilter,
    )
    def get(self, request: Any, id: str) -> Response:
        rows = self.visible(Safeguard).filter(relationship=self.one(Relationship, id))
        return self.page(rows.select_related("kind"), SafeguardFilter, shapes.SafeguardShape)

    @written(
        "addSafeguard",
        "Add a safeguard",
        _SAFEGUARDS,
        shapes.SafeguardShape,
        body(Safeguard, SAFEGUARD_FIELDS, ("kind",)),
        example={"kind": "OPEN_BOOK", "active_from": "2026-01-01"},
        description="Something in place that stands in for trust, from a day (today, without one) to a day.",
    )
    def post(self, request: Any, id: str) -> Response:
        made = add_safeguard(by=self.by, relationship=self.one(Relationship, id), given=self.given())
        return self.record(made, shapes.SafeguardShape, created="safeguards")


class OneSafeguard(Door):
    @read("getSafeguard", "Read a safeguard", _SAFEGUARDS, shapes.SafeguardShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Safeguard, id), shapes.SafeguardShape)

    @written(
        "changeSafeguard",
        "Change a safeguard",
        _SAFEGUARDS,
        shapes.SafeguardShape,
        body(Safeguard, SAFEGUARD_FIELDS),
        status=200,
        versioned=True,
        example={"active_to": "2026-12-31"},
        description="Corrects a safeguard, or ends it by its last day.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(Safeguard, id)
        changed = change_safeguard(
            by=self.by, safeguard=found, given=self.given(), version=self.version_seen(found)
        )
        return self.record(changed, shapes.SafeguardShape)


class Classifications(Door):
    @listed(
        "listClassifications", "classifications", _DECISIONS, shapes.ClassificationShape, ClassificationFilter
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(Classification).select_related("decided_by")
        return self.page(rows, ClassificationFilter, shapes.ClassificationShape)


class OneClassification(Door):
    @read("getClassification", "Read a classification", _DECISIONS, shapes.ClassificationShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Classification, id), shapes.ClassificationShape)


class RelationshipClassifications(Door):
    @listed(
        "listClassificationsOfRelationship",
        "classifications of a relationship",
        _DECISIONS,
        shapes.ClassificationShape,
        ClassificationFilter,
        "The decision that counts (`current=true`) and those it superseded.",
    )
    def get(self, request: Any, id: str) -> Response:
        rows = self.visible(Classification).filter(relationship=self.one(Relationship, id))
        return self.page(rows.select_related("decided_by"), ClassificationFilter, shapes.ClassificationShape)

    @written(
        "classify",
        "Classify a relationship",
        _DECISIONS,
        shapes.ClassificationShape,
        object_of(
            {
                "chosen_type": {"type": "string", "enum": [str(each) for each in CollaborationType]},
                "trust_target": {"type": "integer", "minimum": 1, "maximum": 5},
                "reason": {"type": ["string", "null"]},
                "options_considered": {
                    "type": ["array", "null"],
                    "items": {"type": "string", "enum": [str(each) for each in CollaborationType]},
                },
            },
            ("chosen_type", "trust_target"),
        ),
        example={"chosen_type": "SERVICE", "trust_target": 2, "options_considered": ["CALL_OFF", "SERVICE"]},
        description="Any type may be chosen. A reason is compulsory where the type isn't certainly "
        "admissible, where no type is recommended for want of facts, and where the target is below the "
        "required trust.",
    )
    def post(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        given = self.given_only(*CLASSIFICATION_FIELDS)
        made = classify(
            by=self.by,
            relationship=relationship,
            chosen_type=given.get("chosen_type"),
            trust_target=given.get("trust_target"),
            reason=given.get("reason"),
            options_considered=given.get("options_considered"),
        )
        return self.record(made, shapes.ClassificationShape, created="classifications")


class Verdicts(Door):
    @listed("listVerdicts", "verdicts", _VERDICTS, shapes.VerdictShape, VerdictFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(Verdict), VerdictFilter, shapes.VerdictShape)


class RelationshipVerdict(Door):
    parameters = {"GET": ("explain",)}

    @read(
        "getVerdict",
        "Read the verdict of a relationship",
        _VERDICTS,
        shapes.VerdictDetailShape,
        "What the rule says of the relationship. With `explain=1` also why, in the language asked for, and "
        "what would change it: computed at that moment from the facts of that moment.",
        parameters=[
            OpenApiParameter(
                "explain",
                {"type": "boolean", "default": False},
                OpenApiParameter.QUERY,
                description="Give the explanation too.",
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        wanted = _explained(request.GET.getlist("explain"))
        verdict = Verdict.objects.filter(relationship=relationship).first()
        if verdict is None:
            verdict = Verdict(relationship=relationship, verdict="PENDING", detail={})
        verdict.explanation = self._explanation(relationship) if wanted else None
        return Response(shapes.VerdictDetailShape(verdict).data)

    def _explanation(self, relationship: Relationship) -> dict[str, Any]:
        language = "nl" if (get_language() or "").startswith("nl") else "en"
        rules = rules_of(rule_set_in_force())
        judgement = judged(situations([relationship.pk], self.by.at)[0], rules)
        return explanation_of(judgement, language)


def _explained(sent: list[str]) -> bool:
    words = {"": True, "1": True, "true": True, "0": False, "false": False}
    if not sent:
        return False
    if len(sent) > 1 or sent[0].lower() not in words:
        refuse("INVALID_FILTER", "explain", value=shown(sent), why="give 1 or 0.")
    return words[sent[0].lower()]
