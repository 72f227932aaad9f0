"""Users and their roles: who may sign in, who may do what where, and who leaves."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from relationships.actions import units
from relationships.filters import UserFilter, filtered
from relationships.models import Relationship, RoleAssignment, Unit, User
from relationships.permissions import Act, require_anywhere
from relationships.queries import find, visible_to
from web.door import by, done, one, page, saved
from web.forms.keeping import (
    LeavingForm,
    NewUserForm,
    PasswordForm,
    ReturningForm,
    RoleForm,
    UserForm,
)

ROWS = 50


@page()
def see_users(request: HttpRequest) -> HttpResponse:
    """Who may sign in, with the roles that the reader may see."""
    require_anywhere(by(request), Act.KEEP_USERS)
    sought = request.GET.get("q", "").strip()
    given = {"q": sought} if sought else {}
    rows = filtered(UserFilter, given, visible_to(request.user, User), request.user).order_by("username")
    part = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    roles: dict[int, list[RoleAssignment]] = {}
    assigned = visible_to(request.user, RoleAssignment).filter(user__in=list(part))
    for each in assigned.select_related("unit").order_by("unit__path"):
        roles.setdefault(each.user_id, []).append(each)
    shown = [(each, roles.get(each.pk, [])) for each in part]
    return render(request, "web/keeping/users.html", {"rows": shown, "part": part, "sought": sought})


@page("GET", "POST")
def make_user(request: HttpRequest) -> HttpResponse:
    require_anywhere(by(request), Act.KEEP_USERS)
    form = NewUserForm(request, initial={"language": request.user.language})

    def act(given: dict[str, Any]) -> User:
        password = given.pop("password") or None
        return units.create_user(by=by(request), given=given, password=password)

    if form.done(act):
        said = _("%(user)s was made. Give a role: without one he sees nothing.") % {"user": form.made}
        return done(request, said, "web:user", form.made.pk)
    shown = {"heading": _("New user"), "form": form, "back": reverse("web:users"), "back_said": _("Users")}
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def change_user(request: HttpRequest, id: int) -> HttpResponse:
    """Particulars of a user; beside them roles, another password, and leaving."""
    user = one(request, User, id)
    form = UserForm(request, record=user)
    if form.done(
        lambda given: units.change_user(by=by(request), user=user, given=given, version=form.version)
    ):
        return saved(request, "web:user", user.pk)
    return _shown(request, user, form=form)


@page("POST")
def give_password(request: HttpRequest, id: int) -> HttpResponse:
    user = one(request, User, id)
    form = PasswordForm(request)
    if form.done(lambda given: units.set_password(by=by(request), user=user, **given)):
        return done(request, _("The password was set."), "web:user", user.pk)
    return _shown(request, user, password=form)


@page("POST")
def give_role(request: HttpRequest, id: int) -> HttpResponse:
    user = one(request, User, id)
    form = RoleForm(request)

    def act(given: dict[str, Any]) -> RoleAssignment:
        unit = find(request.user, Unit, given.get("unit"), "unit")
        return units.grant_role(by=by(request), user=user, unit=unit, role=given.get("role", ""))

    if form.done(act):
        return saved(request, "web:user", user.pk)
    return _shown(request, user, role=form)


@page("POST")
def take_role(request: HttpRequest, id: int) -> HttpResponse:
    assignment = one(request, RoleAssignment, id)
    units.revoke_role(by=by(request), assignment=assignment)
    return done(request, _("The role was taken away."), "web:user", assignment.user_id)


@page("POST")
def leave(request: HttpRequest, id: int) -> HttpResponse:
    """He can't sign in any more; what he owned goes to who takes over."""
    user = one(request, User, id)
    form = LeavingForm(request, leaving=user)
    if form.done(lambda given: units.deactivate_user(by=by(request), user=user, **given)):
        return done(request, _("%(user)s can't sign in any more.") % {"user": user}, "web:user", user.pk)
    return _shown(request, user, leaving=form)


@page("POST")
def come_back(request: HttpRequest, id: int) -> HttpResponse:
    """Who left may sign in again, with another password."""
    user = one(request, User, id)
    form = ReturningForm(request)

    def act(given: dict[str, Any]) -> User:
        return units.reactivate_user(by=by(request), user=user, password=given.get("password") or None)

    if form.done(act):
        return done(request, _("%(user)s may sign in again.") % {"user": user}, "web:user", user.pk)
    return _shown(request, user, returning=form)


def _shown(request: HttpRequest, user: User, **forms: Any) -> HttpResponse:
    require_anywhere(by(request), Act.KEEP_USERS)
    status = max((each.status for each in forms.values()), default=200)
    seen = visible_to(request.user, RoleAssignment).filter(user=user)
    owned = visible_to(request.user, Relationship).filter(owner=user).count()
    shown = {
        "person": user,
        "roles": seen.select_related("unit").order_by("unit__path"),
        "owned": owned,
        "form": UserForm(request, record=user, sent=False),
        "password": PasswordForm(request, sent=False),
        "role": RoleForm(request, sent=False),
        "leaving": LeavingForm(request, leaving=user, sent=False),
        "returning": ReturningForm(request, sent=False),
    }
    return render(request, "web/keeping/user.html", {**shown, **forms}, status=status)


urls = [
    path("settings/users/", see_users, name="users"),
    path("settings/users/new/", make_user, name="user_new"),
    path("settings/users/<int:id>/", change_user, name="user"),
    path("settings/users/<int:id>/password/", give_password, name="user_password"),
    path("settings/users/<int:id>/role/", give_role, name="user_role"),
    path("settings/users/<int:id>/leave/", leave, name="user_leave"),
    path("settings/users/<int:id>/return/", come_back, name="user_return"),
    path("settings/roles/<int:id>/remove/", take_role, name="role_remove"),
]
