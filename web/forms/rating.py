"""Ratings of facts as they are typed: one level a fact, and what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.actions.facts import rate_facts
from relationships.actor import Actor
from relationships.choices import FACTS
from relationships.errors import Problems, Refusal, Refused
from relationships.fit.texts import FACT_NAMES
from relationships.models import Relationship
from web.forms.base import ActForm, day
from web.scales import RATED, SEEN
from web.templatetags.words import language

# Where a field stands whose own id is not on the page.
_PLACES = {
    "chosen_type": "choice",
    "trust_target": "choice",
    "safeguards": "choice",
    "options_considered": "choice",
}


class RatingForm(ActForm):
    """A level (or none: it stays as it is) and evidence for each fact, and the day of them all."""

    assessed_on = day(_("Seen on"), _("Today, unless you give another day."))

    def __init__(self, request: HttpRequest, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(request, initial=initial)
        for code in FACTS:
            self.fields[RATED + code] = forms.CharField(required=False, strip=False)
            self.fields[SEEN + code] = forms.CharField(required=False, strip=False)

    def typed(self, name: str) -> str:
        """What stands in a field: sent, else kept from before."""
        value = self[name].value()
        return value if isinstance(value, str) else ""

    @property
    def ratings(self) -> dict[str, str]:
        """The facts that were given a level, with what was typed."""
        return {code: value for code in FACTS if (value := self.typed(RATED + code))}

    def wrong(self) -> list[tuple[str, str, str]]:
        """What has to be put right: where it stands on the page, what it is about, and what is said of it."""
        found = []
        for name, said in self.errors.items():
            if name == NON_FIELD_ERRORS:
                continue
            code = name.removeprefix(RATED).removeprefix(SEEN)
            of_fact = code in FACTS
            about = FACT_NAMES[language()][code] if of_fact else str(self[name].label)
            found += [
                (_PLACES.get(name, f"fact-{code}" if of_fact else f"id_{name}"), about, each) for each in said
            ]
        return found

    def rate(self, by: Actor, relationship: Relationship) -> int:
        """Record what was rated, all or nothing; how many. Refusals name the fields of this form."""
        together: dict[str, dict[str, str]] = {}
        for code, value in self.ratings.items():
            together.setdefault(self.typed(SEEN + code), {})[code] = value
        problems = Problems()
        with transaction.atomic():
            for evidence, ratings in together.items():
                try:
                    rate_facts(
                        by=by,
                        relationship=relationship,
                        ratings=ratings,
                        assessed_on=self.typed("assessed_on"),
                        evidence=evidence,
                    )
                except Refused as refused:
                    said = problems.refusals
                    said += [each for each in _placed(refused, ratings) if each not in said]
            problems.raise_if_any()
        return sum(map(len, together.values()))


def _placed(refused: Refused, ratings: Iterable[str]) -> list[Refusal]:
    """The refusals by the fields in which these ratings were typed."""
    found = []
    for each in refused.refusals:
        name = each.field or ""
        if name.startswith("ratings."):
            name = RATED + name.removeprefix("ratings.")
        elif name == "evidence":
            name = SEEN + next(iter(ratings))
        found.append(Refusal(each.code, name or None, each.params))
    return found
