"""Figures of many relationships: how many comply with each principle, and how far computing is."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql.connections import arguments, chosen
from api.graphql.fields import Plain
from api.graphql.scalars import Code, Date, Day
from api.graphql.types.verdict import language_of
from principles.queries.figures import MOST_DAYS, Figure, GroupBy, Step, figures, figures_on, question
from principles.queries.figures.asked import NAMES
from principles.queries.progress import Progress, progress
from relationships import models as m

_LEFT_OUT = ("first", "last", "after", "before", "ordering")


def _count(about: str) -> graphene.Int:
    return graphene.Int(description=f"{about}; null: nothing is known.")


class ComplianceFigure(Plain):
    """A line of the figures: the relationships of a group under one principle, counted. Never an average."""

    on = Date(description="The day at whose end it stood so; null: as it stands now.")
    group = graphene.Int(description="The pk of the unit, category or portfolio.")
    group_code = graphene.String(
        description="The code of the unit, of the type, or the name of the category."
    )
    group_name = graphene.String(description="Its name in your language; null: none, or not for you to see.")
    principle_code = graphene.String(required=True, description="The code of the principle, such as P4.")
    theme = graphene.String(description="Its theme in your language, else in the other one.")
    recorded = graphene.Boolean(
        required=True, description="Whether anything was found by then; if not, no number is known."
    )
    relationships = _count("In the group; on a day, those of which anything was found by then")
    compliant = _count("In effect COMPLIANT")
    partly = _count("In effect PARTLY")
    non_compliant = _count("In effect NON_COMPLIANT")
    explained = _count("In effect EXPLAINED")
    not_assessable = _count("In effect NOT_ASSESSABLE")
    not_applicable = _count("In effect NOT_APPLICABLE")
    pending = _count("Still to be computed")
    computed_compliant = _count("COMPLIANT as the check itself says")
    computed_partly = _count("PARTLY as the check itself says")
    computed_non_compliant = _count("NON_COMPLIANT as the check itself says")
    computed_not_assessable = _count("NOT_ASSESSABLE as the check itself says")
    computed_not_applicable = _count("NOT_APPLICABLE as the check itself says")
    applicable = _count("Computed, and in effect not NOT_APPLICABLE")
    assessable = _count("Of those applicable: not NOT_ASSESSABLE")
    share = graphene.Float(description="assessable / applicable, 0-1; null: nothing is applicable.")

    @staticmethod
    def resolve_group(figure: Figure, info: Any) -> int | None:
        return figure.group.id

    @staticmethod
    def resolve_group_code(figure: Figure, info: Any) -> str | None:
        return figure.group.code or None

    @staticmethod
    def resolve_group_name(figure: Figure, info: Any) -> str | None:
        return figure.group.names.get(language_of())

    @staticmethod
    def resolve_principle_code(figure: Figure, info: Any) -> str:
        return figure.principle

    @staticmethod
    def resolve_theme(figure: Figure, info: Any) -> str | None:
        spoken = language_of()
        return figure.themes[spoken] or figure.themes["en" if spoken == "nl" else "nl"] or None


class ComplianceProgress(Plain):
    """How far compliance is computed, after a change of many relationships at once."""

    relationships = graphene.Int(required=True, description="Relationships asked about.")
    relationships_pending = graphene.Int(
        required=True, description="Of these: with an answer that is still to be computed."
    )
    total = graphene.Int(
        required=True, description="Answers asked for: each relationship under each active principle."
    )
    computed = graphene.Int(required=True, description="Of these: computed.")
    pending = graphene.Int(required=True, description="Of these: still to be computed.")
    running = graphene.Boolean(
        required=True, description="Whether the worker is computing at this moment, for anybody."
    )


def narrowed() -> dict[str, graphene.Argument]:
    """The conditions of the list of relationships."""
    found = arguments(m.Relationship)
    return {name: argument for name, argument in found.items() if name not in _LEFT_OUT}


def _figures(root: Any, info: Any, **asked: Any) -> list[Figure]:
    user = info.context.user
    wanted = question({name: asked.pop(name, None) for name in NAMES}, info.context.by.on)
    relationships = chosen(m.Relationship, asked, user)
    if wanted.days is None:
        return figures(user, relationships, wanted.group_by)
    return figures_on(user, relationships, wanted.days, wanted.group_by)


def _progress(root: Any, info: Any, **asked: Any) -> Progress:
    return progress(chosen(m.Relationship, asked, info.context.user))


COMPLIANCE_FIGURES = graphene.Field(
    graphene.List(graphene.NonNull(ComplianceFigure)),
    required=True,
    args={
        "group_by": graphene.Argument(
            Code,
            description=f"What relationships are counted together by. Codes: {', '.join(GroupBy)}; NONE "
            "where not given.",
        ),
        "on": graphene.Argument(Day, description="As it stood at the end of this day, today at the latest."),
        "from": graphene.Argument(
            Day, description="The first day of a series; a year before `to` where not given."
        ),
        "to": graphene.Argument(Day, description="The last day of a series; today where not given."),
        "step": graphene.Argument(
            Code,
            description="A series of the last days of each month, quarter or year, "
            f"{MOST_DAYS} at most. Codes: {', '.join(Step)}; MONTH where not given.",
        ),
        **narrowed(),
    },
    description=(
        "How many relationships have which result under each principle: of all that you may see, or those "
        "for which the conditions hold. Now, at the end of the day `on`, or at the last days of a series "
        "(any of `from`, `to`, `step`): as it was found then, by the groups of today. At most 10,000 lines."
    ),
    resolver=_figures,
)
COMPLIANCE_PROGRESS = graphene.Field(
    ComplianceProgress,
    required=True,
    args=narrowed(),
    description=(
        "How far compliance is computed, of all relationships that you may see, or those for which the "
        "conditions hold."
    ),
    resolver=_progress,
)
