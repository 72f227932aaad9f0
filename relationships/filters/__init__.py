"""Filtered lists: one FilterSet a listed thing, for REST, GraphQL, web lists and Excel export alike.

filtered(RelationshipFilter, {"verdict": "MISFIT,ATTENTION"}, visible_to(user, Relationship), user)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from relationships.errors import Problems
from relationships.filters.kinds import Condition, Ordering, may_be_null, ordered, shown
from relationships.filters.sets import (
    FILTERS,
    ArrangementFilter,
    CategoryProfileFilter,
    ClassificationFilter,
    Conditions,
    ContractFilter,
    FactRatingFilter,
    PartyFilter,
    PortfolioFilter,
    RelationshipFilter,
    RoleAssignmentFilter,
    RuleSetFilter,
    SafeguardFilter,
    SafeguardKindFilter,
    TrustAssessmentFilter,
    UnitFilter,
    UserFilter,
    VerdictFilter,
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
    "FactRatingFilter",
    "Ordering",
    "PartyFilter",
    "PortfolioFilter",
    "RelationshipFilter",
    "RoleAssignmentFilter",
    "RuleSetFilter",
    "SafeguardFilter",
    "SafeguardKindFilter",
    "TrustAssessmentFilter",
    "UnitFilter",
    "UserFilter",
    "VerdictFilter",
    "filtered",
    "may_be_null",
    "ordered",
]

# A range of amounts says nothing without the currency it is in.
_TAKE_CURRENCY = ("value_min", "value_max", "annual_value_min", "annual_value_max")


def filtered(
    filterset_class: type[Conditions], given: Mapping[str, Any], queryset: QuerySet, user: User
) -> QuerySet:
    """The records for which all conditions given hold, in the order asked for, ties settled by id.

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
    found = filterset.filter_queryset(queryset)
    return found if "ordering" in asked else ordered(found, filterset_class.always)
