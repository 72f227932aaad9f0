"""Words that mistake a commercial relation for a bond between humans, and where they may stand."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from principles.choices import LabelPlace, Language
from principles.models.base import filled, of_relationship
from relationships.models.base import Record, code_field, one_of


class DiscouragedWord(Record):
    """A word or phrase on the list of a language, in lower case; an `exception` is never found."""

    language = code_field(Language, max_length=2)
    word = models.CharField(max_length=200)
    exception = models.BooleanField(default=False)

    class Meta:
        ordering = ["language", "exception", "word"]
        constraints = [
            one_of("discouraged_language_known", "language", Language),
            filled("discouraged_word_filled", "word"),
            models.UniqueConstraint(fields=["language", "word"], name="one_discouraged_word"),
        ]

    def __str__(self) -> str:
        return self.word


class LabelDismissal(Record):
    """That a label found in a text is none, such as a word in a legal name, with the reason.

    It holds for this word in this text at this place, for as long as the text reads so; `text_digest`
    is the SHA-256 of the text.
    """

    relationship = of_relationship("label_dismissals")
    place = code_field(LabelPlace)
    word = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    text_digest = models.CharField(max_length=64, editable=False)
    reason = models.TextField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="label_dismissals"
    )
    dismissed_at = models.DateTimeField()

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            one_of("dismissal_place_known", "place", LabelPlace),
            filled("dismissal_has_word_and_reason", "word", "reason", "text_digest"),
            models.UniqueConstraint(
                fields=["relationship", "place", "word", "text_digest"], name="label_dismissed_once"
            ),
        ]
