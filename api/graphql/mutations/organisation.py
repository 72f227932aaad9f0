"""Acts on our own organisation and on the tables of the whole installation.

A token needs the scope ADMIN for these.
"""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql.mutations import inputs
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Amount, Day, Reference, Text
from relationships import models as m
from relationships.actions import categories, tables, units
from relationships.errors import Problems
from relationships.queries import find

_PASSWORD = graphene.Argument(
    graphene.String, description="The password; send it as a variable, so that it is in no log."
)


class RateInput(graphene.InputObjectType):
    """What one unit of a currency is worth in the reporting currency from a day on."""

    currency = graphene.InputField(Text, description="ISO 4217 code of the currency.")
    valid_from = graphene.InputField(Day, description="The first day for which it holds.")
    rate = graphene.InputField(Amount, description="What one unit is worth, at most eight decimals.")


def _rate(options: dict[str, Any], context: Any) -> dict[str, Any]:
    given = options.pop("given")
    return {
        **options,
        "code": given.get("currency"),
        **{name: given.get(name) for name in ("valid_from", "rate")},
    }


def _role(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The user and the unit meant, both visible to who asks."""
    problems = Problems()
    for name, model in (("user", m.User), ("unit", m.Unit)):
        with problems.gather():
            if options.get(name) in (None, ""):
                problems.add("REQUIRED", name)
            else:
                options[name] = find(context.user, model, options[name], name)
    problems.raise_if_any()
    return options


ORGANISATION = (
    Act(
        "create_unit",
        "Record a new unit below another.",
        units.create_unit,
        given=inputs.UnitInput,
        gives=("unit", m.Unit),
    ),
    Act(
        "change_unit",
        "Change the code or name of a unit, or move it.",
        units.change_unit,
        on=("unit", m.Unit),
        versioned=True,
        given=inputs.UnitInput,
        gives=("unit", m.Unit),
    ),
    Act(
        "create_user",
        "Record somebody who may sign in.",
        units.create_user,
        given=inputs.UserInput,
        more={"password": _PASSWORD},
        gives=("user", m.User),
    ),
    Act(
        "change_user",
        "Change the name, address or language of a user.",
        units.change_user,
        on=("user", m.User),
        versioned=True,
        given=inputs.UserInput,
        gives=("user", m.User),
    ),
    Act(
        "set_password",
        "Give a user another password.",
        units.set_password,
        on=("user", m.User),
        more={
            "password": graphene.Argument(
                graphene.NonNull(graphene.String), description=_PASSWORD.description
            )
        },
        gives=("user", m.User),
    ),
    Act(
        "deactivate_user",
        "Somebody who leaves can't sign in any more; what he did stays his.",
        units.deactivate_user,
        on=("user", m.User),
        more={
            "successor": graphene.Argument(
                Reference, description="Who takes over what he owns (id or user name); none: nobody."
            )
        },
        gives=("user", m.User),
    ),
    Act(
        "reactivate_user",
        "Somebody who left may sign in again, with the roles and the tokens that he has.",
        units.reactivate_user,
        on=("user", m.User),
        more={"password": _PASSWORD},
        gives=("user", m.User),
    ),
    Act(
        "grant_role",
        "Give a user a role on a unit, in place of the one he had there.",
        units.grant_role,
        given=inputs.RoleInput,
        spread=True,
        prepare=_role,
        gives=("role_assignment", m.RoleAssignment),
    ),
    Act(
        "revoke_role",
        "Take a user's role on a unit away.",
        units.revoke_role,
        on=("assignment", m.RoleAssignment),
    ),
    Act(
        "create_category",
        "Record a new category with its aliases, CPV prefixes and assumed facts.",
        categories.create_profile,
        given=inputs.CategoryInput,
        gives=("category", m.CategoryProfile),
    ),
    Act(
        "change_category",
        "Change a category. Relationships of it follow as far as their facts are assumed.",
        categories.change_profile,
        on=("profile", m.CategoryProfile),
        versioned=True,
        given=inputs.CategoryInput,
        gives=("category", m.CategoryProfile),
    ),
    Act(
        "create_safeguard_kind",
        "Record a new kind of safeguard.",
        tables.create_safeguard_kind,
        given=inputs.SafeguardKindInput,
        gives=("safeguard_kind", m.SafeguardKind),
    ),
    Act(
        "change_safeguard_kind",
        "Change the name or level of a kind of safeguard.",
        tables.change_safeguard_kind,
        on=("kind", m.SafeguardKind),
        versioned=True,
        given=inputs.SafeguardKindInput,
        gives=("safeguard_kind", m.SafeguardKind),
    ),
    Act(
        "set_rate",
        "Say what one unit of a currency is worth in the reporting currency from a day on.",
        tables.set_rate,
        given=RateInput,
        prepare=_rate,
        gives=("exchange_rate", m.ExchangeRate),
    ),
)
