"""Acts on discouraged labels: the word lists, and dismissing what is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from principles import lapsing
from principles.choices import RecordKind
from principles.models import DiscouragedWord, LabelDismissal
from principles.queries.subjects import digest_of
from relationships import changes
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.history import keep, remove
from relationships.locks import Lock, alone
from relationships.models import Relationship
from relationships.permissions import Act, require

WORD_FIELDS = ("language", "word", "exception")
DISMISSAL_FIELDS = ("place", "word", "text", "reason")


@action
def dismiss_label(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> LabelDismissal:
    """Say that a word found in a text is no label, with the reason; remembered while the text reads so."""
    require(by, Act.DISMISS_LABELS, relationship.unit)
    problems = Problems()
    required = ("place", "word", "text", "reason")
    kept = clean(LabelDismissal, given, by=by, fields=DISMISSAL_FIELDS, problems=problems, required=required)
    problems.raise_if_any()
    kept["word"] = kept["word"].casefold()
    digest = digest_of(kept["text"])
    alike = LabelDismissal.objects.filter(
        relationship=relationship, place=kept["place"], word=kept["word"], text_digest=digest
    )
    if alike.exists():
        problems.add("DUPLICATE", "word", what=kept["word"])
    problems.raise_if_any()
    dismissal = LabelDismissal(
        relationship=relationship, text_digest=digest, dismissed_by=by.user, dismissed_at=by.at, **kept
    )
    keep(dismissal, by)
    _announce(relationship.pk, by)
    return dismissal


@action
def undo_dismissal(*, by: Actor, dismissal: LabelDismissal, version: int | None = None) -> None:
    """Have the label count again; its history stays."""
    require(by, Act.DISMISS_LABELS, dismissal.relationship.unit)
    dismissal = locked(dismissal, version=version)
    relationship = dismissal.relationship_id
    remove(dismissal, by)
    _announce(relationship, by)


@action
def add_word(*, by: Actor, given: Mapping[str, Any]) -> DiscouragedWord:
    """A word or phrase on the list of a language, or an exception that is never found."""
    require(by, Act.KEEP_WORD_LISTS, None)
    alone(Lock.RULES)
    word = DiscouragedWord()
    apply(word, _clean(by, given, word, required=("language", "word")))
    keep(word, by)
    changes.announce(changes.Kind.LABEL, [], by, bulk=True)
    return word


@action
def change_word(
    *, by: Actor, word: DiscouragedWord, given: Mapping[str, Any], version: int | None = None
) -> DiscouragedWord:
    require(by, Act.KEEP_WORD_LISTS, None)
    alone(Lock.RULES)
    word = locked(word, version=version)
    if apply(word, _clean(by, given, word)):
        keep(word, by)
        changes.announce(changes.Kind.LABEL, [], by, bulk=True)
    return word


@action
def remove_word(*, by: Actor, word: DiscouragedWord, version: int | None = None) -> None:
    require(by, Act.KEEP_WORD_LISTS, None)
    alone(Lock.RULES)
    remove(locked(word, version=version), by)
    changes.announce(changes.Kind.LABEL, [], by, bulk=True)


def _clean(
    by: Actor, given: Mapping[str, Any], word: DiscouragedWord, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    problems = Problems()
    kept = clean(DiscouragedWord, given, by=by, fields=WORD_FIELDS, problems=problems, required=required)
    problems.raise_if_any()
    if "word" in kept:
        kept["word"] = " ".join(kept["word"].casefold().split())
    language, text = kept.get("language", word.language), kept.get("word", word.word)
    if DiscouragedWord.objects.exclude(pk=word.pk).filter(language=language, word=text).exists():
        problems.add("DUPLICATE", "word", what=text)
    problems.raise_if_any()
    return kept


def _announce(relationship: int, by: Actor) -> None:
    lapsing.lapse_reading([relationship], [RecordKind.LABEL], by)
    changes.announce(changes.Kind.LABEL, [relationship], by)
