"""What a relationship shows of the principles: the evidence for them, and whether it complies."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import scalars
from api.graphql.cohorts import Cohort, cohort_of, portions
from api.graphql.connections import listed
from api.graphql.fields import grouped
from api.graphql.types.compliance import ComplianceOnDay
from api.graphql.types.labels import FoundLabel, found_labels
from api.graphql.types.provisional import PROVISIONAL_COMPLIANCE, SUGGESTED_RATINGS
from principles import models as p
from principles.queries.past import compliance_on
from relationships.values import day as day_of

_OF = "relationship"


class PrincipleParts:
    """The fields of a relationship that the principles add."""

    benefits = listed(p.Benefit, _OF, "What it brings, and to whom.")
    interests = listed(p.Interest, _OF, "What each side wants.")
    interest_pairs = listed(p.InterestPair, _OF, "How interests of both sides stand to each other.")
    capabilities = listed(p.Capability, _OF, "What each side can do.")
    capability_pairs = listed(p.CapabilityPair, _OF, "What capabilities of both sides make together.")
    resistance_signals = listed(p.ResistanceSignal, _OF, "Resistance that showed, and what was answered.")
    development_plans = listed(p.DevelopmentPlan, _OF, "Plans to develop it, abandoned ones included.")
    reviews = listed(p.Review, _OF, "The looking back at it.")
    compliance = listed(p.Compliance, _OF, "Whether it complies with each principle now.")
    past_compliance = listed(p.PastCompliance, _OF, "What held of it before.")
    compliance_on = graphene.List(
        graphene.NonNull(ComplianceOnDay),
        required=True,
        args={
            "day": graphene.Argument(
                scalars.Day, description="The day, today where none is given; not one to come."
            )
        },
        description=(
            "What held under each principle when a day ended, as it was found then: evidence added since "
            "does not rewrite it."
        ),
    )
    provisional_compliance = PROVISIONAL_COMPLIANCE
    suggested_ratings = SUGGESTED_RATINGS
    judgements = listed(p.Judgement, _OF, "What persons judged otherwise, withdrawn ones included.")
    explanations = listed(p.Explanation, _OF, "Why it departs from principles, lapsed ones included.")
    label_dismissals = listed(p.LabelDismissal, _OF, "Labels found in it that are none.")
    found_labels = grouped(
        FoundLabel, "The discouraged labels in it that nobody dismissed.", "found labels", found_labels
    )

    @staticmethod
    def resolve_compliance_on(record: Any, info: Any, day: Any = None) -> list[Any]:
        by = info.context.by
        wanted = by.on if day is None else day_of(day, "day")

        def read(records: list[Any]) -> dict[int, list[Any]]:
            found: dict[int, list[Any]] = {}
            for ids in portions(each.pk for each in records):
                found |= compliance_on(by.user, ids, wanted, today=by.on)
            Cohort(each for rows in found.values() for each in rows)
            return found

        return cohort_of(record).once(("compliance on", wanted), read).get(record.pk, [])
