"""Discouraged labels: the word lists, what was found, and what was dismissed."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import principle_enums as enums
from api.graphql import principle_words as words
from api.graphql.cohorts import portions
from api.graphql.fields import Plain, RecordType, one
from principles import models as p
from principles.choices import LabelPlace
from principles.queries.subjects import labels_of
from relationships import models as m


class DiscouragedWord(RecordType):
    """A word or phrase on the list of a language, or an exception that is never found."""

    class Meta:
        model = p.DiscouragedWord
        holds = words.DISCOURAGED_WORD


class LabelDismissal(RecordType):
    """That a label found in a text is none, with the reason."""

    class Meta:
        model = p.LabelDismissal
        holds = words.LABEL_DISMISSAL

    relationship = one(m.Relationship, "relationship", "The relationship.", required=True)
    dismissed_by = one(m.User, "dismissed_by", "Who dismissed it; null where you may not see who.")


class FoundLabel(Plain):
    """A discouraged label that stands: nobody dismissed it."""

    place = enums.LabelPlace(required=True, description="Where it stands.")
    word = graphene.String(required=True, description="The word as written.")
    text = graphene.String(required=True, description="The text that it stands in, its first 300 characters.")
    hint = graphene.Boolean(required=True, description="Whether it is only a hint, in running text.")


def found_labels(records: list[Any], context: Any) -> dict[int, list[FoundLabel]]:
    """The labels that stand, by relationship."""
    found: dict[int, list[FoundLabel]] = {}
    for ids in portions(each.pk for each in records):
        for pk, labels in labels_of(ids).items():
            found[pk] = [
                FoundLabel(
                    place=each.place, word=each.word, text=each.text, hint=each.place == LabelPlace.TEXT
                )
                for each in labels
            ]
    return found
