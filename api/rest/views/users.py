"""Who works with the registry: users, their passwords and their roles."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.scopes import Scope
from api.rest import shapes
from api.rest.describing import body, listed, object_of, read, removed, written
from api.rest.door import Door
from relationships.actions import units as acts
from relationships.choices import Role
from relationships.errors import Problems, refuse
from relationships.filters import RoleAssignmentFilter, UserFilter
from relationships.models import RoleAssignment, Unit, User
from relationships.queries import find

_USERS, _ROLES = "Users", "Roles"
_PASSWORD = {"type": "string", "format": "password", "minLength": 1}
_REFERENCE = {"type": ["integer", "string"], "description": "The id, or the user name."}


class Users(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed("listUsers", "users", _USERS, shapes.UserShape, UserFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(User), UserFilter, shapes.UserShape)

    @written(
        "createUser",
        "Make a user",
        _USERS,
        shapes.UserShape,
        body(User, acts.USER_FIELDS, ("username",)),
        example={"username": "jdevries", "full_name": "Jo de Vries", "language": "nl"},
        description="Somebody who may sign in once he is given a password and a role. Takes an administrator "
        "of any unit, and a token with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        user = acts.create_user(by=self.by, given=self.given())
        return self.record(user, shapes.UserShape, created="users")


class OneUser(Door):
    scopes = {"PATCH": Scope.ADMIN}

    @read("getUser", "Read a user", _USERS, shapes.UserShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(User, id), shapes.UserShape)

    @written(
        "changeUser",
        "Change a user",
        _USERS,
        shapes.UserShape,
        body(User, acts.USER_FIELDS),
        status=200,
        versioned=True,
        example={"full_name": "Jo de Vries-Smit"},
        description="Another name, address or language: of oneself, or as an administrator of all units of "
        "that user. Takes a token with scope ADMIN.",
    )
    def patch(self, request: Any, id: str) -> Response:
        user = self.one(User, id)
        changed = acts.change_user(by=self.by, user=user, given=self.given(), version=self.version_seen(user))
        return self.record(changed, shapes.UserShape)


class UserPassword(Door):
    scopes = {"PUT": Scope.ADMIN}

    @written(
        "setPassword",
        "Give a user a password",
        _USERS,
        None,
        object_of({"password": _PASSWORD}, ("password",)),
        status=204,
        example={"password": "correct horse battery staple"},
        description="As an administrator of all units of that user. Takes a token with scope ADMIN.",
    )
    def put(self, request: Any, id: str) -> Response:
        given = self.given_only("password", required=("password",))
        acts.set_password(by=self.by, user=self.one(User, id), password=given["password"])
        return Response(status=204)


class DeactivateUser(Door):
    scopes = {"POST": Scope.ADMIN}

    @written(
        "deactivateUser",
        "Have a user leave",
        _USERS,
        shapes.UserShape,
        object_of({"successor": {**_REFERENCE, "type": ["integer", "string", "null"]}}),
        status=200,
        example={"successor": "jdevries"},
        description="He can't sign in any more; what he did stays his. What he owns goes to the successor, "
        "as far as the successor may see it; without one it is listed as having no owner. Takes an "
        "administrator of all units of that user, and a token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("successor")
        user = acts.deactivate_user(by=self.by, user=self.one(User, id), successor=given.get("successor"))
        return self.record(user, shapes.UserShape)


class ReactivateUser(Door):
    scopes = {"POST": Scope.ADMIN}

    @written(
        "reactivateUser",
        "Have a user come back",
        _USERS,
        shapes.UserShape,
        object_of({"password": {**_PASSWORD, "type": ["string", "null"]}}),
        status=200,
        example={"password": "correct horse battery staple"},
        description="Somebody who left may sign in again, with the roles and the tokens that he has: look at "
        "these first. The password of before is no longer good: without a new one he can't sign in until "
        "he is given one. What was handed over isn't given back. Takes an administrator of all units of that "
        "user, and a token with scope ADMIN.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("password")
        user = acts.reactivate_user(by=self.by, user=self.one(User, id), password=given.get("password"))
        return self.record(user, shapes.UserShape)


class Me(Door):
    @read(
        "getMe", "Read who you are", _USERS, shapes.MeShape, "Yourself, your roles, and what your token may."
    )
    def get(self, request: Any) -> Response:
        self.user.scope = self.identity.scope
        return Response(shapes.MeShape(self.user).data)


class OwnPassword(Door):
    scopes = {"PUT": Scope.ADMIN}

    @written(
        "changeOwnPassword",
        "Change your password",
        _USERS,
        None,
        object_of(
            {"present": _PASSWORD, "password": _PASSWORD, "again": _PASSWORD},
            ("present", "password", "again"),
        ),
        status=204,
        example={
            "present": "the one until now",
            "password": "correct horse battery staple",
            "again": "correct horse battery staple",
        },
        description="By who knows the present one. Takes a token with scope ADMIN.",
    )
    def put(self, request: Any) -> Response:
        names = ("present", "password", "again")
        given = self.given_only(*names, required=names)
        acts.change_own_password(by=self.by, **given)
        return Response(status=204)


class RoleAssignments(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed(
        "listRoleAssignments",
        "roles",
        _ROLES,
        shapes.RoleAssignmentShape,
        RoleAssignmentFilter,
        "Your own, and those on units of which you are an administrator, in pages by key.",
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(RoleAssignment).select_related("user", "unit")
        return self.page(rows, RoleAssignmentFilter, shapes.RoleAssignmentShape)

    @written(
        "grantRole",
        "Give a user a role",
        _ROLES,
        shapes.RoleAssignmentShape,
        object_of(
            {
                "user": _REFERENCE,
                "unit": {"type": ["integer", "string"], "description": "The id, or the code."},
                "role": {"type": "string", "enum": [*map(str, Role)]},
            },
            ("user", "unit", "role"),
        ),
        example={"user": "jdevries", "unit": "ROOT", "role": "SOURCING_MANAGER"},
        description="On a unit and all below it, in place of the one he had there. Takes an administrator "
        "there, and a token with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        names = ("user", "unit", "role")
        given = self.given_only(*names, required=names)
        problems = Problems()
        for name, model in (("user", User), ("unit", Unit)):
            with problems.gather():
                given[name] = find(self.user, model, given[name], name)
        problems.raise_if_any()
        granted = acts.grant_role(by=self.by, **given)
        return self.record(granted, shapes.RoleAssignmentShape, created="role-assignments")


class OneRoleAssignment(Door):
    scopes = {"DELETE": Scope.ADMIN}

    @read("getRoleAssignment", "Read a role", _ROLES, shapes.RoleAssignmentShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(RoleAssignment, id), shapes.RoleAssignmentShape)

    @removed(
        "revokeRole",
        "Take a role away",
        _ROLES,
        "Of a user on a unit. The last administrator of the root unit stays. Takes an administrator there, "
        "and a token with scope ADMIN.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(RoleAssignment, id)
        seen = self.version_seen(found)
        if seen not in (None, found.version):
            refuse("STALE", "version", seen=seen, current=found.version)
        acts.revoke_role(by=self.by, assignment=found)
        return Response(status=204)
