from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from relationships.actions.rule_sets import change_rule_set
from relationships.fit.sheets import tables_of
from relationships.models import RuleSet, User, Verdict
from relationships.queries.rules import rule_set_in_force, rules_of
from tests import builders as b
from web.rule_tables import typed

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def owner(client: Client) -> User:
    user = b.user("PRINCIPLE_OWNER", username="owner")
    client.force_login(user, backend=BACKEND)
    return user


def as_sent(rule_set: RuleSet) -> dict[str, str]:
    """What a browser sends of the form when nothing is touched."""
    sent: dict[str, str] = {"version": str(rule_set.version)}

    def put(address: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, held in value.items():
                put(f"{address}.{key}", held)
        elif isinstance(value, list):
            for number, held in enumerate(value):
                put(f"{address}.{number}", held)
        elif isinstance(value, bool):
            if value:
                sent[address] = "1"
        else:
            sent[address] = "" if value is None else str(value)

    for name, table in tables_of(rules_of(rule_set)).items():
        put(name, table)
    return sent


def test_what_is_sent_untouched_reads_as_the_tables_themselves() -> None:
    found = rule_set_in_force()
    assert typed(as_sent(found)) == tables_of(rules_of(found))


def test_the_rules_in_force_are_read_as_tables(client: Client) -> None:
    client.force_login(b.user("READER"), backend=BACKEND)
    page = client.get("/rules/")

    named = [each.name for each in page.context["tables"]]
    assert named[:5] == ["weights", "bands", "gates", "floors", "caps"]
    assert "rules/sets/new" not in page.content.decode()
    assert client.get(f"/rules/sets/{rule_set_in_force().pk}/").status_code == 200


def test_a_cell_is_edited_and_what_is_wrong_is_said_beside_it(client: Client, owner: User) -> None:
    client.post("/rules/sets/new/", {"name": "Rules of 2027"})
    drafted = RuleSet.objects.get(state="DRAFT")
    at = f"/rules/sets/{drafted.pk}/edit/"
    sent = as_sent(drafted)

    wrong = {**sent, "weights.access": HOSTILE, "gates.0.fact": "weather", "bands.2": ""}
    refused = client.post(at, wrong)
    assert refused.status_code == 422
    assert {"weights.access", "bands.2"} <= refused.context["form"].wrong.keys()
    assert any(each.startswith("gates.0") for each in refused.context["form"].wrong)
    page = refused.content.decode()
    assert HOSTILE not in page
    assert 'id="wrong-weights.access"' in page
    drafted.refresh_from_db()
    assert drafted.version == 1

    assert client.post(at, {**sent, "bands.2": "28"}).status_code == 302
    drafted.refresh_from_db()
    assert rules_of(drafted).bands[1] == 28
    assert client.post(at, {**sent, "bands.2": "27"}).status_code == 409, "seen in an older version"
    marked = client.get(f"/rules/sets/{drafted.pk}/").context["tables"]
    bands = next(each for each in marked if each.name == "bands")
    assert [each.cells[0].was for each in bands.rows if each.cells[0].was] == ["30"]


def test_weights_that_do_not_add_up_are_said_above_their_table(client: Client, owner: User) -> None:
    drafted = b.rule_set()
    sent = as_sent(drafted)

    refused = client.post(f"/rules/sets/{drafted.pk}/edit/", {**sent, "weights.access": "99"})

    assert refused.status_code == 422
    assert "weights" in refused.context["form"].wrong


def test_a_row_is_added_and_another_taken_out(client: Client, owner: User) -> None:
    drafted = b.rule_set()
    sent = as_sent(drafted)
    last = len(tables_of(rules_of(drafted))["floors"])
    added = {f"floors.{last}.depth": "3", f"floors.{last}.fact": "access", f"floors.{last}.at_least": "5"}
    emptied = {each: "" for each in sent if each.startswith("floors.0.")}

    assert client.post(f"/rules/sets/{drafted.pk}/edit/", {**sent, **emptied, **added}).status_code == 302
    drafted.refresh_from_db()
    floors = tables_of(rules_of(drafted))["floors"]
    assert len(floors) == last
    assert floors[-1] == {"depth": 3, "fact": "access", "at_least": 5, "at_most": None}


def test_a_draft_is_tried_on_what_the_reader_may_see(client: Client) -> None:
    unit = b.unit("NORTH")
    for each in (unit, None):
        relationship = b.relationship(unit=each)
        b.rate(None, relationship)
        b.classification(None, relationship)
    drafted = b.rule_set(tables={"trust": {"SERVICE": {"base": 4}}})
    stored = list(Verdict.objects.values_list("verdict", "required_trust"))
    client.force_login(b.user("READER", unit), backend=BACKEND)
    at = f"/rules/sets/{drafted.pk}/try/"

    assert "tried" not in client.get(at).context
    page = client.get(f"{at}?run=1")
    totals = page.context["tried"].totals
    assert (totals.relationships, totals.affected) == (1, 1)
    trust = next(each for each in page.context["aspects"] if "chosen" in str(each.said))
    assert [number for _old, _new, number in trust.moves] == [1]
    assert list(Verdict.objects.values_list("verdict", "required_trust")) == stored
    assert client.get(f"{at}?run=1&portfolio=999").status_code == 400


def test_rules_are_approved_and_put_in_force_with_progress(client: Client, owner: User) -> None:
    drafted = b.rule_set(owner)
    at = f"/rules/sets/{drafted.pk}"
    assert client.post(f"{at}/submit/", {"version": "1"}).status_code == 302
    assert client.post(f"{at}/approve/", {"version": "2", "remark": HOSTILE}).status_code == 302
    assert HOSTILE not in client.get(f"{at}/").content.decode()
    assert client.post(f"{at}/put-in-force/", {"version": "2"})["Location"] == "/rules/"
    drafted.refresh_from_db()
    assert drafted.state == "IN_FORCE"
    assert client.get("/rules/progress/", headers={"HX-Request": "true"}).status_code == 200
    assert client.post(f"{at}/edit/", as_sent(drafted)).status_code == 422


def test_a_change_after_submitting_makes_approvals_lapse(client: Client, owner: User) -> None:
    approved = b.approved_rule_set()
    change_rule_set(by=b.system(), rule_set=approved, tables={"bands": {"2": 28}})

    page = client.get(f"/rules/sets/{approved.pk}/")

    assert len(page.context["agreed"].lapsed) == 1
    compared = client.get(f"/rules/sets/{approved.pk}/compare/")
    assert [each.name for each in compared.context["tables"]] == ["bands"]


def test_a_draft_is_discarded(client: Client, owner: User) -> None:
    drafted = b.rule_set()
    at = f"/rules/sets/{drafted.pk}/discard/"
    assert client.get(at).status_code == 200
    assert client.post(at, {"version": "1"})["Location"] == "/rules/sets/"
    assert not RuleSet.objects.filter(pk=drafted.pk).exists()


def test_only_who_keeps_rules_changes_them(client: Client) -> None:
    drafted = b.rule_set()
    client.force_login(b.user("SOURCING_MANAGER"), backend=BACKEND)
    for act in ("edit", "submit", "put-in-force", "discard", "stakeholders", "name"):
        assert client.get(f"/rules/sets/{drafted.pk}/{act}/").status_code == 403, act
    client.force_login(b.user(), backend=BACKEND)
    assert client.get(f"/rules/sets/{drafted.pk}/").status_code == 404


def test_versions_ask_no_more_when_there_is_more(client: Client, owner: User) -> None:
    counted = []
    for times in (1, 2):
        for _number in range(times):
            b.rule_set(b.user("READER"))
        client.get("/rules/sets/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/rules/sets/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
