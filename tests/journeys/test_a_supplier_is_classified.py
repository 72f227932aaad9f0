"""A sourcing manager's and an account manager's year with one supplier, told through the actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from relationships import daily
from relationships.actions.classify import classify
from relationships.actions.facts import rate_facts, rate_parties
from relationships.actions.relationships import set_arrangement
from relationships.actions.trust import add_safeguard, assess_trust
from relationships.arrangements import needed
from relationships.errors import Refused
from relationships.history import changes_of
from relationships.models import Classification, PastVerdict, Relationship, Verdict
from relationships.queries import visible_to
from relationships.queries.facts import facts_of
from tests import builders as b

pytestmark = pytest.mark.django_db


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_from_the_category_to_a_managed_relationship() -> None:
    unit = b.unit("ICT")
    sourcing = b.user("SOURCING_MANAGER", unit)
    account = b.user("ACCOUNT_MANAGER", unit)
    colleague = b.user("SOURCING_MANAGER", unit)
    outsider = b.user("SOURCING_MANAGER", b.unit("CARE"))

    def verdict() -> Verdict:
        return Verdict.objects.get(relationship=relationship)

    # January: a relationship in a known category. What the delivery asks is assumed; the parties are open.
    by = b.actor(sourcing, at=at(1, 5))
    relationship = b.relationship(
        by, unit=unit, party=b.party(by, "Rekencentrum B.V."), category="computer hardware", subject="Laptops"
    )
    row = verdict()
    assert (row.verdict, row.delivery_type, row.assumed_facts, row.parties_open) == (
        "UNCLASSIFIED",
        "CALL_OFF",
        13,
        True,
    )
    assert row.recommended_type == ""
    assert not visible_to(outsider, Relationship).exists()

    # A contract tells the duration; it counts before what the category assumes.
    b.contract(b.actor(account, at=at(1, 6)), relationship, start="2026-01-01", stated_end="2029-12-31")
    assert facts_of([relationship.pk])[relationship.pk]["duration"].by_record is True
    assert verdict().assumed_facts == 12

    # February: the parties are rated for the whole list at once. The recommendation is decided.
    parties = {
        "attitude_customer": 3,
        "attitude_supplier": 3,
        "dependence_customer": 2,
        "dependence_supplier": 2,
        "attractiveness_customer": 3,
        "attractiveness_supplier": 3,
        "goal_alignment": 3,
        "complementarity": 1,
    }
    rate_parties(
        by=b.actor(sourcing, at=at(2, 2)),
        relationships=list(visible_to(sourcing, Relationship)),
        ratings=parties,
    )
    assert (verdict().recommended_type, verdict().parties_open) == ("CALL_OFF", False)

    # Anybody may choose otherwise, with a reason.
    def decide(chosen: str, target: int, reason: str, moment: datetime) -> Classification:
        return classify(
            by=b.actor(sourcing, at=moment),
            relationship=relationship,
            chosen_type=chosen,
            trust_target=target,
            reason=reason,
        )

    with pytest.raises(Refused, match="Give a reason"):
        decide("INTEGRATED", 4, "", at(2, 3))
    decide("INTEGRATED", 4, "The board wants a joint team.", at(2, 3))
    assert (verdict().verdict, verdict().flag_codes) == ("MISFIT", "|OVER|TRUST_NOT_ASSESSED|")

    # March: better advice is taken, and the account manager does what follows from it.
    decision = decide("CALL_OFF", 2, "", at(3, 1))
    assert decision.recommendation["recommended_type"] == "CALL_OFF"
    for direction, level in (("CUSTOMER_TO_SUPPLIER", 1), ("SUPPLIER_TO_CUSTOMER", 2)):
        assess_trust(
            by=b.actor(account, at=at(3, 2)),
            relationship=relationship,
            given={"direction": direction, "level": level},
        )
    assert (verdict().verdict, verdict().residual_gap) == ("ATTENTION", 1)
    add_safeguard(
        by=b.actor(account, at=at(3, 3)),
        relationship=relationship,
        given={"kind": "GUARANTEE", "active_to": "2026-06-30"},
    )
    assert (verdict().verdict, verdict().valid_until) == ("FIT", date(2026, 6, 30))
    todo = needed("CALL_OFF", 2)
    assert todo == ("PRICE_LIST", "INDEXATION", "ORDERING_RULES")
    for kind in todo:
        set_arrangement(
            by=b.actor(account, at=at(3, 4)), relationship=relationship, kind=kind, state="PRESENT"
        )
    with pytest.raises(Refused, match="You may not classify in unit ICT"):
        classify(by=b.actor(account), relationship=relationship, chosen_type="SPOT", trust_target=2)

    # July: the guarantee has run out, and the worker says so the next morning.
    daily.recompute(at(7, 1, 0))
    assert verdict().verdict == "ATTENTION"

    # September: the supplier turns hostile; it counts once a second assessor says the same.
    for who, hour in ((sourcing, 10), (colleague, 11)):
        rate_facts(
            by=b.actor(who, at=at(9, 9, hour)),
            relationship=relationship,
            ratings={"attitude_supplier": 1},
            evidence="Threatens to stop deliveries at every talk.",
        )
        told = facts_of([relationship.pk])[relationship.pk]["attitude_supplier"]
        assert (told.value, told.unconfirmed) == ((3, 1) if who is sourcing else (1, None))
    row = verdict()
    assert (row.verdict, row.recommended_type, row.posture_side) == ("MISFIT", "GUARDED", "SUPPLIER")
    assert "POSTURE_NAIVE" in row.flag_codes and "AVOIDABLE" in row.flag_codes

    # What was decided stays as it was; what it was at any moment can be told.
    assert Classification.objects.get(pk=decision.pk).verdict["verdict"] == "FIT"
    assert [(each.verdict, each.since.month) for each in PastVerdict.objects.order_by("since")] == PAST
    first = changes_of(relationship)[-1]
    created: dict[str, Any] = {each.field: each.new for each in first.fields}
    assert (first.who, created["subject"]) == (sourcing, "Laptops")


PAST = [
    ("UNCLASSIFIED", 1),
    ("UNCLASSIFIED", 1),
    ("UNCLASSIFIED", 2),
    ("MISFIT", 2),
    ("FIT", 3),  # neither direction assessed: of no account for supply on call
    ("ATTENTION", 3),
    ("FIT", 3),
    ("ATTENTION", 7),
]
