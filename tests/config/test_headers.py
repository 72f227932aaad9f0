from __future__ import annotations

import pytest
from django.test import Client


def test_the_policy_allows_our_own_files_only(client: Client) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]

    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_browsers_are_told_to_be_careful(client: Client, header: str, expected: str) -> None:
    assert client.get("/sign-in/")[header] == expected


def test_a_plain_request_id_is_kept_and_another_replaced(client: Client) -> None:
    plain = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy.1"})
    crooked = client.get("/healthz", headers={"X-Request-ID": "two\nlines"})

    assert plain["X-Request-ID"] == "from-the-proxy.1"
    assert len(crooked["X-Request-ID"]) == 32
