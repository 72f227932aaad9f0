"""Our own organisation: units, the users who work with the registry, their roles, and portfolios."""

from __future__ import annotations

from typing import Any

from api.graphql import words
from api.graphql.connections import listed
from api.graphql.fields import RecordType, grouped, one, visible_by_parent
from relationships import models as m


class Unit(RecordType):
    """A unit of our own organisation. Access given on it covers all units below it."""

    class Meta:
        model = m.Unit
        holds = words.UNIT

    parent = one(m.Unit, "parent", "The unit above it; null for the root, and where you may not see it.")
    children = listed(m.Unit, "parent", "The units directly below it.")
    portfolios = listed(m.Portfolio, "unit", "The portfolios that it owns.", leave_out=("",))
    relationships = listed(
        m.Relationship, "unit", "Its own relationships (not those of units below it).", leave_out=("unit",)
    )


class RoleAssignment(RecordType):
    """What a user may do on a unit and all units below it."""

    class Meta:
        model = m.RoleAssignment
        holds = words.ROLE

    user = one(m.User, "user", "The user.")
    unit = one(m.Unit, "unit", "The unit; null where you may not see it.")


def _roles(records: list[Any], context: Any) -> dict[int, list[Any]]:
    return visible_by_parent(m.RoleAssignment, "user", records, context.user)


class User(RecordType):
    """Somebody who uses the registry."""

    class Meta:
        model = m.User
        holds = words.USER

    roles = grouped(RoleAssignment, "What the user may do where, as far as you may know.", "roles", _roles)
    owned_relationships = listed(
        m.Relationship, "owner", "The relationships that the user owns and you may see."
    )


class Portfolio(RecordType):
    """A named set of relationships: where they are at home, imported and exported."""

    class Meta:
        model = m.Portfolio
        holds = words.PORTFOLIO

    unit = one(m.Unit, "unit", "The unit that owns it.", required=True)
    relationships = listed(m.Relationship, "portfolio", "The relationships at home in it.")


__all__ = ["Portfolio", "RoleAssignment", "Unit", "User"]
