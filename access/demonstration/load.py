"""Writes the demonstration: session by session through three years, so that its history reads as it was done.

The organisation and the parties go through the actions. What a session brings (relationships, contracts,
ratings, decisions, …) is cleaned and worked out as the actions do it, and written with
`history.insert_all`, each record stamped with who did it and when; an action a record would take a minute.
The verdicts follow at the end of the session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from access.demonstration import users
from access.demonstration.parties import add_parties
from access.demonstration.plan import Blueprint, blueprints, written
from access.demonstration.timeline import Decision, Timeline, session_days, timeline
from relationships import arrangements, changes, positions, shipped, verdicts
from relationships.actions import contracts, portfolios, relationships, tables, units
from relationships.actions.classify import decision
from relationships.actor import Actor
from relationships.choices import ArrangementState, Direction, Door
from relationships.history import insert_all, update_all
from relationships.models import (
    Arrangement,
    CategoryProfile,
    Classification,
    Contract,
    ContractLine,
    FactRating,
    Party,
    Portfolio,
    Relationship,
    Safeguard,
    SafeguardKind,
    TrustAssessment,
    Unit,
    User,
    Verdict,
)
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations


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
    began = _moment(session_days(on, 0)[0] - timedelta(days=30), 9)
    made = users.add_users(began)
    by = shipped.system_actor(began)
    _add_organisation(by, on)
    _Portfolio(on).write()
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


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of that day where the registry stands."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


class _Portfolio:
    """All relationships while they are being written, with what is looked up again and again."""

    def __init__(self, on: date) -> None:
        self.on = on
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
        began = _moment(session_days(on, 0)[0] - timedelta(days=25), 9)
        clerk = Actor(self.users["m.dekker"], Door.COMMAND, began)
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
        for day, key, number in sessions:
            _Session(self, key, number, day).write()
        self._add_further_parties()
        close = _moment(self.on, 0, 1)
        positions.refresh((each.pk for each in self.contracts.values()), self.on)
        verdicts.refresh(verdicts.due(close), close)
        pks = [each.pk for each in self.relationships.values()]
        changes.announce(changes.Kind.EVERYTHING, pks, shipped.system_actor(close), bulk=True)

    def _add_further_parties(self) -> None:
        wanted = written("organisation")["further"]
        for blueprint in self.blueprints:
            for party, part in wanted.get(blueprint.subject, []):
                key = blueprint.portfolio
                by = Actor(self.in_charge[key], Door.COMMAND, _moment(self.days[key][-1], 17))
                relationships.add_further_party(
                    by=by,
                    relationship=self.relationships[blueprint.at],
                    party=self.parties[party],
                    part=part,
                )


class _Session:
    """A day on which a portfolio was worked on: everything recorded that day, then the verdicts."""

    def __init__(self, portfolio: _Portfolio, key: str, number: int, day: date) -> None:
        self.all = portfolio
        self.key = key
        self.number = number
        self.day = day
        self.user = portfolio.in_charge[key]
        self.by = Actor(self.user, Door.COMMAND, _moment(day, 9))
        self.touched: set[int] = set()
        self.work = [
            (each, portfolio.timelines[each.at]) for each in portfolio.blueprints if each.portfolio == key
        ]

    def write(self) -> None:
        self._add_relationships()
        self._add_contracts()
        self._change_contracts()
        self._change_relationships()
        self._insert(self._ratings())
        self._withdraw_ratings()
        self._insert(self._assessments())
        self._insert(self._safeguards())
        self._insert(self._arrangements())
        self._decide()
        close = _moment(self.day, 17, 30)
        verdicts.refresh({*self.touched, *verdicts.due(close)}, close)

    # --- what is there

    def _add_relationships(self) -> None:
        made = {}
        for blueprint, life in self.work:
            if life.born == self.number:
                made[blueprint.at] = self._stamped(self._relationship(blueprint, life), blueprint, 0)
        insert_all(list(made.values()), self.by)
        self.all.relationships.update(made)
        self.touched |= {each.pk for each in made.values()}

    def _relationship(self, blueprint: Blueprint, life: Timeline) -> Relationship:
        owner = "account" if life.owner_before else blueprint.owner
        return Relationship(
            unit=self.all.units[blueprint.unit],
            portfolio=self.all.portfolios[self.key],
            party=self.all.parties[blueprint.party],
            our_role=blueprint.our_role,
            subject=blueprint.subject,
            nature=blueprint.nature,
            category=blueprint.archetype["category"],
            profile=self.all.profiles[blueprint.archetype["profile"]],
            phase=life.phases[life.born],
            owner=self.all.users[owner] if owner else None,
            deputy=self.all.users[blueprint.deputy] if blueprint.deputy else None,
            sponsor_customer=blueprint.sponsors[0],
            sponsor_supplier=blueprint.sponsors[1],
            external_key=blueprint.key,
        )

    def _add_contracts(self) -> None:
        made: dict[tuple[int, int], Contract] = {}
        lines: list[ContractLine] = []
        for blueprint, life in self.work:
            for place, drafted in enumerate(blueprint.contracts):
                if life.contracts[place] != self.number:
                    continue
                relationship = self.all.relationships[blueprint.at]
                contract = Contract(relationship=relationship)
                kept = contracts.clean_contract(contract, drafted.fields, by=self.by)
                for name, value in kept.items():
                    setattr(contract, name, value)
                made[blueprint.at, place] = self._stamped(contract, blueprint, 5)
                lines += [
                    self._stamped(ContractLine(contract=contract, key=f"manual-{at}", **line), blueprint, 6)
                    for at, line in enumerate(drafted.lines, start=1)
                ]
        insert_all(list(made.values()), self.by)
        insert_all(lines, self.by)
        self.all.contracts.update(made)
        self.touched |= {each.relationship_id for each in made.values()}

    def _change_contracts(self) -> None:
        for names in (["options_exercised"], ["notice_given_on", "notice_given_by"]):
            changed = []
            for blueprint, life in self.work:
                for place, drafted in enumerate(blueprint.contracts):
                    if life.contract_changed == self.number and names[0] in drafted.later:
                        contract = self.all.contracts[blueprint.at, place]
                        for name in names:
                            setattr(contract, name, drafted.later[name])
                        changed.append(self._stamped(contract, blueprint, 10))
            update_all(changed, names, self.by)
            self.touched |= {each.relationship_id for each in changed}

    def _change_relationships(self) -> None:
        """The next phase; and the owner who took over half-way."""
        changed = []
        for blueprint, life in self.work:
            phase = life.phases.get(self.number) if self.number > life.born else None
            takes_over = life.owner_before and self.number == max(8, life.born + 1)
            if phase is None and not takes_over:
                continue
            relationship = self.all.relationships[blueprint.at]
            relationship.phase = phase or relationship.phase
            if takes_over:
                relationship.owner = self.all.users[blueprint.owner] if blueprint.owner else None
            changed.append(self._stamped(relationship, blueprint, 12))
        update_all(changed, ["phase", "owner"], self.by)

    # --- what is known of it

    def _ratings(self) -> Iterable[FactRating]:
        for blueprint, life in self.work:
            for at, rating in enumerate(life.ratings.get(self.number, [])):
                who = self._second() if rating.who else self.user
                record = FactRating(
                    relationship=self.all.relationships[blueprint.at],
                    fact=rating.fact,
                    value=rating.value,
                    source=rating.source,
                    assessor=who,
                    assessed_on=self.day - timedelta(days=rating.days_before),
                    evidence=rating.evidence,
                    recorded_at=self._at(blueprint, 15 + at // 8),
                )
                yield self._stamped(record, blueprint, 15 + at // 8, who)

    def _withdraw_ratings(self) -> None:
        """What was rated by mistake in the session before is taken back."""
        wanted = {
            self.all.relationships[blueprint.at].pk: (blueprint, rating)
            for blueprint, life in self.work
            for rating in life.ratings.get(self.number - 1, [])
            if rating.withdrawn_next
        }
        if not wanted:
            return
        taken_back = []
        rows = FactRating.objects.filter(relationship__in=wanted, withdrawn_at__isnull=True).order_by("pk")
        for row in rows:
            blueprint, rating = wanted[row.relationship_id]
            if (row.fact, row.value) == (rating.fact, rating.value) and not row.evidence:
                row.withdrawn_at, row.withdrawn_by = self._at(blueprint, 20), self.user
                taken_back.append(self._stamped(row, blueprint, 20))
        update_all(taken_back, ["withdrawn_at", "withdrawn_by"], self.by)
        self.touched |= set(wanted)

    def _assessments(self) -> Iterable[TrustAssessment]:
        for blueprint, life in self.work:
            for each in life.trust.get(self.number, []):
                relationship = self.all.relationships[blueprint.at]
                who = relationship.owner or self.user
                detailed = (blueprint.at + self.number) % 3 == 0
                texts = self.all.texts[f"trust_{each.trend}"]
                record = TrustAssessment(
                    relationship=relationship,
                    direction=Direction.of(each.side),
                    level=each.level,
                    ability=min(5, each.level + 1) if detailed else None,
                    integrity=each.level if detailed else None,
                    benevolence=max(1, each.level - 1) if detailed else None,
                    assessor=who,
                    assessed_on=self.day,
                    evidence=texts[(blueprint.at + self.number) % len(texts)],
                    recorded_at=self._at(blueprint, 25),
                )
                yield self._stamped(record, blueprint, 25, who)

    def _safeguards(self) -> Iterable[Safeguard]:
        for blueprint, life in self.work:
            if life.safeguards != self.number:
                continue
            contract = self.all.contracts.get((blueprint.at, len(blueprint.contracts) - 1))
            spare = [code for code in self.all.kinds if code not in blueprint.safeguards]
            terms: list[tuple[str, date, date | None]] = [
                (code, self.day, None) for code in blueprint.safeguards
            ]
            if blueprint.at % 10 == 0:
                ended = max(self.day, self.all.on - timedelta(days=60))
                terms.append((spare[blueprint.at % len(spare)], self.day, ended))
            if blueprint.at % 12 == 5:
                begins = self.all.on + timedelta(days=45)
                terms.append((spare[blueprint.at % len(spare)], begins, None))
            for code, begins, ends in terms:
                record = Safeguard(
                    relationship=self.all.relationships[blueprint.at],
                    kind=self.all.kinds[code],
                    active_from=begins,
                    active_to=ends,
                    contract=contract,
                )
                yield self._stamped(record, blueprint, 30)

    def _arrangements(self) -> Iterable[Arrangement]:
        """Most of what the chosen type asks for is there; some is not, some does not apply."""
        for blueprint, life in self.work:
            if life.arrangements != self.number or blueprint.told.chosen is None:
                continue
            kinds = arrangements.needed(blueprint.told.chosen, blueprint.facts["access"])
            for place, kind in enumerate(kinds):
                draw = (blueprint.at * 7 + place * 3) % 10
                if draw == 9:  # nobody has looked at this one yet
                    continue
                state, reason = ArrangementState.PRESENT, ""
                if draw in (3, 6):
                    state = ArrangementState.ABSENT
                elif draw == 8:
                    texts = self.all.texts["not_applicable"]
                    state, reason = ArrangementState.NOT_APPLICABLE, texts[place % len(texts)]
                record = Arrangement(
                    relationship=self.all.relationships[blueprint.at], kind=kind, state=state, reason=reason
                )
                yield self._stamped(record, blueprint, 35)

    # --- what is decided

    def _decide(self) -> None:
        """The decisions of the session; the one before each is superseded."""
        wanted: dict[int, tuple[Blueprint, Decision]] = {
            self.all.relationships[blueprint.at].pk: (blueprint, life.decisions[self.number])
            for blueprint, life in self.work
            if self.number in life.decisions
        }
        made, superseded = [], []
        for situation in situations(list(wanted), _moment(self.day, 14)):
            blueprint, wish = wanted[situation.relationship]
            by = Actor(self.user, Door.COMMAND, self._at(blueprint, 240))
            relationship = self.all.relationships[blueprint.at]
            decided = decision(relationship, situation, wish.chosen, wish.target, wish.reason, by)
            made.append(self._stamped(decided, blueprint, 240))
            before = self.all.decisions.get(blueprint.at)
            if before is not None:
                before.superseded_at = by.at
                superseded.append(self._stamped(before, blueprint, 240))
            self.all.decisions[blueprint.at] = decided
        update_all(superseded, ["superseded_at"], self.by)
        self._insert(made)

    # --- who and when

    def _at(self, blueprint: Blueprint, minute: int) -> datetime:
        """Each relationship has its own time between nine and one, its acts some minutes apart."""
        minutes = (blueprint.at % 16) * 15 + minute
        return _moment(self.day, 9 + minutes // 60, minutes % 60)

    def _stamped(self, record: Any, blueprint: Blueprint, minute: int, who: User | None = None) -> Any:
        record._history_user = who or self.user
        record._history_date = self._at(blueprint, minute)
        return record

    def _second(self) -> User:
        """The colleague who rates the same thing independently."""
        other = "principles" if self.user.username == "sourcing" else "sourcing"
        return self.all.users[other]

    def _insert(self, records: Iterable[Any]) -> None:
        made: Sequence[Any] = insert_all(list(records), self.by)
        self.touched |= {each.relationship_id for each in made}
