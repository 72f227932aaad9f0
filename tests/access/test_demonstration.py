"""The demonstration portfolio: believable, the same for the same day, and showing everything there is."""

from __future__ import annotations

import json
import resource
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max, Min, Q

from access.demonstration import Loaded, load
from access.demonstration.plan import archetypes
from access.demonstration.stories import STORIES
from principles import compliance
from principles import models as p
from principles.attention import counts
from principles.checks.texts import reason_of, sentence
from principles.choices import AttentionKind
from relationships import models as m
from relationships import verdicts
from relationships.choices import (
    CollaborationType,
    ContractStatus,
    Flag,
    IdentifierScheme,
    Nature,
    PartyPart,
    Phase,
    Role,
    Side,
    TermKind,
    VerdictCode,
)
from relationships.fit import rule_set_1
from relationships.identifiers import identifier
from relationships.queries.categories import categories
from relationships.queries.facts import facts_of
from relationships.queries.situations import situations
from tests.kept import made_once
from tests.repository.tracked import TOP, text_of

# Without django_db pytest-django makes no test database for the fixture below.
pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)
KINDS = {
    each["code"]: each["level"]
    for each in json.loads(text_of(TOP / "relationships/shipped/safeguard_kinds.json"))
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    """The demonstration as of 20 November 2026, once for all tests here, undone after them."""
    with made_once(django_db_blocker):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = load(ON)
        assert found is not None
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 200_000, f"{grown} kB more"
        yield found


def test_the_same_day_gives_the_same_figures(loaded: Loaded) -> None:
    counts = {
        model.__name__: model.objects.count()
        for model in (
            m.Party,
            m.Contract,
            m.ContractLine,
            m.FactRating,
            m.TrustAssessment,
            m.Safeguard,
            m.Arrangement,
            m.Classification,
        )
    }

    assert counts == {
        "Party": 110,
        "Contract": 185,
        "ContractLine": 202,
        "FactRating": 3385,
        "TrustAssessment": 1034,
        "Safeguard": 253,
        "Arrangement": 533,
        "Classification": 153,
    }


def test_the_verdicts_look_like_a_real_portfolio(loaded: Loaded) -> None:
    assert loaded.verdicts == {
        "FIT": 71,
        "ATTENTION": 31,
        "MISFIT": 15,
        "NOT_ASSESSABLE": 13,
        "UNCLASSIFIED": 20,
    }


def test_everything_that_can_ask_for_attention_does(loaded: Loaded) -> None:
    asking = counts(m.User.objects.get(username="admin"), on=ON).kinds

    assert {each.kind for each in asking} == set(AttentionKind)


def test_each_relationship_stands_as_its_story_tells(loaded: Loaded) -> None:
    told = [
        (subject, party, STORIES[story].verdict)
        for archetype in archetypes()
        for subject, party, story in archetype["relationships"]
    ]
    found = m.Relationship.objects.order_by("external_key").values_list(
        "external_key", "subject", "party__name", "verdict__verdict"
    )
    by_place = sorted((int(key.rsplit("-", 1)[1]), *rest) for key, *rest in found)

    assert [(subject, party, verdict) for _at, subject, party, verdict in by_place] == told


def test_the_stored_verdicts_are_those_of_the_day(loaded: Loaded) -> None:
    stored = {each.pk: each for each in m.Verdict.objects.all()}
    rules = rule_set_1()
    at = max(each.since for each in stored.values())
    differing = [
        each.relationship
        for each in situations(list(stored), at)
        if verdicts.judged(each, rules).verdict != stored[each.relationship].verdict
    ]

    assert differing == []


def test_everything_there_is_occurs(loaded: Loaded) -> None:
    flags = {
        code
        for codes in m.Verdict.objects.values_list("flag_codes", flat=True)
        for code in codes.split("|")
        if code
    }

    def held(model: Any, field: str) -> set[str]:
        return set(model.objects.order_by().values_list(field, flat=True).distinct())

    assert flags == set(Flag)
    assert held(m.Verdict, "chosen_type") == {"", *CollaborationType}
    assert held(m.Verdict, "verdict") == set(VerdictCode) - {VerdictCode.PENDING}
    assert held(m.Relationship, "our_role") == set(Side)
    assert held(m.Relationship, "phase") == set(Phase)
    assert held(m.Relationship, "nature") == set(Nature)
    assert held(m.RelationshipParty, "part") == set(PartyPart)
    assert held(m.Contract, "term_kind") == set(TermKind)
    assert held(m.Contract, "status") == set(ContractStatus)
    assert held(m.Contract, "currency") == {"EUR", "USD", "GBP"}
    assert held(m.PartyIdentifier, "scheme") == set(IdentifierScheme)
    assert held(m.Arrangement, "state") == {"PRESENT", "ABSENT", "NOT_APPLICABLE"}
    assert held(m.FactRating, "source") == {"ASSESSED", "IMPORTED"}


def test_there_are_150_relationships_on_both_sides(loaded: Loaded) -> None:
    roles = Counter(m.Relationship.objects.values_list("our_role", flat=True))

    assert roles == {"CUSTOMER": 115, "SUPPLIER": 35}


def test_the_particulars_that_a_list_must_cope_with_are_there(loaded: Loaded) -> None:
    contracts = m.Contract.objects.all()
    has = {
        "tacit without a limit": contracts.filter(renewal_months__gt=0, renewal_limit=None),
        "tacit with a limit": contracts.filter(renewal_limit__gt=0),
        "options used": contracts.filter(options_exercised__gt=0),
        "framework over 48 months": contracts.filter(kind="FRAMEWORK", position__latest_end__isnull=False)
        .exclude(options="")
        .filter(term_months=48),
        "notice given": contracts.filter(notice_given_on__isnull=False),
        "own notice period of theirs": contracts.filter(their_notice_count__gt=0),
        "unknown notice": contracts.filter(position__notice_known=False),
        "missed deadline": contracts.filter(
            Q(position__missed_deadline__isnull=False) | Q(position__missed_option_deadline__isnull=False)
        ),
        "credit line": m.ContractLine.objects.filter(credit=True, amount__lt=0),
        "ended safeguard": m.Safeguard.objects.filter(active_to__lt=ON),
        "coming safeguard": m.Safeguard.objects.filter(active_from__gt=ON),
        "superseded decision": m.Classification.objects.filter(superseded_at__isnull=False),
        "withdrawn rating": m.FactRating.objects.filter(withdrawn_at__isnull=False),
        "nobody's relationship": m.Relationship.objects.filter(owner=None),
        "relationship without contract": m.Relationship.objects.filter(contracts=None),
        "party with both roles": m.Party.objects.filter(relationships__our_role="CUSTOMER").filter(
            relationships__our_role="SUPPLIER"
        ),
        "alias": m.PartyAlias.objects.all(),
        "subsidiary": m.Party.objects.filter(parent__isnull=False),
        "rate": m.ExchangeRate.objects.all(),
    }

    assert [what for what, rows in has.items() if not rows.exists()] == []


def test_contract_lines_add_up_to_the_contract(loaded: Loaded) -> None:
    wrong = [
        str(contract)
        for contract in m.Contract.objects.filter(lines__isnull=False).distinct().prefetch_related("lines")
        if sum(line.amount for line in contract.lines.all()) != contract.value
    ]

    assert wrong == []


def test_people_see_some_things_differently_and_some_extremes_are_not_confirmed(loaded: Loaded) -> None:
    pks = list(m.Relationship.objects.values_list("pk", flat=True))
    facts = [fact for each in facts_of(pks).values() for fact in each.values()]

    assert sum(fact.align_first for fact in facts) >= 5
    assert sum(fact.unconfirmed is not None for fact in facts) >= 3
    assert {fact.value for fact in facts if fact.fact.startswith("attitude")} == {None, 1, 2, 3, 4, 5}
    assert sum(str(fact.source) == "ASSUMED" for fact in facts) > 100


def test_trust_rises_falls_and_grows_stale(loaded: Loaded) -> None:
    rows = m.TrustAssessment.objects.order_by("assessed_on").values_list(
        "relationship", "direction", "level", "assessed_on"
    )
    runs: dict[tuple[int, str], list[tuple[int, date]]] = {}
    for relationship, direction, level, on in rows:
        runs.setdefault((relationship, direction), []).append((level, on))
    trends = Counter(
        (run[-1][0] > run[-3][0]) - (run[-1][0] < run[-3][0]) for run in runs.values() if len(run) > 2
    )

    assert min(trends[1], trends[0], trends[-1]) >= 10
    assert any(run[-1][1] < ON - timedelta(days=365) for run in runs.values())


def test_the_history_covers_three_years_and_says_who(loaded: Loaded) -> None:
    for model in (m.Relationship, m.FactRating, m.TrustAssessment, m.Classification):
        days = model.history.aggregate(first=Min("history_date"), last=Max("history_date"))
        assert days["first"].date() < ON - timedelta(days=880)
        assert ON - timedelta(days=180) < days["last"].date() <= ON
        assert not model.history.filter(history_user=None).exists()
    assert m.PastVerdict.objects.count() > 500
    assert m.PastVerdict.objects.earliest("since").since.date() < ON - timedelta(days=900)


def test_everything_has_its_history(loaded: Loaded) -> None:
    for model in (m.Party, m.Relationship, m.Contract, m.ContractLine, m.FactRating, m.Classification):
        created = model.history.filter(history_type="+").values_list("id", flat=True)
        assert set(created) == set(model.objects.values_list("pk", flat=True))
        versions = dict(model.objects.values_list("pk", "version"))
        recorded = Counter(model.history.values_list("id", flat=True))
        assert {pk: recorded[pk] for pk in versions} == versions


def test_nothing_is_recorded_before_its_contract_or_after_the_day(loaded: Loaded) -> None:
    assert not m.FactRating.objects.filter(assessed_on__gt=ON).exists()
    assert not m.TrustAssessment.objects.filter(assessed_on__gt=ON).exists()
    assert not m.Classification.objects.filter(decided_at__date__gt=ON).exists()


def test_who_rated_and_decided_had_the_role_for_it(loaded: Loaded) -> None:
    able = (Role.SOURCING_MANAGER, Role.PRINCIPLE_OWNER, Role.ADMINISTRATOR)
    held = [
        (each.user_id, each.unit.path)
        for each in m.RoleAssignment.objects.filter(role__in=able).select_related("unit")
    ]
    acts = {
        *m.FactRating.objects.values_list("assessor", "relationship__unit__path"),
        *m.Classification.objects.values_list("decided_by", "relationship__unit__path"),
    }

    assert [
        act for act in acts if not any(act[0] == who and act[1].startswith(path) for who, path in held)
    ] == []


def test_there_is_a_user_for_each_role_on_the_root(loaded: Loaded) -> None:
    roles = dict(m.RoleAssignment.objects.filter(unit__code="ROOT").values_list("user__username", "role"))

    assert roles | {"system": "ADMINISTRATOR"} == {
        "system": "ADMINISTRATOR",
        "reader": "READER",
        "account": "ACCOUNT_MANAGER",
        "sourcing": "SOURCING_MANAGER",
        "principles": "PRINCIPLE_OWNER",
        "admin": "ADMINISTRATOR",
    }
    assert [each.username for each in loaded.users] == [
        "reader",
        "account",
        "sourcing",
        "principles",
        "admin",
    ]
    for each in loaded.users:
        assert m.User.objects.get(username=each.username).check_password(each.password)


def test_colleagues_can_not_sign_in(loaded: Loaded) -> None:
    made = {each.username for each in loaded.users}

    assert not any(each.has_usable_password() for each in m.User.objects.exclude(username__in=made))


def test_discouraged_words_stand_where_they_are_told_of_only(loaded: Loaded) -> None:
    texts = [
        *m.Party.objects.values_list("name", "legal_name"),
        *m.Relationship.objects.values_list("subject", "category"),
        *m.Contract.objects.values_list("title", "description"),
        *m.Contract.objects.values_list("remarks", "indexation"),
        *m.FactRating.objects.values_list("evidence", "fact").distinct(),
        *m.TrustAssessment.objects.values_list("evidence", "direction").distinct(),
        *m.Classification.objects.values_list("reason", "chosen_type"),
        *m.Portfolio.objects.values_list("name", "currency"),
        *p.Benefit.objects.values_list("description", "evidence"),
        *p.Interest.objects.values_list("description", "kind"),
        *p.Review.objects.values_list("asked", "found"),
    ]

    assert {text for pair in texts for text in pair if "partner" in text.lower()} == {
        "Cateringpartner laboratorium",
        "Inhuurdesk HR Partners BV",
        "Opleidingspartner taal",
        "Partnership portaal voor cliënten",
        "Strategisch partnerschap applicatiebeheer",
    }


def test_the_numbers_of_parties_are_valid_and_fictitious(loaded: Loaded) -> None:
    for each in m.PartyIdentifier.objects.all():
        assert identifier(each.scheme, each.value) == each.value
    kvk = m.PartyIdentifier.objects.filter(scheme="KVK").values_list("value", flat=True)
    assert len(kvk) > 80
    assert all(value.startswith("0000") and len(value) == 8 for value in kvk)


def test_categories_said_in_a_list_are_those_recognised(loaded: Loaded) -> None:
    known = categories()
    wrong = [
        archetype["category"]
        for archetype in archetypes()
        if known.of_name(archetype["category"])
        and known.of_name(archetype["category"]).name != archetype["profile"]  # type: ignore[union-attr]
    ]

    assert wrong == []


def test_loading_again_changes_nothing(loaded: Loaded) -> None:
    before = (m.Relationship.history.count(), m.User.objects.count())
    said = StringIO()
    call_command("demo", stdout=said)

    assert load(ON) is None
    assert said.getvalue() == "There are relationships already: nothing was changed.\n"
    assert (m.Relationship.history.count(), m.User.objects.count()) == before
    with pytest.raises(CommandError, match="needs an empty registry"):
        call_command("demo", "--force-empty-check")


# --- in the light of the principles


def test_every_principle_comes_to_every_result(loaded: Loaded) -> None:
    found: dict[str, set[str]] = {}
    for code, result in p.Compliance.objects.values_list("principle__code", "effective").distinct():
        found.setdefault(code, set()).add(result)
    every = {"COMPLIANT", "PARTLY", "NON_COMPLIANT", "EXPLAINED", "NOT_ASSESSABLE", "NOT_APPLICABLE"}

    assert found == {f"P{number}": every for number in range(1, 10)}


def test_the_stored_compliance_is_that_of_the_day(loaded: Loaded) -> None:
    columns = ("relationship", "principle__code", "result", "effective", "since", "valid_until")
    stored = list(p.Compliance.objects.values_list(*columns))
    at = max(since for *_others, since, _until in stored)
    compliance.refresh(m.Relationship.objects.values_list("pk", flat=True), at)

    assert list(p.Compliance.objects.values_list(*columns)) == stored
    assert len(stored) == 150 * 9


def test_each_kind_of_evidence_is_there_in_all_its_variety(loaded: Loaded) -> None:
    def held(model: Any, *fields: str) -> set[Any]:
        return set(model.objects.order_by().values_list(*fields, flat=len(fields) == 1).distinct())

    assert held(p.Benefit, "beneficiary") == {"THEM", "JOINT", "OWN"}
    assert held(p.InterestPair, "rating") == {"SHARED", "COMPATIBLE", "CONFLICTING"}
    assert held(p.Interest, "disclosed") == {True, False}
    assert held(p.CapabilityPair, "kind", "state", "reason") == {
        ("COMPLEMENTARY", "PLANNED", ""),
        ("COMPLEMENTARY", "IN_USE", ""),
        ("OVERLAPPING", "IN_USE", ""),
        ("OVERLAPPING", "IN_USE", "SCALE"),
    }
    assert held(p.ResistanceSignal, "answer_kind") == {"", "MEASURE", "ACCEPTED_RISK", "REJECTION"}
    assert held(p.ResistanceSignal, "verdict") >= {"", "RATIONAL", "MIXED"}
    assert held(p.Review, "resistance") == {"NOT_ASKED", "ASKED_NONE", "ASKED_FOUND"}
    assert held(p.Stage, "back_dated") == {True, False}
    assert p.DevelopmentPlan.objects.filter(abandoned_on__isnull=False).count() == 1
    assert p.Stage.objects.filter(approver=None, done_on__isnull=False).count() == 2


def test_each_reason_of_a_check_has_a_text_in_both_languages(loaded: Loaded) -> None:
    told = [
        (reason_of(each), language)
        for reasons in p.Compliance.objects.values_list("reasons", flat=True)
        for each in reasons
        for language in ("nl", "en")
    ]

    assert {"BACK_DATED", "PLAN_BEHIND", "ONLY_SCALE", "MEASURE_OVERDUE", "INVESTIGATED_LATE"} <= {
        str(reason.code) for reason, _language in told
    }
    assert all(sentence(reason, language) for reason, language in told)


def test_the_organisation_made_the_principles_its_own(loaded: Loaded) -> None:
    sets = p.PrincipleSet.objects.order_by("number")
    first, own, following = sets

    assert [each.state for each in sets] == ["SUPERSEDED", "IN_FORCE", "SUBMITTED"]
    assert first.in_force_from.date() < ON - timedelta(days=1095)
    assert first.in_force_to == own.in_force_from
    approved = own.approvals.order_by("approved_at").values_list("user__username", "lapse")
    assert list(approved) == [
        ("h.bouazza", "TEXT_CHANGED"),
        ("principles", ""),
        ("h.bouazza", ""),
        ("e.verkerk", ""),
    ]
    assert (following.stakeholders.count(), following.approvals.count()) == (3, 1)
    assert m.RuleSet.objects.filter(state="DRAFT").count() == 1


def test_explanations_stand_wait_end_and_lapse(loaded: Loaded) -> None:
    explanations = p.Explanation.objects.all()
    standing = explanations.filter(lapsed_at=None, approved_at__isnull=False)

    assert set(standing.values_list("principle_code", flat=True)) == {f"P{at}" for at in range(1, 10)}
    assert explanations.filter(lapsed_at=None, approved_at=None).count() == 1
    assert standing.filter(valid_until__lte=ON + timedelta(days=14)).count() == 1
    assert set(explanations.exclude(lapse="").values_list("lapse", flat=True)) == {
        "DECISION_CHANGED",
        "EXPIRED",
        "RECORD_CHANGED",
        "WITHDRAWN",
    }


def test_persons_judge_otherwise_and_one_word_is_no_label(loaded: Loaded) -> None:
    otherwise = p.Compliance.objects.filter(judgement__isnull=False).values_list("result", "effective")
    hired = m.Relationship.objects.get(subject="Inhuurdesk HR Partners BV")

    assert sorted(otherwise) == [
        ("COMPLIANT", "NON_COMPLIANT"),
        ("NOT_ASSESSABLE", "PARTLY"),
        ("PARTLY", "COMPLIANT"),
        ("PARTLY", "PARTLY"),
    ]
    assert p.Judgement.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert p.LabelDismissal.objects.filter(relationship=hired).count() == 2
    assert hired.compliance.get(principle__code="P8").result == "NOT_APPLICABLE"


def test_compliance_has_a_past_under_both_sets(loaded: Loaded) -> None:
    past = p.PastCompliance.objects.all()

    assert past.earliest("since").since.date() < ON - timedelta(days=500)
    assert set(past.values_list("principle__principle_set__number", flat=True)) == {1, 2}
    assert not past.filter(until__gt=p.Compliance.objects.latest("since").since).exists()


def test_what_was_told_was_told_by_who_may_and_not_after_the_day(loaded: Loaded) -> None:
    able = (Role.ACCOUNT_MANAGER, Role.SOURCING_MANAGER, Role.PRINCIPLE_OWNER, Role.ADMINISTRATOR)
    held = [
        (each.user_id, each.unit.path)
        for each in m.RoleAssignment.objects.filter(role__in=able).select_related("unit")
    ]
    paths = dict(m.Relationship.objects.values_list("pk", "unit__path"))
    for model in (p.Benefit, p.Interest, p.ResistanceSignal, p.Review, p.Explanation, p.Judgement):
        rows = model.history.values_list("history_user", "relationship", "history_date")
        assert rows.exists()
        assert all(at.date() <= ON for _user, _relationship, at in rows)
        assert [
            (user, relationship)
            for user, relationship, _at in rows
            if model is not p.Explanation
            and not any(user == who and paths[relationship].startswith(path) for who, path in held)
        ] == []
