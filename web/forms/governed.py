"""Forms of sets that stakeholders approve: a draft, who must approve it, a remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.models import User
from web.forms.base import ActForm, check, colleagues, line, many, text

MOST_LISTED = 60
"""So many users stand in a list to choose from; others are named by their user name."""


class DraftForm(ActForm):
    name = line(
        _("Name"), _("Such as the year from which it is meant to count."), required=True, maxlength=200
    )

    def __init__(self, request: HttpRequest, *, may_be_empty: bool) -> None:
        super().__init__(request)
        if may_be_empty:
            self.fields["empty"] = check(
                _("Begin with an empty set"), _("Without the principles of the set in force.")
            )


class NameForm(ActForm):
    name = line(_("Name"), required=True, maxlength=200)


class ApproveForm(ActForm):
    remark = text(_("Remark"), _("For who reads later what was agreed. It may be left empty."))


class StakeholdersForm(ActForm):
    """Exactly these users: ticked in the list, or named one a line."""

    def __init__(self, request: HttpRequest, *, record: Any, named: Sequence[User]) -> None:
        super().__init__(request, record=record, initial={"users": [each.pk for each in named]})
        active = colleagues(request.user)
        there = {each.pk: each for each in named}
        found = list(active.exclude(pk__in=there)[: MOST_LISTED + 1])
        offered = [*there.values(), *found[:MOST_LISTED]]
        self.fields["users"] = many(
            _("Who must approve"), [(each.pk, f"{each} ({each.username})") for each in offered]
        )
        if len(found) > MOST_LISTED:
            self.fields["others"] = text(_("Others"), _("By user name, one a line."))

    @property
    def users(self) -> list[str]:
        given = self.given()
        others = [each.strip() for each in given.get("others", "").splitlines()]
        return [*given.get("users", ()), *filter(None, others)]
