"""The sets of the demonstration: the one that came with the registry, superseded; the organisation's own in
force, approved by its stakeholders; the next before them; and a draft of another rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from access.demonstration.diary import Diary
from principles.actions import approvals, sets
from principles.actions import principles as texts
from principles.models import PrincipleSet
from principles.queries.sets import set_in_force
from relationships.actions import rule_sets
from relationships.actor import Actor
from relationships.history import keep
from relationships.models import User
from relationships.queries.rules import rule_set_in_force

DRAFTED, SUBMITTED, CORRECTED, IN_FORCE = 445, 436, 424, 400
NEXT_DRAFTED, NEXT_SUBMITTED, RULES_DRAFTED = 45, 31, 38


def untouched() -> bool:
    """Whether there is only the principle set that came with the registry."""
    return PrincipleSet.objects.count() == 1


def begin(by: Actor) -> None:
    """What came with the registry counts since the demonstration's first day: that is when it was set up."""
    for shipped in (set_in_force(), rule_set_in_force()):
        shipped.in_force_from = by.at
        keep(shipped, by)


def record(
    diary: Diary, users: Mapping[str, User], told: dict[str, Any], then: Callable[[datetime], None]
) -> None:
    """Note how the organisation made its own principles. `then` is called once they are in force."""
    made: dict[str, Any] = {}
    owner = users[told["owner"]]
    stakeholders = [users[each] for each in told["stakeholders"]]

    def draft(by: Actor) -> None:
        made["set"] = sets.draft_set(by=by, name=told["set"])
        _reword(made["set"], told["first_wording"], by)
        sets.name_stakeholders(by=by, principle_set=made["set"], users=stakeholders)

    def submit(by: Actor) -> None:
        made["set"] = sets.submit_set(by=by, principle_set=made["set"])

    def correct(by: Actor) -> None:
        """A remark of a stakeholder leads to other words: what was approved so far lapses."""
        _reword(made["set"], told["wording"], by)
        made["set"].refresh_from_db()
        submit(by)

    def put_in_force(by: Actor) -> None:
        sets.put_in_force(by=by, principle_set=made["set"])
        then(by.at)

    def approve(number: int) -> Callable[[Actor], Any]:
        remark = told["remarks"][number]
        return lambda by: approvals.approve_set(by=by, principle_set=made["set"], remark=remark)

    diary.note(DRAFTED, owner, draft)
    diary.note(SUBMITTED, owner, submit)
    diary.note(SUBMITTED - 6, stakeholders[1], approve(1))
    diary.note(CORRECTED, owner, correct)
    for number, each in enumerate(stakeholders):
        diary.note(CORRECTED - 4 - 5 * number, each, approve(number))
    diary.note(IN_FORCE, owner, put_in_force)
    _note_next(diary, owner, stakeholders, told)


def _note_next(diary: Diary, owner: User, stakeholders: list[User], told: dict[str, Any]) -> None:
    """The next set, with a principle of one's own, waits for two stakeholders; a rule set is drafted."""
    made: dict[str, Any] = {}

    def draft(by: Actor) -> None:
        made["set"] = sets.draft_set(by=by, name=told["next"])
        texts.add_principle(by=by, principle_set=made["set"], given=told["own"])
        texts.activate_principle(by=by, principle=made["set"].principles.get(code="P0"))
        limits = {"review_months": 9}
        made["set"] = sets.change_set(by=by, principle_set=made["set"], given={"limits": limits})

    def submit(by: Actor) -> None:
        made["set"] = sets.submit_set(by=by, principle_set=made["set"])

    def approve(by: Actor) -> None:
        approvals.approve_set(by=by, principle_set=made["set"], remark=told["remarks"][0])

    diary.note(NEXT_DRAFTED, owner, draft)
    diary.note(NEXT_SUBMITTED, owner, submit)
    diary.note(NEXT_SUBMITTED - 8, stakeholders[0], approve)
    diary.note(RULES_DRAFTED, owner, lambda by: _draft_rules(told["rules"], by))


def _draft_rules(name: str, by: Actor) -> None:
    parameters = dict(rule_set_in_force().parameters)
    weights = dict(parameters["weights"])
    weights |= {"measurability": weights["measurability"] + 2, "duration": weights["duration"] - 2}
    rule_sets.draft_rule_set(by=by, name=name, parameters=parameters | {"weights": weights})


def _reword(principle_set: PrincipleSet, words: str, by: Actor) -> None:
    principle = principle_set.principles.get(code="P9")
    texts.change_principle(by=by, principle=principle, given={"principle_nl": words})
