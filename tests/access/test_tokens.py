"""Tokens: who gets one, what it opens, and when it stops to."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from access.actions.tokens import create_token, revoke_token
from access.models import Token
from access.queries import token_meant, tokens_of
from access.scopes import Scope
from relationships.actions.units import deactivate_user
from relationships.errors import Refused
from relationships.models import RoleAssignment, User
from tests import builders as b

pytestmark = pytest.mark.django_db


def _me(text: str | None, scheme: str = "Bearer"):
    headers = {} if text is None else {"Authorization": f"{scheme} {text}"}
    return Client().get("/api/v1/me", headers=headers)


def _token(user: User, **options) -> tuple[Token, str]:
    return create_token(by=b.system(timezone.now()), user=user, name="test", **options)


def test_a_token_opens_the_door_for_its_user() -> None:
    _made, text = _token(b.user("READER", username="ria"))
    assert _me(text).json()["username"] == "ria"
    assert _me(text, "bearer").status_code == 200


def test_only_the_digest_is_kept() -> None:
    made, text = _token(b.user("READER"))
    assert text not in (made.digest, made.token_key)
    assert len(text) == 64


def test_what_opens_nothing_is_told_alike() -> None:
    user = b.user("READER")
    expired, gone = _token(user), _token(user)
    Token.objects.filter(pk=expired[0].pk).update(expiry=timezone.now() - timedelta(seconds=1))
    revoke_token(by=b.actor(user), token=gone[0])
    left = b.user("READER")
    _made, of_left = _token(left)
    deactivate_user(by=b.system(), user=left)
    answers = [
        _me(None),
        _me(""),
        _me("nonsense"),
        _me("é" * 20),
        _me("a" * 5_000),
        _me(expired[1]),
        _me(gone[1]),
        _me(of_left),
        _me(_token(user)[1], "Basic"),
        _me(_token(user)[1][:-1] + "g"),
    ]
    assert {each.status_code for each in answers} == {401}
    assert {each.content for each in answers} == {answers[0].content}
    assert answers[0].json()["code"] == "NOT_SIGNED_IN"
    assert {each["WWW-Authenticate"] for each in answers} == {'Bearer realm="Counterpart"'}


@pytest.mark.parametrize(
    ("scope", "relationship", "unit"),
    [("READ", 403, 403), ("WRITE", 422, 403), ("IMPORT", 422, 403), ("ADMIN", 422, 422)],
)
def test_a_token_does_no_more_than_its_scope(scope, relationship, unit) -> None:
    _made, text = _token(b.user("ADMINISTRATOR"), scope=scope)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    assert client.get("/api/v1/relationships").status_code == 200
    for path, status in (("relationships", relationship), ("units", unit)):
        answer = client.post(f"/api/v1/{path}", data={}, content_type="application/json")
        assert answer.status_code == status
        if status == 403:
            assert answer.json()["code"] == "TOKEN_SCOPE"


def test_a_session_opens_the_door_and_writing_takes_its_mark() -> None:
    user = b.user("ADMINISTRATOR", password=b.PASSWORD)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/me").json()["scope"] == "ADMIN"
    refused = client.post("/api/v1/parties", data={"name": "A"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "CSRF_FAILED")
    client.get("/sign-in/")
    client.cookies["csrftoken"] = "a" * 32
    marked = client.post(
        "/api/v1/parties",
        data={"name": "A"},
        content_type="application/json",
        headers={"X-CSRFToken": "a" * 32},
    )
    assert marked.status_code == 201


def test_a_session_of_somebody_who_left_opens_nothing() -> None:
    user = b.user("READER", password=b.PASSWORD)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    deactivate_user(by=b.system(), user=user)
    assert client.get("/api/v1/me").status_code == 401


def test_the_last_use_is_noted_at_most_once_a_minute(django_assert_num_queries) -> None:
    made, text = _token(b.user("READER"))
    now = timezone.now()
    with django_assert_num_queries(2):
        token_meant(text, now)
    with django_assert_num_queries(1):
        token_meant(text, now + timedelta(seconds=59))
    with django_assert_num_queries(2):
        token_meant(text, now + timedelta(seconds=60))
    made.refresh_from_db()
    assert made.last_used_at == now + timedelta(seconds=60)


def test_one_makes_and_takes_back_ones_own() -> None:
    one, other = b.user("SOURCING_MANAGER"), b.user("SOURCING_MANAGER")
    made, _text = create_token(by=b.actor(one), user=one, name="BI", scope="READ", days=30)
    assert (made.name, made.scope, made.expiry - made.created) == ("BI", "READ", timedelta(days=30))
    assert list(tokens_of(one)) == [made]
    with pytest.raises(Refused, match="keep users"):
        create_token(by=b.actor(other), user=one, name="BI")
    with pytest.raises(Refused, match="keep users"):
        revoke_token(by=b.actor(other), token=made)
    revoke_token(by=b.actor(one), token=made)
    assert list(tokens_of(one)) == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"name": ""}, "REQUIRED"),
        ({"name": "x" * 300}, "TOO_LONG"),
        ({"name": "a\x00"}, "UNSTORABLE_TEXT"),
        ({"name": "BI", "scope": "ALL"}, "UNKNOWN_CODE"),
        ({"name": "BI", "days": 0}, "NUMBER_OUT_OF_RANGE"),
        ({"name": "BI", "days": 4_000}, "NUMBER_OUT_OF_RANGE"),
    ],
)
def test_a_token_that_cant_be(options, code) -> None:
    user = b.user("READER")
    with pytest.raises(Refused) as refused:
        create_token(by=b.actor(user), user=user, **options)
    assert [each.code for each in refused.value.refusals] == [code]


def test_the_registry_itself_and_who_left_get_none() -> None:
    left = b.user("READER")
    deactivate_user(by=b.system(), user=left)
    for user in (User.objects.get(username="system"), User.objects.get(pk=left.pk)):
        with pytest.raises(Refused) as refused:
            _token(user)
        assert refused.value.refusals[0].code == "WRONG_STATE"


def test_each_scope_includes_the_ones_before() -> None:
    assert Scope.ADMIN.includes(Scope.READ)
    assert Scope.WRITE.includes(Scope.WRITE)
    assert not Scope.READ.includes(Scope.WRITE)


def test_the_command_prints_the_token_and_nothing_else() -> None:
    b.user("READER", username="ria")
    out, aside = StringIO(), StringIO()
    call_command("create_token", "ria", stdout=out, stderr=aside)
    assert _me(out.getvalue().strip()).json()["scope"] == "WRITE"
    assert "ria" in aside.getvalue()
    call_command("create_token", "ria", "--scope", "READ", "--days", "1", "--name", "BI", stdout=out)
    assert Token.objects.get(name="BI").scope == "READ"
    for name in ("nobody", "system", "a\x00"):
        with pytest.raises(CommandError):
            call_command("create_token", name, stdout=out)


def test_the_first_administrator(monkeypatch) -> None:
    out = StringIO()
    call_command("create_administrator", "anna", "--language=nl", stdout=out, stderr=StringIO())
    anna = User.objects.get(username="anna")
    assert anna.check_password(out.getvalue().strip())
    held = RoleAssignment.objects.get(user=anna)
    assert (held.unit.code, held.role, anna.language) == ("ROOT", "ADMINISTRATOR", "nl")

    monkeypatch.setattr("sys.stdin", StringIO("a-long-enough-password\n"))
    out = StringIO()
    call_command("create_administrator", "bob", "--password-stdin", stdout=out, stderr=StringIO())
    assert User.objects.get(username="bob").check_password("a-long-enough-password")
    assert out.getvalue() == ""

    for weak in ("123\n", ""):
        monkeypatch.setattr("sys.stdin", StringIO(weak))
        with pytest.raises(CommandError, match="weak"):
            call_command("create_administrator", "carl", "--password-stdin")
    with pytest.raises(CommandError):
        call_command("create_administrator", "anna")
    assert not User.objects.filter(username="carl").exists()


def test_a_lost_password_is_replaced_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    user = b.user(username="anna", password="the-first-password")
    out = StringIO()
    call_command("set_password", "anna", stdout=out, stderr=StringIO())
    user.refresh_from_db()
    assert user.check_password(out.getvalue().strip())

    monkeypatch.setattr("sys.stdin", StringIO("123\n"))
    with pytest.raises(CommandError, match="weak"):
        call_command("set_password", "anna", "--password-stdin")
    for name in ("nobody", "system"):
        with pytest.raises(CommandError):
            call_command("set_password", name)
