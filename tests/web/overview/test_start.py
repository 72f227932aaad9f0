"""The first page: what needs me, the portfolio, what changed; an empty registry says how to begin."""

from __future__ import annotations

from unittest import mock

import pytest

from access.actions.demonstration import ask_for_demonstration
from access.models import WebhookState
from access.tasks import fill_registry
from relationships.errors import Refused
from relationships.models import BulkRun
from tests import builders as b
from tests.access.webhooks.receiving import webhook
from tests.web.overview.worlds import HOSTILE, decided, lead, signed_in, tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def test_what_needs_me_comes_before_what_needs_others() -> None:
    user = lead()
    tacit(b.relationship(), value="9000", currency="EUR")
    mine = b.relationship(owner=user.username)
    tacit(mine, value="1", currency="EUR", number="C-2")

    answer = signed_in(user).get("/")

    about = {each.item.relationship for each in answer.context["items"]}
    assert about == {mine, None}  # None: one item for all that is not classified
    assert answer.context["every_item"] == "/attention/?mine=true"


def test_who_minds_nothing_sees_what_asks_of_anybody() -> None:
    tacit(b.relationship())

    answer = signed_in(lead()).get("/")

    assert answer.context["items"][0].item.kind == "NOTICE_DEADLINE"
    assert answer.context["every_item"] == "/attention/"


def test_verdicts_lead_to_their_lists() -> None:
    b.relationship()

    answer = signed_in(lead()).get("/")

    assert answer.context["verdicts"] == [("UNCLASSIFIED", 1, "/relationships/?verdict=UNCLASSIFIED")]


def test_what_changed_last_is_told_and_only_of_what_one_sees() -> None:
    unit = b.unit()
    b.relationship(subject="Foreign")
    seen = b.relationship(subject="Seen", unit=unit)
    tacit(seen)

    answer = signed_in(lead(unit)).get("/")

    assert [(each.record, each.act, each.relationship) for each in answer.context["changes"]] == [
        ("Relationship", "CREATED", seen),
        ("Contract", "CREATED", seen),
    ]
    assert "Foreign" not in answer.content.decode()


def test_an_administrator_hears_of_a_webhook_that_was_switched_off_for_failing() -> None:
    b.relationship()
    for name in ("Lost <b>", "Kept off"):
        webhook(name=name, active=False)
    WebhookState.objects.filter(webhook__name="Lost <b>").update(switched_off_at=b.NOW)

    told = signed_in(b.user("ADMINISTRATOR")).get("/").content.decode()

    assert "Webhook Lost &lt;b&gt; went on failing" in told
    assert "Kept off" not in told
    assert "went on failing" not in signed_in(lead()).get("/").content.decode()


def test_what_was_done_at_once_is_told_at_once(monkeypatch) -> None:
    by = b.actor(lead())
    for _ in range(3):
        b.relationship(by)

    (change,) = signed_in(by.user).get("/").context["changes"]

    assert (change.records, change.relationships, change.relationship, change.more) == (3, 3, None, False)
    monkeypatch.setattr("principles.overviews.recent.LOOKED_AT", 2)
    assert "2 relationships or more" in signed_in(by.user).get("/").content.decode()


def test_hostile_names_are_text() -> None:
    b.relationship(subject=HOSTILE)

    assert "<script>alert" not in signed_in(lead()).get("/").content.decode()


# With three the worst ten fill the page, and the least severe are not looked for.
@pytest.mark.parametrize(("rows", "number"), [(1, 38), (3, 36)])
def test_what_it_costs_does_not_grow(rows: int, number: int, queries) -> None:
    client = signed_in(lead())
    for each in range(rows):
        tacit(decided(f"R{each}"), value="10", currency="EUR")

    with queries(number):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("ADMINISTRATOR", ["/imports/", "/demonstration/"], []),
        ("SOURCING_MANAGER", ["/imports/"], ["/demonstration/"]),
        ("READER", [], ["/demonstration/", "Take in a contract list"]),
        (None, ["You have no role"], ["/demonstration/"]),
    ],
)
def test_an_empty_registry_says_how_to_begin(role, offered, not_offered) -> None:
    text = signed_in(b.user(role)).get("/").content.decode()

    assert [each for each in offered if each not in text] == []
    assert [each for each in not_offered if each in text] == []


def test_the_demonstration_is_asked_for_by_an_administrator_and_made_by_the_worker(
    django_capture_on_commit_callbacks,
) -> None:
    client = signed_in(b.user("ADMINISTRATOR"))

    with mock.patch("access.actions.demonstration.fill_registry") as task:
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/demonstration/")
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/demonstration/")

    run = BulkRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert task.enqueue.call_args_list == [mock.call(run.pk, "2026-11-20")]
    assert "is being made" in client.get("/").content.decode()
    part = client.get("/demonstration/", headers={"HX-Request": "true"})
    assert b'hx-trigger="every 3s"' in part.content


@pytest.mark.parametrize("role", ["SOURCING_MANAGER", "READER", None])
def test_the_demonstration_is_for_nobody_else(role) -> None:
    assert signed_in(b.user(role)).post("/demonstration/").status_code == 403
    assert not BulkRun.objects.exists()


def test_a_registry_in_use_takes_no_demonstration() -> None:
    b.relationship()

    with pytest.raises(Refused, match="The registry is in use"):
        ask_for_demonstration(by=b.actor(b.user("ADMINISTRATOR")))
    assert signed_in(b.user("ADMINISTRATOR")).post("/demonstration/").status_code == 422


def test_a_run_that_failed_says_so_and_may_be_tried_again() -> None:
    admin = b.user("ADMINISTRATOR")
    run = BulkRun.objects.create(kind="DEMONSTRATION", started_at=b.NOW)

    with mock.patch("access.tasks.load", side_effect=OSError), pytest.raises(OSError):
        fill_registry.func(run.pk, "2026-11-20")

    text = signed_in(admin).get("/").content.decode()
    assert "did not work" in text
    assert "/demonstration/" in text


def test_a_get_makes_nothing() -> None:
    assert signed_in(b.user("ADMINISTRATOR")).get("/demonstration/").status_code == 200
    assert not BulkRun.objects.exists()
