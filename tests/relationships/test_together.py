"""Many relationships changed at once, and tried before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from principles.models import Compliance
from relationships.actions.together import MOST, change_relationships, try_relationships
from relationships.actor import Actor
from relationships.choices import Phase
from relationships.errors import Refused
from relationships.models import Relationship
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return b.actor(b.user("SOURCING_MANAGER"))


def seen(*relationships: Relationship) -> list[tuple[int, int]]:
    return [(each.pk, each.version) for each in relationships]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in refused.value.refusals]


def test_all_get_the_same_each_with_its_history(by: Actor) -> None:
    first, second = b.relationship(by), b.relationship(by)

    changed = change_relationships(by=by, chosen=seen(first, second), given={"phase": "EXIT"})

    assert [(each.pk, each.phase, each.version) for each in changed] == [
        (first.pk, Phase.EXIT, 2),
        (second.pk, Phase.EXIT, 2),
    ]
    assert first.history.first().history_user_id == by.user.pk


def test_what_is_so_already_is_not_written_again(by: Actor) -> None:
    there = b.relationship(by, phase="EXIT")

    assert change_relationships(by=by, chosen=seen(there), given={"phase": "EXIT"}) == []
    assert there.history.count() == 1


def test_verdict_and_compliance_follow(by: Actor) -> None:
    there = b.relationship(by)
    later = b.actor(by.user, at=b.NOW + timedelta(days=1))
    Compliance.objects.filter(relationship=there).update(effective="PENDING")

    change_relationships(by=later, chosen=seen(there), given={"phase": "EXIT"})

    found = Compliance.objects.filter(relationship=there)
    assert found.exists()
    assert not found.filter(effective="PENDING").exists()


def test_one_that_somebody_changed_meanwhile_stops_them_all(by: Actor) -> None:
    first, second = b.relationship(by), b.relationship(by)
    given = {"phase": "EXIT"}

    with pytest.raises(Refused) as refused:
        change_relationships(by=by, chosen=[*seen(first), (second.pk, 7)], given=given)

    assert codes(refused) == [("STALE", f"relationships.{second.pk}.version")]
    first.refresh_from_db()
    assert (first.phase, first.version) == (Phase.ANALYSIS, 1)


def test_one_that_may_not_be_seen_is_not_there(by: Actor) -> None:
    lead = b.actor(b.user("SOURCING_MANAGER", b.unit("OWN")))
    foreign = b.relationship(by)

    with pytest.raises(Refused) as refused:
        try_relationships(by=lead, chosen=seen(foreign), given={"phase": "EXIT"})

    assert codes(refused) == [("NOT_FOUND", "chosen")]


def test_more_than_the_bound_are_refused(by: Actor) -> None:
    with pytest.raises(Refused) as refused:
        change_relationships(by=by, chosen=[(each, 1) for each in range(MOST + 1)], given={"phase": "EXIT"})

    assert codes(refused) == [("TRIAL_TOO_LARGE", None)]
    assert refused.value.refusals[0].params == {"count": 501, "limit": 500}


def test_none_are_refused(by: Actor) -> None:
    with pytest.raises(Refused) as refused:
        change_relationships(by=by, chosen=[], given={"phase": "EXIT"})

    assert codes(refused) == [("REQUIRED", "chosen")]


def test_a_trial_says_what_would_change_and_what_is_refused_and_leaves_nothing(by: Actor) -> None:
    unit = b.unit("OWN")
    reader = b.user("READER", unit)
    here, elsewhere = b.relationship(by, unit=unit), b.relationship(by)
    home = b.portfolio(by, unit=unit)
    given = {"portfolio": home.pk, "owner": reader.pk}

    own, other = try_relationships(by=by, chosen=seen(here, elsewhere), given=given)

    assert own.changes
    assert own.before == {"portfolio": None, "owner": None}
    assert own.after == {"portfolio": home, "owner": reader}
    assert not other.changes
    assert [each.field for each in other.refusals] == ["portfolio"]
    assert set(Relationship.objects.values_list("portfolio", "owner", "version")) == {(None, None, 1)}
    assert here.history.count() == 1


def test_who_may_read_only_is_refused_one_by_one(by: Actor) -> None:
    reader = b.actor(b.user("READER"))
    there = b.relationship(by)

    (tried,) = try_relationships(by=reader, chosen=seen(there), given={"phase": "EXIT"})

    assert [each.code for each in tried.refusals] == ["NOT_ALLOWED"]
