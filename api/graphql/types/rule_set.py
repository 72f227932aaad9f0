"""What holds for the whole installation: the versions of the fit rule's parameters, and exchange rates."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import words
from api.graphql.cohorts import cohort_of, portions, together
from api.graphql.connections import listed
from api.graphql.fields import Plain, RecordType, one
from api.graphql.registry import meant, type_of
from api.graphql.scalars import Json, Reference
from relationships import models as m
from relationships.errors import Problems
from relationships.fit.sheets import tables_of
from relationships.queries import find, visible_to
from relationships.queries.rules import compare, rules_of


class RuleSetApproval(RecordType):
    """That a stakeholder approved a rule set. It counts until it lapses; a lapsed one stays on record."""

    class Meta:
        model = m.RuleSetApproval
        holds = words.RULE_SET_APPROVAL

    rule_set = one(m.RuleSet, "rule_set", "The set.", required=True)
    user = one(m.User, "user", "The stakeholder; null where you may not see who.")


class RuleSetStakeholder(RecordType):
    """Somebody who must approve a rule set before it can come into force."""

    class Meta:
        model = m.RuleSetStakeholder
        holds: dict[str, str] = {}

    rule_set = one(m.RuleSet, "rule_set", "The set.", required=True)
    user = one(m.User, "user", "Who; null where you may not see who.")
    approval = graphene.Field(RuleSetApproval, description="The approval that counts; null: still awaited.")

    @staticmethod
    def resolve_approval(record: m.RuleSetStakeholder, info: Any) -> Any:
        user = info.context.user

        def read(records: list[Any]) -> dict[tuple[int, int], Any]:
            standing = visible_to(user, m.RuleSetApproval).filter(lapsed_at__isnull=True)
            rows = [
                each
                for ids in portions(each.rule_set_id for each in records)
                for each in standing.filter(rule_set__in=ids)
            ]
            return {(each.rule_set_id, each.user_id): each for each in together(rows)}

        found = cohort_of(record).once("standing approval", read)
        return found.get((record.rule_set_id, record.user_id))


class RuleSet(RecordType):
    """A version of the parameters of the fit rule. Once in use it is never changed."""

    class Meta:
        model = m.RuleSet
        holds = words.RULE_SET

    parameters = Json(required=True, description="Weights, bands, gates, floors, caps and trust, as data.")
    tables = Json(
        required=True, description="The same as tables to edit; docs/rules.md says what each cell means."
    )
    classifications = listed(m.Classification, "rule_set", "The decisions taken under it.")
    stakeholders = listed(m.RuleSetStakeholder, "rule_set", "Who must approve it.")
    approvals = listed(m.RuleSetApproval, "rule_set", "All approvals given, lapsed ones included.")

    @staticmethod
    def resolve_tables(record: m.RuleSet, info: Any) -> Any:
        return tables_of(rules_of(record))


class CellDifference(Plain):
    """A cell of the tables that differs between two rule sets; of lists of rows a whole row."""

    table = graphene.String(required=True, description="Its table.")
    cell = graphene.String(required=True, description="Its address, such as weights.access.")
    old = Json(description="What the old set holds; null: that row isn't there.")
    new = Json(description="What the new set holds; null: that row isn't there.")


class RuleSetComparison(Plain):
    """All that differs from one rule set to another; no names and no dates."""

    old = graphene.Field(lambda: type_of(m.RuleSet), required=True, description="The one.")
    new = graphene.Field(lambda: type_of(m.RuleSet), required=True, description="The other.")
    same = graphene.Boolean(required=True, description="Whether nothing differs.")
    cells = graphene.List(
        graphene.NonNull(CellDifference), required=True, description="The cells that differ."
    )


def _compared(root: Any, info: Any, old: Any, new: Any) -> RuleSetComparison:
    user = info.context.user
    problems = Problems()
    sets: list[Any] = []
    for name, value in (("old", old), ("new", new)):
        with problems.gather():
            sets.append(find(user, m.RuleSet, meant(value, m.RuleSet), name))
    problems.raise_if_any()
    cells = compare(*sets)
    one_set, other = together(sets)
    return RuleSetComparison(old=one_set, new=other, same=not cells, cells=cells)


COMPARED_RULE_SETS = graphene.Field(
    RuleSetComparison,
    required=True,
    args={
        "old": graphene.Argument(graphene.NonNull(Reference), description="The one set."),
        "new": graphene.Argument(graphene.NonNull(Reference), description="The other set."),
    },
    description="What differs from one rule set to another, cell by cell.",
    resolver=_compared,
)


class ExchangeRate(RecordType):
    """What one unit of a currency is worth in the reporting currency, from a day on."""

    class Meta:
        model = m.ExchangeRate
        holds = words.RATE
