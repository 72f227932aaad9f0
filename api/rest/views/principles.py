"""Principles of a set, and the lists of discouraged words."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.scopes import Scope
from api.rest import principle_shapes as s
from api.rest.describing import body, listed, read, removed, written
from api.rest.door import Door
from principles.actions import labels, principles
from principles.filters import DiscouragedWordFilter, PrincipleFilter
from principles.models import DiscouragedWord, Principle, PrincipleSet
from principles.queries.sets import PRINCIPLE_FIELDS

_TAG, _WORDS = "Principles", "Discouraged words"
_ADMIN = {"POST": Scope.ADMIN, "PATCH": Scope.ADMIN, "DELETE": Scope.ADMIN}
_DEPTH = {"minimum_depth": {"type": ["integer", "null"], "minimum": 0, "maximum": 5}}
_PLAIN = [name for name in PRINCIPLE_FIELDS if name not in _DEPTH]


class Principles(Door):
    @listed("listPrinciples", "principles", _TAG, s.PrincipleShape, PrincipleFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(Principle), PrincipleFilter, s.PrincipleShape)


class SetPrinciples(Door):
    scopes = _ADMIN

    @listed("listPrinciplesOfSet", "principles of a set", _TAG, s.PrincipleShape, PrincipleFilter)
    def get(self, request: Any, id: str) -> Response:
        rows = self.visible(Principle).filter(principle_set=self.one(PrincipleSet, id))
        return self.page(rows, PrincipleFilter, s.PrincipleShape)

    @written(
        "addPrinciple",
        "Add a principle to a set",
        _TAG,
        s.PrincipleShape,
        body(Principle, _PLAIN, ("code",), **_DEPTH),
        example={
            "code": "OWN1",
            "theme_en": "Small firms",
            "observation_en": "Small firms can't wait for their money.",
            "principle_en": "Small firms are paid within 14 days.",
            "active": True,
        },
        description="A principle of one's own in a set that was never in force, with or without an automatic "
        "check, at the end unless a position is given. An active one has an observation. The set becomes a "
        "draft again, and approvals of it lapse.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(PrincipleSet, id)
        made = principles.add_principle(by=self.by, principle_set=found, given=self.given())
        return self.record(made, s.PrincipleShape, created="principles")


class OnePrinciple(Door):
    scopes = _ADMIN

    @read("getPrinciple", "Read a principle", _TAG, s.PrincipleShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Principle, id), s.PrincipleShape)

    @written(
        "changePrinciple",
        "Change a principle",
        _TAG,
        s.PrincipleShape,
        body(Principle, _PLAIN, **_DEPTH),
        status=200,
        versioned=True,
        example={"minimum_depth": 3},
        description="Other texts, depth, check or place. The set becomes a draft again, and approvals of it "
        "lapse.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(Principle, id)
        seen = self.version_seen(found)
        changed = principles.change_principle(by=self.by, principle=found, given=self.given(), version=seen)
        return self.record(changed, s.PrincipleShape)

    @removed("removePrinciple", "Take a principle out of a set", _TAG, "Earlier versions keep theirs.")
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(Principle, id)
        principles.remove_principle(by=self.by, principle=found, version=self.version_seen(found))
        return Response(status=204)


class ActivatePrinciple(Door):
    scopes = _ADMIN

    @written(
        "activatePrinciple",
        "Have a principle count",
        _TAG,
        s.PrincipleShape,
        None,
        status=200,
        versioned=True,
        description="Once its set is in force. It needs an observation, and the principle itself.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Principle, id)
        self.given_only()
        seen = self.version_seen(found)
        changed = principles.activate_principle(by=self.by, principle=found, version=seen)
        return self.record(changed, s.PrincipleShape)


class DeactivatePrinciple(Door):
    scopes = _ADMIN

    @written(
        "deactivatePrinciple",
        "Have a principle no longer count",
        _TAG,
        s.PrincipleShape,
        None,
        status=200,
        versioned=True,
        description="Once its set is in force. It stays in the set, with its texts.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Principle, id)
        self.given_only()
        seen = self.version_seen(found)
        changed = principles.deactivate_principle(by=self.by, principle=found, version=seen)
        return self.record(changed, s.PrincipleShape)


class Words(Door):
    scopes = _ADMIN

    @listed("listDiscouragedWords", "discouraged words", _WORDS, s.WordShape, DiscouragedWordFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(DiscouragedWord), DiscouragedWordFilter, s.WordShape)

    @written(
        "addDiscouragedWord",
        "Add a discouraged word",
        _WORDS,
        s.WordShape,
        body(DiscouragedWord, labels.WORD_FIELDS, ("language", "word")),
        example={"language": "en", "word": "trusted partner"},
        description="A word or phrase on the list of a language, or an exception that is never found. The "
        "compliance of all relationships is pending until the worker is done. Takes the principle owner and "
        "scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        made = labels.add_word(by=self.by, given=self.given())
        return self.record(made, s.WordShape, created="discouraged-words")


class OneWord(Door):
    scopes = _ADMIN

    @read("getDiscouragedWord", "Read a discouraged word", _WORDS, s.WordShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(DiscouragedWord, id), s.WordShape)

    @written(
        "changeDiscouragedWord",
        "Change a discouraged word",
        _WORDS,
        s.WordShape,
        body(DiscouragedWord, labels.WORD_FIELDS),
        status=200,
        versioned=True,
        example={"exception": True},
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(DiscouragedWord, id)
        seen = self.version_seen(found)
        changed = labels.change_word(by=self.by, word=found, given=self.given(), version=seen)
        return self.record(changed, s.WordShape)

    @removed("removeDiscouragedWord", "Remove a discouraged word", _WORDS)
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(DiscouragedWord, id)
        labels.remove_word(by=self.by, word=found, version=self.version_seen(found))
        return Response(status=204)
