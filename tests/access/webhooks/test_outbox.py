"""Events: written with what happened, for whom asks for them where it happened, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from access.choices import ASKED_FOR, EventKind
from access.models import WebhookDelivery, WebhookEvent
from access.webhooks import outbox
from principles.lapsing import lapse_expired
from relationships import verdicts
from relationships.actions.merging import merge_parties
from relationships.changes import Event, Happening
from relationships.models import Relationship
from tests import builders as b
from tests.access.webhooks.receiving import webhook
from tests.principles import worlds

pytestmark = pytest.mark.django_db


def events(kind: str) -> list[tuple[int | None, dict]]:
    found = WebhookEvent.objects.filter(kind=kind).order_by("pk")
    return [(each.relationship_id, each.says) for each in found]


def test_every_event_of_the_registry_can_be_asked_for() -> None:
    assert set(Event) == {str(each) for each in ASKED_FOR} - {"DEADLINE_NEAR"}
    assert set(EventKind) - set(ASKED_FOR) == {"PING"}


def test_without_a_webhook_nothing_is_written_and_one_query_asked(queries) -> None:
    relationship = b.relationship()
    webhook(active=False)
    b.classification(None, relationship)
    assert (WebhookEvent.objects.count(), WebhookDelivery.objects.count()) == (0, 0)
    with queries(1):
        outbox.on_happenings([Happening(Event.CLASSIFIED, b.NOW, relationship=relationship.pk)])


@pytest.mark.parametrize("count", [1, 3])
def test_so_many_statements_whatever_the_number(queries, count: int) -> None:
    webhook(), webhook()
    found = [b.relationship().pk for _each in range(count)]
    WebhookEvent.objects.all().delete()
    with queries(4):
        outbox.on_happenings([Happening(Event.CLASSIFIED, b.NOW, relationship=pk) for pk in found])
    assert WebhookEvent.objects.count() == count
    assert WebhookDelivery.objects.count() == 2 * count


def test_a_great_many_at_once() -> None:
    webhook(events=["CLASSIFIED"])
    pk = b.relationship().pk
    outbox.on_happenings([Happening(Event.CLASSIFIED, b.NOW, relationship=pk)] * 1_200)
    assert WebhookDelivery.objects.filter(event__relationship_id=pk).count() == 1_200
    assert WebhookEvent.objects.values("key").distinct().count() == 1_200


def test_an_event_goes_back_with_what_it_tells_of() -> None:
    webhook()
    relationship = b.relationship()
    with pytest.raises(RuntimeError), transaction.atomic():
        b.classification(None, relationship)
        assert WebhookEvent.objects.exists()
        raise RuntimeError
    assert not WebhookEvent.objects.exists()


def test_a_webhook_hears_of_its_unit_and_those_below_and_of_the_kinds_it_asks_for() -> None:
    above = b.unit("ABOVE")
    unit, beside = b.unit("UNIT", above), b.unit("BESIDE", above)
    below = b.unit("BELOW", unit)
    hook = webhook(unit=unit, events=["CLASSIFIED"])
    webhook(unit=unit, events=["IMPORT_APPLIED"])
    told = {each.code: b.relationship(unit=each) for each in (above, unit, beside, below)}
    for each in told.values():
        b.classification(None, each)
    assert {(each.webhook_id, each.event.relationship_id) for each in WebhookDelivery.objects.all()} == {
        (hook.pk, told["UNIT"].pk),
        (hook.pk, told["BELOW"].pk),
    }


def test_a_verdict_that_is_another_is_told_with_the_one_before_it() -> None:
    webhook(events=["VERDICT_CHANGED"])
    relationship = b.relationship()
    assert events("VERDICT_CHANGED") == []
    b.rate(None, relationship)
    before = relationship.verdict.verdict
    later = b.system(b.NOW + timedelta(hours=1))
    b.classification(later, relationship, "SPOT", 1)
    relationship.verdict.refresh_from_db()
    after = relationship.verdict.verdict
    assert before != after
    assert events("VERDICT_CHANGED")[-1] == (relationship.pk, {"old_verdict": before, "verdict": after})


def test_a_verdict_worked_out_later_is_compared_with_what_was_said_before_it_was_pending() -> None:
    webhook(events=["VERDICT_CHANGED"])
    same, other = b.relationship(), b.relationship()
    for each in (same, other):
        b.rate(None, each)
        b.classification(None, each, "SERVICE", 3)
    WebhookEvent.objects.all().delete()
    before = other.verdict.verdict
    verdicts.mark_pending(Relationship.objects.all(), b.NOW + timedelta(hours=1))
    assert events("VERDICT_CHANGED") == []
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE relationships_classification SET trust_target = 1, chosen_type = 'SPOT' "
            "WHERE relationship_id = %s",
            [other.pk],
        )
    verdicts.refresh([same.pk, other.pk], b.NOW + timedelta(hours=2))
    other.verdict.refresh_from_db()
    assert events("VERDICT_CHANGED") == [
        (other.pk, {"old_verdict": before, "verdict": other.verdict.verdict})
    ]


def test_merged_parties_are_told_of_each_relationship_with_the_one_that_stays() -> None:
    webhook(events=["PARTIES_MERGED"])
    first, second = b.relationship(), b.relationship()
    into, other = first.party, second.party
    merge = merge_parties(by=b.system(), into=into, other=other)
    says = {"merge": merge.pk, "into": into.pk, "merged": other.pk}
    assert events("PARTIES_MERGED") == [(first.pk, says), (second.pk, says)]


def test_an_explanation_that_lapses_is_told_with_the_reason() -> None:
    webhook(events=["EXPLANATION_LAPSED"])
    approved = worlds.approved(b.relationship(subject="Strategic partner"))
    lapse_expired(b.NOW + timedelta(days=4_000))
    says = {"explanation": approved.pk, "principle": approved.principle_id, "lapse": "EXPIRED"}
    assert events("EXPLANATION_LAPSED") == [(approved.relationship_id, says)]
