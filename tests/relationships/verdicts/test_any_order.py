"""Whatever happens in whatever order, every stored verdict is right."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from relationships import verdicts
from relationships.models import PastVerdict, Verdict
from tests import builders as b
from tests.relationships.verdicts.acts import ACTS, SKIPPED
from tests.relationships.verdicts.shared import assert_right, assert_without_gaps, said

pytestmark = pytest.mark.django_db


class TestAnyOrder:
    """Many acts in an order drawn by a fixed seed, checked after each."""

    @pytest.mark.parametrize("seed", [1, 2])
    def test_every_stored_verdict_equals_a_fresh_computation(self, seed: int, clock: Callable) -> None:
        chance = random.Random(seed)
        people = [b.user("ADMINISTRATOR") for _ in range(2)]
        made = [b.relationship(category="computer hardware"), b.relationship(), b.relationship()]
        b.rate(None, made[1])
        b.rate(None, made[2])
        log: list[tuple[datetime, int, dict[str, Any]]] = []
        moment = b.NOW
        done = set()
        for _ in range(75):
            moment += timedelta(hours=chance.choice([0.5, 0.5, 7, 30]))
            clock(moment)
            verdicts.refresh(verdicts.due(moment), moment)
            moment += timedelta(minutes=1)
            clock(moment)
            by = b.actor(chance.choice(people), at=moment)
            act = chance.choice(ACTS)
            if act(chance, by, chance.choice(made)) is not SKIPPED:
                done.add(act.__name__)
            assert_right(moment)
            for each in Verdict.objects.exclude(verdict="PENDING"):
                log.append((moment, each.pk, said(each)))
        verdicts.compute_pending()
        assert_right(moment)
        assert len(done) == len(ACTS)
        for each in made:
            assert_without_gaps(each)
        for then, pk, what in log:
            assert as_of(pk, then) == what


def as_of(pk: int, moment: datetime) -> dict[str, Any]:
    current = Verdict.objects.get(pk=pk)
    if current.since <= moment:
        return said(current)
    return said(PastVerdict.objects.get(relationship=pk, since__lte=moment, until__gt=moment))
