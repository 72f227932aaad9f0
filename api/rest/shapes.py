"""What each answer holds: one shape a record, explicit and flat.

A reference is given by its id under the name by which it is also given in, with the code or name of what
it leads to beside it (`unit`, `unit_code`).
"""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.scopes import Scope
from api.rest import fields as f
from api.rest.fields import Codes, FlagCodes, Loose, Shape
from relationships import choices as c
from relationships.models import ExchangeRate, User
from relationships.terms.position import DaysLeft
from relationships.terms.remarks import RemarkCode

_NOTHING = "null while undecided"
_COUNTED_DOWN = [each.name for each in dataclasses.fields(DaysLeft)]


class ProblemReason(Shape):
    code = f.text("A stable code; docs/api/rest.md lists them all.")
    field = f.text("The input concerned; null: the whole of it.", allow_null=True)
    message = f.text("What was refused, why, and the way out, in the language asked for.")


class Problem(Shape):
    """Why nothing was done (RFC 9457)."""

    type = f.text("A URI of the code.")
    title = f.text("The name of the status.")
    status = f.whole("The HTTP status.")
    code = f.text("The code of the reason that stands for all.")
    detail = f.text("Its message.")
    errors = ProblemReason(many=True, help_text="All reasons.")


class Recorded(Shape):
    id = f.whole("Its id.")
    version = f.whole("Goes up with each change; the ETag of the record.")
    created_at = f.moment("When it was made.")
    changed_at = f.moment("When it was last changed.")


class UnitShape(Recorded):
    code = f.text("Unique; may stand for the id everywhere.")
    name = f.text()
    parent = f.whole("The unit above it.", "parent_id", allow_null=True)
    path = f.text("The ids from the root down to this unit.")


class PortfolioShape(Recorded):
    unit = f.whole("The unit that owns it.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    name = f.text()
    currency = f.text("Meant where none is said; empty: none.")
    our_role = f.code(c.Side, "Meant where none is said.", allow_null=True)


class PartyShape(Recorded):
    name = f.text()
    legal_name = f.text()
    country = f.text("ISO 3166 code; empty: unknown.")
    place = f.text()
    parent = f.whole("The party above it in its group.", "parent_id", allow_null=True)
    parent_name = f.text("", "parent.name")


class IdentifierShape(Shape):
    scheme = f.code(c.IdentifierScheme)
    value = f.text()
    issuer = f.whole("The unit whose administration gave a creditor number.", "issuer_id", allow_null=True)
    issuer_code = f.text("", "issuer.code")


class PartyDetailShape(PartyShape):
    aliases = serializers.SerializerMethodField(help_text="Other names by which it is known.")
    identifiers = serializers.SerializerMethodField(help_text="The numbers that you may see.")

    get_aliases = f.gathered("aliases", "name")
    get_identifiers = f.gathered("seen_identifiers", IdentifierShape)


class RelationshipShape(Recorded):
    unit = f.whole("Our unit.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    portfolio = f.whole("Where it is at home.", "portfolio_id", allow_null=True)
    portfolio_name = f.text("", "portfolio.name")
    party = f.whole("The counterparty.", "party_id")
    party_name = f.text("", "party.name", allow_null=False)
    our_role = f.code(c.Side)
    subject = f.text("What is delivered.")
    nature = f.code(c.Nature)
    category = f.text("The category as given.")
    profile = f.whole("The category profile it was recognised as.", "profile_id", allow_null=True)
    profile_name = f.text("", "profile.name")
    phase = f.code(c.Phase)
    owner = f.whole("The user who minds it.", "owner_id", allow_null=True)
    owner_username = f.person("owner")
    deputy = f.whole("", "deputy_id", allow_null=True)
    deputy_username = f.person("deputy")
    sponsor_customer = f.text()
    sponsor_supplier = f.text()
    external_key = f.text("What imports match on; unique in its portfolio.", allow_null=True)
    verdict = f.code(c.VerdictCode, "PENDING: not computed yet.", "verdict.verdict", default="PENDING")
    verdict_since = f.moment("It says the same since then.", "verdict.since")
    flags = FlagCodes(source="verdict.flag_codes", default=list, help_text="The flags of the verdict.")
    chosen_type = f.code(c.CollaborationType, "null: unclassified.", "verdict.chosen_type")
    trust_target = f.whole("1-5.", "verdict.trust_target")
    recommended_type = f.code(c.CollaborationType, _NOTHING, "verdict.recommended_type")
    delivery_type = f.code(c.CollaborationType, _NOTHING, "verdict.delivery_type")
    score = f.number("0-100; " + _NOTHING, "verdict.score")
    needed_depth = f.whole("0-5; " + _NOTHING, "verdict.needed_depth")
    feasible_depth = f.whole("0-5; " + _NOTHING, "verdict.feasible_depth")
    posture = f.code(c.Posture, _NOTHING, "verdict.posture")
    posture_side = f.code(c.Side, "The side the posture names.", "verdict.posture_side")
    required_trust = f.whole("1-5, of the chosen type.", "verdict.required_trust")
    mutual_trust = f.whole("1-5, the lower direction.", "verdict.mutual_trust")
    residual_gap = f.whole("Levels of trust missing after safeguards.", "verdict.residual_gap")
    unknown_facts = f.whole("How many facts of the type rule are unknown.", "verdict.unknown_facts")
    assumed_facts = f.whole("How many facts are assumed from the category.", "verdict.assumed_facts")
    parties_open = f.truth("Whether no fact of the parties is known.", "verdict.parties_open")


class FurtherPartyShape(Shape):
    id = f.whole()
    version = f.whole()
    relationship = f.whole("", "relationship_id")
    party = f.whole("", "party_id")
    party_name = f.text("", "party.name", allow_null=False)
    part = f.code(c.PartyPart)


class FlagShape(Shape):
    code = f.code(c.Flag)
    levels = f.whole("By how many levels.", allow_null=True, default=None)
    covered = f.whole("Levels covered by safeguards.", allow_null=True, default=None)
    residual = f.whole("Levels left.", allow_null=True, default=None)
    side = f.code(c.Side, "The side concerned.", allow_null=True, default=None)


class VerdictShape(Shape):
    relationship = f.whole("", "relationship_id")
    verdict = f.code(c.VerdictCode)
    since = f.moment("It says the same since then.", allow_null=True)
    valid_until = f.day("The last day on which it stays so by itself.")
    rule_set = f.whole("The rule set it was computed with.", "rule_set_id", allow_null=True)
    chosen_type = f.code(c.CollaborationType, "null: unclassified.", allow_null=True)
    trust_target = f.whole("1-5.", allow_null=True)
    score = f.number("0-100; " + _NOTHING, allow_null=True)
    score_low = f.number("The lowest possible score.", allow_null=True)
    score_high = f.number("The highest possible score.", allow_null=True)
    delivery_type = f.code(c.CollaborationType, _NOTHING, allow_null=True)
    needed_depth = f.whole("0-5; " + _NOTHING, allow_null=True)
    needed_low = f.whole(allow_null=True)
    needed_high = f.whole(allow_null=True)
    feasible_depth = f.whole("0-5; " + _NOTHING, allow_null=True)
    feasible_low = f.whole(allow_null=True)
    feasible_high = f.whole(allow_null=True)
    recommended_type = f.code(c.CollaborationType, _NOTHING, allow_null=True)
    posture = f.code(c.Posture, _NOTHING, allow_null=True)
    posture_side = f.code(c.Side, allow_null=True)
    required_trust = f.whole("1-5, of the chosen type.", allow_null=True)
    required_trust_low = f.whole(allow_null=True)
    required_trust_high = f.whole(allow_null=True)
    required_trust_recommended = f.whole("1-5, of the recommended type.", allow_null=True)
    trust_customer_to_supplier = f.whole("Actual, 1-5.", allow_null=True)
    trust_supplier_to_customer = f.whole("Actual, 1-5.", allow_null=True)
    mutual_trust = f.whole("The lower direction, 1-5.", allow_null=True)
    residual_gap = f.whole("Levels of trust missing after safeguards.", allow_null=True)
    unknown_facts = f.whole("How many facts of the type rule are unknown.", allow_null=True)
    assumed_facts = f.whole("How many facts are assumed from the category.", allow_null=True)
    parties_open = f.truth("Whether no fact of the parties is known.")
    flags = serializers.SerializerMethodField(help_text="The flags, with their levels and sides.")
    admissible_types = serializers.SerializerMethodField(help_text=_NOTHING)
    binding_caps = serializers.SerializerMethodField(
        help_text="What the parties bring that limits the depth."
    )
    unknown_fact_codes = serializers.SerializerMethodField(help_text="The unknown facts, by code.")

    @f.made_of("detail")
    @extend_schema_field(FlagShape(many=True))
    def get_flags(self, detail: Any) -> Any:
        return FlagShape(detail.get("flags", []), many=True).data

    @f.made_of("detail")
    @extend_schema_field({"type": ["array", "null"], "items": {"type": "string"}})
    def get_admissible_types(self, detail: Any) -> list[str] | None:
        return detail.get("admissible_types")

    @f.made_of("detail")
    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_binding_caps(self, detail: Any) -> list[str]:
        return detail.get("binding_caps", [])

    @f.made_of("detail")
    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_unknown_fact_codes(self, detail: Any) -> list[str]:
        return detail.get("unknown_facts", [])


class ExplanationLineShape(Shape):
    kind = f.text("What the line is about.")
    text = f.text("The sentence.")
    facts = Codes(help_text="The facts concerned.")
    points = f.number("The points of 100 that a fact brings.", allow_null=True)
    flag = f.code(c.Flag, allow_null=True)
    leads_to = f.code(c.CollaborationType, "The type that a change leads to.", allow_null=True)


class StepShape(Shape):
    fact = f.code(c.FACTS)
    before = f.whole()
    after = f.whole()


class ChangeShape(Shape):
    steps = StepShape(many=True)
    leads_to = f.code(c.CollaborationType)


class ExplanationShape(Shape):
    language = f.text()
    summary = f.text("The verdict in a few words.")
    lines = ExplanationLineShape(many=True)
    deciding_facts = Codes(help_text="The unknown facts that could decide it, the most telling first.")
    what_would_change_reach = f.text("How far one has to go for another type.")
    what_would_change = ChangeShape(many=True)


class VerdictDetailShape(VerdictShape):
    explanation = ExplanationShape(allow_null=True, help_text="With `explain=1`, else null.")


class RelationshipDetailShape(RelationshipShape):
    further_parties = serializers.SerializerMethodField(help_text="Parties with a part of their own.")
    verdict_detail = serializers.SerializerMethodField(help_text="The whole verdict; null: not computed yet.")

    @extend_schema_field(FurtherPartyShape(many=True))
    def get_further_parties(self, relationship: Any) -> Any:
        return FurtherPartyShape(relationship.further_parties.all(), many=True).data

    @extend_schema_field(VerdictShape(allow_null=True))
    def get_verdict_detail(self, relationship: Any) -> Any:
        verdict = getattr(relationship, "verdict", None)
        return None if verdict is None else VerdictShape(verdict).data


class FactShape(Shape):
    fact = f.code(c.FACTS)
    value = f.whole("1-5; null: unknown.", allow_null=True)
    source = f.code(c.FactSource, "Where it comes from; null: unknown.", allow_null=True)
    assessor = f.whole("The user who rated it.", allow_null=True)
    assessed_on = f.day()
    evidence = f.text()
    rating = f.whole("The rating that counts; null: assumed, derived or unknown.", allow_null=True)
    by_record = f.truth("Whether it is derived from the contracts.")
    unconfirmed = f.whole("A later rating that waits for a second assessor.", allow_null=True)
    spread = f.whole("Highest less lowest of each assessor's latest.", allow_null=True)
    align_first = f.truth("Whether the assessors differ too much.")


class RatingShape(Recorded):
    relationship = f.whole("", "relationship_id")
    fact = f.code(c.FACTS)
    value = f.whole("1-5.")
    source = f.code([c.FactSource.ASSESSED, c.FactSource.IMPORTED])
    assessor = f.whole("", "assessor_id")
    assessor_username = f.person("assessor")
    assessed_on = f.day(allow_null=False)
    evidence = f.text()
    recorded_at = f.moment()
    withdrawn_at = f.moment(allow_null=True)
    withdrawn_by = f.whole("", "withdrawn_by_id", allow_null=True)


class TrustShape(Recorded):
    relationship = f.whole("", "relationship_id")
    direction = f.code(c.Direction)
    level = f.whole("1-5.")
    ability = f.whole("1-5.", allow_null=True)
    integrity = f.whole("1-5.", allow_null=True)
    benevolence = f.whole("1-5.", allow_null=True)
    assessor = f.whole("", "assessor_id")
    assessor_username = f.person("assessor")
    assessed_on = f.day(allow_null=False)
    evidence = f.text()
    recorded_at = f.moment()
    withdrawn_at = f.moment(allow_null=True)
    withdrawn_by = f.whole("", "withdrawn_by_id", allow_null=True)


class SafeguardShape(Recorded):
    relationship = f.whole("", "relationship_id")
    kind = f.whole("", "kind_id")
    kind_code = f.text("", "kind.code", allow_null=False)
    level = f.whole("The trust level it stands in for, 2-4.", "kind.level", allow_null=False)
    active_from = f.day(allow_null=False)
    active_to = f.day("The last day; null: open.")
    contract = f.whole("", "contract_id", allow_null=True)
    remarks = f.text()


class ClassificationShape(Recorded):
    relationship = f.whole("", "relationship_id")
    chosen_type = f.code(c.CollaborationType)
    trust_target = f.whole("1-5.")
    options_considered = Codes()
    reason = f.text()
    decided_by = f.whole("", "decided_by_id")
    decided_by_username = f.person("decided_by")
    decided_at = f.moment()
    rule_set = f.whole("", "rule_set_id")
    superseded_at = f.moment("null: the decision that counts now.", allow_null=True)
    facts = Loose(help_text="The facts of that moment: value and source by code.")
    recommendation = Loose(help_text="The recommendation of that moment.")
    verdict = Loose(help_text="The verdict of that moment.")


class ArrangementShape(Shape):
    kind = f.text("The code of what must be in place.")
    name = f.text("What it is called, in the language asked for.")
    needed = f.truth("Whether the chosen type asks for it.")
    state = f.code(c.ArrangementState, "null: nobody has said.", allow_null=True)
    reason = f.text("Why it is not applicable.")
    version = f.whole(allow_null=True)


class ContractShape(Recorded):
    relationship = f.whole("", "relationship_id")
    party = f.whole("", "relationship.party_id", allow_null=False)
    party_name = f.text("", "relationship.party.name", allow_null=False)
    number = f.text()
    title = f.text()
    description = f.text()
    parent = f.whole("", "parent_id", allow_null=True)
    kind = f.code(c.ContractKind)
    status = f.code(c.ContractStatus)
    term_kind = f.code(c.TermKind, "null: not said.", allow_null=True)
    start = f.day()
    stated_end = f.day()
    stated_latest_end = f.day()
    term_months = f.whole(allow_null=True)
    renewal_months = f.whole(allow_null=True)
    renewal_limit = f.whole(allow_null=True)
    options = f.text("Option terms in months, such as 12+12.")
    options_exercised = f.whole()
    option_notice_count = f.whole(allow_null=True)
    option_notice_unit = f.code(c.PeriodUnit, allow_null=True)
    option_decider = f.code(c.Decider, allow_null=True)
    notice_count = f.whole(allow_null=True)
    notice_unit = f.code(c.PeriodUnit, allow_null=True)
    their_notice_count = f.whole(allow_null=True)
    their_notice_unit = f.code(c.PeriodUnit, allow_null=True)
    notice_falls_on = f.code(c.NoticeFallsOn)
    notice_given_on = f.day()
    notice_given_by = f.code(c.Side, allow_null=True)
    early_termination_by = f.code(c.Decider, allow_null=True)
    early_termination_count = f.whole(allow_null=True)
    early_termination_unit = f.code(c.PeriodUnit, allow_null=True)
    value = f.amount("Exact, in `currency`.")
    annual_value = f.amount()
    estimated_value = f.amount()
    maximum_value = f.amount()
    spent = f.amount()
    currency = f.text("ISO 4217 code; empty where there is no amount.")
    vat = f.code(c.VatTreatment, allow_null=True)
    cpv = f.text()
    procedure = f.code(c.Procedure, allow_null=True)
    notice_reference = f.text()
    award_date = f.day()
    payment_term_days = f.whole(allow_null=True)
    indexation = f.text()
    review_date = f.day()
    document = f.text()
    remarks = f.text()
    attributes = Loose(help_text="Names and texts of one's own.")
    current_end = f.day("End of the running term.", "position.current_end")
    latest_end = f.day("", "position.latest_end")
    notice_deadline = f.day("The next day up to which notice is in time.", "position.notice_deadline")
    missed_deadline = f.day("", "position.missed_deadline")
    reminder_on = f.day("", "position.reminder_on")
    option_deadline = f.day("", "position.option_deadline")
    missed_option_deadline = f.day("", "position.missed_option_deadline")
    committed_until = f.day("What one is bound to.", "position.committed_until")
    earliest_end = f.day("If notice were given today.", "position.earliest_end")
    retender_start = f.day("", "position.retender_start")
    ended = f.truth("", "position.ended")
    notice_known = f.truth("", "position.notice_known")
    term_remarks = serializers.SerializerMethodField(
        help_text="What has to be said beside the dates, such as STATED_END_DIFFERS: each a `code`, with the "
        "dates and numbers that it speaks of."
    )
    days_left = serializers.SerializerMethodField(
        help_text="How many days from today each of these lies; below 0: passed; null: there is no such day."
    )

    @f.made_of("position.remarks")
    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"code": {"type": "string", "enum": [str(each) for each in RemarkCode]}},
                "required": ["code"],
                "additionalProperties": {"type": ["string", "integer"]},
            },
        }
    )
    def get_term_remarks(self, remarks: Any) -> list[dict[str, Any]]:
        return remarks or []

    @f.made_of(*(f"position.{each}" for each in _COUNTED_DOWN))
    @extend_schema_field(
        {
            "type": "object",
            "properties": {each: {"type": ["integer", "null"]} for each in _COUNTED_DOWN},
            "required": list(_COUNTED_DOWN),
        }
    )
    def get_days_left(self, *days: Any) -> dict[str, int | None]:
        today = timezone.localdate()
        return {
            name: (day - today).days if day else None for name, day in zip(_COUNTED_DOWN, days, strict=True)
        }


class LineShape(Recorded):
    contract = f.whole("", "contract_id")
    number = f.text()
    description = f.text()
    amount = f.amount("Exact, in `currency`.", "contract.currency")
    spent = f.amount("", "contract.currency")
    start = f.day()
    end = f.day()
    currency = f.text("", "contract.currency", allow_null=False)
    credit = f.truth("Only a credit may be negative.")


class CategoryShape(Recorded):
    name = f.text()
    name_nl = f.text()
    aliases = serializers.SerializerMethodField()
    cpv_prefixes = serializers.SerializerMethodField()
    facts = serializers.SerializerMethodField(help_text="The delivery facts assumed of it, by code.")

    get_aliases = f.gathered("aliases", "name")
    get_cpv_prefixes = f.gathered("prefixes", "prefix")

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_facts(self, profile: Any) -> dict[str, int]:
        return {each.fact: each.value for each in profile.facts.all()}


class RuleSetShape(Recorded):
    number = f.whole()
    name = f.text()
    state = f.code(c.RuleSetState)
    parameters = Loose(help_text="The parameters of the rule.")
    submitted_at = f.moment("Put before its stakeholders.", allow_null=True)
    in_force_from = f.moment(allow_null=True)
    in_force_to = f.moment(allow_null=True)


class SafeguardKindShape(Recorded):
    code = f.text()
    name = f.text()
    name_nl = f.text()
    level = f.whole("The trust level it stands in for, 2-4.")


class ExchangeRateShape(Recorded):
    currency = f.text("ISO 4217 code of the currency.")
    valid_from = f.day("The first day for which it holds.", allow_null=False)
    rate = serializers.SerializerMethodField(
        help_text="What one unit is worth in the reporting currency, exact."
    )

    @extend_schema_field({"type": "string", "pattern": f.AMOUNT_PATTERN, "examples": ["0.92"]})
    def get_rate(self, row: ExchangeRate) -> str:
        return f"{row.rate.normalize():f}"


class UserShape(Recorded):
    username = f.text()
    full_name = f.text()
    language = f.text("The language that the user reads, en or nl.")
    is_active = f.truth("Whether the user may still sign in.")


class RoleAssignmentShape(Recorded):
    user = f.whole("The user.", "user_id")
    username = f.person("user")
    unit = f.whole("The unit; it holds for all below it too.", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    role = f.code(c.Role, "What the user may do there.")


class RoleShape(Shape):
    unit = f.whole("", "unit_id")
    unit_code = f.text("", "unit.code", allow_null=False)
    role = f.code(c.Role)


class MeShape(UserShape):
    email = f.text()
    roles = serializers.SerializerMethodField(help_text="The roles given, each holding for a subtree.")
    scope = f.code(Scope, "What may be done here, at most.")

    @extend_schema_field(RoleShape(many=True))
    def get_roles(self, user: User) -> Any:
        roles = user.assignments.select_related("unit").order_by("unit__path")
        return RoleShape(roles, many=True).data


class FieldChangeShape(Shape):
    field = f.text()
    old = serializers.SerializerMethodField()
    new = serializers.SerializerMethodField()

    @extend_schema_field({"description": "What it held before."})
    def get_old(self, change: Any) -> Any:
        return _plain(change.old)

    @extend_schema_field({"description": "What it holds since."})
    def get_new(self, change: Any) -> Any:
        return _plain(change.new)


def _plain(value: Any) -> Any:
    """A value of the history as JSON has it: amounts and days as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


class HistoryShape(Shape):
    act = f.code(["CREATED", "CHANGED", "REMOVED"])
    at = f.moment()
    who = f.person("who", "The user name; null: no longer known, or not for you to see.")
    door = f.code(c.Door)
    version = f.whole()
    fields_changed = FieldChangeShape(many=True, source="fields")


class RatedShape(Shape):
    relationships = f.whole("For how many relationships.")
    ratings = f.whole("How many ratings were kept.")
    pending = f.truth("Whether the verdicts are left to the worker.")
