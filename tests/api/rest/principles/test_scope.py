"""Who sees and who may do what of the principles at the REST door."""

from __future__ import annotations

import pytest

from principles import models as p
from relationships.choices import Role
from tests import builders as b
from tests.api.rest.conftest import codes
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

CANARY = "Canary Wharf Ornithology"
EVIDENCE = {
    "benefits": p.Benefit,
    "interests": p.Interest,
    "interest-pairs": p.InterestPair,
    "capabilities": p.Capability,
    "capability-pairs": p.CapabilityPair,
    "resistance-signals": p.ResistanceSignal,
    "development-plans": p.DevelopmentPlan,
    "reviews": p.Review,
}
OF_A_RELATIONSHIP = {
    **EVIDENCE,
    "stages": p.Stage,
    "judgements": p.Judgement,
    "explanations": p.Explanation,
    "label-dismissals": p.LabelDismissal,
}
OF_ALL = {
    "principle-sets": p.PrincipleSet,
    "principles": p.Principle,
    "discouraged-words": p.DiscouragedWord,
}
NAMED = ("principle-set-stakeholders", "principle-set-approvals")
# Acts on one record beside changing and removing it.
ACTS = {
    "resistance-signals": ("answer",),
    "development-plans": ("abandon", "stages"),
    "stages": ("approve",),
    "judgements": ("withdraw",),
    "explanations": ("approve", "withdraw"),
    "principle-sets": ("submit", "approve", "withdraw-approval", "put-in-force", "principles"),
    "principles": ("activate", "deactivate"),
}
NOT_CHANGED = ("judgements", "explanations", "label-dismissals")
NOT_REMOVED = ("judgements", "explanations")


@pytest.fixture
def hidden(db) -> w.Place:
    """A place in unit EAST, with one of every record, each with the canary in its texts."""
    place = w.place(b.unit("EAST", name=CANARY))
    w.benefit(place.relationship, description=CANARY)
    w.review(place.relationship, found=CANARY)
    w.explanation(place.relationship, principle=w.principle("P1").pk, reason=CANARY)
    return place


@pytest.fixture
def stranger(hidden, as_user):
    """The administrator of another unit."""
    return as_user(b.user("ADMINISTRATOR", b.unit("WEST")))


def test_a_stranger_finds_empty_lists(stranger, hidden) -> None:
    for path in (*OF_A_RELATIONSHIP, "compliance", "past-compliance"):
        for asked in ("?count=1", "?count=1&ordering=-relationship"):
            page = stranger.get(path + asked)
            assert (page.status_code, page.json()) == (200, {"items": [], "next": None, "count": 0}), path
    for asked in ("q=Canary", "state=AWAITING_APPROVAL", "lapses_by=2999-01-01"):
        assert stranger.get(f"explanations?{asked}").json()["items"] == []
    for asked in ("principle=P4", "effective=COMPLIANT", "result=PARTLY,NOT_ASSESSABLE,PENDING"):
        assert stranger.get(f"relationships?{asked}&count=1").json()["count"] == 0


def test_what_is_hidden_is_as_if_it_were_not_there(stranger, hidden) -> None:
    for path, model in OF_A_RELATIONSHIP.items():
        for part in ("", "/history"):
            _alike(stranger, "GET", path, hidden.of[model].pk, part)
    _alike(stranger, "GET", "development-plans", hidden.of[p.DevelopmentPlan].pk, "/stages")
    for part in (*EVIDENCE, "judgements", "explanations", "label-dismissals", "labels", "compliance"):
        _alike(stranger, "GET", "relationships", hidden.relationship.pk, f"/{part}")
    _alike(stranger, "GET", "relationships", hidden.relationship.pk, "/compliance?on=2026-11-20")


def test_a_stranger_writes_nothing_to_what_is_hidden(stranger, hidden) -> None:
    before = {model: model.objects.count() for model in OF_A_RELATIONSHIP.values()}
    for path, model in OF_A_RELATIONSHIP.items():
        pk = hidden.of[model].pk
        for part in ACTS.get(path, ()):
            _alike(stranger, "POST", path, pk, f"/{part}")
        if path not in NOT_CHANGED:
            _alike(stranger, "PATCH", path, pk)
        if path not in NOT_REMOVED:
            _alike(stranger, "DELETE", path, pk)
    for part in (*EVIDENCE, "judgements", "explanations", "label-dismissals"):
        _alike(stranger, "POST", "relationships", hidden.relationship.pk, f"/{part}")
    assert {model: model.objects.count() for model in OF_A_RELATIONSHIP.values()} == before


def _alike(caller, method: str, path: str, pk: int, part: str = "") -> None:
    """The answer for a hidden id is to the byte the one for an id that isn't there."""
    given = None if method in ("GET", "DELETE") else {}
    one = caller.call(method, f"{path}/{pk}{part}", given)
    other = caller.call(method, f"{path}/99999999{part}", given)
    assert one.status_code == other.status_code == 404, (method, path, part, one.content)
    marked = (b"\xe2\x80\x9c%d\xe2\x80\x9d", b"X")
    assert one.content.replace(marked[0] % pk, b"X") == other.content.replace(marked[0] % 99999999, b"X")
    assert one.headers.keys() == other.headers.keys()


def test_a_hidden_reference_is_refused_like_an_unknown_one(stranger, hidden, as_user) -> None:
    own = b.relationship(unit=b.Unit.objects.get(code="WEST"))
    mine = w.interest(own)
    for theirs in (hidden.of[p.InterestPair].supplier_interest_id, 99999999):
        given = {"customer_interest": mine.pk, "supplier_interest": theirs}
        refused = stranger.post(f"relationships/{own.pk}/interest-pairs", given)
        assert codes(refused) == [("NOT_FOUND", "supplier_interest")]
    for asked in (
        f"benefits?relationship={hidden.relationship.pk}",
        f"compliance?party={hidden.relationship.party_id}",
        f"stages?plan={hidden.of[p.DevelopmentPlan].pk}",
        "explanations?unit=EAST",
        f"interest-pairs?interest={hidden.of[p.Interest].pk}",
    ):
        refused = stranger.get(asked)
        field = asked.partition("?")[2].partition("=")[0]
        assert (refused.status_code, codes(refused)) == (400, [("INVALID_FILTER", field)])
        assert CANARY not in refused.content.decode()


def test_who_has_no_role_sees_no_set_either(as_user) -> None:
    nobody = as_user(b.user())
    drafted = w.draft(b.user("READER"))
    w.own_principle(drafted)
    for path, model in OF_ALL.items():
        assert nobody.get(f"{path}?count=1").json()["count"] == 0, path
        pk = model.objects.latest("pk").pk
        for part in ("", "/history"):
            _alike(nobody, "GET", path, pk, part)
        for part in ACTS.get(path, ()):
            _alike(nobody, "POST", path, pk, f"/{part}")
        _alike(nobody, "PATCH", path, pk)
        _alike(nobody, "DELETE", path, pk)
    _alike(nobody, "PUT", "principle-sets", drafted.pk, "/stakeholders")
    _alike(nobody, "GET", "principle-sets", drafted.pk, "/differences")
    for path in NAMED:
        assert nobody.get(f"{path}?count=1").json()["count"] == 0
    assert nobody.post("principle-sets", {"name": "Mine"}).json()["code"] == "NOT_ALLOWED"


def _writes(at: str, place: w.Place, drafted: p.PrincipleSet) -> dict[str, tuple[str, str, dict, Role]]:
    """What is written how, and the least role that it takes."""
    keeper, sourcing, owner = Role.ACCOUNT_MANAGER, Role.SOURCING_MANAGER, Role.PRINCIPLE_OWNER
    principle = w.principle("P4").pk
    stage = place.of[p.Stage].pk
    own = w.own_principle(drafted, code="OWN9").pk
    word = p.DiscouragedWord.objects.first().pk
    waiting = w.explanation(place.relationship, principle=w.principle("P5").pk).pk
    more = {"side": "CUSTOMER", "description": "More"}
    return {
        "benefit": ("POST", f"{at}/benefits", {"beneficiary": "WORLD", "description": "More"}, keeper),
        "interest": ("POST", f"{at}/interests", {**more, "kind": "NEED", "priority": "LOW"}, keeper),
        "capability": ("POST", f"{at}/capabilities", more, keeper),
        "signal": ("POST", f"{at}/resistance-signals", {"side": "CUSTOMER", "subject": "More"}, keeper),
        "plan": ("POST", f"{at}/development-plans", {"title": "More"}, keeper),
        "review": ("POST", f"{at}/reviews", {"found": "More"}, keeper),
        "judge": (
            "POST",
            f"{at}/judgements",
            {"principle": principle, "result": "PARTLY", "reason": "Seen."},
            keeper,
        ),
        "explain": (
            "POST",
            f"{at}/explanations",
            {"principle": principle, "reason": "a", "instead": "b", "valid_until": _next_month()},
            keeper,
        ),
        "dismiss": (
            "POST",
            f"{at}/label-dismissals",
            {"place": "TITLE", "word": "partner", "text": "Partner", "reason": "Name."},
            keeper,
        ),
        "change": ("PATCH", f"reviews/{place.of[p.Review].pk}", {"found": "Other"}, keeper),
        "rate": ("PATCH", f"interest-pairs/{place.of[p.InterestPair].pk}", {"rating": "SHARED"}, keeper),
        "stage": ("PATCH", f"stages/{stage}", {"remarks": "Other"}, keeper),
        "remove": ("DELETE", f"benefits/{place.of[p.Benefit].pk}", {}, keeper),
        "undo": ("DELETE", f"label-dismissals/{place.of[p.LabelDismissal].pk}", {}, keeper),
        "abandon": (
            "POST",
            f"development-plans/{place.of[p.DevelopmentPlan].pk}/abandon",
            {"reason": "Over."},
            keeper,
        ),
        "withdraw": ("POST", f"judgements/{place.of[p.Judgement].pk}/withdraw", {}, keeper),
        "approve": ("POST", f"explanations/{waiting}/approve", {}, sourcing),
        "draft": ("POST", "principle-sets", {"name": "More"}, owner),
        "set": ("PATCH", f"principle-sets/{drafted.pk}", {"name": "Other"}, owner),
        "name": ("PUT", f"principle-sets/{drafted.pk}/stakeholders", {"users": ["sue"]}, owner),
        "add": ("POST", f"principle-sets/{drafted.pk}/principles", {"code": "OWN2"}, owner),
        "principle": ("PATCH", f"principles/{own}", {"theme_en": "Other"}, owner),
        "take out": ("DELETE", f"principles/{own}", {}, owner),
        "submit": ("POST", f"principle-sets/{drafted.pk}/submit", {}, owner),
        "discard": ("DELETE", f"principle-sets/{drafted.pk}", {}, owner),
        "word": ("POST", "discouraged-words", {"language": "en", "word": "buddy"}, owner),
        "exception": ("PATCH", f"discouraged-words/{word}", {"exception": True}, owner),
        "drop": ("DELETE", f"discouraged-words/{word}", {}, owner),
    }


def _next_month() -> str:
    from datetime import timedelta

    from django.utils import timezone

    return (timezone.localdate() + timedelta(days=30)).isoformat()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_write_what_is_its_own(as_user, role) -> None:
    caller = as_user(b.user(role))
    b.user("READER", username="sue")
    place = w.place(b.root())
    writes = _writes(
        f"relationships/{place.relationship.pk}", place, w.draft(b.User.objects.get(username="sue"))
    )
    for name, (method, path, given, least) in writes.items():
        answer = caller.call(method, path, given or None)
        if role.rank >= least.rank:
            assert answer.status_code in (200, 201, 204), (name, answer.content)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "NOT_ALLOWED"), (name, answer.content)


def test_a_token_for_writing_keeps_evidence_and_approves_but_keeps_no_sets(as_user) -> None:
    owner = b.user("PRINCIPLE_OWNER")
    caller = as_user(owner, scope="WRITE")
    relationship = b.relationship()
    assert caller.post(f"relationships/{relationship.pk}/reviews", {"found": "Content."}).status_code == 201
    waiting = w.submitted(owner)
    for method, path in (
        ("POST", "principle-sets"),
        ("PATCH", f"principle-sets/{waiting.pk}"),
        ("DELETE", f"principle-sets/{waiting.pk}"),
        ("PUT", f"principle-sets/{waiting.pk}/stakeholders"),
        ("POST", f"principle-sets/{waiting.pk}/submit"),
        ("POST", f"principle-sets/{waiting.pk}/put-in-force"),
        ("POST", f"principle-sets/{waiting.pk}/principles"),
        ("PATCH", f"principles/{w.principle().pk}"),
        ("POST", f"principles/{w.principle().pk}/deactivate"),
        ("POST", "discouraged-words"),
    ):
        assert caller.call(method, path, {}).json()["code"] == "TOKEN_SCOPE", path
    assert caller.post(f"principle-sets/{waiting.pk}/approve").json()["awaited"] == []
    assert caller.post(f"principle-sets/{waiting.pk}/withdraw-approval").status_code == 200
    reading = as_user(owner, scope="READ")
    assert reading.post(f"principle-sets/{waiting.pk}/approve").json()["code"] == "TOKEN_SCOPE"


def test_nobody_asks_without_a_token(anybody) -> None:
    for path in (*OF_A_RELATIONSHIP, *OF_ALL, "compliance", "past-compliance", *NAMED):
        assert (anybody.get(path).status_code, anybody.get(path).json()["code"]) == (401, "NOT_SIGNED_IN")
