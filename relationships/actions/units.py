"""Acts on our own organisation: units, users, and who may do what where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.choices import Role
from relationships.errors import Problems, refuse
from relationships.history import keep, remove, update_all
from relationships.models import RoleAssignment, Unit, User
from relationships.models.user import LANGUAGES
from relationships.permissions import Act, require
from relationships.values import line, one_of

UNIT_FIELDS = ("code", "name", "parent")
USER_FIELDS = ("username", "full_name", "email", "language")
SYSTEM = "system"


@action
def create_unit(*, by: Actor, given: Mapping[str, Any]) -> Unit:
    """A new unit below another. Takes an administrator there."""
    problems = Problems()
    kept = clean(
        Unit, given, by=by, fields=UNIT_FIELDS, problems=problems, required=("code", "name", "parent")
    )
    problems.raise_if_any()
    require(by, Act.KEEP_UNITS, kept["parent"])
    _code_is_free(kept["code"], None)
    unit = keep(Unit(path="", **kept), by)
    _place(unit, by)
    return unit


@action
def change_unit(*, by: Actor, unit: Unit, given: Mapping[str, Any], version: int | None = None) -> Unit:
    """Another code, name or parent. Moving takes an administrator of both places; nothing moves below itself."""
    problems = Problems()
    kept = clean(Unit, given, by=by, fields=UNIT_FIELDS, problems=problems)
    for name in ("code", "name"):
        if name in kept and not kept[name]:
            problems.add("REQUIRED", name)
    problems.raise_if_any()
    require(by, Act.KEEP_UNITS, unit)
    unit = locked(unit, version=version)
    moved = "parent" in kept and kept["parent"] != unit.parent
    if moved:
        _may_move(unit, kept["parent"], by)
    if "code" in kept:
        _code_is_free(kept["code"], unit)
    if apply(unit, kept):
        keep(unit, by)
        if moved:
            _place(unit, by)
    return unit


def _code_is_free(code: str, unit: Unit | None) -> None:
    if Unit.objects.filter(code=code).exclude(pk=unit.pk if unit else None).exists():
        refuse("DUPLICATE", "code", what=code)


def _may_move(unit: Unit, parent: Unit | None, by: Actor) -> None:
    if parent is None or unit.parent is None:
        refuse("REQUIRED", "parent")
    if parent.path.startswith(unit.path):
        refuse("CYCLE", "parent", value=parent.code)
    require(by, Act.KEEP_UNITS, parent)
    require(by, Act.KEEP_UNITS, unit.parent)


def _place(unit: Unit, by: Actor) -> None:
    """Write the path of a unit that is new or moved, and of all units below it."""
    old = unit.path
    unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    below = (
        list(Unit.objects.select_for_update().filter(path__startswith=old).exclude(pk=unit.pk)) if old else []
    )
    for each in below:
        each.path = unit.path + each.path[len(old) :]
    Unit._base_manager.filter(pk=unit.pk).update(path=unit.path)
    update_all(below, ["path"], by)


@action
def create_user(*, by: Actor, given: Mapping[str, Any], password: str | None = None) -> User:
    """Somebody who may sign in. Without a password he can't, until he is given one."""
    _require_some_administrator(by)
    problems = Problems()
    kept = _clean_user(given, by, problems)
    for name in ("username",):
        if not problems.on(name) and not kept.get(name):
            problems.add("REQUIRED", name)
    user = User(**{name: value for name, value in kept.items() if value is not None})
    if password is not None:
        _check_password(password, user, problems)
    problems.raise_if_any()
    if User.objects.filter(username=user.username).exists():
        refuse("DUPLICATE", "username", what=user.username)
    user.set_password(password)
    return keep(user, by)


@action
def change_user(*, by: Actor, user: User, given: Mapping[str, Any], version: int | None = None) -> User:
    """Another name, address or language; of oneself, or as an administrator of all units of that user."""
    if by.user != user:
        _require_administrator_of(user, by)
    problems = Problems()
    kept = _clean_user(given, by, problems)
    if "username" in kept and not kept["username"]:
        problems.add("REQUIRED", "username")
    problems.raise_if_any()
    user = locked(user, version=version)
    name = kept.get("username")
    if name and User.objects.filter(username=name).exclude(pk=user.pk).exists():
        refuse("DUPLICATE", "username", what=name)
    return keep(user, by) if apply(user, kept) else user


@action
def set_password(*, by: Actor, user: User, password: str) -> User:
    """A new password; of oneself, or as an administrator of all units of that user."""
    if by.user != user:
        _require_administrator_of(user, by)
    problems = Problems()
    _check_password(password, user, problems)
    problems.raise_if_any()
    user = locked(user)
    user.set_password(password)
    return keep(user, by)


@action
def deactivate_user(*, by: Actor, user: User) -> User:
    """Somebody who leaves can't sign in any more; what he did stays his."""
    _require_administrator_of(user, by)
    user = locked(user)
    if user.is_active:
        user.is_active = False
        keep(user, by)
        _an_administrator_stays()
    return user


@action
def grant_role(*, by: Actor, user: User, unit: Unit, role: str) -> RoleAssignment:
    """Give a user this role on a unit, in place of the one he had there."""
    one_of(role, "role", Role)
    require(by, Act.KEEP_USERS, unit)
    if user.username == SYSTEM:
        refuse("IMMUTABLE", "user", what=user.username)
    held = RoleAssignment.objects.select_for_update().filter(user=user, unit=unit).first()
    if held is None:
        return keep(RoleAssignment(user=user, unit=unit, role=role), by)
    if held.role != role:
        held.role = role
        keep(held, by)
        _an_administrator_stays()
    return held


@action
def revoke_role(*, by: Actor, assignment: RoleAssignment) -> None:
    """Take a user's role on a unit away."""
    require(by, Act.KEEP_USERS, assignment.unit)
    if assignment.user.username == SYSTEM:
        refuse("IMMUTABLE", "user", what=assignment.user.username)
    remove(locked(assignment), by)
    _an_administrator_stays()


def _an_administrator_stays() -> None:
    others = RoleAssignment.objects.filter(
        role=Role.ADMINISTRATOR, unit__parent__isnull=True, user__is_active=True
    ).exclude(user__username=SYSTEM)
    if not others.exists():
        refuse("LAST_ADMINISTRATOR")


def _require_some_administrator(by: Actor) -> None:
    if not any(role is Role.ADMINISTRATOR for _path, role in by.roles):
        require(by, Act.KEEP_USERS, None)


def _require_administrator_of(user: User, by: Actor) -> None:
    """An administrator of every unit on which that user has a role (of the root, where he has none)."""
    if user.username == SYSTEM:
        refuse("IMMUTABLE", "user", what=user.username)
    units = [each.unit for each in user.assignments.select_related("unit")]
    for unit in units or [None]:
        require(by, Act.KEEP_USERS, unit)


def _clean_user(given: Mapping[str, Any], by: Actor, problems: Problems) -> dict[str, Any]:
    kept = clean(
        User,
        {name: value for name, value in given.items() if name not in ("email", "language")},
        by=by,
        fields=USER_FIELDS,
        problems=problems,
    )
    with problems.gather():
        if "email" in given:
            kept["email"] = _email(given["email"])
    with problems.gather():
        if "language" in given:
            kept["language"] = one_of(given["language"], "language", [code for code, _name in LANGUAGES])
    return kept


def _email(value: Any) -> str:
    text = line(value, "email", limit=254)
    if text:
        try:
            validate_email(text)
        except ValidationError:
            refuse("WRONG_TYPE", "email", expected="an e-mail address", given=text)
    return text


def _check_password(password: str, user: User, problems: Problems) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems.add("PASSWORD_WEAK", "password", why=" ".join(error.messages))
