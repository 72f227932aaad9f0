"""Rule sets: drafted, edited as tables, tried out, approved, put in force, compared."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from access.scopes import Scope
from api.rest import paging, parameters
from api.rest import rule_set_shapes as s
from api.rest.describing import listed, narrowing, object_of, read, removed, written
from api.rest.door import Door
from api.rest.views.figures import OfRelationships
from relationships.actions import rule_set_approvals as approvals
from relationships.actions import rule_sets as sets
from relationships.filters import RelationshipFilter, RuleSetApprovalFilter, RuleSetFilter
from relationships.fit.sheets import COLUMNS, GRIDS, ROWS
from relationships.models import RuleSet, RuleSetApproval, RuleSetStakeholder
from relationships.queries.recomputing import recomputing
from relationships.queries.rules import compare, rule_set_in_force
from relationships.trials import LARGEST_PAGE, MOST, trial
from relationships.values import whole

_TAG = "Rule sets"
_ADMIN = {"POST": Scope.ADMIN, "PUT": Scope.ADMIN, "PATCH": Scope.ADMIN, "DELETE": Scope.ADMIN}
_NAME = {"type": "string", "maxLength": 200}
_USUAL_PAGE = 100
_CELL = {"type": ["integer", "boolean"]}
_BOUND = {"type": ["integer", "null"], "minimum": 1, "maximum": 5}
_ROW = {
    "depth": {"type": "integer", "minimum": 1, "maximum": 5},
    "group": {"type": "integer", "minimum": 1, "maximum": 20},
    "fact": {"type": "string"},
    "at_least": _BOUND,
    "at_most": _BOUND,
}
_TABLES = object_of(
    {
        **{name: object_of(dict.fromkeys(cells, _CELL)) for name, cells in COLUMNS.items()},
        **{
            name: object_of({row: object_of(dict.fromkeys(columns, _CELL)) for row, columns in rows.items()})
            for name, rows in GRIDS.items()
        },
        **{
            name: {"type": "array", "items": object_of({each: _ROW[each] for each in columns})}
            for name, columns in ROWS.items()
        },
    }
)
_PARAMETERS = {"type": ["object", "null"], "description": "All parameters at once, as they are read."}


class RuleSets(Door):
    scopes = _ADMIN

    @listed("listRuleSets", "rule sets", _TAG, s.RuleSetShape, RuleSetFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(RuleSet), RuleSetFilter, s.RuleSetShape)

    @written(
        "draftRuleSet",
        "Draft a rule set",
        _TAG,
        s.RuleSetDetailShape,
        object_of({"name": _NAME, "parameters": _PARAMETERS, "tables": _TABLES}, ("name",)),
        example={"name": "Rules of 2027", "tables": {"bands": {"2": 28}}},
        description="The next version: a copy of the one in force with its stakeholders, or with other "
        "`parameters`; `tables` changes cells of it. Takes the principle owner and scope ADMIN, as do all "
        "changes.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only("name", "parameters", "tables")
        drafted = sets.draft_rule_set(by=self.by, **{"name": None, **given})
        return _answer(self, drafted, created="rule-sets")


class OneRuleSet(Door):
    scopes = _ADMIN

    @read(
        "getRuleSet",
        "Read a rule set",
        _TAG,
        s.RuleSetDetailShape,
        "The set with its parameters, the same as tables, its stakeholders, the approvals given, and whose "
        "is still awaited.",
    )
    def get(self, request: Any, id: str) -> Response:
        return _answer(self, self.one(RuleSet, id))

    @written(
        "changeRuleSet",
        "Change a rule set",
        _TAG,
        s.RuleSetDetailShape,
        object_of({"name": _NAME, "parameters": _PARAMETERS, "tables": _TABLES}),
        status=200,
        versioned=True,
        example={"tables": {"bands": {"2": 28}, "trust": {"SERVICE": {"base": 3}}}},
        description="Another name, or other parameters. Of a table with named cells those given change and "
        "the others stay; a table that is a list of rows is replaced. Everything wrong comes at once, each "
        "reason with the address of its cell. Other parameters take a submitted set back to draft, and the "
        "approvals given lapse. A set that is or was in force is never changed.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        given = self.given_only("name", "parameters", "tables")
        seen = self.version_seen(found)
        return _answer(self, sets.change_rule_set(by=self.by, rule_set=found, version=seen, **given))

    @removed(
        "discardRuleSet",
        "Discard a rule set",
        _TAG,
        "Takes a set away that never was in force, with its stakeholders and approvals. Their history "
        "stays, and its number is not given again.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        sets.discard_rule_set(by=self.by, rule_set=found, version=self.version_seen(found))
        return Response(status=204)


class RuleSetStakeholders(Door):
    scopes = _ADMIN

    @written(
        "nameRuleSetStakeholders",
        "Name the stakeholders of a rule set",
        _TAG,
        s.RuleSetDetailShape,
        object_of({"users": {"type": "array", "items": {"type": ["integer", "string"]}}}, ("users",)),
        status=200,
        versioned=True,
        example={"users": ["sourcing", "legal"]},
        description="Exactly these users, by id or user name, must approve the set. The approval of who is "
        "no longer named lapses.",
    )
    def put(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        given = self.given_only("users", required=("users",))
        seen = self.version_seen(found)
        approvals.name_rule_set_stakeholders(by=self.by, rule_set=found, users=given["users"], version=seen)
        return _answer(self, found)


class SubmitRuleSet(Door):
    scopes = _ADMIN

    @written(
        "submitRuleSet",
        "Put a rule set before its stakeholders",
        _TAG,
        s.RuleSetDetailShape,
        None,
        status=200,
        versioned=True,
        description="A draft that names at least one stakeholder.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        self.given_only()
        seen = self.version_seen(found)
        return _answer(self, sets.submit_rule_set(by=self.by, rule_set=found, version=seen))


class ApproveRuleSet(Door):
    @written(
        "approveRuleSet",
        "Approve a rule set",
        _TAG,
        s.RuleSetDetailShape,
        object_of({"remark": {"type": ["string", "null"]}}),
        status=200,
        versioned=True,
        example={"remark": "Tried on our portfolio."},
        description="As one of its stakeholders, exactly as its parameters stand; send the ETag that you "
        "read it with. Again: another remark.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        given = self.given_only("remark")
        seen = self.version_seen(found)
        approvals.approve_rule_set(by=self.by, rule_set=found, remark=given.get("remark"), version=seen)
        return _answer(self, found)


class WithdrawRuleSetApproval(Door):
    @written(
        "withdrawRuleSetApproval",
        "Take one's approval of a rule set back",
        _TAG,
        s.RuleSetDetailShape,
        None,
        status=200,
        description="As long as the set is not in force. The approval stays on record, as lapsed.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        self.given_only()
        approvals.withdraw_rule_set_approval(by=self.by, rule_set=found)
        return _answer(self, found)


class PutRuleSetInForce(Door):
    scopes = _ADMIN

    @written(
        "putRuleSetInForce",
        "Put a rule set in force",
        _TAG,
        s.RuleSetDetailShape,
        None,
        status=200,
        versioned=True,
        description="A set that every stakeholder approved takes the place of the one in force. All verdicts "
        "are pending until the worker is done (`rule-sets/recomputing`); decisions stay as they were.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        self.given_only()
        seen = self.version_seen(found)
        return _answer(self, sets.activate_rule_set(by=self.by, rule_set=found, version=seen))


class RuleSetDifferences(Door):
    parameters = {"GET": ("from",)}

    @read(
        "compareRuleSets",
        "Compare a rule set with another",
        _TAG,
        s.RuleSetComparisonShape,
        "Which cells differ: before in the other set, after in this one.",
        parameters=[
            OpenApiParameter(
                "from",
                int,
                OpenApiParameter.QUERY,
                description="The id of the set to compare with; without it, the set in force.",
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        found = self.one(RuleSet, id)
        other = parameters.used(self, "from", lambda sent: self.one(RuleSet, sent))
        cells = compare(other or rule_set_in_force(), found)
        return Response(s.RuleSetComparisonShape({"same": not cells, "cells": cells}).data)


class RuleSetTrial(OfRelationships):
    more = ("limit", "after")

    @read(
        "tryRuleSet",
        "Try a rule set out",
        _TAG,
        s.RuleSetTrialShape,
        "Which relationships would change recommended type, needed depth, required trust or verdict, from "
        "what to what, if this set were in force: of all that you may see, or those for which the conditions "
        f"hold, {MOST:,} at most. Each is judged by both sets as it is at this moment; nothing is stored.",
        parameters=[
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": _USUAL_PAGE},
                OpenApiParameter.QUERY,
                description="How many relationships that would change are on a page.",
            ),
            OpenApiParameter(
                "after",
                {"type": "integer"},
                OpenApiParameter.QUERY,
                description="From the `next` of the page before this one.",
            ),
            *narrowing(RelationshipFilter, "ordering"),
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        tried = self.one(RuleSet, id)
        chosen, _others = self.chosen()
        limit = parameters.used(self, "limit", lambda sent: whole(sent, "limit", 1, LARGEST_PAGE))
        after = parameters.used(self, "after", lambda sent: whole(sent, "after", 0, 2**63 - 1))
        found = trial(tried, chosen, at=self.by.at, after=after, limit=limit or _USUAL_PAGE)
        following = found.following
        answer = {
            "rows": found.rows,
            "totals": found.totals,
            "next": None if following is None else paging.address_after(request._request, str(following)),
        }
        return Response(s.RuleSetTrialShape(answer).data)


class RuleSetApprovals(Door):
    @listed(
        "listRuleSetApprovals", "approvals of rule sets", _TAG, s.RuleSetApprovalShape, RuleSetApprovalFilter
    )
    def get(self, request: Any) -> Response:
        rows = self.visible(RuleSetApproval).select_related("user")
        return self.page(rows, RuleSetApprovalFilter, s.RuleSetApprovalShape)


class RecomputingVerdicts(Door):
    @read(
        "getRecomputing",
        "Read how far the verdicts are",
        "Verdicts",
        s.RecomputingShape,
        "After a change of many relationships at once, such as another rule set, the worker computes their "
        "verdicts anew: how many of those that you may see are still waiting.",
    )
    def get(self, request: Any) -> Response:
        return Response(s.RecomputingShape(recomputing(self.user)).data)


def _answer(door: Door, rule_set: RuleSet, *, created: str | None = None) -> Response:
    whole_set = door.visible(RuleSet).prefetch_related(
        Prefetch("stakeholders", RuleSetStakeholder.objects.select_related("user")),
        Prefetch("approvals", RuleSetApproval.objects.select_related("user")),
    )
    return door.record(whole_set.get(pk=rule_set.pk), s.RuleSetDetailShape, created=created)
