"""A registry in which every kind of record is there a number of times, with all its relations filled in."""

from __future__ import annotations

from access.actions.saved_queries import create_saved_query
from relationships.actions import categories, duplicates, merging, parties, tables
from relationships.actions import relationships as acts
from relationships.models import Relationship, User
from tests import builders
from tests.api.graphql import import_worlds, principle_worlds, webhook_worlds


def fill(times: int, owner: User, name: str = "W") -> list[Relationship]:
    """So many relationships of the root, each with as many of everything that belongs to it.

    Their compliance is computed once, in the end.
    """
    with builders.computed_once():
        return _filled(times, owner, name)


def _filled(times: int, owner: User, name: str) -> list[Relationship]:
    system = builders.system()
    found = []
    readers = []
    group = builders.party(builders.actor(owner), f"{name} group")
    for at in range(times):
        unit = builders.unit(f"{name}{at}")
        readers.append(builders.user("READER", unit, username=f"{name}-reader-{at}"))
        portfolio = builders.portfolio(unit=unit, name=f"{name} portfolio", currency="EUR")
        profile = categories.create_profile(
            by=system,
            given={
                "name": f"{name} category {at}",
                "aliases": [f"{name} alias {at}"],
                "cpv_prefixes": [f"98{ord(name[0]) % 10}{at}"],
                "facts": {"complexity": 3},
            },
        )
        party = parties.create_party(
            by=builders.actor(owner),
            given={
                "name": f"{name} party {at}",
                "parent": group,
                "aliases": [f"{name} known {each}" for each in range(times)],
                "identifiers": [
                    {"scheme": "CREDITOR", "value": f"{name}{at}{each}", "issuer": unit}
                    for each in range(times)
                ],
            },
        )
        relationship = builders.relationship(
            unit=unit,
            party=party,
            portfolio=portfolio,
            profile=profile,
            owner=owner,
            deputy=owner,
            subject=f"{name} {at}",
        )
        double = builders.party(builders.actor(owner), f"{name} double {at}")
        merging.merge_parties(by=system, into=party, other=double)
        duplicates.tell_apart(by=builders.actor(owner), party=party, other=group, reason="Two.")
        found.append(relationship)
        _belongings(relationship, times, f"{name}{at}")
        principle_worlds.judged(relationship, owner, times, f"{name}{at}")
        import_worlds.imports(relationship, portfolio, owner, times, f"{name}{at}")
        webhook_worlds.webhooks(relationship, owner, times, f"{name}{at}")
        for each in range(times):
            create_saved_query(
                by=system,
                given={
                    "name": f"{name}-{at}-{each}".lower(),
                    "unit": unit,
                    "description": name,
                    "document": "{ contractFacts { number } }",
                },
            )
        tables.set_rate(by=system, code=["USD", "GBP", "CHF"][at], valid_from="2026-01-01", rate="1.1")
    principle_worlds.sets(readers)
    return found


def _belongings(relationship: Relationship, times: int, name: str) -> None:
    system = builders.system()
    for each in range(times):
        builders.rate(None, relationship)
        builders.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3)
        builders.assessment(None, relationship, "SUPPLIER_TO_CUSTOMER", 1 + each)
        builders.classification(None, relationship, "SERVICE", 2 + each)
        parent = builders.contract(
            None, relationship, number=f"P{each}", currency="EUR", start="2026-01-01", stated_end="2027-12-31"
        )
        child = builders.contract(
            None, relationship, number=f"C{each}", parent=parent, currency="EUR", attributes={"a": "b"}
        )
        for contract in (parent, child):
            builders.line(contract, amount="10", description="Row")
        kind = tables.create_safeguard_kind(
            by=system, given={"code": f"{name}-{each}", "name": "Kind", "level": 2}
        )
        builders.safeguard(None, relationship, kind.code, contract=parent)
        acts.add_further_party(
            by=system,
            relationship=relationship,
            party=builders.party(name=f"{name} {each}"),
            part="GUARANTOR",
        )
        acts.set_arrangement(
            by=system,
            relationship=relationship,
            kind=["PRICE_LIST", "INDEXATION", "EXIT_PLAN"][each],
            state="PRESENT",
        )
