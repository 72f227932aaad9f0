"""What a user may see: one scoped queryset a kind of record, asked by every door, counts included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from relationships import models as m
from relationships.choices import Role
from relationships.errors import refuse, shown


def visible_units(user: m.User) -> QuerySet[m.Unit]:
    """The units on which the user has a role, with all units below them."""
    if not user.is_authenticated or not user.is_active:
        return m.Unit.objects.none()
    if user.looks_below is not None:
        own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        top = m.Unit.objects.filter(pk=user.looks_below).annotate(of=own_path)
        return m.Unit.objects.filter(Exists(top.filter(of__startswith=F("path"))))
    return m.Unit.objects.filter(_covered(m.RoleAssignment.objects.filter(user=user)))


def visible_unit_ids(user: m.User) -> Any:
    """The same units, to stand to the right of `__in`.

    Nearly every read asks for them, so how is worked out once a user: what is kept is the statement, which
    says his number. What he may see is asked each time.
    """
    if not user.is_authenticated or not user.is_active:
        return m.Unit.objects.none()
    return RawSQL(*_unit_ids(connection.vendor, user.pk, user.looks_below))  # noqa: S611 Django's own


@lru_cache(maxsize=1024)
def _unit_ids(_vendor: str, pk: int, below: int | None) -> tuple[str, tuple[Any, ...]]:
    user = m.User(pk=pk, is_active=True)
    user.looks_below = below
    ids = visible_units(user).order_by().values("pk")
    text, params = ids.query.get_compiler(connection=connection).as_sql()
    return text, tuple(params)


def administered_units(user: m.User) -> QuerySet[m.Unit]:
    """The units of which the user is an administrator."""
    if not user.is_authenticated or not user.is_active:
        return m.Unit.objects.none()
    return m.Unit.objects.filter(
        _covered(m.RoleAssignment.objects.filter(user=user, role=Role.ADMINISTRATOR))
    )


def _covered(assignments: QuerySet[m.RoleAssignment]) -> Exists:
    own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(assignments.annotate(of=own_path).filter(of__startswith=F("unit__path")))


def _relationships(user: m.User) -> QuerySet[Any]:
    return m.Relationship.objects.filter(unit__in=visible_unit_ids(user))


def _parties(user: m.User) -> QuerySet[Any]:
    """Parties with a visible relationship, further parties included, and those the user made."""
    if not user.is_authenticated or not user.is_active:
        return m.Party.objects.none()
    own = m.Relationship.objects.filter(unit__in=visible_unit_ids(user))
    return m.Party.objects.filter(
        Q(pk__in=own.values("party"))
        | Q(pk__in=m.RelationshipParty.objects.filter(relationship__in=own).values("party"))
        | (Q(created_by=user) & Q(Exists(visible_units(user))))
    )


def _few_parties(user: m.User) -> QuerySet[Any]:
    """The same parties, each looked up by itself: what is read first for all of them takes as long as the
    registry is large.
    """
    units = visible_unit_ids(user)
    own = m.Relationship.objects.filter(party=OuterRef("pk"), unit__in=units)
    further = m.RelationshipParty.objects.filter(party=OuterRef("pk"), relationship__unit__in=units)
    made = Q(created_by=user) & Q(Exists(visible_units(user)))
    return m.Party.objects.filter(Q(Exists(own)) | Q(Exists(further)) | made)


def _of_relationship(model: Any) -> Callable[[m.User], QuerySet[Any]]:
    def scoped(user: m.User) -> QuerySet[Any]:
        return model._default_manager.filter(relationship__unit__in=visible_unit_ids(user))

    return scoped


def _of_contract(model: Any) -> Callable[[m.User], QuerySet[Any]]:
    def scoped(user: m.User) -> QuerySet[Any]:
        return model._default_manager.filter(contract__relationship__unit__in=visible_unit_ids(user))

    return scoped


def _of_party(model: Any) -> Callable[[m.User], QuerySet[Any]]:
    def scoped(user: m.User) -> QuerySet[Any]:
        return model._default_manager.filter(party__in=_parties(user))

    return scoped


def _identifiers(user: m.User) -> QuerySet[Any]:
    """Creditor numbers belong to the administration of a unit: only who sees the unit sees them."""
    return _of_party(m.PartyIdentifier)(user).filter(
        Q(issuer__isnull=True) | Q(issuer__in=visible_unit_ids(user))
    )


def _merges(user: m.User) -> QuerySet[Any]:
    """Merges into a visible party; one that was undone only while both are seen, as before it."""
    seen = _parties(user).values("pk")
    standing = Q(undone_at__isnull=True)
    return m.PartyMerge.objects.filter(Q(into_id__in=seen) & (standing | Q(other_id__in=seen)))


def _distinctions(user: m.User) -> QuerySet[Any]:
    seen = _parties(user).values("pk")
    return m.PartyDistinction.objects.filter(first__in=seen, second__in=seen)


def _shared(model: Any) -> Callable[[m.User], QuerySet[Any]]:
    """What belongs to the whole installation: seen by everybody who has a role anywhere."""

    def scoped(user: m.User) -> QuerySet[Any]:
        return model._default_manager.filter(Exists(visible_units(user)))

    return scoped


def _users(user: m.User) -> QuerySet[Any]:
    """Oneself, and colleagues with a role on a visible unit or above it.

    An administrator also sees who has no role yet, to give him one; one of the root sees all.
    """
    if not user.is_authenticated or not user.is_active:
        return m.User.objects.none()
    units = visible_units(user)
    above = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    on_seen_path = Exists(units.annotate(of=above).filter(path__startswith=F("of")))
    colleagues = m.RoleAssignment.objects.filter(on_seen_path).values("user")
    of_root = Exists(administered_units(user).filter(parent__isnull=True))
    newcomers = Q(Exists(administered_units(user))) & ~Q(Exists(_assignments_of(OuterRef("pk"))))
    return m.User.objects.filter(Q(pk=user.pk) | Q(pk__in=colleagues) | newcomers | Q(of_root))


def _assignments_of(user: Any) -> QuerySet[m.RoleAssignment]:
    return m.RoleAssignment.objects.filter(user=user)


def _assignments(user: m.User) -> QuerySet[Any]:
    """One's own; for an administrator, all on the units that he administers."""
    if not user.is_authenticated or not user.is_active:
        return m.RoleAssignment.objects.none()
    return m.RoleAssignment.objects.filter(Q(user=user) | Q(unit__in=administered_units(user)))


def _units(user: m.User) -> QuerySet[Any]:
    return visible_units(user)


def _portfolios(user: m.User) -> QuerySet[Any]:
    return m.Portfolio.objects.filter(unit__in=visible_unit_ids(user))


VISIBLE: dict[Any, Callable[[m.User], QuerySet[Any]]] = {
    m.Unit: _units,
    m.RoleAssignment: _assignments,
    m.User: _users,
    m.Party: _parties,
    m.PartyAlias: _of_party(m.PartyAlias),
    m.PartyIdentifier: _identifiers,
    m.PartyMerge: _merges,
    m.PartyDistinction: _distinctions,
    m.Portfolio: _portfolios,
    m.Relationship: _relationships,
    m.RelationshipParty: _of_relationship(m.RelationshipParty),
    m.Arrangement: _of_relationship(m.Arrangement),
    m.Contract: _of_relationship(m.Contract),
    m.ContractLine: _of_contract(m.ContractLine),
    m.ContractPosition: _of_contract(m.ContractPosition),
    m.FactRating: _of_relationship(m.FactRating),
    m.TrustAssessment: _of_relationship(m.TrustAssessment),
    m.Safeguard: _of_relationship(m.Safeguard),
    m.Classification: _of_relationship(m.Classification),
    m.Verdict: _of_relationship(m.Verdict),
    m.PastVerdict: _of_relationship(m.PastVerdict),
    m.SafeguardKind: _shared(m.SafeguardKind),
    m.RuleSet: _shared(m.RuleSet),
    m.RuleSetStakeholder: _shared(m.RuleSetStakeholder),
    m.RuleSetApproval: _shared(m.RuleSetApproval),
    m.CategoryProfile: _shared(m.CategoryProfile),
    m.CategoryAlias: _shared(m.CategoryAlias),
    m.CpvPrefix: _shared(m.CpvPrefix),
    m.ProfileFact: _shared(m.ProfileFact),
    m.ExchangeRate: _shared(m.ExchangeRate),
    m.BulkRun: _shared(m.BulkRun),
}


NaturalKey = str | Callable[[str], Q]
_of_other_rooms: dict[Any, Callable[[m.User], QuerySet[Any]]] = {}


def register_visible(
    model: Any, scoped: Callable[[m.User], QuerySet[Any]], natural_key: NaturalKey | None = None
) -> None:
    """Have `scoped` say which records of a kind kept by a room above a user may see.

    With a `natural_key` the value of that field names a record, as its id does; or what a function makes of
    a text.
    """
    _of_other_rooms[model] = scoped
    if natural_key is not None:
        NATURAL_KEYS[model] = natural_key


def visible_to(user: m.User, model: Any) -> QuerySet[Any]:
    """The records of this kind that the user may see."""
    return (VISIBLE.get(model) or _of_other_rooms[model])(user)


def few_visible_to(user: m.User, model: Any) -> QuerySet[Any]:
    """The same, for a statement that looks at a few of them only, by their keys."""
    return _few_parties(user) if model is m.Party and user.is_authenticated else visible_to(user, model)


# What beside its id names a record, for people and integrators who don't know our ids.
NATURAL_KEYS: dict[Any, NaturalKey] = {
    m.Unit: "code",
    m.User: "username",
    m.CategoryProfile: "name",
    m.SafeguardKind: "code",
}


def find(user: m.User, model: type[Model], value: Any, field: str | None = None) -> Any:
    """The one record that this id (or code, where the kind has one) means, if the user may see it.

    Refuses with NOT_FOUND alike whether it is not there or not visible.
    """
    if isinstance(value, model):
        return value
    if isinstance(value, bool | list | tuple | dict):
        refuse("WRONG_TYPE", field, expected="an id or a code", given=type(value).__name__)
    found = None
    for meant in _meanings(model, value):
        found = found or visible_to(user, model).filter(meant).first()
    if found is None:
        refuse("NOT_FOUND", field, thing=model._meta.verbose_name, value=shown(value))
    return found


def _meanings(model: Any, value: Any) -> Iterator[Q]:
    """A text may be a code before it is an id; a number is an id."""
    if isinstance(value, str) and model in NATURAL_KEYS and value.isprintable():
        key = NATURAL_KEYS[model]
        yield Q(**{key: value}) if isinstance(key, str) else key(value)
    if isinstance(value, int | str) and not isinstance(value, bool):
        digits = shown(value)
        if digits.isascii() and digits.isdigit() and len(digits) <= 18:
            yield Q(pk=int(digits))
