"""Callers of the REST door, each with a token of his own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from access.actions.tokens import create_token
from relationships.models import User
from tests import builders as b


class Caller:
    """Somebody who calls the API; paths below /api/v1/."""

    def __init__(self, text: str | None) -> None:
        self.client = Client()
        self.headers = {} if text is None else {"Authorization": f"Bearer {text}"}

    def call(self, method: str, path: str, given: Any = None, **headers: Any) -> HttpResponse:
        """The answer. Whoever doesn't say which version he saw (None: not at all) takes any."""
        if method in ("PATCH", "PUT", "DELETE"):
            headers.setdefault("If_Match", "*")
        headers = {name: said for name, said in headers.items() if said is not None}
        options: dict[str, Any] = {
            "headers": {**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        }
        if given is not None:
            sent = given if isinstance(given, bytes | str) else json.dumps(given)
            options |= {"data": sent, "content_type": headers.pop("content_type", "application/json")}
        return self.client.generic(method, "/api/v1/" + path, **options)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, given: Any = None, **headers: Any) -> HttpResponse:
        return self.call("POST", path, given, **headers)

    def patch(self, path: str, given: Any = None, **headers: Any) -> HttpResponse:
        return self.call("PATCH", path, given, **headers)

    def put(self, path: str, given: Any = None, **headers: Any) -> HttpResponse:
        return self.call("PUT", path, given, **headers)

    def delete(self, path: str, **headers: Any) -> HttpResponse:
        return self.call("DELETE", path, **headers)


@pytest.fixture
def as_user() -> Callable[..., Caller]:
    """`as_user(user)` calls with a token of this user, good for everything unless said."""

    def made(user: User, scope: str = "ADMIN") -> Caller:
        from django.utils import timezone

        _token, text = create_token(by=b.system(timezone.now()), user=user, name="test", scope=scope)
        return Caller(text)

    return made


@pytest.fixture
def admin(db: None, as_user: Callable[..., Caller]) -> Caller:
    return as_user(b.user("ADMINISTRATOR", username="admin"))


@pytest.fixture
def anybody() -> Caller:
    """Somebody without a token."""
    return Caller(None)


def codes(response: HttpResponse) -> list[tuple[str, str | None]]:
    """The reasons of a refusal as (code, field)."""
    return [(each["code"], each["field"]) for each in response.json()["errors"]]
