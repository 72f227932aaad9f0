"""Acts on our own organisation: units, users, and who may do what where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from relationships.actions.handing_over import hand_over
from relationships.actions.inputs import action, apply, clean, is_empty, locked
from relationships.actor import Actor
from relationships.choices import Role
from relationships.errors import Problems, refuse
from relationships.history import keep, remove, update_all
from relationships.locks import Lock, alone
from relationships.models import RoleAssignment, Unit, User
from relationships.models.user import LANGUAGES
from relationships.permissions import Act, require
from relationships.queries import find
from relationships.values import line, one_of, secret

UNIT_FIELDS = ("code", "name", "parent")
USER_FIELDS = ("username", "full_name", "email", "language")
SYSTEM = "system"


@action
def create_unit(*, by: Actor, given: Mapping[str, Any]) -> Unit:
    """A new unit below another. Takes an administrator there."""
    alone(Lock.UNIT_TREE)
    problems = Problems()
    kept = clean(
        Unit, given, by=by, fields=UNIT_FIELDS, problems=problems, required=("code", "name", "parent")
    )
    problems.raise_if_any()
    require(by, Act.KEEP_UNITS, kept["parent"])
    _code_is_free(kept["code"], None)
    parent = kept["parent"] = locked(kept["parent"])
    unit = keep(Unit(path="", **kept), by)
    unit.path = _short_enough(f"{parent.path}{unit.pk}/")  # holds its own id, known only now
    for rows in (Unit._base_manager.filter(pk=unit.pk), Unit.history.filter(id=unit.pk)):
        rows.update(path=unit.path)
    return unit


@action
def change_unit(*, by: Actor, unit: Unit, given: Mapping[str, Any], version: int | None = None) -> Unit:
    """Another code, name or parent. Moving takes an administrator of both places, and never below itself."""
    alone(Lock.UNIT_TREE)
    problems = Problems()
    kept = clean(Unit, given, by=by, fields=UNIT_FIELDS, problems=problems)
    problems.raise_if_any()
    require(by, Act.KEEP_UNITS, unit)
    unit = locked(unit, version=version)
    moved = "parent" in kept and kept["parent"] != unit.parent
    if moved:
        kept["parent"] = kept["parent"] and locked(kept["parent"])
        _may_move(unit, kept["parent"], by)
    if "code" in kept:
        _code_is_free(kept["code"], unit)
    if apply(unit, kept):
        if moved:
            _move(unit, by)
        keep(unit, by)
    return unit


def _code_is_free(code: str, unit: Unit | None) -> None:
    same = Unit.objects.filter(code=code)
    if (same.exclude(pk=unit.pk) if unit else same).exists():
        refuse("DUPLICATE", "code", what=code)


def _may_move(unit: Unit, parent: Unit | None, by: Actor) -> None:
    if parent is not None and parent.path.startswith(unit.path):
        refuse("CYCLE", "parent", value=parent.code)
    if parent is None or unit.parent is None:
        refuse("REQUIRED", "parent")
    require(by, Act.KEEP_UNITS, parent)
    require(by, Act.KEEP_UNITS, unit.parent)


def _move(unit: Unit, by: Actor) -> None:
    """Set the path of a unit that got another parent; write those of all units below it."""
    old = unit.path
    unit.path = _short_enough(f"{unit.parent.path if unit.parent else '/'}{unit.pk}/")
    below = list(Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk).order_by("path"))
    for each in below:
        each.path = _short_enough(unit.path + each.path[len(old) :])
    update_all(below, ["path"], by)


def _short_enough(path: str) -> str:
    limit = Unit._meta.get_field("path").max_length or 0
    if len(path) > limit:
        refuse("TOO_LONG", "parent", length=len(path), limit=limit)
    return path


@action
def create_user(*, by: Actor, given: Mapping[str, Any], password: str | None = None) -> User:
    """Somebody who may sign in. Without a password he can't, until he is given one."""
    _require_some_administrator(by)
    problems = Problems()
    kept = _clean_user(given, by, problems, required=("username",))
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
    if by.user != user or user.username == SYSTEM:
        _require_administrator_of(user, by)
    problems = Problems()
    kept = _clean_user(given, by, problems)
    problems.raise_if_any()
    user = locked(user, version=version)
    name = kept.get("username")
    if name and User.objects.filter(username=name).exclude(pk=user.pk).exists():
        refuse("DUPLICATE", "username", what=name)
    return keep(user, by) if apply(user, kept) else user


@action
def set_password(*, by: Actor, user: User, password: str) -> User:
    """A new password; of oneself, or as an administrator of all units of that user."""
    if by.user != user or user.username == SYSTEM:
        _require_administrator_of(user, by)
    problems = Problems()
    _check_password(password, user, problems)
    problems.raise_if_any()
    user = locked(user)
    user.set_password(password)
    return keep(user, by)


@action
def change_own_password(*, by: Actor, present: str, password: str, again: str) -> User:
    """A new password of oneself, by who knows the present one."""
    problems = Problems()
    if not by.user.check_password(present or ""):
        problems.add("PASSWORD_WRONG", "present")
    if password != again:
        problems.add("PASSWORDS_DIFFER", "again")
    problems.raise_if_any()
    return set_password(by=by, user=by.user, password=password)


@action
def deactivate_user(*, by: Actor, user: User, successor: Any = None) -> User:
    """Somebody who leaves can't sign in any more; what he did stays his.

    What he owns goes to the successor (id or user name), as far as the successor may see it; without one it
    is listed as having no owner.
    """
    _require_administrator_of(user, by)
    alone(Lock.ADMINISTRATORS)
    if not is_empty(successor):
        _hand_over(by, user, find(by.user, User, successor, "successor"))
    user = locked(user)
    if user.is_active:
        user.is_active = False
        keep(user, by)
        if any(_is_of_root(each) for each in user.assignments.select_related("unit")):
            _an_administrator_stays()
    return user


@action
def reactivate_user(*, by: Actor, user: User, password: str | None = None) -> User:
    """Somebody who left may sign in again, with the roles that he has.

    With this password; without one he can't, until he is given one. What was handed over isn't given back.
    """
    _require_administrator_of(user, by)
    problems = Problems()
    if password is not None:
        _check_password(password, user, problems)
    problems.raise_if_any()
    user = locked(user)
    if not user.is_active:
        user.is_active = True
        user.set_password(password)  # the one before, and the sessions begun with it, are no longer good
        keep(user, by)
    return user


def _hand_over(by: Actor, user: User, successor: User) -> None:
    if successor.pk == user.pk or not successor.is_active:
        refuse("WRONG_STATE", "successor", what=str(successor), state="INACTIVE", needed="ACTIVE")
    hand_over(by=by, of=user, to=successor)


@action
def grant_role(*, by: Actor, user: User, unit: Unit, role: str) -> RoleAssignment:
    """Give a user this role on a unit, in place of the one he had there."""
    one_of(role, "role", Role)
    require(by, Act.KEEP_USERS, unit)
    if user.username == SYSTEM:
        refuse("IMMUTABLE", "user", what=user.username)
    alone(Lock.ADMINISTRATORS)
    held = RoleAssignment.objects.filter(user=user, unit=unit).select_related("unit").first()
    if held is None:
        return keep(RoleAssignment(user=user, unit=unit, role=role), by)
    before = _is_of_root(held)
    if apply(held, {"role": role}):
        keep(held, by)
        if before:
            _an_administrator_stays()
    return held


@action
def revoke_role(*, by: Actor, assignment: RoleAssignment) -> None:
    """Take a user's role on a unit away."""
    require(by, Act.KEEP_USERS, assignment.unit)
    if assignment.user.username == SYSTEM:
        refuse("IMMUTABLE", "user", what=assignment.user.username)
    alone(Lock.ADMINISTRATORS)
    assignment = locked(assignment)
    remove(assignment, by)
    if _is_of_root(assignment):
        _an_administrator_stays()


def _is_of_root(assignment: RoleAssignment) -> bool:
    return assignment.role == Role.ADMINISTRATOR and assignment.unit.parent_id is None


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
    for unit in units:
        require(by, Act.KEEP_USERS, unit)
    if not units:
        require(by, Act.KEEP_USERS, None)


def _clean_user(
    given: Mapping[str, Any], by: Actor, problems: Problems, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    kept = clean(
        User,
        {name: value for name, value in given.items() if name not in ("email", "language")},
        by=by,
        fields=USER_FIELDS,
        problems=problems,
        required=required,
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


def _check_password(password: Any, user: User, problems: Problems) -> None:
    with problems.gather():
        secret(password, "password")
    if problems.on("password"):
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems.add("PASSWORD_WEAK", "password", why=" ".join(error.messages))
