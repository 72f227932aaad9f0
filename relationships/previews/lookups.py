"""What previews refer to by name or id, read once for any number of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from relationships.choices import RuleSetState
from relationships.errors import refuse, shown
from relationships.fit import Rules
from relationships.models import CategoryProfile, RuleSet, SafeguardKind, User
from relationships.queries import find, visible_to
from relationships.queries.categories import Categories, categories
from relationships.queries.facts import assumed_by_profile
from relationships.queries.rules import rules_of


@dataclass
class Lookups:
    """The rules asked for, and what the items of one request may name.

    Categories take four queries and kinds of safeguards one, each only when an item names one.
    """

    user: User
    rule_set: RuleSet

    @property
    def rules(self) -> Rules:
        return rules_of(self.rule_set)

    @cached_property
    def categories(self) -> Categories:
        return categories()

    @cached_property
    def assumed(self) -> Mapping[int | None, Mapping[str, int]]:
        """The facts assumed of each category profile."""
        return assumed_by_profile()

    @cached_property
    def kinds(self) -> list[SafeguardKind]:
        return list(visible_to(self.user, SafeguardKind).order_by("pk"))

    @cached_property
    def profiles(self) -> list[CategoryProfile]:
        return list(visible_to(self.user, CategoryProfile).order_by("pk"))

    def profile(self, value: Any) -> CategoryProfile:
        """The profile meant by an id or a name; refuses with NOT_FOUND."""
        return _meant(self.profiles, "name", value, "profile")

    def kind(self, value: Any, field: str) -> SafeguardKind:
        """The kind of safeguard meant by an id or a code; refuses with NOT_FOUND."""
        return _meant(self.kinds, "code", value, field)


def lookups(user: User, rule_set: Any = None) -> Lookups:
    """With the rule set meant, which the user must see; without one, the set in force."""
    if rule_set is not None:
        return Lookups(user, find(user, RuleSet, rule_set, "rule_set"))
    found = visible_to(user, RuleSet).filter(state=RuleSetState.IN_FORCE).first()
    if found is None:
        refuse("NOT_FOUND", None, thing=RuleSet._meta.verbose_name, value=RuleSetState.IN_FORCE)
    return Lookups(user, found)


def _meant(records: Iterable[Any], natural: str, value: Any, field: str) -> Any:
    """As `find` means it: a text may be a code before it is an id."""
    found = None
    if isinstance(value, bool | list | tuple | dict):
        refuse("WRONG_TYPE", field, expected="an id or a code", given=type(value).__name__)
    if isinstance(value, str):
        found = next((each for each in records if getattr(each, natural) == value), None)
    if found is None and isinstance(value, int | str):
        digits = shown(value)
        if digits.isascii() and digits.isdigit() and len(digits) <= 18:
            found = next((each for each in records if each.pk == int(digits)), None)
    if found is None:
        model = CategoryProfile if natural == "name" else SafeguardKind
        refuse("NOT_FOUND", field, thing=model._meta.verbose_name, value=shown(value))
    return found
