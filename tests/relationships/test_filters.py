"""Filtered lists: what each condition finds, and what is refused, the same for every door."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from relationships.errors import Refused
from relationships.filters import (
    FILTERS,
    ContractFilter,
    FactRatingFilter,
    PartyFilter,
    RelationshipFilter,
    SafeguardFilter,
    UnitFilter,
    VerdictFilter,
    filtered,
)
from relationships.models import (
    Contract,
    FactRating,
    Party,
    Relationship,
    Safeguard,
    SafeguardKind,
    Unit,
    User,
    Verdict,
)
from relationships.queries import visible_to
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db) -> User:
    return b.user("READER")


def _found(reader: User, filters: Any, model: Any, **given: Any) -> list[int]:
    return [each.pk for each in filtered(filters, given, visible_to(reader, model), reader)]


def relationships(reader: User, **given: Any) -> list[int]:
    return _found(reader, RelationshipFilter, Relationship, **given)


def refused(reader: User, **given: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        relationships(reader, **given)
    return [(each.code, each.field) for each in caught.value.refusals]


def test_without_conditions_everything_visible_is_found_in_the_order_of_ids(reader) -> None:
    made = [b.relationship().pk for _ in range(3)]
    assert relationships(reader) == made


def test_a_unit_means_its_subtree(reader) -> None:
    north = b.unit("NORTH")
    west = b.unit("NORTH-WEST", north)
    b.relationship()
    one, two = b.relationship(unit=north).pk, b.relationship(unit=west).pk
    assert relationships(reader, unit="NORTH") == [one, two]
    assert relationships(reader, unit=str(west.pk)) == [two]
    assert relationships(reader, unit=[west, north]) == [one, two]
    assert _found(reader, UnitFilter, Unit, unit="NORTH") == [north.pk, west.pk]


def test_a_hidden_unit_is_refused_like_an_unknown_one() -> None:
    b.unit("EAST")
    stranger = b.user("READER", b.unit("WEST"))
    messages = []
    for code in ("EAST", "NOWHERE"):
        with pytest.raises(Refused) as caught:
            relationships(stranger, unit=code)
        [refusal] = caught.value.refusals
        assert (refusal.code, refusal.field) == ("INVALID_FILTER", "unit")
        messages.append(refusal.message.replace(code, "…"))
    assert messages[0] == messages[1]


def test_verdicts_flags_and_types(reader) -> None:
    plain, chosen = b.relationship(), b.relationship()
    b.rate(None, chosen)
    b.classification(None, chosen, "INTEGRATED", 4)
    assert relationships(reader, verdict="MISFIT,ATTENTION") == [chosen.pk]
    assert relationships(reader, verdict=["UNCLASSIFIED"]) == [plain.pk]
    assert relationships(reader, flag="OVER") == [chosen.pk]
    assert relationships(reader, flag="UNDER,OVER") == [chosen.pk]
    assert relationships(reader, flag="FIT") == []
    assert relationships(reader, chosen_type="INTEGRATED", recommended_type="SERVICE") == [chosen.pk]
    assert relationships(reader, delivery_type="SERVICE") == [chosen.pk]
    assert relationships(reader, score_min="23.5", score_max=23.5) == [chosen.pk]
    assert relationships(reader, score_min="23.6") == []
    assert relationships(reader, required_trust_min=4) == [chosen.pk]
    assert relationships(reader, classified="false") == [plain.pk]
    assert relationships(reader, parties_open=True) == [plain.pk]
    assert _found(reader, VerdictFilter, Verdict, flag="OVER") == [chosen.pk]


def test_a_flag_is_found_whole(reader) -> None:
    """FIT is no part of MISFIT, nor TRUST_TARGET_LOW of another."""
    one = b.relationship()
    Verdict.objects.filter(pk=one.pk).update(flag_codes="|TRUST_TARGET_HIGH|")
    assert relationships(reader, flag="TRUST_TARGET_LOW") == []
    assert relationships(reader, flag="TRUST_TARGET_HIGH") == [one.pk]


def test_what_is_pending_or_not_there_yet(reader) -> None:
    done, absent, waiting = (b.relationship() for _ in range(3))
    absent.verdict.delete()
    Verdict.objects.filter(pk=waiting.pk).update(verdict="PENDING")
    assert relationships(reader, pending="1") == [absent.pk, waiting.pk]
    assert relationships(reader, pending="0") == [done.pk]
    assert relationships(reader, verdict="PENDING") == [absent.pk, waiting.pk]


def test_text_is_sought_in_names_without_legal_form_or_diacritics(reader) -> None:
    one = b.relationship(party=b.party(name="Café Müller B.V.", aliases=["Koffiehuis"]), subject="Lunches")
    b.relationship(party=b.party(name="Other"), subject="Cleaning")
    for sought in ("Müller", "cafe muller bv", "koffiehuis", "lunch"):
        assert relationships(reader, q=sought) == [one.pk], sought
    assert relationships(reader, q="100%") == []
    assert relationships(reader, q="_") == []


def test_conditions_on_a_contract_hold_of_the_same_contract(reader) -> None:
    one = b.relationship()
    b.contract(None, one, value="100.00", currency="EUR")
    b.contract(None, one, value="900.00", currency="USD")
    assert relationships(reader, value_min="500", currency="EUR") == []
    assert relationships(reader, value_min=Decimal("500"), currency="USD,GBP") == [one.pk]
    assert relationships(reader, has_contract=False) == []
    assert refused(reader, value_min="500") == [("CURRENCY_MISSING", "currency")]


def test_notice_deadlines(reader) -> None:
    one = b.relationship()
    contract = b.contract(
        None, one, start="2018-09-27", term_months=36, renewal_months=12, notice_count=3, notice_unit="MONTHS"
    )
    deadline = contract.position.notice_deadline
    assert relationships(reader, notice_deadline_before=deadline) == [one.pk]
    assert relationships(reader, notice_deadline_after=deadline.isoformat()) == [one.pk]
    assert relationships(reader, notice_deadline_before=date(2018, 1, 1)) == []
    assert _found(reader, ContractFilter, Contract, notice_deadline_before=deadline) == [contract.pk]
    assert _found(reader, ContractFilter, Contract, missed_deadline=True) == []


def test_owners(reader) -> None:
    owned, free = b.relationship(owner=reader.username), b.relationship()
    assert relationships(reader, owner=reader.username) == [owned.pk]
    assert relationships(reader, owner=reader.pk) == [owned.pk]
    assert relationships(reader, has_owner=False) == [free.pk]
    assert relationships(reader, has_owner="true") == [owned.pk]


def test_changed_since_a_day_or_a_moment(reader) -> None:
    one = b.relationship()
    changed = one.changed_at
    assert relationships(reader, changed_since=changed) == [one.pk]
    assert relationships(reader, changed_since=changed.isoformat()) == [one.pk]
    assert relationships(reader, changed_since="2001-01-01") == [one.pk]
    assert relationships(reader, changed_since=datetime(2999, 1, 1, tzinfo=UTC)) == []


def test_parties_by_number_and_by_dealing(reader) -> None:
    unit = b.unit("NORTH")
    one = b.party(name="One", identifiers=[{"scheme": "CREDITOR", "value": "0042", "issuer": "NORTH"}])
    b.relationship(unit=unit, party=one)
    two = b.relationship().party
    assert _found(reader, PartyFilter, Party, identifier="0042") == [one.pk]
    assert _found(reader, PartyFilter, Party, identifier="0042", scheme="KVK") == []
    assert _found(reader, PartyFilter, Party, unit="NORTH") == [one.pk]
    assert _found(reader, PartyFilter, Party, unit="ROOT") == [one.pk, two.pk]
    assert _found(reader, PartyFilter, Party, q="0042") == [one.pk]


def test_ratings_and_safeguards(reader) -> None:
    one = b.relationship()
    rating = b.rating(None, one, "access", 4)
    assert _found(reader, FactRatingFilter, FactRating, fact="access", value="4,5") == [rating.pk]
    assert _found(reader, FactRatingFilter, FactRating, withdrawn=True) == []
    kind = SafeguardKind.objects.filter(level=4).first()
    guard = b.safeguard(None, one, kind.code, active_from="2026-01-01", active_to="2026-06-30")
    assert _found(reader, SafeguardFilter, Safeguard, active_on="2026-06-30", level=4) == [guard.pk]
    assert _found(reader, SafeguardFilter, Safeguard, active_on="2026-07-01") == []


def test_ties_are_settled_by_id_in_the_last_direction(reader) -> None:
    one, two, three = (b.relationship(subject=each).pk for each in ("B", "A", "A"))
    assert relationships(reader, ordering="subject") == [two, three, one]
    assert relationships(reader, ordering="-subject") == [one, three, two]
    assert relationships(reader, ordering=["subject", "-id"]) == [three, two, one]


_SAMPLES = {
    "TRUTH": ["true", "false"],
    "WHOLE": ["2"],
    "NUMBER": ["2.5"],
    "AMOUNT": ["3.00"],
    "DAY": ["2026-01-01"],
    "MOMENT": ["2026-01-01", "2026-01-01T10:00:00Z"],
    "TEXT": ["ab"],
    "TEXTS": ["EUR"],
    "IDS": ["1,2"],
}


def _samples(reader: User, condition: Any) -> list[Any]:
    if condition.kind == "REFERENCES":
        known = visible_to(reader, condition.target).first()
        return [known.pk] if known else []
    if condition.kind == "ORDER":
        return list(condition.codes)
    if condition.kind == "WHOLES":
        return [f"{condition.low},{condition.high}", [condition.low]]
    return _SAMPLES.get(condition.kind) or [",".join(condition.codes)]


@pytest.mark.parametrize("model", FILTERS, ids=lambda each: each.__name__)
def test_every_condition_can_be_asked(reader, model) -> None:
    one = b.relationship(portfolio=b.portfolio())
    b.contract(None, one, number="C", value="1.00", currency="EUR")
    b.rate(None, one)
    for name, condition in FILTERS[model].conditions().items():
        assert condition.help_text.endswith("."), name
        for value in ["NL"] if name == "country" else _samples(reader, condition):
            given = {name: value}
            if "value_m" in name or "amount_m" in name:
                given["currency"] = "EUR"
            list(filtered(FILTERS[model], given, visible_to(reader, model), reader))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("verdict", "GOOD"),
        ("verdict", ""),
        ("verdict", []),
        ("verdict", {}),
        ("verdict", 3),
        ("q", ""),
        ("q", "a\x00"),
        ("q", "\ud800"),
        ("q", "\x07"),
        ("q", "x" * 201),
        ("q", ["a"]),
        ("score_min", "NaN"),
        ("score_min", "1e9"),
        ("score_min", float("inf")),
        ("required_trust", "6"),
        ("unknown_facts_min", "-1"),
        ("unknown_facts_min", "99999"),
        ("id", "9" * 30),
        ("id", ",".join(["1"] * 101)),
        ("has_owner", "maybe"),
        ("has_owner", 2),
        ("unit", "a\x00"),
        ("unit", "x" * 10_000),
        ("party", 2**63),
        ("party", "٣"),
        ("changed_since", "yesterday"),
        ("changed_since", "2026-02-30"),
        ("changed_since", "2026-02-28T25:00:00Z"),
        ("changed_since", "9999-12-31T23:59:59-12:00"),
        ("changed_since", "1899-12-31"),
        ("notice_deadline_after", "1899-12-31"),
        ("currency", "EURO"),
        ("ordering", "colour"),
        ("ordering", "--id"),
    ],
)
def test_a_value_that_cant_be_used_is_refused(reader, name, value) -> None:
    assert refused(reader, **{name: value}) == [("INVALID_FILTER", name)]


def test_an_unknown_condition_is_refused_with_all_others(reader) -> None:
    assert refused(reader, colour="red", verdict="GOOD", has_owner="x") == [
        ("UNKNOWN_PARAMETER", "colour"),
        ("INVALID_FILTER", "has_owner"),
        ("INVALID_FILTER", "verdict"),
    ]


def test_nothing_given_is_no_condition(reader) -> None:
    one = b.relationship()
    assert relationships(reader, verdict=None, q=None, ordering=None) == [one.pk]
