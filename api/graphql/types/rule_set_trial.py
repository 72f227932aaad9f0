"""A rule set tried out, and how far the verdicts are after one came into force."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import enums
from api.graphql.connections import arguments, chosen
from api.graphql.fields import Plain, by_pk
from api.graphql.registry import meant, type_of
from api.graphql.scalars import DateTime, Json, Reference, Whole
from relationships import models as m
from relationships import trials
from relationships.queries import find
from relationships.queries.recomputing import recomputing
from relationships.trials import Aspect, Effect
from relationships.values import whole

LARGEST_PAGE = 100
_LEFT_OUT = ("first", "last", "after", "before", "ordering")

RuleSetAspect = enums.described_enum(
    "RuleSetAspect",
    Aspect,
    "What is compared of a relationship when a rule set is tried.",
    {
        Aspect.RECOMMENDED_TYPE: "The type that the rule recommends.",
        Aspect.NEEDED_DEPTH: "The depth that the delivery needs.",
        Aspect.REQUIRED_TRUST: "The trust that the chosen type requires.",
        Aspect.REQUIRED_TRUST_RECOMMENDED: "The trust that the recommended type requires.",
        Aspect.VERDICT: "Whether the choice fits.",
    },
)
RuleSetEffect = enums.described_enum(
    "RuleSetEffect",
    Effect,
    "What the rule set tried does to one aspect of a relationship.",
    {
        Effect.UNCHANGED: "The same by both.",
        Effect.CHANGED: "Another value.",
        Effect.NEWLY_DECIDED: "Undecided now, decided then.",
        Effect.NO_LONGER_DECIDED: "Decided now, undecided then.",
        Effect.UNDECIDED: "Undecided by both.",
        Effect.NOT_APPLICABLE: "Nothing is chosen yet, so there is nothing to compare.",
    },
)


class RuleSetOutcome(Plain):
    """What a rule set says of a relationship."""

    recommended_type = enums.CollaborationType(description="The type recommended; null: undecided.")
    needed_depth = graphene.Int(description="The depth that the delivery needs, 0 to 5; null: undecided.")
    required_trust = graphene.Int(description="Of the chosen type, 1 to 5; null: undecided, or none chosen.")
    required_trust_recommended = graphene.Int(description="Of the recommended type, 1 to 5; null: undecided.")
    verdict = enums.VerdictCode(required=True, description="Whether the choice fits.")


RuleSetEffects = type(
    "RuleSetEffects",
    (Plain,),
    {
        "__doc__": "What becomes of each aspect of a relationship.",
        **{
            each.value: RuleSetEffect(required=True, description=f"Of its {each.value.replace('_', ' ')}.")
            for each in Aspect
        },
    },
)


class TriedRelationship(Plain):
    """A relationship of which something would change."""

    relationship = graphene.Field(
        lambda: type_of(m.Relationship), required=True, description="The relationship."
    )
    before = graphene.Field(RuleSetOutcome, required=True, description="By the rule set in force.")
    after = graphene.Field(RuleSetOutcome, required=True, description="By the rule set tried.")
    effects = graphene.Field(RuleSetEffects, required=True, description="What becomes of each aspect.")


class RuleSetMove(Plain):
    """How many relationships go from one value to another."""

    old = Json(description="The value now; null: undecided.")
    new = Json(description="The value then; null: undecided.")
    count = graphene.Int(required=True, description="How many relationships.")


class RuleSetAspectTotals(Plain):
    """What becomes of one aspect of all relationships tried: the six numbers add up to theirs."""

    aspect = RuleSetAspect(required=True, description="What is compared.")
    unchanged = graphene.Int(required=True, description="The same by both.")
    changed = graphene.Int(required=True, description="Another value.")
    newly_decided = graphene.Int(required=True, description="Undecided now, decided then.")
    no_longer_decided = graphene.Int(required=True, description="Decided now, undecided then.")
    undecided = graphene.Int(required=True, description="Undecided by both.")
    not_applicable = graphene.Int(required=True, description="Nothing is chosen yet.")
    moves = graphene.List(
        graphene.NonNull(RuleSetMove),
        required=True,
        description="From what to what, the most frequent first.",
    )


class RuleSetTotals(Plain):
    """What would become of all relationships tried."""

    relationships = graphene.Int(required=True, description="How many were tried.")
    affected = graphene.Int(required=True, description="How many would change in any aspect.")
    aspects = graphene.List(
        graphene.NonNull(RuleSetAspectTotals), required=True, description="Aspect by aspect."
    )


class RuleSetTrial(Plain):
    """A rule set tried out: nothing of it is stored."""

    rule_set = graphene.Field(lambda: type_of(m.RuleSet), required=True, description="The set tried.")
    tried = graphene.List(
        graphene.NonNull(TriedRelationship),
        required=True,
        description="The relationships that would change, by their number.",
    )
    following = graphene.Int(description="To be given as `after` for the next page; null: this is the last.")
    totals = graphene.Field(
        RuleSetTotals, description="Of all relationships tried; with the first page only."
    )


def _tried(
    root: Any, info: Any, rule_set: Any, limit: Any = None, after_relationship: Any = None, **asked: Any
) -> RuleSetTrial:
    user = info.context.user
    found = find(user, m.RuleSet, meant(rule_set, m.RuleSet), "rule_set")
    size = LARGEST_PAGE if limit is None else whole(limit, "limit", 1, LARGEST_PAGE)
    after = (
        None if after_relationship is None else whole(after_relationship, "after_relationship", 0, 2**63 - 1)
    )
    relationships = chosen(m.Relationship, asked, user)
    answer = trials.trial(found, relationships, at=info.context.by.at, after=after, limit=size)
    records = by_pk(m.Relationship, [each.relationship for each in answer.rows], user)
    return RuleSetTrial(
        rule_set=by_pk(m.RuleSet, [found.pk], user)[found.pk],
        tried=[_row(each, records[each.relationship]) for each in answer.rows],
        following=answer.following,
        totals=None if answer.totals is None else _totals(answer.totals),
    )


def _row(each: trials.Tried, record: Any) -> TriedRelationship:
    return TriedRelationship(
        relationship=record,
        before=RuleSetOutcome(**_by_name(each.before)),
        after=RuleSetOutcome(**_by_name(each.after)),
        effects=RuleSetEffects(**_by_name(each.effects)),
    )


def _by_name(values: Any) -> dict[str, Any]:
    return {aspect.value: value for aspect, value in values.items()}


def _totals(totals: trials.Totals) -> RuleSetTotals:
    return RuleSetTotals(
        relationships=totals.relationships,
        affected=totals.affected,
        aspects=[
            RuleSetAspectTotals(
                aspect=aspect.value,
                **{each.value.lower(): totals.effects[aspect][each] for each in Effect},
                moves=[RuleSetMove(old=m.old, new=m.new, count=m.count) for m in totals.moves(aspect)],
            )
            for aspect in Aspect
        ],
    )


TRIED_RULE_SET = graphene.Field(
    RuleSetTrial,
    required=True,
    args={
        "rule_set": graphene.Argument(graphene.NonNull(Reference), description="The set to try."),
        "limit": graphene.Argument(
            Whole, description=f"How many relationships that would change, at most {LARGEST_PAGE}."
        ),
        "after_relationship": graphene.Argument(Whole, description="The `following` of the page before."),
        **{name: each for name, each in arguments(m.Relationship).items() if name not in _LEFT_OUT},
    },
    description="What would change if a rule set were in force: of all relationships that you may see, or "
    f"those for which the conditions hold, {trials.MOST:,} at most.",
    resolver=_tried,
)


class Recomputing(Plain):
    """How far the verdicts are after a change of many at once, such as another rule set."""

    pending = graphene.Int(
        required=True, description="How many verdicts that you may see are still to be computed."
    )
    total = graphene.Int(required=True, description="Out of how many.")
    started_at = DateTime(description="Since when the first of them is waiting; null: none is.")


RECOMPUTING = graphene.Field(
    Recomputing,
    required=True,
    description="How far the verdicts are after a change of many at once.",
    resolver=lambda _root, info: recomputing(info.context.user),
)
