"""What is there once already is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relationships.actions.categories import change_profile, create_profile
from relationships.actions.contracts import change_contract
from relationships.actions.relationships import add_further_party, change_relationship
from relationships.actions.tables import create_safeguard_kind
from relationships.actions.units import change_user
from tests import builders as b
from tests.relationships.bad_input.forms import World
from tests.relationships.bad_input.wrong import refusals

pytestmark = pytest.mark.django_db


class TestTwice:
    """What is there once already is refused by name, before the database has to."""

    def test_is_a_duplicate(self, world: World) -> None:
        by = b.system()
        b.contract(None, world.relationship, number="C1")
        b.relationship(unit=world.unit, portfolio=world.portfolio, external_key="K1")
        b.party(identifiers=[{"scheme": "KVK", "value": "12345678"}])
        b.party(identifiers=[{"scheme": "CREDITOR", "value": "7", "issuer": "A"}])
        add_further_party(by=by, relationship=world.relationship, party=world.party, part="LEAD")
        create_profile(by=by, given={"name": "Mine", "aliases": ["Het mijne"], "cpv_prefixes": ["98"]})
        again: list[tuple[Callable[[], Any], str]] = [
            (lambda: b.unit("A"), "code"),
            (lambda: b.user(username=world.user.username), "username"),
            (lambda: change_user(by=by, user=b.user(), given={"username": "system"}), "username"),
            (lambda: b.portfolio(unit=world.unit, name=world.portfolio.name), "name"),
            (lambda: b.contract(None, world.relationship, number="C1"), "number"),
            (lambda: change_contract(by=by, contract=world.contract, given={"number": "C1"}), "number"),
            (
                lambda: b.relationship(unit=world.unit, portfolio=world.portfolio, external_key="K1"),
                "external_key",
            ),
            (
                lambda: change_relationship(
                    by=by, relationship=world.relationship, given={"external_key": "K1"}
                ),
                "external_key",
            ),
            (lambda: b.party(identifiers=[{"scheme": "KVK", "value": "1234.5678"}]), "identifiers.0.value"),
            (
                lambda: b.party(identifiers=[{"scheme": "CREDITOR", "value": "7", "issuer": "A"}]),
                "identifiers.0.value",
            ),
            (
                lambda: add_further_party(
                    by=by, relationship=world.relationship, party=world.party, part="LEAD"
                ),
                "party",
            ),
            (lambda: create_profile(by=by, given={"name": "cleaning"}), "name"),
            (lambda: change_profile(by=by, profile=world.profile, given={"name": "Mine"}), "name"),
            (lambda: create_profile(by=by, given={"name": "N", "aliases": ["het  MIJNE!"]}), "aliases.0"),
            (lambda: create_profile(by=by, given={"name": "N", "cpv_prefixes": ["98"]}), "cpv_prefixes.0"),
            (
                lambda: create_safeguard_kind(by=by, given={"code": "AUDIT", "name": "N", "level": 2}),
                "code",
            ),
        ]
        for do, field in again:
            assert refusals(do) == [("DUPLICATE", field)]
