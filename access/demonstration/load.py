"""Writes the demonstration: session by session through three years, so that its history reads as it was done.

The organisation and the parties go through the actions. What a session brings (relationships, contracts,
ratings, decisions, …) is cleaned and worked out as the actions do it, and written with
`history.insert_all`, each record stamped with who did it and when; an action a record would take a minute.
The verdicts follow at the end of the session.

What people did between the sessions (evidence, reviews, plans, explanations, the sets of principles) stands
in the diary and goes through the actions, each at its moment. Compliance follows some times in these years
only, for all that changed since (`principles.following.gathered`): following each act would take minutes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from access.demonstration import governance, users
from access.demonstration.diary import Diary, moment
from access.demonstration.parties import add_parties
from access.demonstration.plan import blueprints, written
from access.demonstration.session import Session
from access.demonstration.standing import BEGIN_AFTER, note_all
from access.demonstration.timeline import session_days, timeline
from principles import following, lapsing
from relationships import positions, shipped, verdicts
from relationships.actions import portfolios, relationships, tables, units
from relationships.actor import Actor
from relationships.choices import Door
from relationships.models import (
    CategoryProfile,
    Classification,
    Contract,
    Party,
    Portfolio,
    Relationship,
    SafeguardKind,
    Unit,
    User,
    Verdict,
)
from relationships.queries.rules import rule_set_in_force, rules_of

# After these sessions compliance is computed for what changed since; and when principles come into force.
COMPUTED_AFTER = (8, 11, 14)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The users made, and how many relationships there are by verdict."""

    users: list[users.NewUser]
    verdicts: dict[str, int]


@transaction.atomic
def load(on: date) -> Loaded | None:
    """Fill an empty registry as of a day; None, and nothing changed, where there are relationships.

    The same day gives the same portfolio, but for the passwords.
    """
    if Relationship.objects.exists():
        return None
    began = moment(session_days(on, 0)[0] - timedelta(days=30), 9)
    made = users.add_users(began)
    by = shipped.system_actor(began)
    _add_organisation(by, on)
    with following.gathered() as waiting:
        filled = Portfolios(on, began, waiting)
        if governance.untouched():
            governance.begin(by)
            told = written("standing")["governance"]
            governance.record(filled.diary, filled.users, told, waiting.follow)
        filled.write()
    return Loaded(made, dict(Counter(Verdict.objects.order_by().values_list("verdict", flat=True))))


def _add_organisation(by: Actor, on: date) -> None:
    texts = written("organisation")
    root = Unit.objects.get(parent__isnull=True)
    units.change_unit(by=by, unit=root, given={"name": texts["root"]["name"]})
    for each in texts["units"]:
        if not Unit.objects.filter(code=each["code"]).exists():
            units.create_unit(by=by, given=each)
    users.add_colleagues(by)
    for each in texts["portfolios"]:
        given = {name: each[name] for name in ("name", "unit", "our_role")} | {"currency": "EUR"}
        portfolios.create_portfolio(by=by, given=given)
    for code, rates in texts["rates"].items():
        for years, rate in enumerate(reversed(rates)):
            tables.set_rate(by=by, code=code, valid_from=date(on.year - years, 1, 1), rate=rate)


class Portfolios:
    """All relationships while they are being written, with what is looked up again and again."""

    def __init__(self, on: date, began: datetime, waiting: following.Waiting) -> None:
        self.on = on
        self.began = began
        self.waiting = waiting
        self.diary = Diary(on)
        texts = written("organisation")
        self.texts = texts["texts"]
        self.users = {each.username: each for each in User.objects.all()}
        self.units = {each.code: each for each in Unit.objects.all()}
        self.kinds = {each.code: each for each in SafeguardKind.objects.order_by("level", "code")}
        self.profiles = {each.name: each for each in CategoryProfile.objects.all()}
        self.portfolios = {
            each["key"]: Portfolio.objects.select_related("unit").get(name=each["name"])
            for each in texts["portfolios"]
        }
        self.in_charge = {each["key"]: self.users[each["sourcing"]] for each in texts["portfolios"]}
        self.days = {each["key"]: session_days(on, place) for place, each in enumerate(texts["portfolios"])}
        clerk = Actor(self.users["m.dekker"], Door.COMMAND, began + timedelta(days=5))
        self.parties: dict[str, Party] = add_parties(clerk, self.units["BEDRIJF"])
        levels = {code: each.level for code, each in self.kinds.items()}
        self.blueprints = blueprints(on, rules_of(rule_set_in_force()), levels)
        self.timelines = {
            each.at: timeline(each, self.days[each.portfolio], self.texts) for each in self.blueprints
        }
        self.relationships: dict[int, Relationship] = {}
        self.contracts: dict[tuple[int, int], Contract] = {}
        self.decisions: dict[int, Classification] = {}

    def write(self) -> None:
        sessions = sorted(
            (day, key, number) for key, days in self.days.items() for number, day in enumerate(days)
        )
        for place, (day, key, number) in enumerate(sessions):
            self.diary.live(moment(day, 9))
            Session(self, key, number, day).write()
            ends = place + 1 == len(sessions) or sessions[place + 1][2] != number
            if ends and number in COMPUTED_AFTER:
                self._follow(moment(day, 18))
            if ends and number == BEGIN_AFTER:
                note_all(self, self.diary)
        self._add_further_parties()
        close = moment(self.on, 0, 1)
        self.diary.live(close)
        positions.refresh((each.pk for each in self.contracts.values()), self.on)
        verdicts.refresh(verdicts.due(close), close)
        self._follow(close)

    def _follow(self, at: datetime) -> None:
        """What the worker does at night: explanations lapse, and compliance follows what changed."""
        lapsing.lapse_expired(at)
        self.waiting.follow(at)

    def _add_further_parties(self) -> None:
        wanted = written("organisation")["further"]
        for blueprint in self.blueprints:
            for party, part in wanted.get(blueprint.subject, []):
                key = blueprint.portfolio
                by = Actor(self.in_charge[key], Door.COMMAND, moment(self.days[key][-1], 17))
                relationships.add_further_party(
                    by=by,
                    relationship=self.relationships[blueprint.at],
                    party=self.parties[party],
                    part=part,
                )
