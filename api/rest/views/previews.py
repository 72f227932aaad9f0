"""The fit rule asked without recording anything: previews, types side by side, what if."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.response import Response

from access.scopes import Scope
from api.rest import preview_shapes as s
from api.rest.describing import object_of, written
from api.rest.door import Door
from relationships import previews
from relationships.arrangements import KINDS, NAMES
from relationships.choices import FACTS as FACT_CODES
from relationships.choices import ArrangementState, CollaborationType, FactSource
from relationships.errors import Problems, shown
from relationships.fit.texts import LANGUAGES, TYPE_NAMES
from relationships.models import Relationship
from relationships.previews.answers import preview
from relationships.values import one_of, truth

_TAG = "Previews"
_READING = {"POST": Scope.READ}
_LEVEL = {"type": ["integer", "null"], "minimum": 1, "maximum": 5}
_REFERENCE = {"type": ["integer", "string"], "description": "An id or a code."}
_KINDS = {
    "type": ["array", "null"],
    "items": _REFERENCE,
    "maxItems": 100,
    "description": "Kinds of safeguards, each active on the day.",
}
_FACT = {
    "oneOf": [
        _LEVEL,
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "value": _LEVEL,
                "source": {"type": ["string", "null"], "enum": [*map(str, FactSource), None]},
                "confirmed": {
                    "type": ["boolean", "null"],
                    "description": "Whether a second assessor rated an attitude of 1 or 5 the same.",
                },
            },
        },
    ]
}
_ITEM: dict[str, Any] = {
    "facts": {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {str(each): _FACT for each in FACT_CODES},
        "description": "Levels by fact; null: unknown. What is not given is unknown.",
    },
    "profile": {"type": ["integer", "string", "null"], "description": "A category, by its id or its name."},
    "category": {"type": ["string", "null"], "description": "The name of a category, recognised if known."},
    "cpv": {"type": ["string", "null"], "description": "A CPV code, recognised if a category covers it."},
    "chosen_type": {"type": ["string", "null"], "enum": [*map(str, CollaborationType), None]},
    "trust_target": _LEVEL,
    "trust_customer_to_supplier": _LEVEL,
    "trust_supplier_to_customer": _LEVEL,
    "safeguards": _KINDS,
}
_MORE_OR_LESS = {"add_safeguards": _KINDS, "end_safeguards": _KINDS}
_ARRANGEMENTS = {
    "arrangements": {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            each: {"type": "string", "enum": [str(state) for state in ArrangementState]} for each in KINDS
        },
        "description": "What is in place, by kind.",
    }
}
_OPTIONS: dict[str, Any] = {
    "rule_set": {"type": ["integer", "null"], "description": "A rule set; the one in force without one."},
    "language": {"type": ["string", "null"], "enum": [*LANGUAGES, None]},
    "explain": {"type": ["boolean", "null"], "default": True, "description": "Give the explanation too."},
}
_EXAMPLE_FACTS = {
    "complexity": 4,
    "criticality": 3,
    "interdependence": None,
    "attitude_supplier": {"value": 5, "confirmed": True},
}


@dataclass(frozen=True, slots=True)
class _Options:
    """What is asked beside the facts themselves."""

    rule_set: Any
    language: str
    explain: bool


class FitPreview(Door):
    scopes = _READING

    @written(
        "previewFit",
        "Ask the fit rule, of one set of facts or of many",
        _TAG,
        PolymorphicProxySerializer(
            component_name="PreviewOrPreviews",
            serializers=[s.PreviewShape, s.PreviewsShape],
            resource_type_field_name=None,
        ),
        object_of(
            {
                **_ITEM,
                "items": {
                    "type": "array",
                    "items": object_of(_ITEM),
                    "minItems": 1,
                    "maxItems": previews.MOST,
                    "description": "Many at once, in place of the fields of one.",
                },
                **_OPTIONS,
            }
        ),
        status=200,
        example={
            "facts": _EXAMPLE_FACTS,
            "category": "Cleaning",
            "chosen_type": "MANAGED",
            "trust_target": 4,
            "trust_customer_to_supplier": 3,
            "trust_supplier_to_customer": 3,
            "safeguards": ["OPEN_BOOK"],
        },
        description="Facts in, recommendation, verdict and reasons out; nothing is stored. What is not given "
        "is unknown, unless a category assumes it. An attitude of 1 or 5 counts when it is `confirmed`. With "
        f"`items` an answer for each of at most {previews.MOST}: one that is refused does not spoil the "
        "others. A token for reading is enough.",
    )
    def post(self, request: Any) -> Response:
        given = self.given()
        many = "items" in given
        options, rest = _asked(given, ("items",) if many else None)
        if many:
            return Response(s.PreviewsShape(self._many(rest.get("items"), options)).data)
        found = preview(self.user, rest, rule_set=options.rule_set)
        return Response(s.PreviewShape(_shown(self, found, options)).data)

    def _many(self, items: Any, options: _Options) -> dict[str, Any]:
        answers = previews.previews(self.user, items, rule_set=options.rule_set)
        return {
            "items": [
                {
                    "index": each.index,
                    "ok": each.ok,
                    "preview": _shown(self, each.preview, options) if each.preview else None,
                    "errors": each.refused.refusals if each.refused else [],
                }
                for each in answers
            ]
        }


class FitComparison(Door):
    scopes = _READING

    @written(
        "compareTypes",
        "Hold every type against a set of facts",
        _TAG,
        s.TypeComparisonShape,
        object_of({**_ITEM, **_ARRANGEMENTS, **_OPTIONS}),
        status=200,
        example={"facts": _EXAMPLE_FACTS, "category": "Cleaning", "arrangements": {"EXIT_PLAN": "PRESENT"}},
        description="For each type whether it fits and why, its verdict, the trust that it requires, what is "
        "missing of that, and which arrangements are. Nothing is stored. A token for reading is enough.",
    )
    def post(self, request: Any) -> Response:
        options, rest = _asked(self.given())
        found = previews.compared(self.user, rest, at=self.by.at, rule_set=options.rule_set)
        return Response(s.TypeComparisonShape(_comparison(self, found, options)).data)


class RelationshipComparison(Door):
    scopes = _READING

    @written(
        "compareTypesOfRelationship",
        "Hold every type against a relationship",
        _TAG,
        s.TypeComparisonShape,
        object_of({**_ITEM, **_MORE_OR_LESS, **_ARRANGEMENTS, **_OPTIONS}),
        status=200,
        example={"facts": {"criticality": 5}},
        description="The same for a relationship as it is, or with changes laid over what is known of it: an "
        "empty object leaves it as it is. Nothing is stored. A token for reading is enough.",
    )
    def post(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        options, rest = _asked(self.given())
        found = previews.compared(
            self.user, rest, at=self.by.at, relationship=relationship, rule_set=options.rule_set
        )
        return Response(s.TypeComparisonShape(_comparison(self, found, options)).data)


class RelationshipWhatIf(Door):
    scopes = _READING

    @written(
        "supposeOfRelationship",
        "Ask what if, of a relationship",
        _TAG,
        s.WhatIfShape,
        object_of({**_ITEM, **_MORE_OR_LESS, **_OPTIONS}),
        status=200,
        example={"chosen_type": "MANAGED", "trust_target": 3, "facts": {"attitude_supplier": 4}},
        description="The verdict as it is, by the rules in force, and as it would be with these changes (and "
        "with another rule set, if one is asked for). `safeguards` takes the place of all; with "
        "`add_safeguards` and `end_safeguards` the others stay. Nothing is stored. A token for reading is "
        "enough.",
    )
    def post(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        options, rest = _asked(self.given())
        found = previews.supposed(self.user, relationship, rest, at=self.by.at, rule_set=options.rule_set)
        told = {
            "relationship": relationship.pk,
            "now": _shown(self, found.now, options),
            "then": _shown(self, found.then, options),
            "differences": found.differences,
            "flags_gained": found.flags_gained,
            "flags_lost": found.flags_lost,
        }
        return Response(s.WhatIfShape(told).data)


def _asked(given: dict[str, Any], only: tuple[str, ...] | None = None) -> tuple[_Options, dict[str, Any]]:
    """The options, and what is given beside them."""
    problems = Problems()
    rest = {name: value for name, value in given.items() if name not in _OPTIONS}
    spoken = "nl" if (get_language() or "").startswith("nl") else "en"
    explain = True
    if given.get("language") is not None:
        with problems.gather():
            spoken = one_of(given["language"], "language", LANGUAGES)
    if given.get("explain") is not None:
        with problems.gather():
            explain = truth(given["explain"], "explain")
    for name in rest if only is not None else ():
        if name not in only:  # type: ignore[operator]
            choices = ", ".join((*only, *_OPTIONS))  # type: ignore[misc]
            problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=choices)
    problems.raise_if_any()
    return _Options(given.get("rule_set"), spoken, explain), rest


def _shown(door: Door, found: previews.Preview, options: _Options) -> Any:
    """A preview as its shape reads it: the verdict that would be kept, and what is beside it."""
    verdict: Any = found.verdict(door.by.at)
    low, high = found.judgement.recommendation.required_trust_recommended_range
    verdict.preview = found
    verdict.required_trust_recommended_low, verdict.required_trust_recommended_high = low, high
    verdict.explanation = (
        previews.explanation_of(found.judgement, options.language) if options.explain else None
    )
    return verdict


def _comparison(door: Door, found: previews.Comparison, options: _Options) -> dict[str, Any]:
    return {
        "preview": _shown(door, found.preview, options),
        "types": [_type(each, options.language) for each in found.types],
    }


def _type(each: previews.ComparedType, language: str) -> dict[str, Any]:
    return {
        **each.columns,
        "type": each.type,
        "name": TYPE_NAMES[language][each.type],
        "depth": each.type.depth,
        "chosen": each.chosen,
        "recommended": each.recommended,
        "admissible": each.admissible,
        "reason_required": each.judgement.reason_required,
        "reasons_for_reason": each.judgement.reasons_for_reason,
        "flags": each.flags(language),
        "arrangements": [
            {"kind": one.kind, "name": NAMES[one.kind][language], "state": one.state, "missing": one.missing}
            for one in each.arrangements
        ],
        "arrangements_missing": len(each.missing),
        "arrangements_open": each.arrangements_open,
    }
