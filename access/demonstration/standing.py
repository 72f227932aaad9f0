"""What is told of each relationship in the light of the principles, noted for the days on which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.demonstration import development, evidence, explained, objections
from access.demonstration.diary import Case, Diary
from access.demonstration.plan import Blueprint, written
from relationships.actor import Actor
from relationships.choices import Door
from relationships.models import User
from relationships.permissions import Act, may

if TYPE_CHECKING:
    from access.demonstration.load import Portfolios

BEGIN_AFTER = 8
"""After this session there is something to tell: every relationship with a story is there by then."""


def note_all(portfolios: Portfolios, diary: Diary) -> None:
    """Note the evidence of each relationship that has any, then what persons say of the results."""
    told = written("standing")
    of_subject = {each.subject: each for each in portfolios.blueprints}
    for subject, row in told["evidence"].items():
        case = _case(portfolios, diary, of_subject[subject])
        benefit, interest, capability, resistance, review, plan = row.split()
        evidence.record(case, [benefit, interest, capability, review])
        objections.record(case, resistance)
        development.record(case, plan)
    for kind, note in (
        ("explanations", explained.explain),
        ("judgements", explained.judge),
        ("dismissals", explained.dismiss),
    ):
        for each in told[kind]:
            note(_case(portfolios, diary, of_subject[each["subject"]]), each)


def _case(portfolios: Portfolios, diary: Diary, blueprint: Blueprint) -> Case:
    texts = written("evidence")
    manager = portfolios.in_charge[blueprint.portfolio]
    return Case(
        blueprint=blueprint,
        relationship=portfolios.relationships[blueprint.at],
        keeper=_keeper(portfolios, blueprint, manager, diary),
        manager=manager,
        diary=diary,
        texts=texts["category"].get(blueprint.archetype["category"], {}),
        general=texts["texts"],
    )


def _keeper(portfolios: Portfolios, blueprint: Blueprint, manager: User, diary: Diary) -> User:
    """Who keeps the file: the owner, where his role reaches the unit, else the account manager of all."""
    unit = portfolios.units[blueprint.unit]
    owner = portfolios.users.get(blueprint.owner or "account", manager)
    by = Actor(owner, Door.WEB, portfolios.began)
    keeper = owner if may(by, Act.KEEP_EVIDENCE, unit) else portfolios.users["account"]
    return keeper if keeper != manager else portfolios.users["account"]
