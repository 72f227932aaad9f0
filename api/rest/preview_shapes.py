"""What the fit rule says of what was given: previews, types side by side, a relationship as if."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest import shapes
from api.rest.fields import Codes, Shape
from api.rest.rule_set_shapes import Cell
from relationships import choices as c
from relationships.arrangements import KINDS

_TYPES = list(c.CollaborationType)


class PreviewFactShape(Shape):
    """A fact as it was counted."""

    fact = f.code(c.FACTS)
    value = f.whole("1-5; null: unknown.", allow_null=True)
    source = f.code(c.FactSource, "null: unknown.", allow_null=True)
    unconfirmed = f.whole("A rating of 1 or 5 that waits for a second assessor.", allow_null=True)


class PreviewShape(shapes.VerdictShape):
    """What a rule set says of what was given, by the names that a verdict has."""

    relationship = None
    since = None
    valid_until = None
    profile = f.whole("The category that supplied assumed facts.", "preview.profile.pk", allow_null=True)
    profile_name = f.text("Its name.", "preview.profile.name", allow_null=True)
    facts = PreviewFactShape(many=True, source="preview.facts", help_text="Every fact as it was counted.")
    possible_types = serializers.SerializerMethodField(
        help_text="The types that the facts known leave possible as the recommended one."
    )
    required_trust_recommended_low = f.whole("The least possible.", allow_null=True)
    required_trust_recommended_high = f.whole("The most possible.", allow_null=True)
    deciding_facts = Codes(
        source="preview.deciding_facts",
        help_text="The unknown facts that could decide what is open, the most telling first.",
    )
    reason_required = f.truth("Whether choosing this takes a reason.", "preview.judgement.reason_required")
    reasons_for_reason = Codes(
        source="preview.judgement.reasons_for_reason",
        help_text="Why: NOT_ADMISSIBLE, UNDECIDED, TARGET_LOW.",
    )
    explanation = shapes.ExplanationShape(allow_null=True, help_text="null with `explain` false.")

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": _TYPES}})
    def get_possible_types(self, verdict: Any) -> list[str]:
        return [str(each) for each in verdict.preview.judgement.recommendation.possible_types]


class PreviewAnswerShape(Shape):
    index = f.whole("The place of the item, from 0.")
    ok = f.truth("Whether there is a preview.")
    preview = PreviewShape(allow_null=True)
    errors = shapes.ProblemReason(many=True, help_text="All reasons why there is none.")


class PreviewsShape(Shape):
    """An answer for each item, in their order."""

    items = PreviewAnswerShape(many=True)


class WhatIfDifferenceShape(Shape):
    name = f.text("The name that it has in a verdict.")
    now = Cell(help_text="null: undecided, or nothing.")
    then = Cell(help_text="null: undecided, or nothing.")


class WhatIfShape(Shape):
    """A relationship as it is and as it would be. Nothing of it is stored."""

    relationship = f.whole()
    now = PreviewShape(help_text="As it is, by the rule set in force.")
    then = PreviewShape(help_text="As it would be.")
    differences = WhatIfDifferenceShape(many=True, help_text="What would be said otherwise.")
    flags_gained = Codes(help_text="Flags given then and not now.")
    flags_lost = Codes(help_text="Flags given now and not then.")


class FlagTextShape(shapes.FlagShape):
    text = f.text("What it says, in a sentence.")


class ComparedArrangementShape(Shape):
    kind = f.code(KINDS)
    name = f.text("In the language asked for.")
    state = f.code(c.ArrangementState, "null: nobody has said.", allow_null=True)
    missing = f.truth("Neither present nor not applicable.")


class ComparedTypeShape(Shape):
    """One type against the facts."""

    type = f.code(c.CollaborationType)
    name = f.text("In the language asked for.")
    depth = f.whole("0-5; null for the two postures.", allow_null=True)
    chosen = f.truth("Whether it is the chosen one.")
    recommended = f.truth("Whether it is the recommended one.")
    admissible = f.truth("Whether it fits; null while unknown facts leave it open.", allow_null=True)
    verdict = f.code(c.VerdictCode)
    trust_target = f.whole("The chosen type's own; else the most trust that the type can require.")
    required_trust = f.whole("1-5; null while open.", allow_null=True)
    required_trust_low = f.whole()
    required_trust_high = f.whole()
    mutual_trust = f.whole("1-5; null: not assessed.", allow_null=True)
    residual_gap = f.whole("Levels of trust missing after safeguards.", allow_null=True)
    reason_required = f.truth("Whether choosing it takes a reason.")
    reasons_for_reason = Codes(help_text="Why: NOT_ADMISSIBLE, UNDECIDED, TARGET_LOW.")
    flags = FlagTextShape(many=True, help_text="Why it is as it is.")
    arrangements = ComparedArrangementShape(many=True, help_text="What it asks to be in place.")
    arrangements_missing = f.whole("How many of these are missing.")
    arrangements_open = Codes(help_text="What it would ask too if the access, unknown, is deep.")


class TypeComparisonShape(Shape):
    """Every type side by side."""

    preview = PreviewShape(help_text="What is said of the situation itself.")
    types = ComparedTypeShape(many=True, help_text="In their usual order.")
