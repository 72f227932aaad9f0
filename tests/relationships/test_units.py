"""Our own organisation: the tree of units, and the last administrator."""

from __future__ import annotations

import pytest
from django.utils import translation

from principles.actions.explanations import withdraw_explanation
from relationships.actions.units import (
    change_unit,
    change_user,
    create_unit,
    create_user,
    deactivate_user,
    grant_role,
    reactivate_user,
    revoke_role,
    set_password,
)
from relationships.errors import Refused
from relationships.models import RoleAssignment, Unit, User
from relationships.queries import visible_units
from tests import builders as b
from tests.principles import worlds as w

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


class TestHandingOver:
    """What somebody who leaves owned."""

    @pytest.fixture
    def leaving(self) -> User:
        return b.user("READER", username="leaving")

    def test_goes_to_the_successor_as_far_as_he_may_see_it(self, leaving: User) -> None:
        seen, other = b.unit("SEEN"), b.unit("OTHER")
        successor = b.user("SOURCING_MANAGER", seen, username="successor")
        own = b.relationship(unit=seen, owner="leaving")
        unseen = b.relationship(unit=other, owner="leaving")
        stood_in = b.relationship(unit=seen, deputy="leaving")

        left = deactivate_user(by=b.system(), user=leaving, successor="successor")

        assert left.is_active is False
        for each in (own, unseen, stood_in):
            each.refresh_from_db()
        assert [each.owner for each in (own, unseen, stood_in)] == [successor, leaving, None]
        assert stood_in.deputy == successor
        assert (own.version, unseen.version) == (2, 1)
        assert own.history.latest().owner_id == successor.pk

    def test_nobody_is_owner_and_deputy_at_once(self, leaving: User) -> None:
        successor = b.user("READER", username="successor")
        deputy = b.relationship(owner="leaving", deputy="successor")
        owner = b.relationship(owner="successor", deputy="leaving")
        deactivate_user(by=b.system(), user=leaving, successor=successor.pk)
        for each in (deputy, owner):
            each.refresh_from_db()
            assert (each.owner, each.deputy) == (successor, None)

    def test_his_explanations_are_looked_after_too(self, leaving: User) -> None:
        seen = b.unit("SEEN")
        successor = b.user("READER", seen, username="successor")
        running, lapsed = (w.explanation(b.relationship(unit=seen), owner="leaving") for _ in range(2))
        unseen = w.explanation(b.relationship(unit=b.unit("OTHER")), owner="leaving")
        withdraw_explanation(by=b.system(), explanation=lapsed)
        deactivate_user(by=b.system(), user=leaving, successor="successor")
        for each in (running, lapsed, unseen):
            each.refresh_from_db()
        assert [each.owner for each in (running, lapsed, unseen)] == [successor, leaving, leaving]

    def test_stays_his_without_a_successor(self, leaving: User) -> None:
        relationship = b.relationship(owner="leaving")
        for none in (None, ""):
            deactivate_user(by=b.system(), user=leaving, successor=none)
        relationship.refresh_from_db()
        assert (relationship.owner, relationship.version) == (leaving, 1)

    def test_not_to_himself_to_somebody_gone_or_to_nobody_known(self, leaving: User) -> None:
        relationship = b.relationship(owner="leaving")
        deactivate_user(by=b.system(), user=b.user("READER", username="gone"))
        for successor, code in (("leaving", "WRONG_STATE"), ("gone", "WRONG_STATE"), ("no-one", "NOT_FOUND")):
            with pytest.raises(Refused) as refused:
                deactivate_user(by=b.system(), user=leaving, successor=successor)
            assert [(each.code, each.field) for each in refused.value.refusals] == [(code, "successor")]
        leaving.refresh_from_db()
        relationship.refresh_from_db()
        assert (leaving.is_active, relationship.owner) == (True, leaving)

    def test_takes_an_administrator_who_sees_the_successor(self, leaving: User) -> None:
        unit = b.unit("OWN")
        keeper = b.actor(b.user("ADMINISTRATOR", unit))
        here = b.user("READER", unit, username="here")
        b.user("READER", b.unit("ELSEWHERE"), username="elsewhere")
        for user, successor, code in ((leaving, "here", "NOT_ALLOWED"), (here, "elsewhere", "NOT_FOUND")):
            with pytest.raises(Refused) as refused:
                deactivate_user(by=keeper, user=user, successor=successor)
            assert [each.code for each in refused.value.refusals] == [code]


class TestComingBack:
    """Who left by mistake, or comes back."""

    @pytest.fixture
    def gone(self) -> User:
        user = b.user("READER", username="gone")
        set_password(by=b.system(), user=user, password="correct horse battery")
        return deactivate_user(by=b.system(), user=user)

    def test_he_has_his_roles_and_a_new_password(self, gone: User) -> None:
        back = reactivate_user(by=b.system(), user=gone, password="nine new words")
        assert back.is_active
        assert back.check_password("nine new words")
        assert [each.role for each in back.assignments.all()] == ["READER"]

    def test_without_a_password_that_of_before_is_no_longer_good(self, gone: User) -> None:
        back = reactivate_user(by=b.system(), user=gone)
        assert back.is_active
        assert not back.has_usable_password()

    def test_a_bad_password_lets_nobody_in(self, gone: User) -> None:
        with pytest.raises(Refused) as refused:
            reactivate_user(by=b.system(), user=gone, password="short")
        assert [each.field for each in refused.value.refusals] == ["password"]
        gone.refresh_from_db()
        assert not gone.is_active

    def test_why_a_password_is_weak_is_said_in_the_readers_language(self, gone: User) -> None:
        with translation.override("nl"), pytest.raises(Refused) as refused:
            reactivate_user(by=b.system(), user=gone, password="1234")
        (said,) = refused.value.refusals
        assert "Er zijn minstens 8 tekens nodig." in str(said.params["why"])
        assert "This password" not in str(said.params["why"])

    def test_who_never_left_keeps_his_password(self) -> None:
        user = b.user("READER")
        set_password(by=b.system(), user=user, password="correct horse battery")
        there = reactivate_user(by=b.system(), user=user, password="nine new words")
        assert there.check_password("correct horse battery")


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
