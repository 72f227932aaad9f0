"""What people recorded about a relationship: a lot about one in three, a little about the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from principles import models as p
from principles.checks.codes import StageKind
from relationships.choices import Direction, Side

ON = date(2026, 11, 20)
Add = Callable[..., int]


class Evidence:
    """Adds evidence to relationships. `add(Model, **columns)` gives the id of the new row."""

    def __init__(self, draw: Random, add: Add, approver: int) -> None:
        self.draw, self.add, self.approver = draw, add, approver

    def rich(self, relationship: int) -> None:
        """Some thirty records, of every kind."""
        for _benefit in range(4):
            self._benefit(relationship)
        self._interests(relationship)
        self._capabilities(relationship)
        for _signal in range(2):
            self._signal(relationship)
        self._plan(relationship)
        for _review in range(2):
            self._review(relationship)

    def poor(self, relationship: int) -> None:
        """Three records at most."""
        for act in self.draw.sample((self._benefit, self._signal, self._review), self.draw.randint(0, 3)):
            act(relationship)

    def _benefit(self, relationship: int) -> None:
        draw = self.draw
        self.add(
            p.Benefit,
            relationship_id=relationship,
            beneficiary=draw.choice(("THEM", "JOINT", "OWN")),
            description="Steadier volumes, planned together",
            effect=draw.choice((None, -2, -1, 1, 2, 3, 4)),
            stated_by_them=draw.random() < 0.5,
            evidence=draw.choice(("", "Minutes of the quarterly meeting")),
        )

    def _interests(self, relationship: int) -> None:
        draw = self.draw
        of = {
            side: [
                self.add(
                    p.Interest,
                    relationship_id=relationship,
                    side=side,
                    kind=draw.choice(("INTEREST", "GOAL", "NEED", "HESITATION")),
                    description="Continuity of the deliveries",
                    priority=draw.choice(("HIGH", "MEDIUM", "LOW")),
                    disclosed=draw.random() < 0.7,
                )
                for _interest in range(3)
            ]
            for side in Side
        }
        pairs = [(one, other) for one in of[Side.CUSTOMER] for other in of[Side.SUPPLIER]]
        for one, other in draw.sample(pairs, 5):
            self.add(
                p.InterestPair,
                relationship_id=relationship,
                customer_interest_id=one,
                supplier_interest_id=other,
                rating=draw.choice(("", "SHARED", "COMPATIBLE", "CONFLICTING")),
                arrangement=draw.choice(("", "Settled each quarter")),
            )

    def _capabilities(self, relationship: int) -> None:
        of = {
            side: [
                self.add(p.Capability, relationship_id=relationship, side=side, description="Planning")
                for _capability in range(2)
            ]
            for side in Side
        }
        for one, other in zip(of[Side.CUSTOMER], of[Side.SUPPLIER], strict=True):
            self.add(
                p.CapabilityPair,
                relationship_id=relationship,
                customer_capability_id=one,
                supplier_capability_id=other,
                kind="COMPLEMENTARY",
                state=self.draw.choice(("IDENTIFIED", "PLANNED", "IN_USE")),
            )

    def _signal(self, relationship: int) -> None:
        raised = self._day(300)
        known = {}
        if self.draw.random() < 0.7:
            looked_at = raised + timedelta(days=20)
            known = {"investigated_on": looked_at, "verdict": "RATIONAL", "verdict_on": looked_at}
        if known and self.draw.random() < 0.7:
            due = raised + timedelta(days=90)
            known |= {"answer_kind": "MEASURE", "answer": "One planning for both", "answer_due_on": due}
        self.add(
            p.ResistanceSignal,
            relationship_id=relationship,
            side="CUSTOMER",
            subject="Their planners decide our hours",
            raised_on=raised,
            **known,
        )

    def _plan(self, relationship: int) -> None:
        plan = self.add(
            p.DevelopmentPlan, relationship_id=relationship, title="To outcomes", raises=["attitude"]
        )
        begin = self._day(900)
        for position, kind in enumerate(list(StageKind)[:4]):
            due = begin + timedelta(days=100 * (position + 1))
            done = due if due < ON else None
            self.add(
                p.Stage,
                plan_id=plan,
                kind=kind,
                position=position,
                due_on=due,
                started_on=due - timedelta(days=80) if done else None,
                done_on=done,
                approver_id=self.approver,
                approved_on=done,
            )

    def _review(self, relationship: int) -> None:
        self.add(
            p.Review,
            relationship_id=relationship,
            held_on=self._day(700),
            resistance=self.draw.choice(("NOT_ASKED", "ASKED_NONE", "ASKED_FOUND")),
        )

    def _day(self, back: int) -> date:
        return ON - timedelta(days=self.draw.randint(1, back))


DIRECTIONS = tuple(Direction)
