"""Filtered lists: one FilterSet a listed thing, for REST, GraphQL, web lists and Excel export alike.

filtered(RelationshipFilter, {"verdict": "MISFIT,ATTENTION"}, visible_to(user, Relationship), user)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from relationships import models as m
from relationships.errors import Problems
from relationships.filters.base import Conditions, OfRelationship
from relationships.filters.contracts import ContractFilter
from relationships.filters.judging import (
    ArrangementFilter,
    ClassificationFilter,
    FactRatingFilter,
    SafeguardFilter,
    TrustAssessmentFilter,
    VerdictFilter,
)
from relationships.filters.kinds import Condition, Ordering, may_be_null, ordered, shown
from relationships.filters.merging import PartyDistinctionFilter, PartyMergeFilter
from relationships.filters.organisation import (
    PortfolioFilter,
    RoleAssignmentFilter,
    UnitFilter,
    UserFilter,
)
from relationships.filters.parties import PartyFilter
from relationships.filters.relationships import RelationshipFilter
from relationships.filters.tables import (
    CategoryProfileFilter,
    ExchangeRateFilter,
    RuleSetApprovalFilter,
    RuleSetFilter,
    RuleSetStakeholderFilter,
    SafeguardKindFilter,
)
from relationships.models import User

__all__ = [
    "FILTERS",
    "ArrangementFilter",
    "CategoryProfileFilter",
    "ClassificationFilter",
    "Condition",
    "Conditions",
    "ContractFilter",
    "ExchangeRateFilter",
    "FactRatingFilter",
    "OfRelationship",
    "Ordering",
    "PartyDistinctionFilter",
    "PartyFilter",
    "PartyMergeFilter",
    "PortfolioFilter",
    "RelationshipFilter",
    "RoleAssignmentFilter",
    "RuleSetApprovalFilter",
    "RuleSetFilter",
    "RuleSetStakeholderFilter",
    "SafeguardFilter",
    "SafeguardKindFilter",
    "TrustAssessmentFilter",
    "UnitFilter",
    "UserFilter",
    "VerdictFilter",
    "checked",
    "filtered",
    "may_be_null",
    "ordered",
    "register",
    "register_conditions",
]

FILTERS: dict[type, type[Conditions]] = {
    m.Unit: UnitFilter,
    m.User: UserFilter,
    m.RoleAssignment: RoleAssignmentFilter,
    m.Portfolio: PortfolioFilter,
    m.Party: PartyFilter,
    m.PartyMerge: PartyMergeFilter,
    m.PartyDistinction: PartyDistinctionFilter,
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
    m.ExchangeRate: ExchangeRateFilter,
    m.RuleSet: RuleSetFilter,
    m.RuleSetApproval: RuleSetApprovalFilter,
    m.RuleSetStakeholder: RuleSetStakeholderFilter,
}


def register(model: type, conditions: type[Conditions]) -> None:
    """Have every entrance offer these conditions on the list of a kind of record kept by a room above."""
    FILTERS[model] = conditions


def register_conditions(model: type, conditions: Mapping[str, Condition]) -> None:
    """Have the list of a kind of record take these conditions too, which a room above can answer."""
    FILTERS[model].base_filters.update(conditions)


# A range of amounts says nothing without the currency it is in.
_TAKE_CURRENCY = (
    "value_min",
    "value_max",
    "annual_value_min",
    "annual_value_max",
    "amount_min",
    "amount_max",
)


def filtered(
    filterset_class: type[Conditions], given: Mapping[str, Any], queryset: QuerySet, user: User
) -> QuerySet:
    """The records for which all conditions given hold, in the order asked for, ties settled by id."""
    if not given:
        return ordered(queryset, filterset_class.always)
    filterset = checked(filterset_class, given, queryset, user)
    found = filterset.filter_queryset(queryset)
    return found if "ordering" in filterset.data else ordered(found, filterset_class.always)


def checked(
    filterset_class: type[Conditions], given: Mapping[str, Any], queryset: QuerySet, user: User
) -> Conditions:
    """The conditions given, found usable: their values are in `form.cleaned_data`.

    `given` holds values by the name of the condition: text, what the door has read already, or a list of
    these where a condition takes several. None counts as not given. Refuses an unknown name
    (UNKNOWN_PARAMETER) and a value that can't be used (INVALID_FILTER), all of them at once.
    """
    problems = Problems()
    known = filterset_class.base_filters
    for name in given:
        if name not in known:
            problems.add("UNKNOWN_PARAMETER", shown(name), value=shown(name), choices=", ".join(known))
    asked = {name: value for name, value in given.items() if name in known and value is not None}
    filterset = filterset_class(asked, queryset, user)
    for name, errors in filterset.form.errors.as_data().items():
        why = " ".join(str(each) for error in errors for each in error.messages)
        problems.add("INVALID_FILTER", name, value=shown(asked[name]), why=why)
    if not asked.get("currency"):
        for name in _TAKE_CURRENCY:
            if name in asked:
                problems.add("CURRENCY_MISSING", "currency")
                break
    problems.raise_if_any()
    return filterset
