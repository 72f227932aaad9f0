"""Our own organisation: the tree of units, and the last administrator."""

from __future__ import annotations

import pytest

from relationships.actions.units import (
    change_unit,
    change_user,
    create_unit,
    create_user,
    deactivate_user,
    grant_role,
    revoke_role,
)
from relationships.errors import Refused
from relationships.models import RoleAssignment, Unit, User
from relationships.queries import visible_units
from tests import builders as b

pytestmark = pytest.mark.django_db


def move(code: str, under: str | None) -> Unit:
    return change_unit(by=b.system(), unit=Unit.objects.get(code=code), given={"parent": under})


def tree() -> dict[str, list[str]]:
    """Each unit's ancestors by code, itself last, as its path tells."""
    by_pk = {each.pk: each.code for each in Unit.objects.all()}
    return {
        each.code: [by_pk[int(pk)] for pk in each.path.strip("/").split("/")] for each in Unit.objects.all()
    }


@pytest.fixture
def organisation() -> dict[str, Unit]:
    """ROOT – A – AA – AAA, and B."""
    a = b.unit("A")
    aa = b.unit("AA", a)
    return {"A": a, "AA": aa, "AAA": b.unit("AAA", aa), "B": b.unit("B")}


class TestTree:
    def test_a_path_runs_from_the_root_to_the_unit(self, organisation: dict[str, Unit]) -> None:
        assert tree() == {
            "ROOT": ["ROOT"],
            "A": ["ROOT", "A"],
            "AA": ["ROOT", "A", "AA"],
            "AAA": ["ROOT", "A", "AA", "AAA"],
            "B": ["ROOT", "B"],
        }

    def test_a_unit_moves_with_all_below_it(self, organisation: dict[str, Unit]) -> None:
        reader = b.user("READER", organisation["B"])
        assert [each.code for each in visible_units(reader)] == ["B"]
        move("AA", "B")
        assert tree()["AAA"] == ["ROOT", "B", "AA", "AAA"]
        assert {each.code for each in visible_units(reader)} == {"B", "AA", "AAA"}
        assert Unit.objects.get(code="AAA").version == 2

    @pytest.mark.parametrize("under", ["A", "AA", "AAA"])
    def test_never_below_itself(self, under: str, organisation: dict[str, Unit]) -> None:
        before = tree()
        with pytest.raises(Refused) as refused:
            move("A", under)
        assert [(each.code, each.field) for each in refused.value.refusals] == [("CYCLE", "parent")]
        assert tree() == before

    def test_the_root_stays_where_it_is(self, organisation: dict[str, Unit]) -> None:
        with pytest.raises(Refused) as refused:
            move("ROOT", "A")
        assert [(each.code, each.field) for each in refused.value.refusals] == [("CYCLE", "parent")]
        assert move("ROOT", None).parent is None

    def test_there_is_one_root(self, organisation: dict[str, Unit]) -> None:
        for do in (
            lambda: move("A", None),
            lambda: create_unit(by=b.system(), given={"code": "C", "name": "C"}),
        ):
            with pytest.raises(Refused) as refused:
                do()
            assert [(each.code, each.field) for each in refused.value.refusals] == [("REQUIRED", "parent")]

    def test_a_stale_unit_in_hand_does_not_harm_the_tree(self, organisation: dict[str, Unit]) -> None:
        stale = Unit.objects.get(code="AA")
        move("A", "B")
        made = create_unit(by=b.system(), given={"code": "NEW", "name": "New", "parent": stale})
        assert tree()["NEW"] == ["ROOT", "B", "A", "AA", "NEW"]
        change_unit(by=b.system(), unit=made, given={"parent": organisation["AAA"]})
        assert tree()["NEW"] == ["ROOT", "B", "A", "AA", "AAA", "NEW"]

    def test_deeper_than_a_path_can_hold_is_refused(self) -> None:
        parent = b.root()
        with pytest.raises(Refused) as refused:
            for _ in range(300):
                parent = b.unit(parent=parent)
        assert [(each.code, each.field) for each in refused.value.refusals] == [("TOO_LONG", "parent")]
        assert all(len(each.path) <= 500 for each in Unit.objects.all())

    def test_another_writer_in_between_is_noticed(self, organisation: dict[str, Unit]) -> None:
        change_unit(by=b.system(), unit=organisation["A"], given={"name": "One"}, version=1)
        with pytest.raises(Refused) as refused:
            change_unit(by=b.system(), unit=organisation["A"], given={"name": "Two"}, version=1)
        (refusal,) = refused.value.refusals
        assert (refusal.code, refusal.field, refusal.params) == (
            "STALE",
            "version",
            {"seen": 1, "current": 2},
        )


class TestRoles:
    def test_one_role_a_unit_the_last_given(self) -> None:
        user = b.user("READER")
        grant_role(by=b.system(), user=user, unit=b.root(), role="SOURCING_MANAGER")
        assert [each.role for each in user.assignments.all()] == ["SOURCING_MANAGER"]

    def test_the_last_administrator_stays(self) -> None:
        last = b.user("ADMINISTRATOR")
        by = b.actor(last)
        for do in (
            lambda: revoke_role(by=by, assignment=last.assignments.get()),
            lambda: deactivate_user(by=by, user=last),
            lambda: grant_role(by=by, user=last, unit=b.root(), role="READER"),
        ):
            with pytest.raises(Refused) as refused:
                do()
            assert [each.code for each in refused.value.refusals] == ["LAST_ADMINISTRATOR"]
        last.refresh_from_db()
        assert (last.is_active, last.assignments.get().role) == (True, "ADMINISTRATOR")

    def test_one_of_two_may_go(self) -> None:
        b.user("ADMINISTRATOR")
        second = b.user("ADMINISTRATOR")
        deactivate_user(by=b.system(), user=second)
        assert User.objects.get(pk=second.pk).is_active is False

    def test_one_below_the_root_or_gone_does_not_count(self) -> None:
        last = b.user("ADMINISTRATOR")
        b.user("ADMINISTRATOR", b.unit())
        deactivate_user(by=b.system(), user=b.user("ADMINISTRATOR"))
        with pytest.raises(Refused) as refused:
            revoke_role(by=b.system(), assignment=last.assignments.get())
        assert [each.code for each in refused.value.refusals] == ["LAST_ADMINISTRATOR"]

    def test_other_roles_come_and_go_before_there_is_any_administrator(self) -> None:
        assert not RoleAssignment.objects.exclude(user__username="system").exists()
        user = b.user("READER")
        grant_role(by=b.system(), user=user, unit=b.root(), role="ACCOUNT_MANAGER")
        revoke_role(by=b.system(), assignment=user.assignments.get())
        deactivate_user(by=b.system(), user=user)
        assert not user.assignments.exists()


class TestUsers:
    def test_without_a_password_nobody_signs_in(self) -> None:
        assert create_user(by=b.system(), given={"username": "ann"}).has_usable_password() is False

    def test_a_weak_password_leaves_no_user(self) -> None:
        with pytest.raises(Refused) as refused:
            create_user(by=b.system(), given={"username": "ann", "email": "x"}, password="ann")
        assert {(each.code, each.field) for each in refused.value.refusals} == {
            ("WRONG_TYPE", "email"),
            ("PASSWORD_WEAK", "password"),
        }
        assert not User.objects.filter(username="ann").exists()

    def test_speaks_english_unless_said_otherwise(self) -> None:
        user = b.user()
        assert user.language == "en"
        assert change_user(by=b.system(), user=user, given={"language": "nl"}).language == "nl"
