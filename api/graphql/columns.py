"""From a column of a record to a field of its type, and to a field of what is given for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import graphene
from django.db import models
from graphene.utils.str_converters import to_camel_case

from api.graphql import enums, import_enums, principle_enums, scalars, webhook_enums
from api.graphql.reads import AmountNumber, AmountText, reading
from principles.models import PrincipleSet
from relationships import choices
from relationships.models import Arrangement, FactRating, ProfileFact
from relationships.models.base import AmountField
from relationships.values import currencies

_ENUMS: dict[tuple[str, ...], Any] = {
    tuple(each.value for each in codes): enum
    for codes, enum in (
        (choices.Side, enums.RelationshipSide),
        (choices.Direction, enums.TrustDirection),
        (choices.CollaborationType, enums.CollaborationType),
        (choices.Posture, enums.RelationshipPosture),
        (choices.VerdictCode, enums.VerdictCode),
        (choices.FactSource, enums.FactSource),
        (choices.Nature, enums.RelationshipNature),
        (choices.Phase, enums.RelationshipPhase),
        (choices.PartyPart, enums.PartyPart),
        (choices.IdentifierScheme, enums.IdentifierScheme),
        (choices.ContractKind, enums.ContractKind),
        (choices.ContractStatus, enums.ContractStatus),
        (choices.TermKind, enums.TermKind),
        (choices.PeriodUnit, enums.PeriodUnit),
        (choices.NoticeFallsOn, enums.NoticeFallsOn),
        (choices.Decider, enums.TermDecider),
        (choices.Procedure, enums.ProcurementRoute),
        (choices.VatTreatment, enums.VatTreatment),
        (choices.ArrangementState, enums.ArrangementState),
        (choices.RuleSetState, enums.RuleSetState),
        (choices.Role, enums.UserRole),
        *principle_enums.OF_CODES,
        *import_enums.OF_CODES,
        *webhook_enums.OF_CODES,
    )
}
# Columns that hold codes without saying so on the model, or the same codes as a column of another kind.
_CODES = {
    (FactRating, "fact"): enums.FactCode,
    (ProfileFact, "fact"): enums.FactCode,
    (Arrangement, "kind"): enums.ArrangementKind,
    (PrincipleSet, "state"): principle_enums.PrincipleSetState,
}


def enum_of(model: Any, name: str) -> Any:
    """The enumeration of a column's codes; None where it holds anything else."""
    field = model._meta.get_field(name)
    listed = tuple(code for code, _label in (getattr(field, "choices", None) or ()))
    return _CODES.get((model, name)) or _ENUMS.get(listed)


def held(model: Any, described: Mapping[str, str]) -> dict[str, graphene.Field]:
    """Fields for these columns of a model, each with its description."""
    found: dict[str, graphene.Field] = {}
    for name, about in described.items():
        field = model._meta.get_field(name)
        always = not field.null and not (getattr(field, "blank", False) and _is_text(field))
        found[name] = graphene.Field(
            _output(model, field), required=always, description=about, **_reader(field)
        )
        if isinstance(field, AmountField):
            found[f"{name}_number"] = graphene.Field(
                graphene.Float,
                description=f"The same as a number, for charts: {about[0].lower()}{about[1:]}",
                resolver=_number(name),
            )
    return found


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _output(model: Any, field: Any) -> Any:
    enum = enum_of(model, field.name)
    if enum is not None:
        return enum
    kinds: tuple[tuple[Any, Any], ...] = (
        (AmountField, graphene.String),
        (models.DateTimeField, scalars.DateTime),
        (models.DateField, scalars.Date),
        (models.BooleanField, graphene.Boolean),
        (models.FloatField, graphene.Float),
        (models.IntegerField, graphene.Int),
    )
    return next((scalar for kind, scalar in kinds if isinstance(field, kind)), graphene.String)


def _reader(field: Any) -> dict[str, Any]:
    return {"resolver": _exact(field.name)} if isinstance(field, AmountField) else {}


def _exact(name: str) -> Any:
    def resolve(record: Any, info: Any) -> str | None:
        return plain_amount(getattr(record, name), _currency_of(record))

    return reading(AmountText(name), resolve)


def _number(name: str) -> Any:
    def resolve(record: Any, info: Any) -> float | None:
        value = getattr(record, name)
        return None if value is None else float(value)

    return reading(AmountNumber(name), resolve)


def _currency_of(record: Any) -> str:
    return getattr(record, "currency", "")


def plain_amount(value: Decimal | None, currency: str) -> str | None:
    """An amount as text: exact, with at least the decimals of its currency."""
    if value is None:
        return None
    places = max(currencies().get(currency, 0), -int(value.normalize().as_tuple().exponent))
    return f"{value:.{places}f}"


def input_of(name: str, about: str, model: Any, fields: Iterable[str], described: Mapping[str, str]) -> Any:
    """What may be given for a record: one field for each that the action takes, in scalars that let the
    action itself refuse what is wrong.
    """
    attributes: dict[str, Any] = {"__doc__": about}
    for each in fields:
        attributes[each] = given(model, each, described)
    return type(name, (graphene.InputObjectType,), attributes)


def given(model: Any, name: str, described: Mapping[str, str]) -> graphene.InputField:
    field = model._meta.get_field(name)
    about = described.get(name) or f"{name.replace('_', ' ').capitalize()}."
    enum = enum_of(model, name)
    if enum is not None:
        codes = ", ".join(enum._meta.enum.__members__)
        return graphene.InputField(scalars.Code, description=f"{about} Codes: {codes}.")
    if isinstance(field, models.ForeignKey):
        return reference(field.related_model, about)
    return graphene.InputField(_input(field), description=about)


def _input(field: Any) -> Any:
    kinds: tuple[tuple[Any, Any], ...] = (
        (AmountField, scalars.Amount),
        (models.DateTimeField, scalars.Moment),
        (models.DateField, scalars.Day),
        (models.BooleanField, scalars.Truth),
        (models.JSONField, scalars.Json),
        (models.IntegerField, scalars.Whole),
    )
    return next((scalar for kind, scalar in kinds if isinstance(field, kind)), scalars.Text)


class ReferenceField(graphene.InputField):
    """An input field that means a record of one kind."""

    def __init__(self, model: Any, about: str, *, required: bool = False) -> None:
        super().__init__(scalars.Reference, description=about, required=required)
        self.of_model = model


def reference(model: Any, about: str, *, required: bool = False) -> ReferenceField:
    return ReferenceField(model, about, required=required)


def camel(name: str) -> str:
    return to_camel_case(name)
