"""How far compliance is computed, of what one may see."""

from __future__ import annotations

import pytest

from principles import compliance
from principles.models import Compliance
from principles.queries.progress import progress
from relationships.models import BulkRun, Relationship
from relationships.queries import visible_to
from tests import builders as b

pytestmark = pytest.mark.django_db


def test_answers_are_counted_of_each_relationship_and_active_principle(django_assert_num_queries) -> None:
    user = b.user("READER")
    one, other, third = (b.relationship() for _ in range(3))
    compliance.mark_pending([one.pk], b.NOW)
    Compliance.objects.filter(relationship=other).delete()
    chosen = visible_to(user, Relationship)
    with django_assert_num_queries(6):
        found = progress(chosen)
    assert (found.relationships, found.relationships_pending) == (3, 2)
    assert (found.total, found.computed, found.pending, found.running) == (27, 9, 18, False)
    BulkRun.objects.create(kind="COMPLIANCE", started_at=b.NOW)
    assert progress(chosen.filter(pk=third.pk)).relationships_pending == 0
    assert progress(chosen).running is True
    compliance.compute_due(b.NOW)
    assert progress(chosen).pending == 0


def test_a_stranger_counts_nothing() -> None:
    b.relationship()
    stranger = b.user("ADMINISTRATOR", b.unit())
    found = progress(visible_to(stranger, Relationship))
    assert (found.relationships, found.total, found.computed, found.pending) == (0, 0, 0, 0)
