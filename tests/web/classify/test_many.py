"""Classifying many alike relationships at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.models import Classification, Relationship, User
from tests import builders as b

pytestmark = pytest.mark.django_db

ADDRESS = "/relationships/classify/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def of(*relationships: Relationship) -> str:
    return f"{ADDRESS}?id={','.join(str(each.pk) for each in relationships)}"


def ticked(*relationships: Relationship, **given: str) -> dict[str, Any]:
    return {"relationship": [str(each.pk) for each in relationships], **given}


def alike(count: int) -> list[Relationship]:
    made = [b.relationship() for _ in range(count)]
    for each in made:
        b.rate(None, each)
    return made


def test_the_choice_is_worked_out_for_each_before_it_is_made() -> None:
    client, known, unknown = signed_in(b.user("SOURCING_MANAGER")), *alike(1), b.relationship()

    answer = client.post(
        of(known, unknown), ticked(known, unknown, chosen_type="SERVICE", trust_target="2", do="preview")
    )

    said = {
        row["relationship"].pk: (str(row["tried"].then.verdict), bool(row["why"]))
        for row in answer.context["rows"]
    }
    assert answer.status_code == 200
    assert said == {known.pk: ("NOT_ASSESSABLE", False), unknown.pk: ("NOT_ASSESSABLE", True)}
    assert Classification.objects.count() == 0


def test_all_that_are_ticked_are_classified_and_no_other() -> None:
    manager = b.user("SOURCING_MANAGER")
    client, (one, two, three) = signed_in(manager), alike(3)
    sent = ticked(one, three, chosen_type="SERVICE", trust_target="2", reason="Alike.", do="classify")

    answer = client.post(of(one, two, three), sent)

    assert (answer.status_code, answer["Location"]) == (302, "/relationships/")
    assert {each.relationship_id for each in Classification.objects.all()} == {one.pk, three.pk}
    assert {(each.decided_by, each.reason) for each in Classification.objects.all()} == {(manager, "Alike.")}


def test_what_is_refused_of_some_stands_beside_them_and_nothing_is_done() -> None:
    client, (known,), unknown = signed_in(b.user("SOURCING_MANAGER")), alike(1), b.relationship()
    sent = ticked(known, unknown, chosen_type="SERVICE", trust_target="2", do="classify")

    answer = client.post(of(known, unknown), sent)

    refused = {row["relationship"].pk: len(row["refused"]) for row in answer.context["rows"]}
    assert (answer.status_code, refused) == (422, {known.pk: 0, unknown.pk: 1})
    assert Classification.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"chosen_type": "<script>", "trust_target": "2"}, "chosen_type"),
        ({"chosen_type": "SERVICE", "trust_target": "9"}, "trust_target"),
        ({"chosen_type": "", "trust_target": "2"}, "chosen_type"),
    ],
)
def test_what_is_wrong_for_all_stands_at_its_field(sent: dict[str, str], field: str) -> None:
    client, (one, two) = signed_in(b.user("SOURCING_MANAGER")), alike(2)

    answer = client.post(of(one, two), ticked(one, two, do="classify", **sent))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert b"<script>" not in answer.content.replace(b"<script src", b"")


def test_nothing_ticked_is_nothing_done() -> None:
    client, (one,) = signed_in(b.user("SOURCING_MANAGER")), alike(1)

    answer = client.post(of(one), ticked(chosen_type="SERVICE", trust_target="2", do="classify"))

    assert (answer.status_code, Classification.objects.count()) == (422, 0)


def test_only_what_one_may_classify_is_offered_and_the_rest_counted() -> None:
    own, read = b.unit(), b.unit()
    mine, seen, hidden = b.relationship(unit=own), b.relationship(unit=read), b.relationship(unit=b.unit())
    manager = b.user("SOURCING_MANAGER", own)
    b.units.grant_role(by=b.system(), user=manager, unit=read, role="READER")

    answer = signed_in(manager).get(of(mine, seen, hidden))

    assert [row["relationship"] for row in answer.context["rows"]] == [mine]
    assert answer.context["found"].left_out == 1
    assert signed_in(b.user("ACCOUNT_MANAGER")).get(of(mine)).status_code == 403


def test_a_relationship_that_was_not_listed_is_not_classified() -> None:
    client, (one, two) = signed_in(b.user("SOURCING_MANAGER")), alike(2)
    sent = ticked(one, two, chosen_type="SERVICE", trust_target="2", do="classify")

    client.post(of(one), sent)

    assert [each.relationship_id for each in Classification.objects.all()] == [one.pk]


def test_conditions_of_a_list_are_taken_and_unknown_ones_refused() -> None:
    client = signed_in(b.user("SOURCING_MANAGER"))
    cleaning = b.relationship(subject="Cleaning")
    b.relationship(subject="Catering")

    answer = client.get(f"{ADDRESS}?q=clean&owner=&view=3")

    assert [row["relationship"] for row in answer.context["rows"]] == [cleaning]
    assert client.get(f"{ADDRESS}?colour=red").status_code == 400
    assert client.get(ADDRESS).context["rows"] == []


def test_the_number_at_once_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.views.classifying_many.MOST_AT_ONCE", 2)
    made = [b.relationship() for _ in range(3)]

    answer = signed_in(b.user("SOURCING_MANAGER")).get(of(*made))

    assert (len(answer.context["rows"]), answer.context["found"].more) == (2, True)


def test_more_relationships_cost_no_more_queries(queries: Any) -> None:
    client, made = signed_in(b.user("SOURCING_MANAGER")), alike(3)
    sent = {"chosen_type": "SERVICE", "trust_target": "2", "do": "preview"}
    client.get(of(made[0]))

    with queries(13):
        client.post(of(made[0]), ticked(made[0], **sent))
    with queries(13):
        client.post(of(*made), ticked(*made, **sent))
