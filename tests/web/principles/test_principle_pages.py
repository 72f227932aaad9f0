from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from principles.models import Compliance, Explanation, Judgement, Principle, PrincipleSet
from principles.queries.sets import set_in_force
from relationships.models import User
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def owner(client: Client) -> User:
    user = b.user("PRINCIPLE_OWNER", username="owner")
    client.force_login(user, backend=BACKEND)
    return user


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_the_principles_in_force_are_read_with_their_figures(client: Client) -> None:
    client.force_login(b.user("READER"), backend=BACKEND)
    relationship = b.relationship()
    b.classification(None, relationship)

    answer = client.get("/principles/")

    cards = answer.context["cards"]
    assert [each.principle.code for each in cards] == [f"P{n}" for n in range(1, 10)]
    assert [each.principle.code for each in answer.context["inactive"]] == ["P0"]
    assert answer.context["relationships"] == 1
    counted = cards[0].shares
    assert sum(each.number for each in counted.shares) + counted.not_applicable == 1
    assert "Draft a set" not in answer.content.decode()


def test_figures_hold_only_what_the_reader_may_see(client: Client) -> None:
    b.relationship()
    unit = b.unit("NORTH")
    b.relationship(unit=unit)
    client.force_login(b.user("READER", unit), backend=BACKEND)

    assert client.get("/principles/").context["relationships"] == 1


def test_who_has_no_role_reads_no_principles(client: Client) -> None:
    client.force_login(b.user(), backend=BACKEND)
    page = client.get("/principles/").content.decode()
    assert set_in_force().principles.get(code="P1").principle_en not in page
    assert client.get(f"/principles/sets/{set_in_force().pk}/").status_code == 404


def test_a_set_is_drafted_changed_approved_and_put_in_force(client: Client, owner: User) -> None:
    assert client.post("/principles/sets/new/", {"name": ""}).status_code == 422
    made = client.post("/principles/sets/new/", {"name": HOSTILE})
    drafted = PrincipleSet.objects.get(state="DRAFT")
    at = f"/principles/sets/{drafted.pk}"
    assert made["Location"] == f"{at}/"
    assert HOSTILE not in client.get(f"{at}/").content.decode()

    own = {"code": "OWN1", "theme_en": "Small firms", "minimum_depth": "0", "check_code": "", "active": "on"}
    refused = client.post(f"{at}/principles/new/", own)
    assert refused.status_code == 422, "an active one needs an observation"
    whole = {**own, "observation_en": "They can't wait.", "principle_en": "Paid in 14 days."}
    assert client.post(f"{at}/principles/new/", whole).status_code == 302
    assert client.post(f"{at}/principles/new/", whole).status_code == 422, "the code is there already"
    assert drafted.principles.filter(code="OWN1", active=True).exists()

    assert client.post(f"{at}/submit/", {"version": "1"}).status_code == 422, "nobody is named"
    assert client.post(f"{at}/stakeholders/", {"users": [str(owner.pk)]}).status_code == 302
    assert client.post(f"{at}/submit/", {"version": "1"}).status_code == 302
    drafted.refresh_from_db()
    assert drafted.state == "SUBMITTED"
    assert client.post(f"{at}/put-in-force/", {"version": str(drafted.version)}).status_code == 422

    read = client.get(f"{at}/approve/").context["form"].initial["version"]
    assert client.post(f"{at}/approve/", {"version": read, "remark": "With thanks."}).status_code == 302
    assert "put-in-force" in client.get(f"{at}/").content.decode()
    assert client.post(f"{at}/put-in-force/", {"version": read})["Location"] == "/principles/"
    drafted.refresh_from_db()
    assert drafted.state == "IN_FORCE"
    assert client.get("/principles/progress/").status_code == 200
    assert client.post(f"{at}/name/", {"name": "x"}).status_code == 422, "never changed again"


def test_a_change_of_text_makes_approvals_lapse_and_the_page_says_so(client: Client, owner: User) -> None:
    submitted = w.submitted(owner, b.user("READER", username="second"))
    w.approve(submitted, owner, "Fine.")
    found = submitted.principles.get(code="P1")
    at = f"/principles/{found.pk}/change/"
    form = client.get(at).context["form"]
    same = {name: form[name].value() or "" for name in form.fields if name != "active"}

    assert client.post(at, {**same, "active": "on"}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == "SUBMITTED", "nothing was typed otherwise"
    assert client.post(at, {**same, "active": "on", "theme_en": HOSTILE}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == "DRAFT"
    page = client.get(f"/principles/sets/{submitted.pk}/")
    assert len(page.context["agreed"].lapsed) == 1
    assert page.context["agreed"].given == 0
    assert HOSTILE not in page.content.decode()


def test_limits_are_changed_and_refused_beside_their_field(client: Client, owner: User) -> None:
    drafted = w.draft(owner)
    at = f"/principles/sets/{drafted.pk}/limits/"
    form = client.get(at).context["form"]
    same = {name: form[name].value() for name in form.fields}

    refused = client.post(at, {**same, "limits.review_months": "0", "limits.stage_days.3": "many"})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"limits.review_months", "limits.stage_days.3"}, (
        refused.context["form"].errors
    )
    assert client.post(at, {**same, "limits.review_months": "6"}).status_code == 302
    drafted.refresh_from_db()
    assert drafted.limits["review_months"] == 6


def test_a_principle_is_taken_out_or_made_inactive(client: Client, owner: User) -> None:
    drafted = w.draft(owner)
    first, second = drafted.principles.get(code="P1"), drafted.principles.get(code="P2")

    assert client.post(f"/principles/{first.pk}/active/", {"version": "1"}).status_code == 302
    assert client.post(f"/principles/{second.pk}/remove/", {"version": "1"}).status_code == 302
    first.refresh_from_db()
    assert not first.active
    assert not Principle.objects.filter(pk=second.pk).exists()
    in_force = set_in_force().principles.get(code="P1")
    assert client.post(f"/principles/{in_force.pk}/remove/", {"version": "1"}).status_code == 422


def test_two_versions_are_compared_text_beside_text(client: Client, owner: User) -> None:
    drafted = w.draft(owner)
    w.own_principle(drafted)

    page = client.get(f"/principles/sets/{drafted.pk}/compare/")

    [(difference, fields)] = page.context["principles"]
    assert (difference.code, difference.act) == ("OWN1", "ADDED")
    assert ("We are small.", "–") in [(each.new, each.old) for each in fields]
    assert client.get(f"/principles/sets/{drafted.pk}/compare/?with=x").status_code == 404


def test_a_draft_is_tried_out_and_nothing_is_stored(client: Client, owner: User) -> None:
    b.classification(None, b.relationship(subject=HOSTILE))
    drafted = w.draft(owner)
    w.own_principle(drafted, active=True)
    stored = Compliance.objects.count()
    at = f"/principles/sets/{drafted.pk}/try/"

    assert "tried" not in client.get(at).context
    page = client.get(f"{at}?run=1")
    tried = page.context["tried"]
    assert (tried.totals.relationships, tried.totals.affected) == (1, 1)
    assert HOSTILE not in page.content.decode()
    assert Compliance.objects.count() == stored
    assert client.get(f"{at}?run=1&colour=red").status_code == 400
    assert client.get(f"/principles/sets/{set_in_force().pk}/try/?run=1").status_code == 422


def test_acts_on_sets_are_for_who_keeps_them_and_for_stakeholders(client: Client) -> None:
    reader = b.user("READER")
    submitted = w.submitted(reader)
    at = f"/principles/sets/{submitted.pk}"
    client.force_login(b.user("SOURCING_MANAGER"), backend=BACKEND)
    for act in ("submit", "put-in-force", "discard", "stakeholders", "name", "limits", "principles/new"):
        assert client.get(f"{at}/{act}/").status_code == 403, act
    assert client.get("/principles/sets/new/").status_code == 403
    assert client.post(f"{at}/approve/", {"version": str(submitted.version)}).status_code == 422
    client.force_login(reader, backend=BACKEND)
    assert f"{at}/approve/" in client.get(f"{at}/").content.decode()
    assert client.post(f"{at}/approve/", {"version": str(submitted.version)}).status_code == 302
    assert client.post(f"{at}/withdraw/", {"version": str(submitted.version)}).status_code == 302


def test_an_explanation_is_written_then_approved_by_somebody_else(client: Client) -> None:
    relationship = b.relationship()
    b.classification(None, relationship)
    author, other = b.user("SOURCING_MANAGER"), b.user("SOURCING_MANAGER")
    client.force_login(author, backend=BACKEND)
    at = f"/relationships/{relationship.pk}/principles/P2/explain/"

    assert client.get(at).status_code == 200
    late = {"reason": HOSTILE, "instead": "We meet.", "valid_until": day(800), "owner": ""}
    refused = client.post(at, late)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"valid_until"}
    assert HOSTILE not in refused.content.decode()
    done = client.post(at, {**late, "valid_until": day(90)})
    assert done["Location"] == f"/relationships/{relationship.pk}/#principle-P2"
    found = Explanation.objects.get()
    assert found.owner == author

    page = f"/principles/explanations/{found.pk}/"
    assert client.post(f"{page}approve/", {"version": "1"}).status_code == 422, "his own"
    client.force_login(other, backend=BACKEND)
    waiting = client.get("/principles/explanations/?state=AWAITING_APPROVAL")
    assert [(each.pk, approvable) for each, approvable in waiting.context["rows"]] == [(found.pk, True)]
    assert HOSTILE not in waiting.content.decode()
    assert client.post(f"{page}approve/", {"version": "1"}).status_code == 302
    assert client.post(f"{page}withdraw/", {"version": "2"}).status_code == 302
    found.refresh_from_db()
    assert found.lapse == "WITHDRAWN"


def test_explanations_come_in_the_order_in_which_they_lapse(client: Client) -> None:
    client.force_login(b.user("READER"), backend=BACKEND)
    later = w.approved(b.relationship(), valid_until=day(60))
    sooner = w.approved(b.relationship(), valid_until=day(20))

    rows = client.get("/principles/explanations/").context["rows"]

    assert [each.pk for each, _approvable in rows] == [sooner.pk, later.pk]
    assert client.get("/principles/explanations/?state=ALL").status_code == 400


def test_a_person_judges_otherwise_and_takes_it_back(client: Client) -> None:
    relationship = b.relationship()
    client.force_login(b.user("ACCOUNT_MANAGER"), backend=BACKEND)
    at = f"/relationships/{relationship.pk}/principles/P3/judge/"

    assert client.post(at, {"result": "GOOD", "reason": ""}).status_code == 422
    assert client.post(at, {"result": "COMPLIANT", "reason": HOSTILE}).status_code == 302
    found = Judgement.objects.get()
    assert HOSTILE not in client.get(at).content.decode()
    assert client.post(f"/judgements/{found.pk}/withdraw/", {"version": "1"}).status_code == 302
    found.refresh_from_db()
    assert found.withdrawn_at is not None
    assert client.get(f"/relationships/{relationship.pk}/principles/P99/judge/").status_code == 404


def test_readers_neither_explain_nor_judge_and_strangers_find_nothing(client: Client) -> None:
    relationship = b.relationship()
    written = w.explanation(relationship)
    acts = [f"/relationships/{relationship.pk}/principles/P2/{act}/" for act in ("explain", "judge")]
    acts += [f"/principles/explanations/{written.pk}/{act}/" for act in ("approve", "withdraw")]
    client.force_login(b.user("READER"), backend=BACKEND)
    assert [client.get(each).status_code for each in acts] == [403] * 4
    client.force_login(b.user("ADMINISTRATOR", b.unit("ELSEWHERE")), backend=BACKEND)
    assert [client.get(each).status_code for each in acts] == [404] * 4
    assert client.get(f"/principles/explanations/{written.pk}/").status_code == 404


def test_lists_ask_no_more_when_there_is_more(client: Client) -> None:
    client.force_login(b.user("ADMINISTRATOR"), backend=BACKEND)
    counted: list[list[int]] = []
    for times in (1, 2):
        for _number in range(times):
            w.explanation(b.relationship())
            w.draft(b.user("READER"))
        found = []
        for address in (
            "/principles/",
            "/principles/sets/",
            "/principles/explanations/?state=AWAITING_APPROVAL",
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            found.append(len(asked))
        counted.append(found)
    assert counted[0] == counted[1]


def test_a_principle_in_figures_counts_by_group_what_the_reader_sees_and_leads_to_it(client: Client) -> None:
    ours = b.unit("OURS")
    for unit in (b.unit("NORTH"), ours):
        b.relationship(unit=unit)
    b.classification(None, b.relationship(unit=ours))
    client.force_login(b.user("READER", ours), backend=BACKEND)

    by_unit = client.get("/principles/figures/?of=P8").context
    by_type = client.get("/principles/figures/?of=P1&by=type&months=24&unit=OURS").context

    (line,) = by_unit["lines"]
    assert line.said.startswith("OURS")
    assert [(code, number) for code, number, _to in line.counts if number] == [("NOT_APPLICABLE", 2)]
    assert [to for _code, number, to in line.counts if number] == [
        "/relationships/?unit=OURS&principle=P8&effective=NOT_APPLICABLE"
    ]
    counted = {
        str(each.said): {code: to for code, number, to in each.counts if number} for each in by_type["lines"]
    }
    listed = "/relationships/?unit=OURS"
    assert counted == {
        "Contracted standard delivery": {
            "NOT_ASSESSABLE": f"{listed}&chosen_type=SERVICE&principle=P1&effective=NOT_ASSESSABLE"
        },
        "no type chosen yet": {
            "NOT_ASSESSABLE": f"{listed}&classified=false&principle=P1&effective=NOT_ASSESSABLE"
        },
    }
    assert len(by_type["trend"].months) == 25
    assert by_type["trend"].months[0].counts is None, "nothing was recorded then, which is not zero"
    assert by_type["months"][0][1:] == ([0, 0, 0, 0, 2, 0, 0], 0)
    assert by_type["chips"][0].without.endswith("&of=P1&by=type&months=24")
    assert client.get("/principles/figures/?nonsense=1").status_code == 400
