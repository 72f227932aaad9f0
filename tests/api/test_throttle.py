"""How often one may ask, at both doors alike."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from access import throttle
from relationships.errors import Refused
from tests import builders as b
from tests.api.graphql.conftest import Asking

LIMITS = {"per_minute": 30, "burst": 2, "strangers_per_minute": 6, "strangers_burst": 1}


@pytest.fixture(autouse=True)
def limits(settings, monkeypatch):
    """A clock that stands still, and nothing counted yet."""
    settings.THROTTLE = LIMITS
    cache.clear()
    now = [1_000_000.0]
    monkeypatch.setattr(throttle.time, "time", lambda: now[0])
    yield now
    cache.clear()


def test_a_burst_then_the_steady_rate(limits) -> None:
    throttle.count_request("token:1")
    throttle.count_request("token:1")
    with pytest.raises(Refused) as refused:
        throttle.count_request("token:1")
    assert [(each.code, each.params) for each in refused.value.refusals] == [
        ("TOO_MANY_REQUESTS", {"seconds": 2})
    ]
    throttle.count_request("token:2")
    limits[0] += 2
    throttle.count_request("token:1")
    with pytest.raises(Refused):
        throttle.count_request("token:1")
    limits[0] += 60
    throttle.count_request("token:1")
    throttle.count_request("token:1")


def test_no_limit(settings) -> None:
    settings.THROTTLE = dict.fromkeys(LIMITS, 0)
    for _time in range(100):
        throttle.count_request("token:1")
        throttle.count_stranger("10.0.0.1")


@pytest.mark.django_db
def test_one_count_for_a_token_at_both_doors() -> None:
    asking = Asking(b.user("ADMINISTRATOR"))
    rest = Client()
    assert asking.post({"query": "{ me { username } }"}).status_code == 200
    assert rest.get("/api/v1/me", headers=asking.headers).status_code == 200

    refused = rest.get("/api/v1/me", headers=asking.headers)
    assert (refused.status_code, refused["Retry-After"]) == (429, "2")
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "TOO_MANY_REQUESTS"
    for media in ("application/json", "application/graphql-response+json"):
        answer = asking.post({"query": "{ me { username } }"}, Accept=media)
        assert (answer.status_code, answer["Retry-After"]) == (429, "2")
        assert answer["Content-Type"] == f"{media}; charset=utf-8"
        assert answer.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_REQUESTS"
        assert answer.json()["errors"][0]["message"] == refused.json()["detail"]


@pytest.mark.django_db
def test_strangers_are_counted_by_their_address() -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.7")
    assert stranger.get("/api/v1/me").status_code == 401
    refused = stranger.get("/api/v1/me", headers={"Authorization": "Bearer guessed"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert stranger.post("/graphql/", {}, content_type="application/json").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.8").get("/api/v1/me").status_code == 401
    known = Asking(b.user("ADMINISTRATOR"))
    assert stranger.get("/api/v1/me", headers=known.headers).status_code == 200
