"""Webhooks in GraphQL: the same acts, refused alike, and what came of telling them."""

from __future__ import annotations

import pytest

from access.models import Webhook
from tests import builders
from tests.access.webhooks.receiving import webhook

pytestmark = pytest.mark.django_db

CREATE = """mutation ($input: WebhookInput!) { createWebhook(input: $input) {
  ok errors { code field } secret
  webhook { pk name target events noticeDays active version unit { code } } } }"""
GIVEN = {
    "unit": "ROOT",
    "name": "ERP",
    "target": "https://8.8.8.8/hook",
    "events": ["VERDICT_CHANGED", "CLASSIFIED"],
}


def test_a_webhook_from_its_making_to_its_removal(ask) -> None:
    made = ask.done(CREATE, input=GIVEN)
    hook = made["webhook"]
    assert made["secret"].startswith("whsec_")
    assert hook == {
        "pk": hook["pk"],
        "name": "ERP",
        "target": "https://8.8.8.8/hook",
        "events": ["CLASSIFIED", "VERDICT_CHANGED"],
        "noticeDays": 30,
        "active": True,
        "version": 1,
        "unit": {"code": "ROOT"},
    }
    pk = str(hook["pk"])
    rotated = ask.done(
        "mutation ($id: Reference!) { rotateWebhookSecret(id: $id) { ok errors { code } secret } }", id=pk
    )
    assert rotated["secret"] not in ("", None, made["secret"])
    ping = ask.done(
        "mutation ($id: Reference!) { testWebhook(id: $id) { ok errors { code } delivery { pk state } } }",
        id=pk,
    )
    assert ping["delivery"]["state"] == "WAITING"
    again = """mutation ($id: Reference!, $since: Moment!) { replayWebhook(id: $id, since: $since) {
      ok errors { code } count webhook { pk } } }"""
    assert ask.done(again, id=pk, since="2020-01-01T00:00:00Z")["count"] == 1
    one = """mutation ($id: Reference!) { replayWebhookDelivery(id: $id) {
      ok errors { code } delivery { state } } }"""
    assert ask.done(one, id=str(ping["delivery"]["pk"]))["delivery"] == {"state": "WAITING"}
    change = """mutation ($id: Reference!, $input: WebhookInput!) {
      changeWebhook(id: $id, version: 2, input: $input) {
        ok errors { code field } webhook { active version } } }"""
    assert ask.done(change, id=pk, input={"active": False})["webhook"] == {"active": False, "version": 3}
    assert ask.refused(change, id=pk, input={"active": True}) == [("STALE", "version")]
    found = ask(
        "{ webhooks { edges { node { name failingSince deliveries { totalCount edges { node { state attempts "
        "event { kind relationship { pk } says } } } } } } } }"
    )
    event = {"kind": "PING", "relationship": None, "says": {}}
    delivery = {"node": {"state": "WAITING", "attempts": 0, "event": event}}
    deliveries = {"totalCount": 1, "edges": [delivery]}
    node = {"name": "ERP", "failingSince": None, "deliveries": deliveries}
    assert found["webhooks"]["edges"] == [{"node": node}]
    ask.done(f"mutation {{ removeWebhook(id: {pk}) {{ ok errors {{ code }} removedId }} }}")
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"target": "https://10.0.0.1/"}, [("TARGET_REFUSED", "target")]),
        ({"target": "http://8.8.8.8/"}, [("TARGET_REFUSED", "target")]),
        ({"events": ["PING"]}, [("UNKNOWN_CODE", "events")]),
        ({"events": None, "name": ""}, [("REQUIRED", "name"), ("REQUIRED", "events")]),
        ({"noticeDays": 731}, [("NUMBER_OUT_OF_RANGE", "notice_days")]),
    ],
)
def test_what_is_refused(ask, given, refused) -> None:
    assert ask.refused(CREATE, input={**GIVEN, **given}) == refused
    assert not Webhook.objects.exists()


def test_who_is_no_administrator_there_sees_and_does_nothing(asking) -> None:
    unit = builders.unit("A")
    webhook(unit=unit)
    asks = asking(builders.user("PRINCIPLE_OWNER", unit))
    assert asks.refused(CREATE, input={**GIVEN, "unit": "A"}) == [("NOT_ALLOWED", None)]
    assert asks("{ webhooks { totalCount } webhookDeliveries { totalCount } }") == {
        "webhooks": {"totalCount": 0},
        "webhookDeliveries": {"totalCount": 0},
    }


def test_acts_take_a_token_with_scope_admin(asking) -> None:
    asks = asking(builders.user("ADMINISTRATOR"), "IMPORT")
    answer = asks.answer(CREATE, input=GIVEN)
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["TOKEN_SCOPE"]
