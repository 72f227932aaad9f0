"""Webhooks at the REST door: kept by administrators, with secrets that are shown once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from access.models import Webhook, WebhookDelivery, WebhookEvent, WebhookState
from access.webhooks import signing
from access.webhooks.delivering import deliver_due
from access.webhooks.sending import Answer
from tests import builders as b
from tests.access.webhooks.receiving import webhook
from tests.api.rest.test_input import codes

pytestmark = pytest.mark.django_db

GIVEN = {
    "unit": "ROOT",
    "name": "ERP",
    "target": "https://8.8.8.8/hook",
    "events": ["VERDICT_CHANGED", "CLASSIFIED", "CLASSIFIED"],
}


def made(admin, **given) -> dict:
    answer = admin.post("webhooks", {**GIVEN, **given})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_webhook_is_made_read_changed_and_removed(admin) -> None:
    answer = admin.post("webhooks", GIVEN)
    hook = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert answer["Location"] == f"http://testserver/api/v1/webhooks/{hook['id']}"
    shown = {name: hook[name] for name in ("unit_code", "name", "target", "events", "notice_days", "active")}
    assert shown == {
        "unit_code": "ROOT",
        "name": "ERP",
        "target": "https://8.8.8.8/hook",
        "events": ["CLASSIFIED", "VERDICT_CHANGED"],
        "notice_days": 30,
        "active": True,
    }
    assert (hook["owner_username"], hook["failing_since"]) == ("admin", None)
    path = f"webhooks/{hook['id']}"
    changed = admin.patch(path, {"name": "SAP", "active": False}, If_Match='"1"')
    assert (changed.status_code, changed.json()["name"], changed["ETag"]) == (200, "SAP", '"2"')
    assert codes(admin.patch(path, {"name": "X"}, If_Match='"1"')) == [("STALE", "If-Match")]
    assert [each["act"] for each in admin.get(f"{path}/history").json()] == ["CHANGED", "CREATED"]
    assert admin.delete(path, If_Match='"2"').status_code == 204
    assert admin.get(path).status_code == 404
    assert (Webhook.objects.count(), WebhookState.objects.count()) == (0, 0)


def test_a_secret_is_shown_when_it_is_made_and_nowhere_else(admin) -> None:
    hook = made(admin)
    path = f"webhooks/{hook['id']}"
    again = admin.post(f"{path}/rotate-secret").json()["secret"]
    admin.post(f"{path}/test")
    deliver_due(lambda: b.NOW + timedelta(days=9_000), lambda *_sent: Answer(status=200))
    secrets = [hook["secret"], again]
    assert len(set(secrets)) == 2
    addresses = ("webhooks", path, f"{path}/history", "webhook-deliveries")
    told = b"".join(admin.get(each).content for each in addresses).decode()
    told += json.dumps([each.__dict__ for each in Webhook.history.all()], default=str)
    told += json.dumps(list(WebhookState.objects.values()), default=str)
    told += json.dumps([*WebhookEvent.objects.values(), *WebhookDelivery.objects.values()], default=str)
    state = WebhookState.objects.get()
    assert [signing.secret_of(each) for each in (state.former_salt, state.salt)] == secrets
    for secret in secrets:
        assert secret not in told
        assert secret.removeprefix("whsec_") not in told
    for salt in (state.salt, state.former_salt):
        assert salt not in b"".join(admin.get(each).content for each in addresses).decode()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"target": "http://8.8.8.8/"}, [("TARGET_REFUSED", "target")]),
        ({"target": "https://169.254.169.254/latest/meta-data"}, [("TARGET_REFUSED", "target")]),
        ({"target": "https://localhost./"}, [("TARGET_REFUSED", "target")]),
        ({"target": "https://[::ffff:10.0.0.1]/"}, [("TARGET_REFUSED", "target")]),
        ({"target": "https://8.8.8.8:25/"}, [("TARGET_REFUSED", "target")]),
        ({"target": "x" * 2_001}, [("TOO_LONG", "target")]),
        ({"target": None}, [("REQUIRED", "target")]),
        ({"target": 7}, [("WRONG_TYPE", "target")]),
        ({"events": []}, [("REQUIRED", "events")]),
        ({"events": ["PING"]}, [("UNKNOWN_CODE", "events")]),
        ({"events": "CLASSIFIED"}, [("WRONG_TYPE", "events")]),
        ({"events": [["CLASSIFIED"]]}, [("WRONG_TYPE", "events")]),
        ({"events": {"CLASSIFIED": 1}}, [("WRONG_TYPE", "events")]),
        ({"notice_days": 731}, [("NUMBER_OUT_OF_RANGE", "notice_days")]),
        ({"active": "yes"}, [("WRONG_TYPE", "active")]),
        ({"name": ""}, [("REQUIRED", "name")]),
        ({"owner": 1}, [("UNKNOWN_FIELD", "owner")]),
        ({"secret": "mine"}, [("UNKNOWN_FIELD", "secret")]),
        ({"name": "", "events": []}, [("REQUIRED", "name"), ("REQUIRED", "events")]),
    ],
)
def test_what_is_refused(admin, given, refused) -> None:
    answer = admin.post("webhooks", {**GIVEN, **given})
    assert (answer.status_code, codes(answer)) == (422, refused)
    assert not Webhook.objects.exists()


def test_a_changed_address_is_checked_too_and_names_are_unique(admin) -> None:
    first, second = made(admin), made(admin, name="Other")
    path = f"webhooks/{second['id']}"
    assert codes(admin.patch(path, {"target": "https://10.0.0.1/"})) == [("TARGET_REFUSED", "target")]
    assert codes(admin.patch(path, {"name": first["name"]})) == [("DUPLICATE", "name")]
    assert codes(admin.post("webhooks", GIVEN)) == [("DUPLICATE", "name")]


def test_a_ping_waits_for_the_worker_and_is_replayed(admin) -> None:
    path = f"webhooks/{made(admin)['id']}"
    answer = admin.post(f"{path}/test")
    ping = answer.json()
    assert (answer.status_code, ping["kind"], ping["state"], ping["attempts"]) == (201, "PING", "WAITING", 0)
    deliver_due(lambda: b.NOW + timedelta(days=9_000), lambda *_sent: Answer("STATUS", 500, 7, "no"))
    one = admin.get(f"webhook-deliveries/{ping['id']}").json()
    said = ("state", "status", "fault", "answer", "duration_ms", "attempts")
    assert [one[each] for each in said] == ["WAITING", 500, "STATUS", "no", 7, 1]
    again = admin.post(f"webhook-deliveries/{ping['id']}/replay").json()
    assert (again["attempts"], again["event"]) == (0, ping["event"])
    assert admin.post(f"{path}/replay", {"since": "2020-01-01T00:00:00Z"}).json() == {"count": 1}
    assert admin.post(f"{path}/replay", {"since": "2999-01-01T00:00:00Z"}).json() == {"count": 0}
    for wrong in ("yesterday", "2026-01-01", "2026-01-01T00:00:00", 7, ["2026"]):
        assert codes(admin.post(f"{path}/replay", {"since": wrong})) == [("DATE_INVALID", "since")]
    admin.patch(path, {"active": False})
    assert codes(admin.post(f"{path}/test")) == [("WRONG_STATE", None)]


def test_deliveries_are_found_by_what_came_of_them(admin) -> None:
    hook, other = made(admin), made(admin, name="Other")
    for each in (hook, other, other):
        admin.post(f"webhooks/{each['id']}/test")
    for query, count in (
        (f"webhook={other['id']}", 2),
        ("state=WAITING", 3),
        ("state=DELIVERED", 0),
        ("kind=PING", 3),
        ("kind=CLASSIFIED", 0),
        ("unit=ROOT&created_after=2020-01-01", 3),
        ("fault=STATUS", 0),
    ):
        assert admin.get(f"webhook-deliveries?count=1&{query}").json()["count"] == count, query


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_so_many_queries(admin, queries, count: int) -> None:
    for _each in range(count):
        admin.post(f"webhooks/{made(admin, name=f'W{_each}')['id']}/test")
    admin.get("me")
    with queries(2):
        assert len(admin.get("webhooks").json()["items"]) == count
    with queries(2):
        assert len(admin.get("webhook-deliveries").json()["items"]) == count


@pytest.mark.parametrize(
    "role", ["READER", "ACCOUNT_MANAGER", "SOURCING_MANAGER", "PRINCIPLE_OWNER", "ELSEWHERE"]
)
def test_only_administrators_of_the_unit_keep_and_see_webhooks(as_user, role: str) -> None:
    unit = b.unit("A")
    hook = webhook(unit=unit)
    user = b.user("ADMINISTRATOR", b.unit("B")) if role == "ELSEWHERE" else b.user(role, unit)
    caller = as_user(user)
    refused = caller.post("webhooks", {**GIVEN, "unit": "A"})
    expected = (422, [("NOT_FOUND", "unit")]) if role == "ELSEWHERE" else (403, [("NOT_ALLOWED", None)])
    assert (refused.status_code, codes(refused)) == expected
    assert caller.get("webhooks?count=1").json()["count"] == 0
    for method, path in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("GET", "/history"),
        ("POST", "/rotate-secret"),
        ("POST", "/test"),
    ):
        assert caller.call(method, f"webhooks/{hook.pk}{path}", None).status_code in (404, 415), (
            method,
            path,
        )


def test_acts_take_a_token_with_scope_admin(as_user) -> None:
    caller = as_user(b.user("ADMINISTRATOR"), "IMPORT")
    pk = webhook().pk
    assert caller.get("webhooks").status_code == 200
    for method, path in (
        ("POST", "webhooks"),
        ("PATCH", f"webhooks/{pk}"),
        ("DELETE", f"webhooks/{pk}"),
        ("POST", f"webhooks/{pk}/rotate-secret"),
        ("POST", f"webhooks/{pk}/test"),
        ("POST", f"webhooks/{pk}/replay"),
        ("POST", "webhook-deliveries/1/replay"),
    ):
        assert codes(caller.call(method, path, {})) == [("TOKEN_SCOPE", None)], path
