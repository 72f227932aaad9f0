"""Conditions on our own organisation: units, users, their roles, portfolios."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from relationships import models as m
from relationships.choices import Role, Side
from relationships.filters.base import Conditions, changed, only_ids
from relationships.filters.kinds import Codes, Ordering, References, Subtrees, Text, Texts, Truth


class UnitFilter(Conditions):
    always = ("path",)

    id = only_ids()
    q = Text(method="search", help_text="A part of the code or the name.")
    code = Texts("code", help_text="Exactly this code.")
    unit = Subtrees("path", help_text="This unit (id or code) and all below it.")
    parent = References("parent", model=m.Unit, help_text="Directly below this unit (id or code).")
    changed_since = changed()
    ordering = Ordering(keys={"path": ("path",), "code": ("code",), "name": ("name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(code__icontains=value) | Q(name__icontains=value))


class UserFilter(Conditions):
    id = only_ids()
    q = Text(method="search", help_text="A part of the user name or the full name.")
    username = Texts("username", help_text="Exactly this user name.")
    active = Truth("is_active", help_text="Whether the user may still sign in.")
    ordering = Ordering(keys={"username": ("username",), "full_name": ("full_name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(username__icontains=value) | Q(full_name__icontains=value))


class RoleAssignmentFilter(Conditions):
    id = only_ids()
    user = References("user", model=m.User, help_text="Of this user (id or user name).")
    unit = Subtrees("unit__path", help_text="On this unit (id or code) or one below it.")
    role = Codes("role", codes=Role, help_text="The role.")
    ordering = Ordering(keys={"id": ("id",)})


class PortfolioFilter(Conditions):
    id = only_ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    name = Texts("name", help_text="Exactly this name.")
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    our_role = Codes("our_role", codes=Side, help_text="Our default role.")
    changed_since = changed()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",), "changed_at": ("changed_at",)})
