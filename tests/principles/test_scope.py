"""Who sees what of the principles: every kind of record × every role × own unit and others."""

from __future__ import annotations

import pytest
from django.apps import apps

from principles import models as p
from principles.queries.scope import OF_ALL, VISIBLE
from relationships.actions.units import deactivate_user
from relationships.choices import Role
from relationships.errors import Refused
from relationships.queries import find, visible_to
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> dict[str, w.Place]:
    above = b.unit("ABOVE")
    own = b.unit("OWN", above)
    user = b.user("READER")
    w.approve(w.submitted(user), user)
    return {
        "ABOVE": w.place(above),
        "OWN": w.place(own),
        "BELOW": w.place(b.unit("BELOW", own)),
        "BESIDE": w.place(b.unit("BESIDE", above)),
    }


def test_every_kind_of_record_is_scoped(places: dict[str, w.Place]) -> None:
    ours = {
        each
        for each in apps.get_app_config("principles").get_models()
        if not each.__name__.startswith("Historical")
    }
    assert set(VISIBLE) == ours
    assert set(places["OWN"].of) == ours - set(OF_ALL)


def test_each_role_sees_its_unit_and_below(places: dict[str, w.Place]) -> None:
    for role in Role:
        somebody = b.user(role, places["OWN"].unit)
        for model in places["OWN"].of:
            seen = set(visible_to(somebody, model).values_list("pk", flat=True))
            shown = [name for name, each in places.items() if each.of[model].pk in seen]
            assert shown == ["OWN", "BELOW"], (role, model)
        for model in OF_ALL:
            assert visible_to(somebody, model).count() == model._default_manager.count() > 0


def test_without_a_role_or_gone_one_sees_nothing(places: dict[str, w.Place]) -> None:
    gone = deactivate_user(by=b.system(), user=b.user("PRINCIPLE_OWNER"))
    for somebody in (b.user(), gone):
        for model in VISIBLE:
            assert not visible_to(somebody, model).exists(), model


def test_what_one_may_not_see_is_not_there(places: dict[str, w.Place]) -> None:
    somebody = b.user("READER", places["OWN"].unit)
    hidden = places["BESIDE"].of[p.Benefit]
    with pytest.raises(Refused) as refused:
        find(somebody, p.Benefit, hidden.pk)
    assert [each.code for each in refused.value.refusals] == ["NOT_FOUND"]
