"""Users, passwords and roles at the REST door."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.actions.tables import set_rate
from relationships.models import ExchangeRate, User
from tests import builders as b
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


def test_somebody_comes_gets_a_password_and_a_role_and_leaves(admin) -> None:
    made = admin.post("users", {"username": "jdevries", "full_name": "Jo de Vries", "language": "nl"})
    assert (made.status_code, made["ETag"]) == (201, '"1"'), made.json()
    jo = made.json()["id"]
    assert made["Location"] == f"http://testserver/api/v1/users/{jo}"
    changed = admin.patch(f"users/{jo}", {"full_name": "Jo"}, If_Match='"1"').json()
    assert (changed["username"], changed["full_name"], changed["language"]) == ("jdevries", "Jo", "nl")

    given = admin.put(f"users/{jo}/password", {"password": GOOD})
    assert (given.status_code, given.content) == (204, b"")
    assert User.objects.get(pk=jo).check_password(GOOD)

    role = admin.post("role-assignments", {"user": "jdevries", "unit": "ROOT", "role": "READER"})
    told = role.json()
    assert (role.status_code, told["username"], told["unit_code"], told["role"]) == (
        *(201, "jdevries", "ROOT"),
        "READER",
    )
    at = f"role-assignments/{told['id']}"
    assert admin.get(at).json() == told
    higher = admin.post("role-assignments", {"user": jo, "unit": "ROOT", "role": "SOURCING_MANAGER"})
    assert (higher.json()["id"], higher["ETag"]) == (told["id"], '"2"')
    assert codes(admin.delete(at, If_Match='"1"')) == [("STALE", "If-Match")]
    assert codes(admin.delete(at, If_Match=None)) == [("PRECONDITION_REQUIRED", "If-Match")]
    assert [each["fields_changed"][0]["field"] for each in admin.get(f"{at}/history").json()[:1]] == ["role"]
    assert admin.delete(at, If_Match='"2"').status_code == 204
    assert admin.get(at).status_code == 404

    left = admin.post(f"users/{jo}/deactivate")
    assert (left.status_code, left.json()["is_active"]) == (200, False)
    back = admin.post(f"users/{jo}/reactivate", {"password": "nine new words"})
    assert (back.status_code, back.json()["is_active"]) == (200, True)
    assert User.objects.get(pk=jo).check_password("nine new words")


def test_who_leaves_hands_over_to_a_successor(admin) -> None:
    leaving = b.user("READER", username="leaving")
    relationship = b.relationship(owner="leaving")
    successor = b.user("READER", username="successor")
    refused = admin.post(f"users/{leaving.pk}/deactivate", {"successor": leaving.pk})
    assert codes(refused) == [("WRONG_STATE", "successor")]
    assert codes(admin.post(f"users/{leaving.pk}/deactivate", {"to": 1})) == [("UNKNOWN_FIELD", "to")]
    assert admin.get(f"users/{leaving.pk}").json()["is_active"] is True

    left = admin.post(f"users/{leaving.pk}/deactivate", {"successor": "successor"}, If_Match=None)
    assert left.json()["is_active"] is False
    assert admin.get(f"relationships/{relationship.pk}").json()["owner"] == successor.pk


def test_what_is_no_user_or_role_is_refused_with_all_reasons(admin) -> None:
    refused = admin.post("users", {"email": "nobody", "language": "xx", "is_active": False})
    assert codes(refused) == [
        ("UNKNOWN_FIELD", "is_active"),
        ("REQUIRED", "username"),
        ("WRONG_TYPE", "email"),
        ("UNKNOWN_CODE", "language"),
    ]
    assert codes(admin.post("users", {"username": "admin"})) == [("DUPLICATE", "username")]
    assert codes(admin.post("role-assignments", {"role": "READER"})) == [
        ("REQUIRED", "user"),
        ("REQUIRED", "unit"),
    ]
    unknown = admin.post("role-assignments", {"user": "?", "unit": "?", "role": "READER"})
    assert codes(unknown) == [("NOT_FOUND", "user"), ("NOT_FOUND", "unit")]
    wrong = admin.post("role-assignments", {"user": "admin", "unit": "ROOT", "role": "KING"})
    assert codes(wrong) == [("UNKNOWN_CODE", "role")]
    last = admin.get("role-assignments?user=admin").json()["items"][0]["id"]
    assert codes(admin.delete(f"role-assignments/{last}")) == [("LAST_ADMINISTRATOR", None)]
    admin_id = admin.get("me").json()["id"]
    assert codes(admin.put(f"users/{admin_id}/password", {"password": "short"})) == [
        ("PASSWORD_WEAK", "password")
    ]


def test_ones_own_password_takes_the_present_one(admin) -> None:
    user = User.objects.get(username="admin")
    user.set_password("the one until now")
    user.save(update_fields=["password"])
    asked = {"present": "another", "password": GOOD, "again": GOOD + "!"}
    assert codes(admin.put("me/password", asked)) == [
        ("PASSWORD_WRONG", "present"),
        ("PASSWORDS_DIFFER", "again"),
    ]
    assert codes(admin.put("me/password", {"password": GOOD})) == [
        ("REQUIRED", "present"),
        ("REQUIRED", "again"),
    ]
    assert (
        admin.put("me/password", {**asked, "present": "the one until now", "again": GOOD}).status_code == 204
    )
    user.refresh_from_db()
    assert user.check_password(GOOD)


@pytest.mark.parametrize("of", ["me/password", "users/1/password"])
def test_a_password_that_is_no_text_is_refused(admin, of: str) -> None:
    for odd in (1, [], {}, True, "a\x00b" * 9):
        given = {"password": odd} | ({"present": odd, "again": odd} if of.startswith("me") else {})
        answer = admin.put(of.replace("1", str(admin.get("me").json()["id"])), given)
        assert answer.status_code == 422, (odd, answer.content)


def test_roles_are_seen_by_who_has_them_and_by_administrators_of_the_unit(admin, as_user) -> None:
    north, south = b.unit("NORTH"), b.unit("SOUTH")
    reader = as_user(b.user("READER", north, username="reader"))
    keeper = as_user(b.user("ADMINISTRATOR", north, username="keeper"))
    as_user(b.user("READER", south, username="other"))

    def names(caller) -> set[str]:
        return {each["username"] for each in caller.get("role-assignments").json()["items"]}

    assert names(reader) == {"reader"}
    assert names(keeper) == {"reader", "keeper"}
    assert {"reader", "keeper", "other"} <= names(admin)
    refused = reader.post("role-assignments", {"user": "reader", "unit": "NORTH", "role": "ADMINISTRATOR"})
    assert codes(refused) == [("NOT_ALLOWED", None)]
    unseen = keeper.post("role-assignments", {"user": "reader", "unit": "SOUTH", "role": "READER"})
    assert codes(unseen) == [("NOT_FOUND", "unit")]


@pytest.mark.parametrize("count", [1, 3])
def test_roles_and_rates_take_as_many_queries_for_one_as_for_three(admin, count: int) -> None:
    for at in range(count):
        b.user("READER", b.unit(), username=f"more{at}")
        set_rate(by=b.system(), code="USD", valid_from=f"2026-0{at + 1}-01", rate="0.9")
    for address, queries in (("role-assignments", 2), ("exchange-rates", 2), ("users", 2)):
        admin.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert len(admin.get(address).json()["items"]) >= count
        assert len(asked) == queries, [each["sql"] for each in asked]


def test_a_currency_is_worth_something_from_a_day_on(admin, as_user) -> None:
    asked = {"currency": "USD", "valid_from": "2026-02-01", "rate": "0.92"}
    made = admin.post("exchange-rates", asked)
    assert (made.status_code, made.json()["rate"]) == (201, "0.92"), made.json()
    again = admin.post("exchange-rates", {**asked, "rate": 0.925})
    assert (again.json()["id"], again.json()["rate"]) == (made.json()["id"], "0.925")
    admin.post("exchange-rates", {**asked, "currency": "JPY", "rate": "0.00612345"})
    listed = admin.get("exchange-rates?currency=JPY&valid_from_before=2026-12-31").json()["items"]
    assert [(each["currency"], each["rate"]) for each in listed] == [("JPY", "0.00612345")]
    assert admin.get(f"exchange-rates/{listed[0]['id']}").json() == listed[0]
    assert codes(admin.post("exchange-rates", {"currency": "?", "rate": "0"})) == [
        ("CURRENCY_UNKNOWN", "currency"),
        ("REQUIRED", "valid_from"),
        ("AMOUNT_INVALID", "rate"),
    ]
    reader = as_user(b.user("READER", b.unit(), username="reader"))
    assert len(reader.get("exchange-rates").json()["items"]) == 2
    assert codes(reader.post("exchange-rates", asked)) == [("NOT_ALLOWED", None)]
    assert ExchangeRate.objects.count() == 2
