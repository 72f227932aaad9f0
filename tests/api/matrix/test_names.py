"""Whose names REST says: nobody's whom the reader may not see, on whatever record it stands."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet

from access.models import SavedQuery, Token
from relationships import models as m
from relationships.choices import Role
from relationships.queries import visible_to
from tests import builders as b
from tests.api.matrix.found import operations
from tests.api.matrix.reading import asked_of
from tests.api.matrix.worlds import MODELS, SHARED, World, scoped

pytestmark = pytest.mark.django_db

NAME = "unseen-colleague"
# Who these belong to decides who sees them.
BELONGING = {Token, SavedQuery, m.RoleAssignment, m.User}

# Where somebody is named: these say who, to whoever may see him.
NAMING = {
    "attention",
    "classifications",
    "classifications/*",
    "development-plans/*/stages",
    "explanations",
    "explanations/*",
    "facts",
    "facts/*",
    "imports",
    "imports/*",
    "judgements",
    "judgements/*",
    "label-dismissals",
    "label-dismissals/*",
    "party-distinctions",
    "party-distinctions/*",
    "party-merges",
    "party-merges/*",
    "principle-set-approvals",
    "principle-set-stakeholders",
    "principle-sets/*",
    "relationships",
    "relationships/*",
    "relationships/*/classifications",
    "relationships/*/compliance",
    "relationships/*/explanations",
    "relationships/*/history",
    "relationships/*/judgements",
    "relationships/*/label-dismissals",
    "relationships/*/labels",
    "relationships/*/trust",
    "rule-sets/*",
    "stages",
    "stages/*",
    "trust-assessments",
    "trust-assessments/*",
    "webhooks",
    "webhooks/*",
}


def put_on(records: QuerySet[Any], person: m.User) -> None:
    """This person on the records, wherever one of them names somebody and no other one names him already."""
    for key in records.model._meta.concrete_fields:
        if isinstance(key, models.ForeignKey) and key.related_model is m.User:
            for pk in records.order_by("-pk").values_list("pk", flat=True):
                with suppress(IntegrityError), transaction.atomic():
                    records.filter(pk=pk).update(**{key.name: person})


@pytest.fixture
def unseen(there: World) -> m.User:
    """Somebody of the other unit whose name is on everything of the own one, and on its history."""
    person = b.user("READER", there.one(m.Unit, there.foreign), username=NAME)
    for model in scoped():
        if model not in BELONGING:
            pks = models.Q() if model in SHARED else models.Q(pk__in=there.own[model])
            put_on(QuerySet(model).filter(pks), person)
    for model in set(MODELS.values()):
        if hasattr(model, "history"):
            model.history.update(history_user=person)
    return person


def told(there: World, user: m.User, patterns: Iterable[str]) -> set[str]:
    """Which of these addresses answer somebody with the name."""
    caller = there.caller(user)
    return {each for each in patterns if NAME.encode() in _asked(there, caller, each, user).getvalue()}


def _asked(there: World, caller: Any, pattern: str, user: m.User) -> Any:
    return caller.get(there.address(pattern, user=user) + asked_of(pattern, there))


def test_who_may_not_see_somebody_is_told_his_name_nowhere(there: World, unseen: m.User) -> None:
    user = there.users[Role.ADMINISTRATOR]
    assert not visible_to(user, m.User).filter(pk=unseen.pk).exists()
    reads = [each.removeprefix("GET:") for each in operations() if each.startswith("GET:")]
    assert set(reads) >= NAMING
    assert told(there, user, reads) == set()


def test_who_may_see_him_is_told_it_wherever_he_is_named(there: World, unseen: m.User) -> None:
    assert told(there, there.above[Role.ADMINISTRATOR], NAMING) == NAMING
