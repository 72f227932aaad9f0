"""Decisions: this type, with this trust as the target, for this reason, on these facts."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene

from api.graphql import enums, words
from api.graphql.fields import Plain, RecordType, one
from api.graphql.reads import Is, reading
from api.graphql.types.verdict import VerdictFlag, flags_of, language_of
from relationships import models as m
from relationships.fit.texts import FACT_NAMES


class SnapshotFact(Plain):
    """What was known of one fact at the moment of a decision."""

    code = enums.FactCode(required=True, description="The fact.")
    label = graphene.String(required=True, description="Its name in your language.")
    value = graphene.Int(description="The level that counted, 1 to 5; null: unknown.")
    source = enums.FactSource(description="Where it came from.")


class RecommendationSnapshot(Plain):
    """What the rule recommended at the moment of a decision."""

    score = graphene.Float(description="The score of the delivery, 0 to 100; null: open.")
    score_low = graphene.Float(description="The lowest score possible.")
    score_high = graphene.Float(description="The highest score possible.")
    delivery_type = enums.CollaborationType(description="The type that the delivery alone needed.")
    needed_depth = graphene.Int(description="The depth needed, 0 to 5; null: open.")
    needed_low = graphene.Int(description="The least depth needed that was possible.")
    needed_high = graphene.Int(description="The greatest depth needed that was possible.")
    feasible_depth = graphene.Int(description="The depth that the parties allowed, 0 to 5; null: open.")
    feasible_low = graphene.Int(description="The least depth allowed that was possible.")
    feasible_high = graphene.Int(description="The greatest depth allowed that was possible.")
    binding_caps = graphene.List(
        graphene.NonNull(enums.DepthCap), required=True, description="What of the parties limited it."
    )
    admissible_types = graphene.List(
        graphene.NonNull(enums.CollaborationType), description="The types that fitted; null: open."
    )
    recommended_type = enums.CollaborationType(description="The type recommended; null: undecided.")
    posture = enums.RelationshipPosture(description="What the parties forced on it; null: undecided.")
    posture_side = enums.RelationshipSide(description="The side that the posture named.")
    required_trust_recommended = graphene.Int(description="The trust that the recommended type required.")
    unknown_facts = graphene.List(
        graphene.NonNull(enums.FactCode), required=True, description="The facts not known then."
    )
    deciding_facts = graphene.List(
        graphene.NonNull(enums.FactCode), required=True, description="Those that could have decided."
    )


class VerdictSnapshot(Plain):
    """The verdict on a decision at its own moment."""

    verdict = enums.VerdictCode(required=True, description="Whether the choice fitted the facts.")
    required_trust = graphene.Int(description="The trust that the chosen type required; null: open.")
    required_trust_low = graphene.Int(description="The least that was possible.")
    required_trust_high = graphene.Int(description="The most that was possible.")
    mutual_trust = graphene.Int(description="The lower of the two directions; null: not assessed.")
    trust_customer_to_supplier = graphene.Int(description="The customer's trust in the supplier.")
    trust_supplier_to_customer = graphene.Int(description="The supplier's trust in the customer.")
    flags = graphene.List(graphene.NonNull(VerdictFlag), required=True, description="What it said.")


class Classification(RecordType):
    """A decision about a relationship. Never changed: a new one supersedes it."""

    class Meta:
        model = m.Classification
        holds = words.CLASSIFICATION

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    decided_by = one(m.User, "decided_by", "Who decided; null where you may not see who.")
    rule_set = one(m.RuleSet, "rule_set", "The rule set in force then.", required=True)
    current = graphene.Boolean(required=True, description="Whether it is the decision that counts now.")
    options_considered = graphene.List(
        graphene.NonNull(enums.CollaborationType), required=True, description="The types considered."
    )
    facts = graphene.List(
        graphene.NonNull(SnapshotFact), required=True, description="What was known of each fact."
    )
    recommendation = graphene.Field(
        RecommendationSnapshot, required=True, description="What the rule recommended."
    )
    verdict = graphene.Field(VerdictSnapshot, required=True, description="The verdict of that moment.")

    @staticmethod
    @partial(reading, Is("superseded_at", None))
    def resolve_current(record: m.Classification, info: Any) -> bool:
        return record.superseded_at is None

    @staticmethod
    def resolve_facts(record: m.Classification, info: Any) -> list[SnapshotFact]:
        named = FACT_NAMES[language_of()]
        return [
            SnapshotFact(code=code, label=named[code], value=each["value"], source=each["source"])
            for code, each in record.facts.items()
        ]

    @staticmethod
    def resolve_recommendation(record: m.Classification, info: Any) -> RecommendationSnapshot:
        kept = record.recommendation
        ranges = {
            f"{name}_{end}": value
            for name in ("score", "needed", "feasible")
            for end, value in _ends(kept.get(f"{name}_range"))
        }
        plain = ("score", "delivery_type", "needed_depth", "feasible_depth", "admissible_types")
        plain += ("recommended_type", "posture", "posture_side", "required_trust_recommended")
        lists = ("binding_caps", "unknown_facts", "deciding_facts")
        return RecommendationSnapshot(
            **{name: kept.get(name) for name in plain},
            **{name: kept.get(name) or [] for name in lists},
            **ranges,
        )

    @staticmethod
    def resolve_verdict(record: m.Classification, info: Any) -> VerdictSnapshot:
        kept = record.verdict
        trust = kept.get("trust", {})
        ends = dict(_ends(kept.get("required_trust_range")))
        return VerdictSnapshot(
            verdict=kept["verdict"],
            required_trust=kept.get("required_trust"),
            required_trust_low=ends.get("low"),
            required_trust_high=ends.get("high"),
            mutual_trust=kept.get("mutual_trust"),
            trust_customer_to_supplier=trust.get("CUSTOMER_TO_SUPPLIER"),
            trust_supplier_to_customer=trust.get("SUPPLIER_TO_CUSTOMER"),
            flags=flags_of(kept.get("flags")),
        )


def _ends(found: list[Any] | None) -> list[tuple[str, Any]]:
    return list(zip(("low", "high"), found or (), strict=False))
