"""What the answers about many relationships at once, and about what is not in force, hold."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest.fields import Shape
from api.rest.principle_shapes import SaidShape, language
from principles import choices as c
from principles.checks.texts import reason_of, sentence, way_of
from principles.queries.figures import Figure
from principles.queries.provisional import Provisional
from principles.queries.suggestions import SuggestedRating
from principles.suggestions import SuggestionReason
from principles.suggestions import sentence as suggested_because
from relationships.choices import FactSource

_CODE = "Its code, such as P4."
_EFFECTIVE = "Relationships with this effective result; null: not known."
_COMPUTED = "Relationships of which the check itself says so; null: not known."


def _count(help_text: str) -> serializers.Field:
    return f.whole(help_text, allow_null=True)


class FigureShape(Shape):
    """A line of the figures. Flat; null where nothing is known, which is not zero."""

    on = f.day("The day at whose end it stood so; null: as it stands now.")
    group = f.whole("The id of the unit, category profile or portfolio.", "group.id")
    group_code = f.text("The code of the unit, of the type, or the name of the category.", "group.code")
    group_name = serializers.SerializerMethodField(help_text="In the language asked for.")
    principle_code = f.text(_CODE, "principle")
    theme = serializers.SerializerMethodField(help_text="Of the principle, in the language asked for.")
    recorded = f.truth("Whether anything was found by then; if not, every number is null.")
    relationships = _count("In the group; on a day, those of which anything was found by then.")
    compliant = _count(_EFFECTIVE)
    partly = _count(_EFFECTIVE)
    non_compliant = _count(_EFFECTIVE)
    explained = _count(_EFFECTIVE)
    not_assessable = _count(_EFFECTIVE)
    not_applicable = _count(_EFFECTIVE)
    pending = _count("Relationships of which the answer is still to be computed.")
    computed_compliant = _count(_COMPUTED)
    computed_partly = _count(_COMPUTED)
    computed_non_compliant = _count(_COMPUTED)
    computed_not_assessable = _count(_COMPUTED)
    computed_not_applicable = _count(_COMPUTED)
    applicable = _count("Computed, and not NOT_APPLICABLE.")
    assessable = _count("Of these: not NOT_ASSESSABLE.")
    share = f.number("assessable / applicable, 0-1; null: nothing is applicable.", allow_null=True)

    @extend_schema_field({"type": "string"})
    def get_group_name(self, figure: Figure) -> str:
        return figure.group.names.get(language(), "")

    @extend_schema_field({"type": "string"})
    def get_theme(self, figure: Figure) -> str:
        spoken = language()
        return figure.themes[spoken] or figure.themes["en" if spoken == "nl" else "nl"]


class FiguresShape(Shape):
    items = FigureShape(many=True, help_text="By day, by group, in the order of the principles.")


class ProgressShape(Shape):
    relationships = f.whole("Relationships asked about.")
    relationships_pending = f.whole("Of these: with an answer that is still to be computed.")
    total = f.whole("Answers asked for: each relationship under each active principle.")
    computed = f.whole("Of these: computed.")
    pending = f.whole("Of these: still to be computed.")
    running = f.truth("Whether the worker is computing at this moment, for anybody.")


_EFFECTIVES = [str(each) for each in c.EffectiveResult if each != c.EffectiveResult.PENDING]
_RESULTS = [str(each) for each in c.Result]


class ChangedAnswerShape(Shape):
    principle_code = f.text(_CODE, "code")
    result = f.code(_RESULTS, "What the check says under the set tried.", "new_result", allow_null=True)
    effective = f.code(
        _EFFECTIVES, "With what persons say; null: not a principle of that set.", "new", allow_null=True
    )
    result_in_force = f.code(_RESULTS, "Under the set in force.", "old_result", allow_null=True)
    effective_in_force = f.code(
        _EFFECTIVES, "With what persons say; null: not a principle in force.", "old", allow_null=True
    )
    changed = f.truth("Whether one is not as the other.")
    provisional = f.truth("Always true: the set tried is not in force.")


def _said(stored: list[dict[str, Any]], read: Any) -> list[dict[str, Any]]:
    spoken = language()
    return [{**each, "text": sentence(read(each), spoken)} for each in stored]


class ProvisionalAnswerShape(ChangedAnswerShape):
    reasons = serializers.SerializerMethodField(help_text="Why the check says so under the set tried.")
    ways = serializers.SerializerMethodField(help_text="What would make it comply then.")
    judgement = f.whole(
        "The judgement that would count.", "found.judgement_id", allow_null=True, default=None
    )
    explanation = f.whole(
        "The explanation that would count.", "found.explanation_id", allow_null=True, default=None
    )

    @extend_schema_field(SaidShape(many=True))
    def get_reasons(self, answer: Provisional) -> list[dict[str, Any]]:
        return _said(answer.found.reasons, reason_of) if answer.found else []

    @extend_schema_field(SaidShape(many=True))
    def get_ways(self, answer: Provisional) -> list[dict[str, Any]]:
        return _said(answer.found.ways, way_of) if answer.found else []


class ProvisionalShape(Shape):
    relationship = f.whole()
    principle_set = f.whole("The set tried.")
    provisional = f.truth("Always true: nothing of this is stored, and nothing of it counts.")
    answers = ProvisionalAnswerShape(many=True, help_text="In the order of the principles of the set tried.")


class PrincipleMoveShape(Shape):
    principle_code = f.text(_CODE, "principle")
    old = f.code(_EFFECTIVES, "Under the set in force; null: not in it.", allow_null=True)
    new = f.code(_EFFECTIVES, "Under the set tried; null: not in it.", allow_null=True)
    count = f.whole("Relationships that go from the one to the other, or stay.")


class PrincipleTotalsShape(Shape):
    relationships = f.whole("Relationships tried.")
    affected = f.whole("Of these: would not be as they are under some principle.")
    moves = PrincipleMoveShape(many=True, help_text="From what to what, the most frequent first.")


class TriedRelationshipShape(Shape):
    relationship = f.whole()
    unit = f.text("Its code.", "named.unit", allow_null=False)
    party = f.text("Its name.", "named.party", allow_null=False)
    subject = f.text("", "named.subject", allow_null=False)
    changes = ChangedAnswerShape(many=True, help_text="The principles under which it would change.")


class PrincipleTrialShape(Shape):
    provisional = f.truth("Always true: nothing of this is stored, and nothing of it counts.")
    items = TriedRelationshipShape(many=True, source="rows", help_text="Those that would change, by id.")
    totals = PrincipleTotalsShape(allow_null=True, help_text="Of all; only with the first page.")
    next = f.text("The address of the next page; null: this is the last.", allow_null=True)


class SuggestionShape(Shape):
    fact = f.text("The fact, by its code.", "suggestion.fact", allow_null=False)
    value = f.whole("The level suggested, 1-5; null: none.", "suggestion.value")
    reasons = serializers.SerializerMethodField(help_text="How it comes about, or why there is none.")
    pairs = f.Loose(source="suggestion.pairs", help_text="The pairs it rests on: how many of each kind.")
    current_value = f.whole("The level that counts now; null: unknown.", "current.value")
    current_source = f.code(FactSource, "Where that comes from.", "current.source", allow_null=True)
    differs = f.truth("Whether a level is suggested that isn't the one that counts.")
    take_over = serializers.SerializerMethodField(
        help_text="The act that would rate the fact so: yours to decide, never done by itself. null: none."
    )

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string", "enum": [str(each) for each in SuggestionReason]},
                    "params": {"type": "object", "additionalProperties": True},
                    "text": {"type": "string"},
                },
            },
        }
    )
    def get_reasons(self, rating: SuggestedRating) -> list[dict[str, Any]]:
        spoken = language()
        return [
            {"code": each.code, "params": dict(each.params), "text": suggested_because(each, spoken)}
            for each in rating.suggestion.reasons
        ]

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {
                "method": {"type": "string"},
                "address": {"type": "string"},
                "body": {"type": "object", "additionalProperties": True},
            },
        }
    )
    def get_take_over(self, rating: SuggestedRating) -> dict[str, Any] | None:
        if not rating.differs:
            return None
        suggestion = rating.suggestion
        return {
            "method": "POST",
            "address": f"/api/v1/relationships/{self.context['relationship']}/facts",
            "body": {"ratings": {suggestion.fact: suggestion.value}},
        }


class SuggestionsShape(Shape):
    relationship = f.whole()
    may_take_over = f.truth("Whether you may rate facts of this relationship.")
    suggestions = SuggestionShape(many=True)
