"""One session of the demonstration: everything that was recorded in a portfolio on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from access.demonstration.diary import moment
from access.demonstration.plan import Blueprint
from access.demonstration.timeline import Decision, Timeline
from relationships import arrangements, changes, verdicts
from relationships.actions import contracts
from relationships.actions.classify import decision
from relationships.actor import Actor
from relationships.changes import Kind
from relationships.choices import ArrangementState, Direction, Door
from relationships.history import insert_all, update_all
from relationships.models import (
    Arrangement,
    Contract,
    ContractLine,
    FactRating,
    Relationship,
    Safeguard,
    TrustAssessment,
    User,
)
from relationships.queries.situations import situations

if TYPE_CHECKING:
    from access.demonstration.load import Portfolios


class Session:
    """A day on which a portfolio was worked on: everything recorded that day, then the verdicts."""

    def __init__(self, portfolio: Portfolios, key: str, number: int, day: date) -> None:
        self.all = portfolio
        self.key = key
        self.number = number
        self.day = day
        self.user = portfolio.in_charge[key]
        self.by = Actor(self.user, Door.COMMAND, moment(day, 9))
        self.touched: set[int] = set()
        self.changed: dict[Kind, set[int]] = defaultdict(set)
        self.work = [
            (each, portfolio.timelines[each.at]) for each in portfolio.blueprints if each.portfolio == key
        ]

    def write(self) -> None:
        self._add_relationships()
        self._add_contracts()
        self._change_contracts()
        self._change_relationships()
        self._insert(self._ratings(), Kind.FACTS)
        self._withdraw_ratings()
        self._insert(self._assessments(), Kind.TRUST)
        self._insert(self._safeguards(), Kind.SAFEGUARD)
        self._insert(self._arrangements(), Kind.ARRANGEMENT)
        self._decide()
        close = moment(self.day, 17, 30)
        verdicts.refresh({*self.touched, *verdicts.due(close)}, close)
        for kind, relationships in self.changed.items():
            changes.announce(kind, sorted(relationships), Actor(self.user, Door.COMMAND, close))

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
        self._touch(Kind.CONTRACT, made.values())

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
            self._touch(Kind.CONTRACT, changed)

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
        self.changed[Kind.RELATIONSHIP] |= {each.pk for each in changed}

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
        self._touch(Kind.FACTS, taken_back)

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
        for situation in situations(list(wanted), moment(self.day, 14)):
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
        self._insert(made, Kind.CLASSIFICATION)

    # --- who and when

    def _at(self, blueprint: Blueprint, minute: int) -> datetime:
        """Each relationship has its own time between nine and one, its acts some minutes apart."""
        minutes = (blueprint.at % 16) * 15 + minute
        return moment(self.day, 9 + minutes // 60, minutes % 60)

    def _stamped(self, record: Any, blueprint: Blueprint, minute: int, who: User | None = None) -> Any:
        record._history_user = who or self.user
        record._history_date = self._at(blueprint, minute)
        return record

    def _second(self) -> User:
        """The colleague who rates the same thing independently."""
        other = "principles" if self.user.username == "sourcing" else "sourcing"
        return self.all.users[other]

    def _insert(self, records: Iterable[Any], kind: Kind) -> None:
        self._touch(kind, insert_all(list(records), self.by))

    def _touch(self, kind: Kind, records: Iterable[Any]) -> None:
        relationships = {each.relationship_id for each in records}
        self.touched |= relationships
        if relationships:
            self.changed[kind] |= relationships
