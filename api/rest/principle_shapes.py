"""What the answers about principles hold: sets, evidence, compliance and what persons say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest import people
from api.rest.fields import Codes, Loose, Shape
from api.rest.shapes import FieldChangeShape, Recorded
from principles import choices as c
from principles.checks.texts import reason_of, sentence, way_of
from relationships.choices import Phase, Side

_CODE = "Its code, such as P4: what it goes by in every set."


def language() -> str:
    """The language asked for, of those that texts are in."""
    return "nl" if (get_language() or "").startswith("nl") else "en"


# Sets


class PrincipleShape(Recorded):
    principle_set = f.whole("The set it belongs to.", "principle_set_id")
    code = f.text(_CODE)
    position = f.whole("Its place in the set.")
    theme_en = f.text()
    theme_nl = f.text()
    observation_en = f.text("Why: what one takes to be so.")
    observation_nl = f.text()
    principle_en = f.text("What is therefore done.")
    principle_nl = f.text()
    rationale_en = f.text("What that brings.")
    rationale_nl = f.text()
    minimum_depth = f.whole("The depth from which it applies, 0-5.")
    check_code = f.code(c.CHECK_CODES, "Its automatic check; null: only persons judge it.", allow_null=True)
    active = f.truth("Whether it counts in its set.")


class StakeholderShape(Shape):
    id = f.whole()
    version = f.whole()
    principle_set = f.whole("", "principle_set_id")
    user = f.whole("Who must approve the set.", "user_id")
    user_username = f.person("user")


class ApprovalShape(Recorded):
    principle_set = f.whole("", "principle_set_id")
    user = f.whole("", "user_id")
    user_username = f.person("user")
    approved_at = f.moment()
    remark = f.text()
    digest = f.text("The SHA-256 of exactly the text that was approved.")
    lapsed_at = f.moment("null: it counts.", allow_null=True)
    lapse = f.code(c.ApprovalLapse, "Why it no longer counts.", allow_null=True)


class PrincipleSetShape(Recorded):
    number = f.whole("The version of the principles.")
    name = f.text()
    state = f.code(c.SetState)
    limits = Loose(help_text="Days, months and counts by name; `stage_days` by depth.")
    submitted_at = f.moment("Put before its stakeholders.", allow_null=True)
    in_force_from = f.moment(allow_null=True)
    in_force_to = f.moment(allow_null=True)


class PrincipleSetDetailShape(PrincipleSetShape):
    principles = PrincipleShape(many=True, help_text="In their order, the inactive ones too.")
    stakeholders = StakeholderShape(many=True, help_text="Who must approve it.")
    approvals = ApprovalShape(many=True, help_text="Given so far, those that lapsed too.")
    awaited = serializers.SerializerMethodField(
        help_text="The user names of the stakeholders without an approval that stands; null where you "
        "may not see who."
    )

    @extend_schema_field({"type": "array", "items": {"type": ["string", "null"]}})
    def get_awaited(self, principle_set: Any) -> list[str | None]:
        given = {each.user_id for each in principle_set.approvals.all() if each.lapsed_at is None}
        awaited = [each.user for each in principle_set.stakeholders.all() if each.user_id not in given]
        return [people.named(each.pk, each.username) for each in awaited]


class PrincipleDifferenceShape(Shape):
    code = f.text(_CODE)
    act = f.code(["ADDED", "REMOVED", "CHANGED"])
    fields_changed = FieldChangeShape(many=True, source="fields")


class ComparisonShape(Shape):
    same = f.truth("Whether nothing differs.")
    limits = FieldChangeShape(many=True, help_text="The limits that differ.")
    principles = PrincipleDifferenceShape(many=True, help_text="The principles that differ, by code.")


class WordShape(Recorded):
    language = f.code(c.Language)
    word = f.text("In lower case.")
    exception = f.truth("Whether it is never found.")


# Evidence


class OfRelationshipShape(Recorded):
    relationship = f.whole("", "relationship_id")


class BenefitShape(OfRelationshipShape):
    beneficiary = f.code(c.Beneficiary, "For whom it is.")
    description = f.text()
    effect = f.whole("-5 to 5; null: not known.", allow_null=True)
    amount = f.amount("Exact, in `currency`.")
    currency = f.text("ISO 4217 code; empty where there is no amount.")
    stated_by_them = f.truth("Whether the other party stated it; else it is our estimate.")
    evidence = f.text("What shows it.")


class InterestShape(OfRelationshipShape):
    side = f.code(Side, "Whose it is.")
    kind = f.code(c.InterestKind)
    description = f.text()
    priority = f.code(c.Priority)
    disclosed = f.truth("Whether that side disclosed it; else we inferred it.")
    scope = f.code(c.Scope)
    own_target = f.truth("Whether somebody is held to it as a target.")


class InterestPairShape(OfRelationshipShape):
    customer_interest = f.whole("", "customer_interest_id")
    customer_interest_description = f.text("", "customer_interest.description", allow_null=False)
    supplier_interest = f.whole("", "supplier_interest_id")
    supplier_interest_description = f.text("", "supplier_interest.description", allow_null=False)
    rating = f.code(c.PairRating, "null: not rated.", allow_null=True)
    arrangement = f.text("How the two live with it.")


class CapabilityShape(OfRelationshipShape):
    side = f.code(Side, "Whose it is.")
    description = f.text()


class CapabilityPairShape(OfRelationshipShape):
    customer_capability = f.whole("", "customer_capability_id")
    customer_capability_description = f.text("", "customer_capability.description", allow_null=False)
    supplier_capability = f.whole("", "supplier_capability_id")
    supplier_capability_description = f.text("", "supplier_capability.description", allow_null=False)
    kind = f.code(c.CapabilityPairKind)
    state = f.code(c.CapabilityPairState)
    reason = f.code(c.OverlapReason, "Why overlapping ones are put together.", allow_null=True)
    remarks = f.text()


class SignalShape(OfRelationshipShape):
    side = f.code(Side, "The side on which it showed.")
    subject = f.text()
    raised_by = f.text()
    raised_on = f.day(allow_null=False)
    driver = f.code(c.ResistanceDriver, "null: not known.", allow_null=True)
    investigation = f.text("What was found.")
    investigated_on = f.day("null: not investigated.")
    verdict = f.code(c.ResistanceVerdict, "null: none yet.", allow_null=True)
    verdict_on = f.day()
    answer_kind = f.code(c.AnswerKind, "null: not answered.", allow_null=True)
    answer = f.text()
    answer_due_on = f.day()
    answer_done_on = f.day()
    answer_told_on = f.day("The day on which the objector was told.")


class PlanShape(OfRelationshipShape):
    title = f.text()
    purpose = f.text()
    raises = Codes(help_text="The caps that it is to raise.")
    abandoned_on = f.day("null: it stands.")
    abandoned_reason = f.text()


class StageShape(Recorded):
    plan = f.whole("", "plan_id")
    relationship = f.whole("", "plan.relationship_id", allow_null=False)
    kind = f.code(c.StageKind)
    position = f.whole("Its place in the plan.")
    remarks = f.text()
    due_on = f.day()
    started_on = f.day()
    done_on = f.day()
    approver = f.whole("Who is to open the gate behind it.", "approver_id", allow_null=True)
    approver_username = f.person("approver")
    approved_on = f.day("null: the gate is not open.")
    back_dated = f.truth("Whether a day of it was recorded later than it came.")


class ReviewShape(OfRelationshipShape):
    held_on = f.day(allow_null=False)
    participants = f.text()
    asked = f.text()
    found = f.text()
    resistance = f.code(c.ResistanceAsked, "Whether it asked about resistance, and what that found.")


# Compliance


class SaidShape(Shape):
    code = f.text("A stable code.")
    params = Loose(help_text="What the sentence speaks of: numbers, codes, days.")
    text = f.text("The sentence, in the language asked for.")


def _sentences(stored: list[Mapping[str, Any]], read: Any) -> list[dict[str, Any]]:
    spoken = language()
    return [{**each, "text": sentence(read(each), spoken)} for each in stored]


class ComplianceShape(Shape):
    relationship = f.whole("", "relationship_id")
    principle = f.whole("", "principle_id")
    principle_code = f.text(_CODE, "principle.code", allow_null=False)
    principle_set = f.whole(
        "The set under which it was found.", "principle.principle_set_id", allow_null=False
    )
    result = f.code(c.ComputedResult, "What the check says. PENDING: not computed yet.")
    effective = f.code(c.EffectiveResult, "What counts in the end, with what persons say.")
    reasons = serializers.SerializerMethodField(help_text="Why the check says so.")
    ways = serializers.SerializerMethodField(help_text="What would make it comply.")
    judgement = f.whole("The judgement that counts.", "judgement_id", allow_null=True)
    explanation = f.whole("The explanation that counts.", "explanation_id", allow_null=True)
    since = f.moment("The same since then; null: not computed yet.", allow_null=True)

    @f.made_of("reasons")
    @extend_schema_field(SaidShape(many=True))
    def get_reasons(self, reasons: Any) -> list[dict[str, Any]]:
        return _sentences(reasons, reason_of)

    @f.made_of("ways")
    @extend_schema_field(SaidShape(many=True))
    def get_ways(self, ways: Any) -> list[dict[str, Any]]:
        return _sentences(ways, way_of)


class PresentComplianceShape(ComplianceShape):
    valid_until = f.day("The last day on which it stays so by itself; null: until a record changes.")


class PastComplianceShape(ComplianceShape):
    id = f.whole()
    until = f.moment("What held until then, that moment not included.")


class JudgementShape(OfRelationshipShape):
    principle = f.whole("The principle it was written under.", "principle_id")
    principle_code = f.text(_CODE)
    result = f.code(c.Result, "What counts instead of what the check says.")
    reason = f.text()
    judged_by = f.whole("", "judged_by_id")
    judged_by_username = f.person("judged_by")
    judged_at = f.moment()
    withdrawn_at = f.moment("null: it counts.", allow_null=True)
    withdrawn_by = f.whole("", "withdrawn_by_id", allow_null=True)


class ComplianceExplanationShape(OfRelationshipShape):
    principle = f.whole("The principle it was written under.", "principle_id")
    principle_code = f.text(_CODE)
    reason = f.text("Why the relationship departs from the principle.")
    instead = f.text("What is done instead.")
    owner = f.whole("Who minds it.", "owner_id")
    owner_username = f.person("owner")
    author = f.whole("", "author_id")
    author_username = f.person("author")
    written_on = f.day(allow_null=False)
    valid_until = f.day("The last day on which it counts.", allow_null=False)
    approver = f.whole("null: it awaits approval.", "approver_id", allow_null=True)
    approver_username = f.person("approver")
    approved_at = f.moment(allow_null=True)
    seen = serializers.SerializerMethodField(help_text="What stood when it was approved; null: not approved.")
    lapsed_at = f.moment("null: it has not lapsed.", allow_null=True)
    lapse = f.code(c.ExplanationLapse, "Why it no longer counts.", allow_null=True)

    @f.made_of("seen")
    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {
                "phase": {"type": "string", "enum": [str(each) for each in Phase]},
                "subject": {"type": "string"},
                "category": {"type": "string"},
                "chosen_type": {"type": ["string", "null"]},
                "trust_target": {"type": ["integer", "null"]},
            },
        }
    )
    def get_seen(self, seen: Any) -> Any:
        return seen or None


class AnswerShape(ComplianceShape):
    """The answer under one principle, with all that was said of it."""

    theme = f.text("Of the principle, in the language asked for.")
    text = f.text("The principle, in the language asked for.")
    valid_until = f.day("The last day on which it stays so by itself; of the past: null.")
    until = f.moment("Of the past: until then, that moment not included.", allow_null=True)
    judged = JudgementShape(source="judgement", allow_null=True, help_text="The judgement that counts.")
    explained = ComplianceExplanationShape(
        source="explanation", allow_null=True, help_text="The explanation that counts."
    )


class RelationshipComplianceShape(Shape):
    relationship = f.whole()
    on = f.day("The day asked for, as it stood when that ended; null: as it is now.")
    answers = AnswerShape(many=True, help_text="One a principle, in the order of the set of that day.")


# Labels


class DismissalShape(OfRelationshipShape):
    place = f.code(c.LabelPlace)
    word = f.text("In lower case.")
    text = f.text("The text it was found in; the dismissal holds while that reads so.")
    reason = f.text()
    dismissed_by = f.whole("", "dismissed_by_id")
    dismissed_by_username = f.person("dismissed_by")
    dismissed_at = f.moment()


class FoundLabelShape(Shape):
    place = f.code(c.LabelPlace, "TEXT: a hint, which changes no result.")
    word = f.text("As it was found.")
    text = f.text("The whole text it was found in: what a dismissal repeats.")


class LabelsShape(Shape):
    found = FoundLabelShape(many=True, help_text="Discouraged labels that nobody dismissed.")
    dismissed = DismissalShape(many=True, help_text="What was dismissed.")
