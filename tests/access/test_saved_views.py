from __future__ import annotations

import pytest

from access.actions.saved_views import change_saved_view, create_saved_view, remove_saved_view
from access.models import SavedView
from relationships.errors import Refused
from relationships.queries import visible_to
from tests import builders as b

pytestmark = pytest.mark.django_db


def view(by, **given):
    return create_saved_view(by=by, given={"listing": "relationships", "name": "Mine", **given})


def test_a_view_is_ones_own_until_it_is_shared() -> None:
    unit = b.unit("IT")
    keeper, other = b.actor(b.user("SOURCING_MANAGER", unit)), b.user("READER", unit)
    mine = view(keeper, conditions="phase=OPERATION", columns=["party"])
    assert not visible_to(other, SavedView).exists()

    change_saved_view(by=keeper, view=mine, given={"unit": "IT"})

    assert visible_to(other, SavedView).get() == mine
    assert not visible_to(b.user("READER", b.unit("HR")), SavedView).exists()
    with pytest.raises(Refused) as refused:
        remove_saved_view(by=b.actor(other), view=mine)
    assert refused.value.refusals[0].code == "NOT_FOUND"


def test_one_view_is_the_default() -> None:
    by = b.actor(b.user("READER"))
    first = view(by, is_default=True)
    second = view(by, name="Other", is_default=True)

    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": ""}, "REQUIRED"),
        ({"name": "Mine"}, "DUPLICATE"),
        ({"name": "x\x00"}, "UNSTORABLE_TEXT"),
        ({"name": "Long", "conditions": "q=" + "x" * 5000}, "TOO_LONG"),
        ({"name": "Columns", "columns": "party"}, "WRONG_TYPE"),
        ({"name": "Shared", "unit": "ROOT"}, "NOT_ALLOWED"),
    ],
)
def test_what_can_not_be_kept_is_refused(given, code) -> None:
    by = b.actor(b.user("READER"))
    view(by)

    with pytest.raises(Refused) as refused:
        view(by, **given)

    assert refused.value.refusals[0].code == code
