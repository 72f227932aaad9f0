"""One FilterSet a listed thing: its conditions and orders, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from relationships import models as m
from relationships.choices import (
    FACTS,
    CollaborationType,
    ContractKind,
    ContractStatus,
    Direction,
    FactSource,
    Flag,
    IdentifierScheme,
    Nature,
    Phase,
    Posture,
    Procedure,
    Role,
    RuleSetState,
    Side,
    TermKind,
    VerdictCode,
)
from relationships.filters.kinds import (
    Amount,
    Codes,
    Condition,
    Countries,
    Currencies,
    Day,
    Flags,
    Levels,
    Moment,
    Number,
    Ordering,
    Present,
    References,
    Subtrees,
    Text,
    Texts,
    Truth,
    Whole,
)
from relationships.names import normalised
from relationships.queries import visible_to


class Conditions(FilterSet):
    """The conditions of one kind of list, for one user: references lead to what he may see.

    `always` is the order where none is asked for.
    """

    always: tuple[str, ...] = ()

    def __init__(self, given: Mapping[str, Any], queryset: QuerySet, user: m.User) -> None:
        self.user = user
        super().__init__(dict(given), queryset)
        self.is_bound = True

    @classmethod
    def conditions(cls) -> dict[str, Condition]:
        """The conditions by name, in the order in which they are declared."""
        return dict(cls.base_filters)

    def among(self, queryset: QuerySet, path: str, model: Any, found: Q) -> QuerySet:
        """Those with a related record, visible to the user, of which this holds."""
        return queryset.filter(Exists(visible_to(self.user, model).filter(found, **{path: OuterRef("pk")})))


def _ids() -> Texts:
    return _Ids("pk", help_text="Only these ids.")


class _Ids(Levels):
    """Ids of the listed things themselves; one that isn't there simply finds nothing."""

    kind = "IDS"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, low=1, high=2**63 - 1, **options)


def _changed_since(path: str = "changed_at") -> Moment:
    return Moment(path, "gte", help_text="Changed at this moment or later.")


def _within(
    path: str, what: str, kind: Callable[..., Condition] = Day, **options: Any
) -> tuple[Condition, Condition]:
    """A lower and an upper bound, both inclusive."""
    return (
        kind(path, "gte", help_text=f"{what}: this or later.", **options),
        kind(path, "lte", help_text=f"{what}: this or earlier.", **options),
    )


def _numbers(
    path: str, what: str, kind: Callable[..., Condition] = Whole, **options: Any
) -> tuple[Condition, Condition]:
    return (
        kind(path, "gte", help_text=f"{what}: at least this.", **options),
        kind(path, "lte", help_text=f"{what}: at most this.", **options),
    )


class UnitFilter(Conditions):
    always = ("path",)

    id = _ids()
    q = Text(method="search", help_text="A part of the code or the name.")
    code = Texts("code", help_text="Exactly this code.")
    unit = Subtrees("path", help_text="This unit (id or code) and all below it.")
    parent = References("parent", model=m.Unit, help_text="Directly below this unit (id or code).")
    changed_since = _changed_since()
    ordering = Ordering(keys={"path": ("path",), "code": ("code",), "name": ("name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(code__icontains=value) | Q(name__icontains=value))


class UserFilter(Conditions):
    id = _ids()
    q = Text(method="search", help_text="A part of the user name or the full name.")
    username = Texts("username", help_text="Exactly this user name.")
    active = Truth("is_active", help_text="Whether the user may still sign in.")
    ordering = Ordering(keys={"username": ("username",), "full_name": ("full_name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(username__icontains=value) | Q(full_name__icontains=value))


class PortfolioFilter(Conditions):
    id = _ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    name = Texts("name", help_text="Exactly this name.")
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    our_role = Codes("our_role", codes=Side, help_text="Our default role.")
    changed_since = _changed_since()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",), "changed_at": ("changed_at",)})


def _party_named(value: str, path: str = "") -> Q:
    """Parties known by this name, or a part of it, legal form and diacritics aside."""
    found = Q(**{f"{path}name__icontains": value}) | Q(**{f"{path}legal_name__icontains": value})
    plain = normalised(value)
    return found | Q(**{f"{path}normalised_name__contains": plain}) if plain else found


class PartyFilter(Conditions):
    id = _ids()
    q = Text(method="search", help_text="A part of the name, of an alias, or a whole identifier.")
    name = Text("name", "icontains", help_text="A part of the name.")
    country = Countries("country", help_text="ISO 3166 code of the country.")
    parent = References("parent", model=m.Party, help_text="Directly below this party (id) in its group.")
    scheme = Codes(method="identified", codes=IdentifierScheme, help_text="Has an identifier of this scheme.")
    identifier = Texts(method="identified", help_text="Has exactly this identifier.")
    unit = Subtrees(method="dealing", help_text="Deals with this unit (id or code) or one below it.")
    portfolio = References(
        method="dealing", model=m.Portfolio, help_text="Has a relationship in this portfolio (id)."
    )
    our_role = Codes(method="dealing", codes=Side, help_text="Our role in a relationship with it.")
    changed_since = _changed_since()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",), "changed_at": ("changed_at",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.PartyAlias.objects.filter(party=OuterRef("pk"))
        numbers = visible_to(self.user, m.PartyIdentifier).filter(party=OuterRef("pk"), value=value)
        known = _known_aliases(value)
        return queryset.filter(_party_named(value) | Exists(aliases.filter(known)) | Exists(numbers))

    def identified(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return queryset

    def dealing(self, queryset: QuerySet, name: str, value: list[Any]) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Conditions on one identifier, or on one relationship, hold of the same one."""
        cleaned = self.form.cleaned_data
        queryset = super().filter_queryset(queryset)
        schemes, numbers = cleaned["scheme"], cleaned["identifier"]
        if schemes or numbers:
            found = Q(scheme__in=schemes) if schemes else Q()
            found &= Q(value__in=numbers) if numbers else Q()
            queryset = self.among(queryset, "party", m.PartyIdentifier, found)
        return self._deals(queryset, cleaned)

    def _deals(self, queryset: QuerySet, cleaned: Mapping[str, Any]) -> QuerySet:
        if not any(cleaned[name] for name in ("unit", "portfolio", "our_role")):
            return queryset
        found = _below(cleaned["unit"], "unit") if cleaned["unit"] else Q()
        found &= Q(portfolio__in=cleaned["portfolio"]) if cleaned["portfolio"] else Q()
        found &= Q(our_role__in=cleaned["our_role"]) if cleaned["our_role"] else Q()
        return self.among(queryset, "party", m.Relationship, found)


def _known_aliases(value: str) -> Q:
    found = Q(name__icontains=value)
    plain = normalised(value)
    return found | Q(normalised_name__contains=plain) if plain else found


def _below(units: list[m.Unit], path: str) -> Q:
    found = Q()
    for unit in units:
        found |= Q(**{f"{path}__path__startswith": unit.path})
    return found


class OfRelationship(Conditions):
    """What every list of things of a relationship can be narrowed by. `base` leads to the relationship."""

    id = _ids()
    relationship = References("relationship", model=m.Relationship, help_text="Of this relationship (id).")
    unit = Subtrees("relationship__unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References(
        "relationship__portfolio", model=m.Portfolio, help_text="At home in this portfolio (id)."
    )
    party = References("relationship__party", model=m.Party, help_text="With this party (id).")
    our_role = Codes("relationship__our_role", codes=Side, help_text="Our role in the relationship.")


class RelationshipFilter(Conditions):
    """Relationships, by what they are, by their verdict and by their contracts."""

    id = _ids()
    q = Text(
        method="search", help_text="A part of the subject, category, external key, or the party's names."
    )
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References("portfolio", model=m.Portfolio, help_text="At home in this portfolio (id).")
    party = References("party", model=m.Party, help_text="With this party (id).")
    further_party = References(
        method="with_further", model=m.Party, help_text="In which this party (id) has a further part."
    )
    our_role = Codes("our_role", codes=Side, help_text="Our role.")
    nature = Codes("nature", codes=Nature, help_text="The nature.")
    phase = Codes("phase", codes=Phase, help_text="The phase.")
    category = Text("category", "icontains", help_text="A part of the category as given.")
    profile = References(
        "profile", model=m.CategoryProfile, split=False, help_text="Of this category profile (id or name)."
    )
    has_profile = Present("profile", help_text="Whether its category was recognised.")
    owner = References("owner", model=m.User, help_text="Owned by this user (id or user name).")
    has_owner = Present("owner", help_text="Whether it has an owner.")
    deputy = References("deputy", model=m.User, help_text="With this user (id or user name) as deputy.")
    external_key = Texts("external_key", help_text="Exactly this external key.")

    verdict = Codes(method="judged", codes=VerdictCode, help_text="The verdict.")
    pending = Truth(method="awaiting", help_text="Whether its verdict is still to be computed.")
    flag = Flags("verdict__flag_codes", codes=Flag, help_text="The verdict has this flag.")
    classified = Truth(method="decided", help_text="Whether a type was chosen.")
    chosen_type = Codes("verdict__chosen_type", codes=CollaborationType, help_text="The chosen type.")
    recommended_type = Codes(
        "verdict__recommended_type", codes=CollaborationType, help_text="The recommended type."
    )
    delivery_type = Codes(
        "verdict__delivery_type", codes=CollaborationType, help_text="The type that the delivery alone needs."
    )
    posture = Codes("verdict__posture", codes=Posture, help_text="The posture.")
    posture_side = Codes("verdict__posture_side", codes=Side, help_text="The side that the posture names.")
    parties_open = Truth("verdict__parties_open", help_text="Whether no fact of the parties is known yet.")
    score_min, score_max = _numbers("verdict__score", "Score 0-100", Number)
    needed_depth = Levels("verdict__needed_depth", low=0, help_text="The needed depth 0-5.")
    feasible_depth = Levels("verdict__feasible_depth", low=0, help_text="The feasible depth 0-5.")
    required_trust = Levels("verdict__required_trust", help_text="The required trust 1-5 of the chosen type.")
    required_trust_min, required_trust_max = _numbers(
        "verdict__required_trust", "Required trust 1-5", low=1, high=5
    )
    trust_target = Levels("verdict__trust_target", help_text="The chosen trust target 1-5.")
    mutual_trust = Levels("verdict__mutual_trust", help_text="The mutual actual trust 1-5.")
    mutual_trust_min, mutual_trust_max = _numbers("verdict__mutual_trust", "Mutual trust 1-5", low=1, high=5)
    residual_gap_min = Whole(
        "verdict__residual_gap", "gte", high=5, help_text="Trust gap left by safeguards: at least this."
    )
    unknown_facts_min, unknown_facts_max = _numbers("verdict__unknown_facts", "Number of unknown facts")
    assumed_facts_min, assumed_facts_max = _numbers("verdict__assumed_facts", "Number of assumed facts")

    has_contract = Truth(method="contracted", help_text="Whether it has a contract.")
    contract_status = Codes(
        method="contracted", codes=ContractStatus, help_text="Has a contract with this status."
    )
    contract_ended = Truth(method="contracted", help_text="Has a contract whose term has ended, or has not.")
    currency = Currencies(method="contracted", help_text="Has a contract in this currency.")
    value_min = Amount(
        method="contracted", help_text="Has a contract of at least this value; takes currency."
    )
    value_max = Amount(method="contracted", help_text="Has a contract of at most this value; takes currency.")
    notice_deadline_after = Day(
        method="contracted", help_text="Has a contract with its notice deadline on this day or later."
    )
    notice_deadline_before = Day(
        method="contracted", help_text="Has a contract with its notice deadline on this day or earlier."
    )
    current_end_after = Day(
        method="contracted", help_text="Has a contract whose running term ends on this day or later."
    )
    current_end_before = Day(
        method="contracted", help_text="Has a contract whose running term ends on this day or earlier."
    )
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "party": ("party__name",),
            "subject": ("subject",),
            "unit": ("unit__code",),
            "category": ("category",),
            "phase": ("phase",),
            "verdict": ("verdict__verdict",),
            "score": ("verdict__score",),
            "recommended_type": ("verdict__recommended_type",),
            "chosen_type": ("verdict__chosen_type",),
            "required_trust": ("verdict__required_trust",),
            "mutual_trust": ("verdict__mutual_trust",),
            "residual_gap": ("verdict__residual_gap",),
            "unknown_facts": ("verdict__unknown_facts",),
            "verdict_since": ("verdict__since",),
            "changed_at": ("changed_at",),
            "created_at": ("created_at",),
        }
    )

    # The conditions on a contract, and what each asks of it; all hold of the same contract.
    _OF_CONTRACT = {
        "contract_status": "status__in",
        "contract_ended": "position__ended",
        "currency": "currency__in",
        "value_min": "value__gte",
        "value_max": "value__lte",
        "notice_deadline_after": "position__notice_deadline__gte",
        "notice_deadline_before": "position__notice_deadline__lte",
        "current_end_after": "position__current_end__gte",
        "current_end_before": "position__current_end__lte",
    }

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.PartyAlias.objects.filter(party=OuterRef("party_id"))
        return queryset.filter(
            Q(subject__icontains=value)
            | Q(category__icontains=value)
            | Q(external_key__icontains=value)
            | _party_named(value, "party__")
            | Exists(aliases.filter(_known_aliases(value)))
        )

    def with_further(self, queryset: QuerySet, name: str, value: list[m.Party]) -> QuerySet:
        return self.among(queryset, "relationship", m.RelationshipParty, Q(party__in=value))

    def judged(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        found = Q(verdict__verdict__in=value)
        return queryset.filter(found | Q(verdict__isnull=True) if VerdictCode.PENDING in value else found)

    def awaiting(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        there = Q(verdict__isnull=False) & ~Q(verdict__verdict=VerdictCode.PENDING)
        return queryset.filter(~there if value else there)

    def decided(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        current = Exists(
            m.Classification.objects.filter(relationship=OuterRef("pk"), superseded_at__isnull=True)
        )
        return queryset.filter(current if value else ~current)

    def contracted(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        cleaned = self.form.cleaned_data
        asked = {
            lookup: cleaned[name] for name, lookup in self._OF_CONTRACT.items() if cleaned[name] is not None
        }
        contracts = m.Contract.objects.filter(relationship=OuterRef("pk"), **asked)
        if cleaned["has_contract"] is False:
            return queryset.filter(~Exists(contracts))
        return queryset.filter(Exists(contracts)) if asked or cleaned["has_contract"] else queryset


class ContractFilter(OfRelationship):
    q = Text(method="search", help_text="A part of the number, title or description.")
    number = Texts("number", help_text="Exactly this number.")
    parent = References("parent", model=m.Contract, help_text="Directly below this contract (id).")
    kind = Codes("kind", codes=ContractKind, help_text="The kind.")
    status = Codes("status", codes=ContractStatus, help_text="The status.")
    term_kind = Codes("term_kind", codes=TermKind, help_text="The kind of term.")
    procedure = Codes("procedure", codes=Procedure, help_text="The procurement route.")
    cpv = Text("cpv", "startswith", help_text="The first digits of the CPV code.")
    currency = Currencies("currency", help_text="The currency.")
    value_min, value_max = _numbers("value", "Value (takes currency)", Amount)
    annual_value_min, annual_value_max = _numbers("annual_value", "Annual value (takes currency)", Amount)
    start_after, start_before = _within("start", "Start")
    ended = Truth("position__ended", help_text="Whether the term has ended.")
    current_end_after, current_end_before = _within("position__current_end", "End of the running term")
    latest_end_after, latest_end_before = _within("position__latest_end", "Latest end")
    notice_deadline_after, notice_deadline_before = _within(
        "position__notice_deadline", "Next notice deadline"
    )
    option_deadline_after, option_deadline_before = _within("position__option_deadline", "Option deadline")
    retender_start_after, retender_start_before = _within("position__retender_start", "Start of re-tender")
    missed_deadline = Present("position__missed_deadline", help_text="Whether a notice deadline was missed.")
    notice_known = Truth("position__notice_known", help_text="Whether the notice period is known.")
    review_date_after, review_date_before = _within("review_date", "Review date")
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "party": ("relationship__party__name",),
            "number": ("number",),
            "title": ("title",),
            "start": ("start",),
            "value": ("currency", "value"),
            "annual_value": ("currency", "annual_value"),
            "current_end": ("position__current_end",),
            "notice_deadline": ("position__notice_deadline",),
            "option_deadline": ("position__option_deadline",),
            "latest_end": ("position__latest_end",),
            "changed_at": ("changed_at",),
        }
    )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(
            Q(number__icontains=value) | Q(title__icontains=value) | Q(description__icontains=value)
        )


class FactRatingFilter(OfRelationship):
    fact = Codes("fact", codes=FACTS, help_text="The fact.")
    value = Levels("value", help_text="The rating 1-5.")
    source = Codes("source", codes=[FactSource.ASSESSED, FactSource.IMPORTED], help_text="The source.")
    assessor = References("assessor", model=m.User, help_text="By this user (id or user name).")
    assessed_after, assessed_before = _within("assessed_on", "Day of assessment")
    withdrawn = Truth("withdrawn_at", "isnull", exclude=True, help_text="Whether it was withdrawn.")
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "fact": ("fact",),
            "assessed_on": ("assessed_on",),
            "recorded_at": ("recorded_at",),
            "changed_at": ("changed_at",),
        }
    )


class TrustAssessmentFilter(OfRelationship):
    direction = Codes("direction", codes=Direction, help_text="Who trusts whom.")
    level = Levels("level", help_text="The level 1-5.")
    assessor = References("assessor", model=m.User, help_text="By this user (id or user name).")
    assessed_after, assessed_before = _within("assessed_on", "Day of assessment")
    withdrawn = Truth("withdrawn_at", "isnull", exclude=True, help_text="Whether it was withdrawn.")
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "direction": ("direction",),
            "assessed_on": ("assessed_on",),
            "recorded_at": ("recorded_at",),
            "changed_at": ("changed_at",),
        }
    )


class SafeguardFilter(OfRelationship):
    kind = References("kind", model=m.SafeguardKind, help_text="Of this kind (id or code).")
    level = Levels("kind__level", low=2, high=4, help_text="Stands in for this level of trust, 2-4.")
    contract = References("contract", model=m.Contract, help_text="Laid down in this contract (id).")
    active_on = Day(method="active", help_text="Active on this day.")
    ends_after, ends_before = _within("active_to", "Last day")
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "kind": ("kind__code",),
            "active_from": ("active_from",),
            "active_to": ("active_to",),
            "changed_at": ("changed_at",),
        }
    )

    def active(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(Q(active_to__isnull=True) | Q(active_to__gte=value), active_from__lte=value)


class ClassificationFilter(OfRelationship):
    current = Truth("superseded_at", "isnull", help_text="Whether it is the decision that counts now.")
    chosen_type = Codes("chosen_type", codes=CollaborationType, help_text="The chosen type.")
    trust_target = Levels("trust_target", help_text="The chosen trust target 1-5.")
    decided_by = References("decided_by", model=m.User, help_text="By this user (id or user name).")
    decided_after = Moment("decided_at", "gte", help_text="Decided at this moment or later.")
    decided_before = Moment("decided_at", "lt", help_text="Decided before this moment.")
    rule_set = References("rule_set", model=m.RuleSet, help_text="Under this rule set (id).")
    changed_since = _changed_since()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "decided_at": ("decided_at",),
            "changed_at": ("changed_at",),
        }
    )


class ArrangementFilter(OfRelationship):
    kind = Texts("kind", help_text="The kind, by its code.")
    state = Texts("state", help_text="PRESENT, ABSENT or NOT_APPLICABLE.")
    changed_since = _changed_since()
    ordering = Ordering(keys={"id": ("id",), "relationship": ("relationship_id",), "kind": ("kind",)})


class VerdictFilter(Conditions):
    """Current verdicts as a list of their own, one a relationship."""

    relationship = References("relationship", model=m.Relationship, help_text="Of this relationship (id).")
    unit = Subtrees("relationship__unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References(
        "relationship__portfolio", model=m.Portfolio, help_text="At home in this portfolio (id)."
    )
    party = References("relationship__party", model=m.Party, help_text="With this party (id).")
    our_role = Codes("relationship__our_role", codes=Side, help_text="Our role in the relationship.")
    verdict = Codes("verdict", codes=VerdictCode, help_text="The verdict.")
    flag = Flags("flag_codes", codes=Flag, help_text="Has this flag.")
    chosen_type = Codes("chosen_type", codes=CollaborationType, help_text="The chosen type.")
    recommended_type = Codes("recommended_type", codes=CollaborationType, help_text="The recommended type.")
    delivery_type = Codes(
        "delivery_type", codes=CollaborationType, help_text="The type that the delivery alone needs."
    )
    posture = Codes("posture", codes=Posture, help_text="The posture.")
    parties_open = Truth("parties_open", help_text="Whether no fact of the parties is known yet.")
    required_trust = Levels("required_trust", help_text="The required trust 1-5 of the chosen type.")
    since_after = Moment("since", "gte", help_text="The same since this moment or later.")
    ordering = Ordering(
        keys={
            "relationship": ("relationship_id",),
            "verdict": ("verdict",),
            "score": ("score",),
            "since": ("since",),
        }
    )


class CategoryProfileFilter(Conditions):
    id = _ids()
    q = Text(method="search", help_text="A part of the name, Dutch or English, or of an alias.")
    name = Texts("name", help_text="Exactly this name.")
    changed_since = _changed_since()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.CategoryAlias.objects.filter(profile=OuterRef("pk"), name__icontains=value)
        return queryset.filter(Q(name__icontains=value) | Q(name_nl__icontains=value) | Exists(aliases))


class SafeguardKindFilter(Conditions):
    id = _ids()
    level = Levels("level", low=2, high=4, help_text="Stands in for this level of trust, 2-4.")
    code = Texts("code", help_text="Exactly this code.")
    ordering = Ordering(keys={"level": ("level",), "code": ("code",), "id": ("id",)})


class RuleSetFilter(Conditions):
    id = _ids()
    state = Codes("state", codes=RuleSetState, help_text="The state.")
    number = Levels("number", low=1, high=2**31 - 1, help_text="The number.")
    ordering = Ordering(keys={"number": ("number",), "id": ("id",)})


class RoleAssignmentFilter(Conditions):
    id = _ids()
    user = References("user", model=m.User, help_text="Of this user (id or user name).")
    unit = Subtrees("unit__path", help_text="On this unit (id or code) or one below it.")
    role = Codes("role", codes=Role, help_text="The role.")
    ordering = Ordering(keys={"id": ("id",)})


FILTERS: dict[type, type[Conditions]] = {
    m.Unit: UnitFilter,
    m.User: UserFilter,
    m.RoleAssignment: RoleAssignmentFilter,
    m.Portfolio: PortfolioFilter,
    m.Party: PartyFilter,
    m.Relationship: RelationshipFilter,
    m.Contract: ContractFilter,
    m.FactRating: FactRatingFilter,
    m.TrustAssessment: TrustAssessmentFilter,
    m.Safeguard: SafeguardFilter,
    m.Classification: ClassificationFilter,
    m.Arrangement: ArrangementFilter,
    m.Verdict: VerdictFilter,
    m.CategoryProfile: CategoryProfileFilter,
    m.SafeguardKind: SafeguardKindFilter,
    m.RuleSet: RuleSetFilter,
}
