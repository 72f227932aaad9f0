"""What a user may see of the principles: evidence with its relationship, sets by everybody with a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Q, QuerySet

from principles import models as p
from principles.choices import SetState
from relationships.models import User
from relationships.queries.scope import register_visible, visible_unit_ids, visible_units


def _of_relationship(model: Any) -> Callable[[User], QuerySet[Any]]:
    def scoped(user: User) -> QuerySet[Any]:
        return model._default_manager.filter(relationship__unit__in=visible_unit_ids(user))

    return scoped


def _stages(user: User) -> QuerySet[Any]:
    return p.Stage.objects.filter(plan__relationship__unit__in=visible_unit_ids(user))


def _shared(model: Any) -> Callable[[User], QuerySet[Any]]:
    def scoped(user: User) -> QuerySet[Any]:
        return model._default_manager.filter(Exists(visible_units(user)))

    return scoped


OF_A_RELATIONSHIP = (
    p.Benefit,
    p.Interest,
    p.InterestPair,
    p.Capability,
    p.CapabilityPair,
    p.ResistanceSignal,
    p.DevelopmentPlan,
    p.Review,
    p.Judgement,
    p.Explanation,
    p.LabelDismissal,
    p.Compliance,
    p.PastCompliance,
)
OF_ALL = (p.PrincipleSet, p.Principle, p.Stakeholder, p.Approval, p.DiscouragedWord)
VISIBLE: dict[Any, Callable[[User], QuerySet[Any]]] = {
    **{model: _of_relationship(model) for model in OF_A_RELATIONSHIP},
    p.Stage: _stages,
    **{model: _shared(model) for model in OF_ALL},
}


def register() -> None:
    """Have every door ask here for the records of this room."""
    for model, scoped in VISIBLE.items():
        register_visible(model, scoped, _principle_in_force if model is p.Principle else None)


def _principle_in_force(code: str) -> Q:
    """A code is that of the principle in force; what could be an id is one."""
    if code.isdigit():
        return Q(pk__in=())
    return Q(code=code, principle_set__state=SetState.IN_FORCE)
