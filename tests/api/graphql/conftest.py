"""A client that asks over HTTP, as integrators do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from access.actions.tokens import create_token
from relationships.models import User
from tests import builders

ADDRESS = "/graphql/"


class Asking:
    """Sends documents to /graphql/ with a token, and reads the answers."""

    def __init__(self, user: User | None, scope: str = "ADMIN") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers: dict[str, str] = {}
        self.user = user
        if user is not None:
            _token, text = create_token(by=builders.actor(user), user=user, name="test", scope=scope)
            self.headers["Authorization"] = f"Bearer {text}"

    def post(self, body: Any, **headers: str) -> Any:
        written = body if isinstance(body, str | bytes) else json.dumps(body)
        sent = {"Content-Type": "application/json", **self.headers, **headers}
        content_type = sent.pop("Content-Type")
        return self.client.generic("POST", ADDRESS, written, content_type=content_type, headers=sent)

    def get(self, parameters: dict[str, str], **headers: str) -> Any:
        return self.client.get(ADDRESS, parameters, headers={**self.headers, **headers})

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer."""
        return self.post({"query": query, "variables": variables}).json()

    def __call__(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def done(self, query: str, **variables: Any) -> dict[str, Any]:
        """The payload of the one mutation in the document, which was done."""
        (payload,) = self(query, **variables).values()
        assert payload["ok"], payload["errors"]
        assert payload["errors"] == []
        return payload

    def refused(self, query: str, **variables: Any) -> list[tuple[str, str | None]]:
        """The codes and fields with which the one mutation in the document was refused."""
        (payload,) = self(query, **variables).values()
        assert payload["ok"] is False
        return [(each["code"], each["field"]) for each in payload["errors"]]


@pytest.fixture
def asking(db: None) -> Any:
    """`asking(user)` sends what this user asks; without a user, what a stranger asks."""
    return Asking


@pytest.fixture
def ask(db: None) -> Asking:
    """What an administrator of the root asks."""
    return Asking(builders.user("ADMINISTRATOR"))
