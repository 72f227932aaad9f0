"""Whose list it is, of which day, and narrowed by what: all that the kinds of items are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from principles.checks.records import Limits
from principles.choices import AttentionKind
from principles.models import Principle, PrincipleSet
from principles.queries.sets import limits_of, set_in_force
from relationships import models as m
from relationships.choices import ContractStatus, Phase
from relationships.queries import visible_to
from relationships.queries.among import Beside, among, few_of
from relationships.terms.days import add_days

IDS = object()
"""Stands among the parameters of a statement that is kept for the ids of the relationships it begins with."""

URGENT_DAYS = 7
"""So many days or fewer left make a deadline critical."""

FRAMEWORK_MONTHS = 48
"""The longest that a framework agreement may last in all, options included."""


@dataclass(frozen=True)
class View:
    """What a user sees on a day, narrowed by conditions as `conditions.asked` reads them.

    `few` are the relationships that go on and meet the conditions, where they are few: statements begin with
    these then; None: with whatever the database holds best. `statements` keeps the statement of each kind
    that was built for it already (None: it finds nothing), `scoped` what the kinds begin with: whatever is
    asked of one kind of record is narrowed alike.
    """

    user: m.User
    on: date
    asked: Mapping[str, Any] = field(default_factory=dict)
    few: tuple[int, ...] | None = None
    statements: dict[AttentionKind, tuple[str, list[Any]] | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    scoped: dict[str, QuerySet[Any]] = field(default_factory=dict, compare=False, repr=False)

    def of_all_kinds(self) -> View:
        """The same of whatever kind; builds no statement anew."""
        others = {name: each for name, each in self.asked.items() if name != "kind"}
        return replace(self, asked=others)

    def beginning(self) -> View:
        """The same, which begins with the relationships in sight if these are few. One query."""
        few = few_of(self.relationships())
        return self if few is None else self.of_these(few)

    def of_these(self, few: tuple[int, ...]) -> View:
        """The same of these relationships alone, which are among those that it is of."""
        return replace(self, few=few, statements={}, scoped={})

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """All that its statements are made of, the principle set aside: the same where it is the same."""
        user = self.user
        seen = (user.pk, user.is_authenticated and user.is_active, user.looks_below)
        asked = {name: each for name, each in self.asked.items() if name != "kind"}
        conditions = tuple((name, _key(asked[name])) for name in sorted(asked))
        begins = None if self.few is None else bool(self.few)
        return seen, self.on, self.notice_days, begins, conditions

    @cached_property
    def limits(self) -> Limits:
        """The limits of the principle set in force."""
        return limits_of(self._set, self.principles)

    @cached_property
    def principles(self) -> list[Principle]:
        """The active principles of the set in force."""
        return list(self._set.principles.filter(active=True))

    @cached_property
    def _set(self) -> PrincipleSet:
        return set_in_force()

    @property
    def notice_days(self) -> int:
        """How many days before a day something asks for attention."""
        return max(0, int(settings.REMINDER_DAYS))

    @property
    def near(self) -> date:
        """The last day that is near enough to ask for attention."""
        return add_days(self.on, self.notice_days)

    @property
    def urgent(self) -> date:
        return add_days(self.on, min(URGENT_DAYS, self.notice_days))

    def of(self, path: str = "relationship__") -> Q:
        """That the relationship at the end of this path goes on and meets the conditions."""
        found = ~Q(**{f"{path}phase": Phase.ENDED})
        units = Q()
        for unit in self.asked.get("unit", ()):
            units |= Q(**{f"{path}unit__path__startswith": unit.path})
        found &= units
        for name in ("portfolio", "owner", "party"):
            if name in self.asked:
                found &= Q(**{f"{path}{name}__in": [each.pk for each in self.asked[name]]})
        if "relationship" in self.asked:
            found &= Q(**{f"{path}pk__in": [each.pk for each in self.asked["relationship"]]})
        if "mine" in self.asked:
            mine = Q(**{f"{path}owner": self.user.pk}) | Q(**{f"{path}deputy": self.user.pk})
            found &= mine if self.asked["mine"] else ~self._minded(path)
        return found

    def _minded(self, path: str) -> Q:
        """The same, in a form that can be turned round where there is no owner or no deputy."""
        owner = Q(**{f"{path}owner__isnull": False, f"{path}owner": self.user.pk})
        return owner | Q(**{f"{path}deputy__isnull": False, f"{path}deputy": self.user.pk})

    def relationships(self) -> QuerySet[Any]:
        """The visible relationships that go on and meet the conditions."""
        if self.few is not None:
            return m.Relationship.objects.filter(pk__in=self.these)
        return self._once("", lambda: visible_to(self.user, m.Relationship).filter(self.of("")))

    def of_relationships(self, model: Any) -> QuerySet[Any]:
        """The records of this kind of those relationships."""
        if self.few is not None:
            return model._default_manager.filter(relationship__in=self.these)
        return self._once(model.__name__, lambda: visible_to(self.user, model).filter(self.of()))

    def beside(self, queryset: QuerySet[Any], **conditions: Any) -> QuerySet[Any]:
        """Narrowed by conditions on own columns; where few are seen not begun with an index of these."""
        if self.few is None:
            return queryset.filter(**conditions)
        columns = {name.partition("__")[0] for name in conditions}
        held = queryset.alias(**{f"beside_{each}": Beside(F(each)) for each in columns})
        return held.filter(**{f"beside_{name}": value for name, value in conditions.items()})

    def begun_with(self, found: QuerySet[Any]) -> Q:
        """That it is one of these few records, said so that the database begins with them; not where it
        begins with few relationships."""
        return Q() if self.few is not None else Q(pk__in=found.values("pk"))

    @cached_property
    def these(self) -> Any:
        """The few, as what stands to the right of `__in`."""
        return among(self.few or ())

    def kept(self, params: Iterable[Any]) -> list[Any]:
        """The parameters of a statement as it is kept for views alike: whatever the few are."""
        ids = self.few and self.these.params[0]
        return [IDS if each is ids and ids is not None else each for each in params]

    def given(self, params: Iterable[Any]) -> list[Any]:
        """The parameters of a statement that was kept, as they are here."""
        return [self.these.params[0] if each is IDS else each for each in params]

    def classified(self) -> QuerySet[Any]:
        """The decisions that count for those relationships."""
        return self.of_relationships(m.Classification).filter(superseded_at__isnull=True)

    def contracts(self) -> QuerySet[Any]:
        """The contracts of those relationships that run."""
        running = {"status": ContractStatus.ACTIVE, "position__ended": False}
        return self._once("running", lambda: self.of_relationships(m.Contract).filter(**running))

    def _once(self, name: str, scoped: Callable[[], QuerySet[Any]]) -> QuerySet[Any]:
        """The same query for whoever asks; each narrows a copy of it."""
        if name not in self.scoped:
            self.scoped[name] = scoped()
        return self.scoped[name].all()

    @staticmethod
    def decided(path: str = "relationship") -> Exists:
        """That a type was chosen for the relationship that this key leads to."""
        current = m.Classification.objects.filter(superseded_at__isnull=True)
        return Exists(current.filter(relationship=OuterRef(path)))


def _key(value: Any) -> Any:
    """A condition as something to compare: a record by its id, a unit by its path as well."""
    if isinstance(value, list | tuple):
        return tuple(_key(each) for each in value)
    if isinstance(value, m.Unit):
        return value.pk, value.path
    return (type(value).__name__, value.pk) if isinstance(value, Model) else value
