"""What answers hold of rule sets: tables, approvals, differences, what a try-out found."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest import people
from api.rest.fields import Loose, Shape
from api.rest.shapes import Recorded, RuleSetShape
from relationships import choices as c
from relationships.fit.sheets import NAMES, ROWS, tables_of
from relationships.queries.rules import rules_of
from relationships.trials import Aspect, Effect, row_as_data, totals_as_data

_UNDECIDED = "null: undecided"
_TABLES = {
    name: {"type": "array", "items": {"type": "object"}} if name in ROWS else {"type": "object"}
    for name in NAMES
}


class RuleSetStakeholderShape(Shape):
    id = f.whole()
    version = f.whole()
    rule_set = f.whole("", "rule_set_id")
    user = f.whole("Who must approve the set.", "user_id")
    user_username = f.person("user")


class RuleSetApprovalShape(Recorded):
    rule_set = f.whole("", "rule_set_id")
    user = f.whole("", "user_id")
    user_username = f.person("user")
    approved_at = f.moment()
    remark = f.text()
    digest = f.text("The SHA-256 of exactly the parameters that were approved.")
    lapsed_at = f.moment("null: it counts.", allow_null=True)
    lapse = f.code(c.ApprovalLapse, "Why it no longer counts.", allow_null=True)


class RuleSetDetailShape(RuleSetShape):
    tables = serializers.SerializerMethodField(
        help_text="The parameters as tables to edit; docs/rules.md says what each cell means."
    )
    stakeholders = RuleSetStakeholderShape(many=True, help_text="Who must approve it.")
    approvals = RuleSetApprovalShape(many=True, help_text="Given so far, those that lapsed too.")
    awaited = serializers.SerializerMethodField(
        help_text="The user names of the stakeholders without an approval that stands; null where you "
        "may not see who."
    )

    @extend_schema_field({"type": "object", "properties": _TABLES, "required": list(NAMES)})
    def get_tables(self, rule_set: Any) -> dict[str, Any]:
        return tables_of(rules_of(rule_set))

    @extend_schema_field({"type": "array", "items": {"type": ["string", "null"]}})
    def get_awaited(self, rule_set: Any) -> list[str | None]:
        given = {each.user_id for each in rule_set.approvals.all() if each.lapsed_at is None}
        awaited = [each.user for each in rule_set.stakeholders.all() if each.user_id not in given]
        return [people.named(each.pk, each.username) for each in awaited]


class _Anything(serializers.Field):
    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field({"description": "A number, true or false, a code, or a row of conditions."})
class Cell(_Anything):
    """What a cell holds."""


class CellDifferenceShape(Shape):
    table = f.code(NAMES)
    cell = f.text("Its address, such as `weights.access`.")
    old = Cell(help_text="null: that row isn't there.")
    new = Cell(help_text="null: that row isn't there.")


class RuleSetComparisonShape(Shape):
    same = f.truth("Whether nothing differs.")
    cells = CellDifferenceShape(many=True, help_text="The cells that differ, in the order of the tables.")


class OutcomeShape(Shape):
    recommended_type = f.code(c.CollaborationType, _UNDECIDED, allow_null=True)
    needed_depth = f.whole(f"0-5; {_UNDECIDED}", allow_null=True)
    required_trust = f.whole("1-5, of the chosen type; null: undecided, or nothing chosen.", allow_null=True)
    required_trust_recommended = f.whole(f"1-5, of the recommended type; {_UNDECIDED}", allow_null=True)
    verdict = f.code(c.VerdictCode)


EffectsShape = type(
    "EffectsShape",
    (Shape,),
    {"__doc__": "What becomes of each aspect.", **{each.value: f.code(Effect) for each in Aspect}},
)


class TriedShape(Shape):
    relationship = f.whole()
    unit = f.text("The code of its unit.")
    party = f.text("The name of the counterparty.")
    subject = f.text()
    chosen_type = f.code(c.CollaborationType, "null: unclassified.", allow_null=True)
    before = OutcomeShape(help_text="By the rule set in force.")
    after = OutcomeShape(help_text="By the rule set tried.")
    effects = EffectsShape()


class MoveShape(Shape):
    old = Cell(help_text=_UNDECIDED)
    new = Cell(help_text=_UNDECIDED)
    count = f.whole("How many relationships.")


AspectTotalsShape = type(
    "AspectTotalsShape",
    (Shape,),
    {
        "__doc__": "What becomes of one aspect of all relationships: the effects add up to their number.",
        "aspect": f.code(Aspect),
        **{each.value.lower(): f.whole() for each in Effect},
        "moves": MoveShape(many=True, help_text="From what to what, the most frequent first."),
    },
)


class TotalsShape(Shape):
    relationships = f.whole("How many were tried.")
    affected = f.whole("How many would change in any aspect.")
    aspects = AspectTotalsShape(many=True)


class RuleSetTrialShape(Shape):
    items = serializers.SerializerMethodField(help_text="Those that would change, by id.")
    totals = serializers.SerializerMethodField(help_text="Of all; only with the first page.")
    next = f.text("The address of the next page; null: this is the last.", allow_null=True)

    @extend_schema_field(TriedShape(many=True))
    def get_items(self, answer: Any) -> Any:
        return TriedShape([row_as_data(each) for each in answer["rows"]], many=True).data

    @extend_schema_field(TotalsShape(allow_null=True))
    def get_totals(self, answer: Any) -> Any:
        totals = answer["totals"]
        return None if totals is None else TotalsShape(totals_as_data(totals)).data


class RecomputingShape(Shape):
    pending = f.whole("How many verdicts that you may see are still to be computed.")
    total = f.whole("Out of how many.")
    started_at = f.moment("Since when the first of them is waiting; null: none is.", allow_null=True)


__all__ = [
    "CellDifferenceShape",
    "Loose",
    "RecomputingShape",
    "RuleSetApprovalShape",
    "RuleSetComparisonShape",
    "RuleSetDetailShape",
    "RuleSetShape",
    "RuleSetTrialShape",
]
