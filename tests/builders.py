"""Records for tests, made the way the registry makes them: through the actions, each with its history.

    lead = user("SOURCING_MANAGER")
    by = actor(lead)
    cleaning = relationship(by, subject="Cleaning")
    contract(by, cleaning, value="1200.00", currency="EUR")

Whatever isn't said is given a name of its own, numbered within the test.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from principles.following import gathered
from relationships.actions import (
    classify as classifying,
)
from relationships.actions import (
    contracts,
    facts,
    parties,
    portfolios,
    relationships,
    rule_set_approvals,
    rule_sets,
    trust,
    units,
)
from relationships.actor import Actor
from relationships.choices import Door, Role
from relationships.models import (
    Classification,
    Contract,
    ContractLine,
    FactRating,
    Party,
    Portfolio,
    Relationship,
    RuleSet,
    Safeguard,
    TrustAssessment,
    Unit,
    User,
)
from relationships.shipped import system_actor

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PASSWORD = "correct-horse-battery"
_number = itertools.count(1)

# Case A5 of the domain's table, catering: SERVICE is recommended.
CATERING: dict[str, int] = {
    "customisation": 2,
    "complexity": 2,
    "specificity_customer": 1,
    "specificity_supplier": 2,
    "uncertainty": 2,
    "interdependence": 2,
    "criticality": 2,
    "measurability": 4,
    "switching_cost": 2,
    "supply_scarcity": 1,
    "duration": 3,
    "access": 2,
    "joint_value": 1,
    "attitude_customer": 3,
    "attitude_supplier": 4,
    "dependence_customer": 2,
    "dependence_supplier": 3,
    "attractiveness_customer": 3,
    "attractiveness_supplier": 3,
    "goal_alignment": 3,
    "complementarity": 2,
}


def root() -> Unit:
    """The root unit, which every installation has."""
    return Unit.objects.get(parent__isnull=True)


@contextmanager
def computed_once(at: datetime = NOW) -> Iterator[None]:
    """Compliance follows what is made within once, in the end, instead of after each act."""
    with gathered() as waiting:
        yield
        waiting.follow(at)


def system(at: datetime = NOW) -> Actor:
    """The registry itself, which may do everything."""
    return system_actor(at)


def unit(code: str | None = None, parent: Unit | None = None, *, name: str = "") -> Unit:
    """A unit below `parent`, else below the root."""
    code = code or f"U{next(_number)}"
    given = {"code": code, "name": name or f"Unit {code}", "parent": parent or root()}
    return units.create_unit(by=system(), given=given)


def user(
    role: Role | str | None = None,
    unit: Unit | None = None,
    *,
    username: str | None = None,
    password: str | None = None,
    **given: Any,
) -> User:
    """Somebody with a role on a unit (else the root); without a role he sees nothing."""
    username = username or f"user{next(_number)}"
    made = units.create_user(by=system(), given={"username": username, **given}, password=password)
    if role is not None:
        units.grant_role(by=system(), user=made, unit=unit or root(), role=str(role))
    return made


def actor(user: User, door: Door = Door.COMMAND, at: datetime = NOW) -> Actor:
    """The user, acting at a door at a moment."""
    return Actor(user, door, at)


def portfolio(by: Actor | None = None, *, unit: Unit | None = None, **given: Any) -> Portfolio:
    given = {"unit": unit or root(), "name": f"Portfolio {next(_number)}", **given}
    return portfolios.create_portfolio(by=by or system(), given=given)


def party(by: Actor | None = None, name: str | None = None, **given: Any) -> Party:
    name = name or f"Party {next(_number)}"
    return parties.create_party(by=by or system(), given={"name": name, **given})


def relationship(
    by: Actor | None = None, *, unit: Unit | None = None, party: Party | None = None, **given: Any
) -> Relationship:
    """A relationship of a unit (else the root) with a party (else a new one), as customer unless said."""
    by = by or system()
    given = {
        "unit": unit or root(),
        "party": party or parties.create_party(by=by, given={"name": f"Party {next(_number)}"}),
        "our_role": "CUSTOMER",
        **given,
    }
    return relationships.create_relationship(by=by, given=given)


def contract(by: Actor | None, relationship: Relationship, **given: Any) -> Contract:
    return contracts.create_contract(by=by or system(), relationship=relationship, given=given)


def rating(by: Actor | None, relationship: Relationship, fact: str, value: int, **more: Any) -> FactRating:
    """One rating of one fact."""
    rated = facts.rate_facts(by=by or system(), relationship=relationship, ratings={fact: value}, **more)
    return rated[0]


def rate(by: Actor | None, relationship: Relationship, ratings: dict[str, int] | None = None) -> None:
    """Ratings of many facts at once: those given, else those of catering (case A5)."""
    facts.rate_facts(by=by or system(), relationship=relationship, ratings=ratings or CATERING)


def assessment(
    by: Actor | None, relationship: Relationship, direction: str, level: int, **given: Any
) -> TrustAssessment:
    given = {"direction": direction, "level": level, **given}
    return trust.assess_trust(by=by or system(), relationship=relationship, given=given)


def safeguard(by: Actor | None, relationship: Relationship, kind: str, **given: Any) -> Safeguard:
    return trust.add_safeguard(by=by or system(), relationship=relationship, given={"kind": kind, **given})


def classification(
    by: Actor | None,
    relationship: Relationship,
    chosen_type: str = "SERVICE",
    trust_target: int = 2,
    reason: str = "Decided in the category meeting.",
) -> Classification:
    return classifying.classify(
        by=by or system(),
        relationship=relationship,
        chosen_type=chosen_type,
        trust_target=trust_target,
        reason=reason,
    )


def line(contract: Contract, by: Actor | None = None, **given: Any) -> ContractLine:
    return contracts.add_line(by=by or system(), contract=contract, given=given)


def rule_set(*stakeholders: User, name: str = "Two", **given: Any) -> RuleSet:
    """A draft of a rule set (else a copy of the one in force), naming these stakeholders (else nobody)."""
    drafted = rule_sets.draft_rule_set(by=system(), name=name, **given)
    if stakeholders:
        rule_set_approvals.name_rule_set_stakeholders(by=system(), rule_set=drafted, users=stakeholders)
    return drafted


def submitted_rule_set(*stakeholders: User, **given: Any) -> RuleSet:
    """One before its stakeholders (else the registry itself)."""
    drafted = rule_set(*(stakeholders or (system().user,)), **given)
    return rule_sets.submit_rule_set(by=system(), rule_set=drafted)


def approved_rule_set(**given: Any) -> RuleSet:
    """One that its only stakeholder, the registry itself, approved: ready to be put in force."""
    submitted = submitted_rule_set(**given)
    rule_set_approvals.approve_rule_set(by=system(), rule_set=submitted)
    return submitted
