"""Somebody signed in at the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from relationships.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return client_of
