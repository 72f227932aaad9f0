"""Who may do what: every action of the principles × every role × own unit, below it, beside it.

The actions are found in `principles.actions`: one without an expectation here fails.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from principles import actions as action_modules
from principles import models as p
from principles.actions import benefits as be
from principles.actions import capabilities as ca
from principles.actions import explanations as ex
from principles.actions import interests as it
from principles.actions import judgements as ju
from principles.actions import labels as la
from principles.actions import plans as pl
from principles.actions import principles as pr
from principles.actions import resistance as re_
from principles.actions import reviews as rv
from principles.actions import sets
from principles.following import gathered
from relationships.actor import Actor
from relationships.choices import Role
from relationships.errors import Refused
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

Call = Callable[[Actor, w.Place], Any]
ACCOUNT, SOURCING = Role.ACCOUNT_MANAGER, Role.SOURCING_MANAGER


def _made(model: Any, name: str, act: Callable[..., Any], **more: Any) -> Call:
    return lambda by, place: act(by=by, **{name: place.of[model]}, **more)


def _on(act: Callable[..., Any], **given: Any) -> Call:
    return lambda by, place: act(by=by, relationship=place.relationship, given=given)


def _pair(model: Any, act: Callable[..., Any], one: str, other: str, **given: Any) -> Call:
    def call(by: Actor, place: w.Place) -> Any:
        make = w.interest if model is p.InterestPair else w.capability
        ends = {one: make(place.relationship), other: make(place.relationship, "SUPPLIER")}
        return act(by=by, relationship=place.relationship, given={**ends, **given})

    return call


def _explained(by: Actor, place: w.Place) -> Any:
    given = {"principle": w.principle("P3"), "reason": "a", "instead": "b", "valid_until": w.NEXT_MONTH}
    return ex.write_explanation(by=by, relationship=place.relationship, given=given)


def _judged(by: Actor, place: w.Place) -> Any:
    given = {"principle": w.principle("P3"), "result": "PARTLY", "reason": "a"}
    return ju.judge_compliance(by=by, relationship=place.relationship, given=given)


def _bare_plan(by: Actor, place: w.Place) -> Any:
    return pl.remove_plan(by=by, plan=w.plan(place.relationship))


# The least role on the unit of the relationship, and a call that succeeds with it.
ON_A_UNIT: dict[Callable[..., Any], tuple[Role, Call]] = {
    be.create_benefit: (ACCOUNT, _on(be.create_benefit, beneficiary="OWN", description="a")),
    be.change_benefit: (ACCOUNT, _made(p.Benefit, "benefit", be.change_benefit, given={"effect": 2})),
    be.remove_benefit: (ACCOUNT, _made(p.Benefit, "benefit", be.remove_benefit)),
    it.create_interest: (
        ACCOUNT,
        _on(it.create_interest, side="CUSTOMER", kind="NEED", description="a", priority="LOW"),
    ),
    it.change_interest: (
        ACCOUNT,
        _made(p.Interest, "interest", it.change_interest, given={"disclosed": True}),
    ),
    it.remove_interest: (ACCOUNT, _made(p.Interest, "interest", it.remove_interest)),
    it.create_interest_pair: (
        ACCOUNT,
        _pair(p.InterestPair, it.create_interest_pair, "customer_interest", "supplier_interest"),
    ),
    it.change_interest_pair: (
        ACCOUNT,
        _made(p.InterestPair, "interest_pair", it.change_interest_pair, given={"rating": "SHARED"}),
    ),
    it.remove_interest_pair: (ACCOUNT, _made(p.InterestPair, "interest_pair", it.remove_interest_pair)),
    ca.create_capability: (ACCOUNT, _on(ca.create_capability, side="SUPPLIER", description="a")),
    ca.change_capability: (
        ACCOUNT,
        _made(p.Capability, "capability", ca.change_capability, given={"description": "b"}),
    ),
    ca.remove_capability: (ACCOUNT, _made(p.Capability, "capability", ca.remove_capability)),
    ca.create_capability_pair: (
        ACCOUNT,
        _pair(
            p.CapabilityPair,
            ca.create_capability_pair,
            "customer_capability",
            "supplier_capability",
            kind="OVERLAPPING",
        ),
    ),
    ca.change_capability_pair: (
        ACCOUNT,
        _made(p.CapabilityPair, "capability_pair", ca.change_capability_pair, given={"state": "IN_USE"}),
    ),
    ca.remove_capability_pair: (
        ACCOUNT,
        _made(p.CapabilityPair, "capability_pair", ca.remove_capability_pair),
    ),
    re_.create_signal: (ACCOUNT, _on(re_.create_signal, side="CUSTOMER", subject="a")),
    re_.change_signal: (
        ACCOUNT,
        _made(p.ResistanceSignal, "signal", re_.change_signal, given={"driver": "GROUPTHINK"}),
    ),
    re_.answer_signal: (ACCOUNT, _made(p.ResistanceSignal, "signal", re_.answer_signal, given={})),
    re_.remove_signal: (ACCOUNT, _made(p.ResistanceSignal, "signal", re_.remove_signal)),
    pl.create_plan: (ACCOUNT, _on(pl.create_plan, title="a")),
    pl.change_plan: (ACCOUNT, _made(p.DevelopmentPlan, "plan", pl.change_plan, given={"title": "b"})),
    pl.abandon_plan: (ACCOUNT, _made(p.DevelopmentPlan, "plan", pl.abandon_plan, reason="a")),
    pl.remove_plan: (ACCOUNT, _bare_plan),
    pl.add_stage: (ACCOUNT, _made(p.DevelopmentPlan, "plan", pl.add_stage, given={"kind": "OPERATE"})),
    pl.change_stage: (ACCOUNT, _made(p.Stage, "stage", pl.change_stage, given={"remarks": "b"})),
    pl.remove_stage: (ACCOUNT, _made(p.Stage, "stage", pl.remove_stage)),
    rv.create_review: (ACCOUNT, _on(rv.create_review, found="a")),
    rv.change_review: (ACCOUNT, _made(p.Review, "review", rv.change_review, given={"found": "b"})),
    rv.remove_review: (ACCOUNT, _made(p.Review, "review", rv.remove_review)),
    ju.judge_compliance: (ACCOUNT, _judged),
    ju.withdraw_judgement: (ACCOUNT, _made(p.Judgement, "judgement", ju.withdraw_judgement)),
    ex.write_explanation: (ACCOUNT, _explained),
    ex.withdraw_explanation: (ACCOUNT, _made(p.Explanation, "explanation", ex.withdraw_explanation)),
    ex.approve_explanation: (SOURCING, _made(p.Explanation, "explanation", ex.approve_explanation)),
    la.dismiss_label: (
        ACCOUNT,
        _on(la.dismiss_label, place="TYPE", word="partner", text="HR partners", reason="a"),
    ),
    la.undo_dismissal: (ACCOUNT, _made(p.LabelDismissal, "dismissal", la.undo_dismissal)),
}


def _draft() -> p.PrincipleSet:
    return p.PrincipleSet.objects.get(state="DRAFT")


def _waiting() -> p.PrincipleSet:
    return p.PrincipleSet.objects.get(state="SUBMITTED")


ON_ROOT: dict[Callable[..., Any], Callable[[Actor], Any]] = {
    sets.draft_set: lambda by: sets.draft_set(by=by, name="Next"),
    sets.change_set: lambda by: sets.change_set(by=by, principle_set=_draft(), given={"name": "B"}),
    sets.name_stakeholders: lambda by: sets.name_stakeholders(by=by, principle_set=_draft(), users=[]),
    sets.submit_set: lambda by: sets.submit_set(by=by, principle_set=_draft()),
    sets.put_in_force: lambda by: sets.put_in_force(by=by, principle_set=_waiting()),
    sets.discard_set: lambda by: sets.discard_set(by=by, principle_set=_draft()),
    pr.add_principle: lambda by: pr.add_principle(by=by, principle_set=_draft(), given={"code": "X"}),
    pr.change_principle: lambda by: pr.change_principle(
        by=by, principle=_draft().principles.get(code="P1"), given={"minimum_depth": 3}
    ),
    pr.activate_principle: lambda by: pr.activate_principle(
        by=by, principle=_draft().principles.get(code="P0")
    ),
    pr.deactivate_principle: lambda by: pr.deactivate_principle(
        by=by, principle=_draft().principles.get(code="P1")
    ),
    pr.remove_principle: lambda by: pr.remove_principle(by=by, principle=_draft().principles.get(code="P0")),
    la.add_word: lambda by: la.add_word(by=by, given={"language": "en", "word": "buddy"}),
    la.change_word: lambda by: la.change_word(
        by=by, word=p.DiscouragedWord.objects.first(), given={"exception": True}
    ),
    la.remove_word: lambda by: la.remove_word(by=by, word=p.DiscouragedWord.objects.first()),
}
# Who may is said by the record, whatever the role: tested beside the acts themselves.
NAMED = {"approve_set", "withdraw_approval", "approve_stage"}


def test_every_action_is_expected() -> None:
    found = {
        function.__name__
        for module in pkgutil.iter_modules(action_modules.__path__, "principles.actions.")
        for function in vars(importlib.import_module(module.name)).values()
        if inspect.isfunction(function)
        and hasattr(function, "__wrapped__")
        and function.__module__ == module.name
    }
    assert found == {each.__name__ for each in (*ON_A_UNIT, *ON_ROOT)} | NAMED


def attempt(call: Callable[[], Any]) -> str:
    """What comes of it; undone again, before compliance follows."""
    try:
        with transaction.atomic():
            with gathered():
                call()
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.refusals[0].code
    return "ALLOWED"


def test_acts_on_a_unit_take_their_role_on_it_or_above() -> None:
    own = b.unit("OWN")
    places = {
        "OWN": w.place(own),
        "BELOW": w.place(b.unit("BELOW", own)),
        "BESIDE": w.place(b.unit("BESIDE")),
    }
    wrong = []
    for role in (None, *Role):
        by = b.actor(b.user(role, own))
        for name, place in places.items():
            for act, (least, call) in ON_A_UNIT.items():
                allowed = role is not None and role.rank >= least.rank and name != "BESIDE"
                came = attempt(lambda call=call, by=by, place=place: call(by, place))
                if came != ("ALLOWED" if allowed else "NOT_ALLOWED"):
                    wrong.append((role, name, act.__name__, came))
    assert wrong == []


def test_acts_on_sets_and_word_lists_take_a_principle_owner_of_the_root() -> None:
    boss = b.user("READER")
    w.approve(w.submitted(boss), boss)
    w.draft(boss, name="Version 3")
    below = b.unit("BELOW")
    wrong = []
    for role in (None, *Role):
        for unit in (b.root(), below):
            by = b.actor(b.user(role, unit))
            allowed = role is not None and role.rank >= Role.PRINCIPLE_OWNER.rank and unit != below
            for act, call in ON_ROOT.items():
                came = attempt(lambda call=call, by=by: call(by))
                if came != ("ALLOWED" if allowed else "NOT_ALLOWED"):
                    wrong.append((role, unit.code, act.__name__, came))
    assert wrong == []
