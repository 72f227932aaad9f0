from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles import models as p
from principles.actions.interests import create_interest_pair
from relationships.models import FactRating, Relationship, User
from tests import builders as b
from tests.principles import worlds as w
from web.views.evidence.kinds import KINDS

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship(subject="Cleaning")


@pytest.fixture
def keeper(client: Client) -> User:
    user = b.user("ACCOUNT_MANAGER", username="keeper")
    client.force_login(user, backend=BACKEND)
    return user


def pair_of(relationship: Relationship, one: Any) -> tuple[str, str]:
    return str(one(relationship).pk), str(one(relationship, "SUPPLIER").pk)


def given(kind: str, relationship: Relationship) -> dict[str, str]:
    """What a person fills in for a new one of this kind."""
    if kind == "interest-pairs":
        customer, supplier = pair_of(relationship, w.interest)
        return {"customer_interest": customer, "supplier_interest": supplier, "rating": ""}
    if kind == "capability-pairs":
        customer, supplier = pair_of(relationship, w.capability)
        ends = {"customer_capability": customer, "supplier_capability": supplier}
        return {**ends, "kind": "COMPLEMENTARY", "state": "PLANNED", "reason": ""}
    return {
        "benefits": {"beneficiary": "THEM", "description": HOSTILE, "effect": "3", "stated_by_them": "on"},
        "interests": {"side": "SUPPLIER", "kind": "GOAL", "description": HOSTILE, "priority": "HIGH"},
        "capabilities": {"side": "CUSTOMER", "description": HOSTILE},
        "resistance-signals": {"side": "CUSTOMER", "subject": HOSTILE, "raised_on": ""},
        "development-plans": {"title": HOSTILE, "raises": "goal_alignment"},
        "reviews": {"held_on": "", "found": HOSTILE, "resistance": "ASKED_NONE"},
    }[kind]


@pytest.mark.parametrize("kind", [name for name, each in KINDS.items() if each.create])
def test_each_kind_is_recorded_changed_and_removed(
    client: Client, keeper: User, relationship: Relationship, kind: str
) -> None:
    new = f"/relationships/{relationship.pk}/evidence/{kind}/new/"
    assert client.get(new).status_code == 200
    made = client.post(new, given(kind, relationship))
    assert made.status_code == 302, made.content.decode()[-3000:]
    record = KINDS[kind].model.objects.get(relationship=relationship)

    address = f"/evidence/{kind}/{record.pk}/"
    shown = client.get(address)
    assert shown.status_code == 200
    assert HOSTILE not in shown.content.decode()
    together = client.get(f"/relationships/{relationship.pk}/evidence/").content.decode()
    assert HOSTILE not in together
    assert address in together

    form = shown.context["form"]
    for name in form.fields:
        stored = getattr(record, f"{name}_id" if hasattr(record, f"{name}_id") else name)
        assert str(form[name].value() or "") == str(stored or ""), name
    same = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert client.post(address, same).status_code == 302
    record.refresh_from_db()
    assert record.version == 1, "nothing was typed otherwise"

    assert client.post(f"{address}remove/?to=evidence", {"version": 1})["Location"].endswith(
        f"/relationships/{relationship.pk}/evidence/#{kind}"
    )
    assert not KINDS[kind].model.objects.filter(pk=record.pk).exists()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    typed = {"beneficiary": "THEM", "description": "", "amount": "12", "evidence": "=1+1"}
    answer = client.post(f"/relationships/{relationship.pk}/evidence/benefits/new/", typed)

    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"description"}
    assert form["evidence"].value() == "=1+1"
    assert not p.Benefit.objects.exists()


def test_an_end_of_a_pair_that_is_of_another_relationship_is_refused(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    own, theirs = w.interest(relationship), w.interest(b.relationship(), "SUPPLIER")
    typed = {"customer_interest": str(own.pk), "supplier_interest": str(theirs.pk)}

    answer = client.post(f"/relationships/{relationship.pk}/evidence/interest-pairs/new/", typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"supplier_interest"}


def test_somebody_elses_change_is_not_overwritten(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    record = w.benefit(relationship)

    answer = client.post(f"/evidence/benefits/{record.pk}/", {"description": "Other", "version": "7"})

    assert answer.status_code == 409
    record.refresh_from_db()
    assert record.description == "Steady work"


def test_resistance_is_investigated_then_answered(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    record = w.signal(relationship)
    at = f"/evidence/resistance-signals/{record.pk}"

    early = client.post(f"{at}/answer/", {"answer_kind": "REJECTION", "answer": "No."})
    assert early.status_code == 422

    found = {"version": "1", "investigation": "Heard both.", "verdict": "RATIONAL"}
    assert client.post(f"{at}/investigate/", found).status_code == 302
    record.refresh_from_db()
    assert (record.verdict, record.investigated_on, record.verdict_on) != ("", None, None)

    undated = {"version": "2", "answer_kind": "MEASURE", "answer": "A pilot."}
    answer = client.post(f"{at}/answer/", undated)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"answer_due_on"}
    assert client.post(f"{at}/answer/", {**undated, "answer_due_on": "2027-03-01"}).status_code == 302
    record.refresh_from_db()
    assert record.answer == "A pilot."


def test_a_plan_gets_stages_and_only_the_approver_opens_a_gate(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    record = w.plan(relationship)
    at = f"/evidence/development-plans/{record.pk}/stage/"
    other = b.user("READER")
    typed = {"kind": "ALIGN_INTERESTS", "started_on": "2026-01-05", "done_on": "2026-02-09"}
    assert client.post(at, {**typed, "approver": str(other.pk)}).status_code == 302
    stage = p.Stage.objects.get(plan=record)
    assert stage.back_dated

    gate = f"/evidence/stages/{stage.pk}/approve/"
    assert client.post(gate, {}).status_code == 422
    client.force_login(other, backend=BACKEND)
    assert client.post(gate, {}).status_code == 302
    stage.refresh_from_db()
    assert stage.approved_on is not None
    assert client.get(f"/evidence/stages/{stage.pk}/").status_code == 403


def test_a_plan_is_abandoned_with_a_reason(client: Client, keeper: User, relationship: Relationship) -> None:
    record = w.plan(relationship)
    at = f"/evidence/development-plans/{record.pk}/abandon/"

    assert client.post(at, {"reason": ""}).status_code == 422
    assert client.post(at, {"reason": "The contract ends."}).status_code == 302
    record.refresh_from_db()
    assert record.abandoned_reason == "The contract ends."


def test_a_suggested_rating_waits_until_somebody_takes_it_over(
    client: Client, relationship: Relationship
) -> None:
    for number in range(3):
        ends = {
            "customer_interest": w.interest(relationship, description=f"C{number}", priority="LOW").pk,
            "supplier_interest": w.interest(
                relationship, "SUPPLIER", description=f"S{number}", priority="LOW"
            ).pk,
        }
        made = {**ends, "rating": "SHARED"}
        create_interest_pair(by=b.system(), relationship=relationship, given=made)
    client.force_login(b.user("SOURCING_MANAGER"), backend=BACKEND)
    at = f"/relationships/{relationship.pk}/suggested/goal_alignment/"

    shown = client.get(at)
    assert shown.context["suggested"].value == 5
    assert not FactRating.objects.filter(fact="goal_alignment").exists()
    assert client.post(at, {"value": "4"}).status_code == 409, "not what the page suggested"
    assert client.post(at, {"value": "5", "evidence": "The pairs."}).status_code == 302
    assert FactRating.objects.get(fact="goal_alignment").value == 5

    client.force_login(b.user("ACCOUNT_MANAGER"), backend=BACKEND)
    assert client.get(at).status_code == 403


def test_a_label_is_dismissed_with_a_reason_and_counts_again(client: Client, keeper: User) -> None:
    relationship = b.relationship(subject="Partnership cleaning")
    page = client.get(f"/relationships/{relationship.pk}/evidence/")
    [(_label, key, _place)] = page.context["labels"]
    at = f"/relationships/{relationship.pk}/labels/dismiss/?label={key}"

    assert client.post(at, {"reason": ""}).status_code == 422
    assert client.post(at, {"reason": "A name."}).status_code == 302
    dismissal = p.LabelDismissal.objects.get(relationship=relationship)
    assert client.get(at).status_code == 404, "it is found no more"
    assert client.post(f"/dismissals/{dismissal.pk}/undo/", {}).status_code == 302
    assert client.get(at).status_code == 200


def test_readers_read_and_strangers_find_nothing(client: Client, relationship: Relationship) -> None:
    record = w.benefit(relationship)
    addresses = [
        f"/relationships/{relationship.pk}/evidence/benefits/new/",
        f"/evidence/benefits/{record.pk}/",
        f"/evidence/benefits/{record.pk}/remove/",
    ]
    client.force_login(b.user("READER"), backend=BACKEND)
    assert [client.get(each).status_code for each in addresses] == [403, 403, 403]
    assert client.get(f"/relationships/{relationship.pk}/evidence/").status_code == 200

    client.force_login(b.user("ADMINISTRATOR", b.unit("ELSEWHERE")), backend=BACKEND)
    addresses.append(f"/relationships/{relationship.pk}/evidence/")
    assert [client.get(each).status_code for each in addresses] == [404, 404, 404, 404]


def test_what_is_no_kind_and_no_step_is_not_there(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    for kind in ("nothing", "stages"):
        assert client.get(f"/relationships/{relationship.pk}/evidence/{kind}/new/").status_code == 404
    record = w.benefit(relationship)
    assert client.get(f"/evidence/benefits/{record.pk}/approve/").status_code == 404


def test_text_with_a_nul_is_refused(client: Client, keeper: User, relationship: Relationship) -> None:
    typed = {"beneficiary": "THEM", "description": "a\x00b"}
    answer = client.post(f"/relationships/{relationship.pk}/evidence/benefits/new/", typed)
    assert answer.status_code == 422
    assert "description" in answer.context["form"].errors


def test_the_page_of_all_evidence_asks_no_more_when_there_is_more(
    client: Client, keeper: User, relationship: Relationship
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/relationships/{relationship.pk}/evidence/").status_code == 200
        return len(asked)

    counted = []
    for times in (1, 2):
        for number in range(times):
            w.benefit(relationship)
            w.stage(w.plan(relationship), approver=b.user("READER").pk)
            ends = {
                "customer_interest": w.interest(relationship, description=f"{times}{number}").pk,
                "supplier_interest": w.interest(relationship, "SUPPLIER").pk,
            }
            w.interest_pair(relationship, **ends)
            w.capability_pair(relationship)
            w.review(relationship)
            w.dismissal(relationship, text=f"HR Partners {times}{number}")
        statements()
        counted.append(statements())
    assert counted[0] == counted[1]
