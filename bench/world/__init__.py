"""A registry of any size with the same contents at every run: `build(relationships=100_000)`.

In ten relationships nine are classified and most are rated; of one in three the evidence is full. Their
verdicts are pending; their compliance says something that was found a month ago.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.db import models, transaction

from bench.world.evidence import DIRECTIONS, ON, Evidence
from bench.world.rows import Rows, ids_go_on
from principles import models as p
from principles.queries.sets import set_in_force
from relationships import models as r
from relationships.choices import DELIVERY_FACTS, TYPE_RULE_FACTS, CollaborationType, Phase, VerdictCode
from relationships.queries.rules import rule_set_in_force

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
EARLIER = AT - timedelta(days=30)
PORTION = 1000
OF_A_PARTY = 4
TYPES = tuple(CollaborationType)
PHASES = (Phase.OPERATION, Phase.OPERATION, Phase.OPERATION, Phase.IMPLEMENTATION, Phase.CHOICE, Phase.ENDED)
SUBJECTS = (
    "Catering",
    "Application management",
    "Cleaning of offices",
    "Strategic partner for ICT",
    "Road works",
)


def build(*, relationships: int, progress: Callable[[int], None] = lambda done: None) -> int:
    """Fill an empty registry; how many rows that took."""
    world = _World()
    for first in range(0, relationships, PORTION):
        with transaction.atomic():
            for _relationship in range(min(PORTION, relationships - first)):
                world.relationship()
            world.write()
        progress(min(first + PORTION, relationships))
    return world.close()


class _World:
    def __init__(self) -> None:
        self.draw = Random(20261119)  # noqa: S311  a fixed seed, nothing secret
        # Contracts draw apart: however many there are, the rest of the world is the same.
        self.draw_terms = Random(20261121)  # noqa: S311  likewise
        self._tables: dict[Any, Rows] = {}
        self.changed = r.Relationship.history.model
        self.unit = r.Unit.objects.get(parent__isnull=True).pk
        self.assessors = [self.add(r.User, username=f"assessor{each}", password="!") for each in range(2)]  # noqa: S106
        self.user = self.assessors[0]
        self.rule_set = rule_set_in_force().pk
        self.kinds = list(r.SafeguardKind.objects.values_list("pk", flat=True))
        self.profiles = list(r.CategoryProfile.objects.values_list("pk", flat=True))
        active = set_in_force().principles.filter(active=True)
        self.principles = list(active.values_list("pk", "code"))
        self.evidence = Evidence(self.draw, self.add, self.user)
        self.there = 0

    def add(self, model: type[models.Model], **given: Any) -> int:
        if model not in self._tables:
            self._tables[model] = Rows(model)
        return self._tables[model].add(**given)

    def write(self) -> None:
        for each in _parents_first(self._tables):
            self._tables[each].write()

    def close(self) -> int:
        ids_go_on(list(self._tables))
        return sum(each.written for each in self._tables.values())

    def relationship(self) -> None:
        draw = self.draw
        rich = draw.random() < 1 / 3
        if self.there % OF_A_PARTY == 0:
            self.party = self._party()
        self.there += 1
        given = {
            "unit_id": self.unit,
            "party_id": self.party,
            "our_role": "CUSTOMER" if draw.random() < 0.9 else "SUPPLIER",
            "subject": draw.choice(SUBJECTS),
            "phase": draw.choice(PHASES),
            "profile_id": draw.choice(self.profiles),
        }
        pk = self.add(r.Relationship, **given)
        of = partial(self.add, relationship_id=pk)
        self._history(pk, given)
        self._ratings(of, rich)
        self._contracts(of, 4 if rich else 1)
        if rich or draw.random() < 0.85:
            self._classification(of)
        if rich:
            self._trust(of)
            self.evidence.rich(pk)
        else:
            self.evidence.poor(pk)
        self._said(of)
        of(r.Verdict, verdict=VerdictCode.PENDING, since=EARLIER)
        self._compliance(of)

    def _party(self) -> int:
        name = f"Supplier {self.there}"
        return self.add(r.Party, name=name, normalised_name=name.lower(), created_by_id=self.user)

    def _history(self, pk: int, given: dict[str, Any]) -> None:
        for days, phase in ((800, Phase.CHOICE), (400, given["phase"])):
            self.add(
                self.changed,
                **given | {"phase": phase},
                id=pk,
                history_date=AT - timedelta(days=days),
                history_type="~",
                history_door="COMMAND",
            )

    def _ratings(self, of: Callable[..., int], rich: bool) -> None:
        facts = TYPE_RULE_FACTS if rich else DELIVERY_FACTS if self.draw.random() < 0.5 else ()
        for fact in facts:
            of(
                r.FactRating,
                fact=fact,
                value=self.draw.randint(2, 4) if fact.startswith("attitude") else self.draw.randint(1, 5),
                source="ASSESSED" if rich else "IMPORTED",
                assessor_id=self.draw.choice(self.assessors),
                assessed_on=ON - timedelta(days=60),
                recorded_at=EARLIER,
            )

    def _contracts(self, of: Callable[..., int], number: int) -> None:
        for _contract in range(number):
            start = ON - timedelta(days=self.draw_terms.randint(30, 1500))
            of(
                r.Contract,
                title=self.draw_terms.choice(
                    ("Framework agreement", "Delivery and maintenance", "Partnership agreement")
                ),
                description="Delivery, maintenance and replacement, with a yearly look back at it.",
                start=start,
                stated_end=start + timedelta(days=1460),
                notice_count=3,
                notice_unit="MONTHS",
                attributes={"segment": "Facilities"},
            )

    def _classification(self, of: Callable[..., int]) -> None:
        decided = {
            "decided_by_id": self.user,
            "rule_set_id": self.rule_set,
            "facts": {},
            "recommendation": {"needed_depth": 3, "feasible_depth": 2},
            "verdict": {},
        }
        before, after = AT - timedelta(days=700), AT - timedelta(days=200)
        of(
            r.Classification,
            chosen_type=self.draw.choice(TYPES),
            trust_target=2,
            decided_at=before,
            superseded_at=after,
            **decided,
        )
        of(
            r.Classification,
            chosen_type=self.draw.choice(TYPES),
            trust_target=self.draw.randint(1, 5),
            decided_at=after,
            **decided,
        )

    def _trust(self, of: Callable[..., int]) -> None:
        draw = self.draw
        for direction in DIRECTIONS:
            of(
                r.TrustAssessment,
                direction=direction,
                level=draw.randint(1, 5),
                assessor_id=self.user,
                assessed_on=ON - timedelta(days=draw.randint(1, 600)),
                recorded_at=EARLIER,
            )
        for kind in draw.sample(self.kinds, 2):
            of(r.Safeguard, kind_id=kind, active_from=ON - timedelta(days=500))
        of(r.Arrangement, kind="DEPENDENCE_PLAN", state=draw.choice(("PRESENT", "ABSENT")))

    def _said(self, of: Callable[..., int]) -> None:
        """A person's judgement of one relationship in twenty, an explanation of another."""
        chance = self.draw.random()
        if chance > 0.1:
            return
        principle, code = self.draw.choice(self.principles)
        said = {"principle_id": principle, "principle_code": code, "reason": "They merge this year."}
        if chance < 0.05:
            of(p.Judgement, **said, result="PARTLY", judged_by_id=self.user, judged_at=EARLIER)
            return
        of(
            p.Explanation,
            **said,
            instead="We meet each month.",
            owner_id=self.user,
            author_id=self.user,
            written_on=ON - timedelta(days=40),
            valid_until=ON + timedelta(days=200),
            approver_id=self.assessors[1],
            approved_at=EARLIER,
        )

    def _compliance(self, of: Callable[..., int]) -> None:
        for principle, _code in self.principles:
            result = self.draw.choice(("COMPLIANT", "PARTLY", "NON_COMPLIANT", "NOT_ASSESSABLE"))
            of(
                p.Compliance,
                principle_id=principle,
                result=result,
                effective=result,
                reasons=REASONS,
                since=EARLIER,
                valid_until=None,
            )


REASONS = [{"code": "NOT_CLASSIFIED", "params": {}}]


def _parents_first(tables: dict[Any, Rows]) -> list[Any]:
    """The tables in an order in which what is referred to comes first."""
    order: list[Any] = []

    def visit(model: Any) -> None:
        if model in order or model not in tables:
            return
        for field in model._meta.concrete_fields:
            if field.remote_field and field.remote_field.model is not model:
                visit(field.remote_field.model)
        order.append(model)

    for each in tables:
        visit(each)
    return order
