"""Fields of records: what a record holds, and the one record that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import graphene

from api.graphql import registry
from api.graphql.cohorts import Cohort, cohort_of, portions, together
from api.graphql.columns import held
from api.graphql.ids import global_id
from api.graphql.reads import Beside, OneOf, OwnId, reading
from relationships.models.base import Record
from relationships.queries import few_visible_to, visible_to


class Node(graphene.Interface):
    """A record with an id that holds across the whole graph."""

    id = graphene.ID(
        required=True, description="Opaque id, to be given to `node` and wherever a record is meant."
    )

    @classmethod
    def resolve_type(cls, record: Any, info: Any) -> Any:
        return registry.type_of(type(record))


def as_kept(name: str, default: Any, record: Any, info: Any, **arguments: Any) -> Any:
    """The value as the record holds it; an empty text is no value."""
    value = getattr(record, name, default)
    return None if value == "" else value


_VERSIONED = {
    "version": "Goes up by one with each change: give the one you saw when you change it.",
    "created_at": "When it was recorded first.",
    "changed_at": "When it was changed last.",
}


class RecordType(graphene.ObjectType):
    """A type of the schema that stands for a kind of record."""

    class Meta:
        abstract = True

    pk = graphene.Int(required=True, description="The plain number of the record, unique within its kind.")

    @classmethod
    def __init_subclass_with_meta__(
        cls, model: Any = None, holds: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        """`holds` names the columns of the record that are fields as they are, and says what each is."""
        cls.of_model = model
        options.setdefault("default_resolver", as_kept)
        options.setdefault("interfaces", (Node,))
        super().__init_subclass_with_meta__(**options)
        registry.register(model, cls)
        own = dict(cls._meta.fields)
        cls._meta.fields.clear()
        cls._meta.fields.update(
            {name: own.pop(name) for name in ("id", "pk")} | held(model, holds or {}) | own
        )
        if hasattr(model, "version"):
            cls._meta.fields.update(held(model, _VERSIONED))
        if issubclass(model, Record):
            from api.graphql.types.history import history_field

            cls._meta.fields["history"] = history_field()

    @staticmethod
    def resolve_id(record: Any, info: Any) -> str:
        return global_id(registry.type_of(type(record))._meta.name, record.pk)

    @classmethod
    def is_type_of(cls, record: Any, info: Any) -> bool:
        return isinstance(record, cls.of_model)


reading(OwnId(), RecordType.resolve_id)


class Plain(graphene.ObjectType):
    """A type of the schema that is a part of a record, without an id of its own."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        options.setdefault("default_resolver", as_kept)
        super().__init_subclass_with_meta__(**options)


def one(model: Any, name: str, about: str, *, required: bool = False) -> graphene.Field:
    """The record that the key `name` leads to; null where the user may not see it."""
    column = f"{name}_id"

    def resolve(record: Any, info: Any) -> Any:
        wanted = getattr(record, column)
        if wanted is None:
            return None
        user = info.context.user

        def read(records: list[Any]) -> dict[int, Any]:
            return by_pk(model, (getattr(each, column) for each in records), user)

        return cohort_of(record).once(("one", name), read).get(wanted)

    return graphene.Field(
        lambda: registry.type_of(model),
        required=required,
        description=about,
        resolver=reading(OneOf(model, name), resolve),
    )


def by_pk(model: Any, wanted: Any, user: Any) -> dict[int, Any]:
    """The visible ones of these records, by their pk, as a cohort."""
    rows = few_visible_to(user, model)
    found = [each for ids in portions(wanted) for each in rows.filter(pk__in=ids)]
    return {each.pk: each for each in together(found)}


def beside(model: Any, about: str, parent: str = "relationship") -> graphene.Field:
    """The one record of another kind that stands beside each of these, sharing its pk."""

    def resolve(record: Any, info: Any) -> Any:
        user = info.context.user
        return (
            cohort_of(record)
            .once(("beside", model), lambda records: by_pk(model, (each.pk for each in records), user))
            .get(record.pk)
        )

    return graphene.Field(
        lambda: registry.type_of(model), description=about, resolver=reading(Beside(model), resolve)
    )


def grouped(
    node_type: Any,
    about: str,
    question: str,
    read: Callable[[list[Any], Any], dict[int, list[Any]]],
) -> graphene.Field:
    """A short list that belongs to each record, whole: `read` finds it for all records of a cohort."""

    def resolve(record: Any, info: Any) -> list[Any]:
        found = cohort_of(record).once(question, lambda records: read(records, info.context))
        return found.get(record.pk, [])

    return graphene.Field(
        lambda: graphene.List(
            graphene.NonNull(
                node_type() if callable(node_type) and not isinstance(node_type, type) else node_type
            )
        ),
        required=True,
        description=about,
        resolver=resolve,
    )


def visible_by_parent(model: Any, parent: str, records: list[Any], user: Any) -> dict[int, list[Any]]:
    """The visible children of these records, by the pk of the parent, in their own order, as a cohort."""
    column = f"{parent}_id"
    found: dict[int, list[Any]] = {}
    rows = [
        each
        for ids in portions(record.pk for record in records)
        for each in visible_to(user, model).filter(**{f"{column}__in": ids})
    ]
    for each in Cohort(rows).records:
        found.setdefault(getattr(each, column), []).append(each)
    return found
