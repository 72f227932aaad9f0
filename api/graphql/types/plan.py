"""Development plans, their stages, and the gates that close them."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene

from api.graphql import principle_words as words
from api.graphql.connections import listed
from api.graphql.enums import DepthCap
from api.graphql.fields import RecordType, one
from api.graphql.reads import Label, reading
from api.graphql.types.verdict import language_of
from principles import models as p
from principles.checks.texts import stage_name
from principles.choices import StageKind
from relationships import models as m


class Stage(RecordType):
    """A stage of a plan, closed by a gate that its approver opens."""

    class Meta:
        model = p.Stage
        holds = words.STAGE | words.STAGE_GATE

    plan = one(p.DevelopmentPlan, "plan", "The plan.", required=True)
    label = graphene.String(required=True, description="What is done in it, in your language.")
    approver = one(m.User, "approver", "Who is to approve its gate; null where you may not see who.")

    @staticmethod
    @partial(reading, Label("kind", StageKind, lambda kind: stage_name(kind, language_of())))
    def resolve_label(record: p.Stage, info: Any) -> str:
        return stage_name(record.kind, language_of())


class DevelopmentPlan(RecordType):
    """A plan to develop a relationship in stages. It stands until it is abandoned."""

    class Meta:
        model = p.DevelopmentPlan
        holds = words.DEVELOPMENT_PLAN

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    raises = graphene.List(
        graphene.NonNull(DepthCap), required=True, description="What limits the depth that it is to raise."
    )
    stages = listed(p.Stage, "plan", "Its stages, in their place.")
