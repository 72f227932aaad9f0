"""Parties that may be one, that were merged, or that were told apart."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import enums, words
from api.graphql.fields import Plain, RecordType, by_pk, one
from api.graphql.registry import meant, type_of
from api.graphql.scalars import Code, Reference, Text, Whole
from relationships import models as m
from relationships.actions.merging import may_merge
from relationships.likeness import NEAR
from relationships.queries import find
from relationships.queries.duplicates import DuplicateReason, duplicates
from relationships.queries.merging import merge_preview
from relationships.values import one_of, whole

LARGEST_PAGE = 100

PartyDuplicateReason = enums.described_enum(
    "PartyDuplicateReason",
    DuplicateReason,
    "Why two parties may be one.",
    {
        DuplicateReason.SAME_NUMBER: "Their identifiers are, or contain, the same number of a register.",
        DuplicateReason.SAME_NAME: "The same name or alias: legal form, case, blanks and accents aside.",
        DuplicateReason.NEAR_NAME: "Nearly the same name.",
    },
)


class PartyMerge(RecordType):
    """That one party turned out to be another."""

    class Meta:
        model = m.PartyMerge
        holds = words.PARTY_MERGE

    into = one(m.Party, "into", "The party that it is today.")
    other_pk = graphene.Int(
        required=True, description="The plain number of the party merged; gone while the merge stands."
    )
    merged_by = one(m.User, "merged_by", "Who merged them; null where you may not see who.")
    undone_by = one(m.User, "undone_by", "Who undid it; null: nobody, or you may not see who.")

    @staticmethod
    def resolve_other_pk(record: Any, info: Any) -> int:
        return record.other_id


class PartyDistinction(RecordType):
    """That two parties which look like one are two: they are not suggested as duplicates."""

    class Meta:
        model = m.PartyDistinction
        holds = words.PARTY_DISTINCTION

    first = one(m.Party, "first", "The one recorded first.", required=True)
    second = one(m.Party, "second", "The other.", required=True)
    decided_by = one(m.User, "decided_by", "Who said so; null where you may not see who.")


class PartyDuplicate(Plain):
    """Two parties that may be one."""

    one = graphene.Field(lambda: type_of(m.Party), required=True, description="The one recorded first.")
    two = graphene.Field(lambda: type_of(m.Party), required=True, description="The other.")
    reason = PartyDuplicateReason(required=True, description="Why they may be one, the strongest reason.")
    similarity = graphene.Float(required=True, description="Of their names, 88 to 100.")
    told = graphene.String(required=True, description="What they share; of near names both.")


class PartyDuplicates(Plain):
    """A part of the list of parties that may be one."""

    found = graphene.List(
        graphene.NonNull(PartyDuplicate), required=True, description="The most alike first."
    )
    total = graphene.Int(required=True, description="How many pairs there are in all.")
    following = graphene.String(description="To be given as `after` for the next; null: this is the last.")


class PartyMergeCounts(Plain):
    """How many records that you may see would move."""

    aliases = graphene.Int(required=True, description="Other names.")
    identifiers = graphene.Int(required=True, description="Numbers.")
    relationships = graphene.Int(required=True, description="Relationships.")
    further_parts = graphene.Int(required=True, description="Parts in relationships of others.")
    subsidiaries = graphene.Int(required=True, description="Parties directly below it in its group.")


class PartyMergeFilling(Plain):
    """What empty fields of the party that stays would hold; null: as it is."""

    legal_name = graphene.String(description="The name in the trade register.")
    country = graphene.String(description="ISO 3166 code of the country.")
    place = graphene.String(description="Where it is established.")
    parent = graphene.Field(lambda: type_of(m.Party), description="The party above it in its group.")


class PartyMergePreview(Plain):
    """What a merge would do, as far as you may see it; nothing is written."""

    into = graphene.Field(lambda: type_of(m.Party), required=True, description="The party that stays.")
    other = graphene.Field(lambda: type_of(m.Party), required=True, description="The one that goes into it.")
    allowed = graphene.Boolean(
        required=True, description="Whether you have the rights, on units that you may not see too."
    )
    moving = graphene.Field(PartyMergeCounts, required=True, description="What would move.")
    names = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What would become aliases."
    )
    filled = graphene.Field(PartyMergeFilling, required=True, description="What would be filled in.")
    numbers = graphene.List(
        graphene.NonNull(enums.IdentifierScheme),
        required=True,
        description="The schemes in which both have a number: they may well be two.",
    )


def _duplicates(
    root: Any,
    info: Any,
    party: Any = None,
    reason: Any = None,
    least: Any = None,
    limit: Any = None,
    after: Any = None,
) -> PartyDuplicates:
    user = info.context.user
    only = None if party is None else find(user, m.Party, meant(party, m.Party), "party")
    wanted = [] if reason is None else [one_of(reason, "reason", DuplicateReason)]
    near = NEAR if least is None else float(whole(least, "least", int(NEAR), 100))
    size = LARGEST_PAGE if limit is None else whole(limit, "limit", 1, LARGEST_PAGE)
    page = duplicates(user, party=only, reasons=wanted, least=near, limit=size, after=after)
    pairs = page.duplicates
    records = by_pk(m.Party, {pk for each in pairs for pk in (each.one.pk, each.two.pk)}, user)
    return PartyDuplicates(
        found=[
            PartyDuplicate(
                one=records[each.one.pk],
                two=records[each.two.pk],
                reason=each.reason.value,
                similarity=each.similarity,
                told=each.told,
            )
            for each in pairs
        ],
        total=page.total,
        following=page.following,
    )


def _preview(root: Any, info: Any, into: Any, other: Any) -> PartyMergePreview:
    user = info.context.user
    stays = find(user, m.Party, meant(into, m.Party), "into")
    goes = find(user, m.Party, meant(other, m.Party), "other")
    found = merge_preview(user, stays, goes)
    parent = found.filled.get("parent")
    records = by_pk(m.Party, {stays.pk, goes.pk, *([parent] if parent else [])}, user)
    return PartyMergePreview(
        into=records[stays.pk],
        other=records[goes.pk],
        allowed=may_merge(info.context.by, stays, goes),
        moving=PartyMergeCounts(**found.moving),
        names=found.names,
        filled=PartyMergeFilling(**{**found.filled, "parent": records.get(parent)}),
        numbers=found.numbers,
    )


DUPLICATE_PARTIES = graphene.Field(
    PartyDuplicates,
    required=True,
    args={
        "party": graphene.Argument(Reference, description="Only with this party."),
        "reason": graphene.Argument(
            Code, description=f"Only for this reason. Codes: {', '.join(DuplicateReason)}."
        ),
        "least": graphene.Argument(Whole, description="Only pairs as alike as this, or more: 88 to 100."),
        "limit": graphene.Argument(Whole, description=f"How many, at most {LARGEST_PAGE}."),
        "after": graphene.Argument(Text, description="The `following` of the page before."),
    },
    description="Pairs of parties that you may see and that may be one; those told apart are left out.",
    resolver=_duplicates,
)
MERGE_PREVIEW = graphene.Field(
    PartyMergePreview,
    required=True,
    args={
        "into": graphene.Argument(graphene.NonNull(Reference), description="The party that would stay."),
        "other": graphene.Argument(graphene.NonNull(Reference), description="The one that would go."),
    },
    description="What merging one party into another would do.",
    resolver=_preview,
)
