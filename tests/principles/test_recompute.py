"""Everything computed anew: as it was kept up to date, in steps, in as few statements for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.world import AT, build
from principles import compliance
from principles.models import Compliance, PastCompliance
from relationships import verdicts
from relationships.models import Relationship
from tests import builders as b
from tests.principles import worlds

pytestmark = pytest.mark.django_db

COLUMNS = (
    *("relationship_id", "principle__code", "result", "effective", "reasons", "ways"),
    *("judgement_id", "explanation_id", "valid_until"),
)


def stored():
    return list(Compliance.objects.order_by("relationship_id", "principle_id").values_list(*COLUMNS))


def statements(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_what_actions_kept_up_to_date_is_what_is_computed_from_nothing():
    for _place in range(2):
        worlds.place(b.unit())
    compliance.refresh(Relationship.objects.values_list("pk", flat=True), b.NOW)
    kept = stored()
    Compliance.objects.all().delete()
    assert compliance.compute_due(b.NOW) == 2
    assert stored() == kept
    assert len(kept) == 2 * 9


def test_a_large_world_gives_the_same_in_batches_as_one_by_one(monkeypatch):
    build(relationships=40)
    verdicts.compute_pending()
    compliance.mark_pending(None, AT)
    assert PastCompliance.objects.count() == 40 * 9
    monkeypatch.setattr(compliance, "BATCH", 7)
    monkeypatch.setattr(compliance, "PORTION", 16)
    told = []
    assert compliance.compute_due(AT, told.append) == 40
    assert told == [7, 14, 16, 23, 30, 32, 39, 40]
    in_batches = stored()
    assert {each[2] for each in in_batches} >= {"COMPLIANT", "PARTLY", "NON_COMPLIANT", "NOT_ASSESSABLE"}
    assert {each[3] for each in in_batches} >= {"EXPLAINED"}
    Compliance.objects.all().delete()
    for pk in Relationship.objects.order_by("pk").values_list("pk", flat=True):
        compliance.refresh([pk], AT)
    assert stored() == in_batches


def test_a_batch_of_full_evidence_takes_as_many_statements_as_one_relationship():
    one, *three = [worlds.place(b.unit()).relationship.pk for _place in range(4)]
    compliance.mark_pending(None, b.NOW)
    assert statements(lambda: compliance.refresh([one], b.NOW)) == statements(
        lambda: compliance.refresh(three, b.NOW)
    )


def test_marking_all_takes_two_statements_however_many_there_are():
    worlds.place(b.unit())
    savepoint = 2
    assert statements(lambda: compliance.mark_pending(None, b.NOW)) == 2 + savepoint
    for _place in range(3):
        worlds.place(b.unit())
    assert statements(lambda: compliance.mark_pending(None, b.NOW)) == 2 + savepoint


def test_what_stays_as_it_is_is_not_written():
    place = worlds.place(b.unit())
    compliance.refresh([place.relationship.pk], b.NOW)
    with CaptureQueriesContext(connection) as captured:
        compliance.refresh([place.relationship.pk], b.NOW)
    assert not [each["sql"] for each in captured if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_those_marked_are_those_named_and_no_others():
    marked, left = (worlds.place(b.unit()).relationship for _place in range(2))
    compliance.mark_pending([marked.pk], b.NOW)
    results = Compliance.objects.values_list("relationship", "result")
    assert {result for pk, result in results if pk == marked.pk} == {"PENDING"}
    assert "PENDING" not in {result for pk, result in results if pk == left.pk}
    assert list(compliance.due(b.NOW)) == [marked]
