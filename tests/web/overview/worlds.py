"""A small portfolio with its readers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from relationships.models import Contract, Relationship, Unit, User
from tests import builders as b

TODAY = date(2026, 11, 20)
HOSTILE = "<script>alert(1)</script>=1+1"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def lead(unit: Unit | None = None, role: str = "SOURCING_MANAGER", **given: Any) -> User:
    return b.user(role, unit, **given)


def decided(subject: str, *, unit: Unit | None = None, **given: Any) -> Relationship:
    """Catering: rated, classified as a service, trusted at level 3 in both directions."""
    with b.computed_once():
        made = b.relationship(subject=subject, unit=unit, **given)
        b.rate(None, made)
        b.classification(None, made)
        for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
            b.assessment(None, made, direction, 3, assessed_on="2026-10-01")
    return made


def tacit(relationship: Relationship, **given: Any) -> Contract:
    """Of a year from 1 January 2026, renewed tacitly; notice until 30 November 2026."""
    given = {
        "number": "C-1",
        "status": "ACTIVE",
        "term_kind": "FIXED_TACIT",
        "start": "2026-01-01",
        "term_months": 12,
        "renewal_months": 12,
        "notice_count": 1,
        "notice_unit": "MONTHS",
        **given,
    }
    return b.contract(None, relationship, **given)
