"""What can't be kept is refused with a code and a field, and changes nothing: the same on both databases.

The fields are read from the models and the actions' own lists, so that a new field is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from relationships import models as m
from relationships.actions.categories import PROFILE_FIELDS, change_profile, create_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import (
    CONTRACT_FIELDS,
    LINE_FIELDS,
    add_line,
    change_contract,
    change_line,
    create_contract,
)
from relationships.actions.facts import rate_facts, rate_parties
from relationships.actions.inputs import LEVELS
from relationships.actions.parties import PARTY_FIELDS, change_party, create_party
from relationships.actions.portfolios import PORTFOLIO_FIELDS, change_portfolio, create_portfolio
from relationships.actions.relationships import (
    RELATIONSHIP_FIELDS,
    add_further_party,
    change_relationship,
    create_relationship,
    set_arrangement,
)
from relationships.actions.rule_sets import change_rule_set, draft_rule_set
from relationships.actions.tables import KIND_FIELDS, change_safeguard_kind, create_safeguard_kind, set_rate
from relationships.actions.trust import (
    ASSESSMENT_FIELDS,
    SAFEGUARD_FIELDS,
    add_safeguard,
    assess_trust,
    change_safeguard,
)
from relationships.actions.units import (
    UNIT_FIELDS,
    USER_FIELDS,
    change_unit,
    change_user,
    create_unit,
    create_user,
    grant_role,
    set_password,
)
from relationships.choices import FACTS
from relationships.errors import MESSAGES, Refused, shown
from relationships.models.base import AmountField
from tests import builders as b

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Records to act on."""

    unit: m.Unit
    user: m.User
    party: m.Party
    portfolio: m.Portfolio
    relationship: m.Relationship
    contract: m.Contract
    line: m.ContractLine
    safeguard: m.Safeguard
    kind: m.SafeguardKind
    profile: m.CategoryProfile
    rules: m.RuleSet


@pytest.fixture
def world() -> World:
    unit, party = b.unit("A"), b.party()
    portfolio = b.portfolio(unit=unit, currency="EUR")
    relationship = b.relationship(unit=unit, party=party, portfolio=portfolio)
    contract = b.contract(None, relationship, currency="EUR")
    return World(
        unit=unit,
        user=b.user("READER", unit),
        party=party,
        portfolio=portfolio,
        relationship=relationship,
        contract=contract,
        line=add_line(by=b.system(), contract=contract, given={"amount": "10"}),
        safeguard=b.safeguard(None, relationship, "AUDIT", active_from="2026-01-01"),
        kind=m.SafeguardKind.objects.get(code="AUDIT"),
        profile=m.CategoryProfile.objects.get(name="cleaning"),
        rules=draft_rule_set(by=b.system(), name="Two"),
    )


Do = Callable[[World, dict[str, Any]], Any]


@dataclass(frozen=True)
class Form:
    """A pair of actions that take the fields of one kind of record."""

    model: Any
    fields: tuple[str, ...]
    create: Do
    needed: Callable[[World], dict[str, Any]]
    change: Do | None = None


FORMS = {
    "unit": Form(
        m.Unit,
        UNIT_FIELDS,
        lambda w, given: create_unit(by=b.system(), given=given),
        lambda w: {"code": "NEW", "name": "New", "parent": "ROOT"},
        lambda w, given: change_unit(by=b.system(), unit=w.unit, given=given),
    ),
    "user": Form(
        m.User,
        USER_FIELDS,
        lambda w, given: create_user(by=b.system(), given=given),
        lambda w: {"username": "new"},
        lambda w, given: change_user(by=b.system(), user=w.user, given=given),
    ),
    "party": Form(
        m.Party,
        PARTY_FIELDS,
        lambda w, given: create_party(by=b.system(), given=given),
        lambda w: {"name": "New"},
        lambda w, given: change_party(by=b.system(), party=w.party, given=given),
    ),
    "portfolio": Form(
        m.Portfolio,
        PORTFOLIO_FIELDS,
        lambda w, given: create_portfolio(by=b.system(), given=given),
        lambda w: {"name": "New", "unit": "A"},
        lambda w, given: change_portfolio(by=b.system(), portfolio=w.portfolio, given=given),
    ),
    "relationship": Form(
        m.Relationship,
        RELATIONSHIP_FIELDS,
        lambda w, given: create_relationship(by=b.system(), given=given),
        lambda w: {"unit": "A", "party": w.party, "our_role": "CUSTOMER", "portfolio": w.portfolio},
        lambda w, given: change_relationship(by=b.system(), relationship=w.relationship, given=given),
    ),
    "contract": Form(
        m.Contract,
        CONTRACT_FIELDS,
        lambda w, given: create_contract(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {},
        lambda w, given: change_contract(by=b.system(), contract=w.contract, given=given),
    ),
    "line": Form(
        m.ContractLine,
        LINE_FIELDS,
        lambda w, given: add_line(by=b.system(), contract=w.contract, given=given),
        lambda w: {"amount": "5"},
        lambda w, given: change_line(by=b.system(), line=w.line, given=given),
    ),
    "assessment": Form(
        m.TrustAssessment,
        ASSESSMENT_FIELDS,
        lambda w, given: assess_trust(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {"direction": "CUSTOMER_TO_SUPPLIER", "level": 3},
    ),
    "safeguard": Form(
        m.Safeguard,
        SAFEGUARD_FIELDS,
        lambda w, given: add_safeguard(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {"kind": "AUDIT"},
        lambda w, given: change_safeguard(by=b.system(), safeguard=w.safeguard, given=given),
    ),
    "kind": Form(
        m.SafeguardKind,
        KIND_FIELDS,
        lambda w, given: create_safeguard_kind(by=b.system(), given=given),
        lambda w: {"code": "NEW", "name": "New", "level": 2},
        lambda w, given: change_safeguard_kind(by=b.system(), kind=w.kind, given=given),
    ),
    "profile": Form(
        m.CategoryProfile,
        PROFILE_FIELDS,
        lambda w, given: create_profile(by=b.system(), given=given),
        lambda w: {"name": "New"},
        lambda w, given: change_profile(by=b.system(), profile=w.profile, given=given),
    ),
}

# What is wrong for a field of each kind: the value, and the codes of which one must be given.
TEXT = [
    ("A\x00B", {"UNSTORABLE_TEXT"}),
    ("A\ud800B", {"UNSTORABLE_TEXT"}),
    ("A\uffffB", {"UNSTORABLE_TEXT"}),
    ("A\x07B", {"CONTROL_CHARACTER"}),
    ("A\x9bB", {"CONTROL_CHARACTER"}),
    ({"text": "A"}, {"WRONG_TYPE"}),
    (["A"], {"WRONG_TYPE"}),
    (7, {"WRONG_TYPE"}),
    (True, {"WRONG_TYPE"}),
    (1.5, {"WRONG_TYPE"}),
]
CODE = [
    ("NO_SUCH_CODE", {"UNKNOWN_CODE"}),
    ("customer ", {"UNKNOWN_CODE"}),
    ("\x00", {"UNKNOWN_CODE"}),
    ("\ud800", {"UNKNOWN_CODE"}),
    ("A" * 10_000, {"UNKNOWN_CODE"}),
    (1, {"UNKNOWN_CODE"}),
    (True, {"WRONG_TYPE"}),
    ({"code": "A"}, {"WRONG_TYPE"}),
    (["A"], {"WRONG_TYPE"}),
]
NUMBER = [
    (True, {"WRONG_TYPE"}),
    (3.0, {"NUMBER_INVALID"}),
    (float("nan"), {"NUMBER_INVALID"}),
    ("three", {"NUMBER_INVALID"}),
    ("3.0", {"NUMBER_INVALID"}),
    ("٣", {"NUMBER_INVALID"}),
    ("1e3", {"NUMBER_INVALID"}),
    ({"value": 3}, {"WRONG_TYPE"}),
    ([3], {"WRONG_TYPE"}),
    (-1, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (2**63, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (-(2**80), {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (10**5_000, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    ("99999999999999999999", {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    ("9" * 10_000, {"NUMBER_INVALID"}),
]
LEVEL = [*NUMBER, (0, {"LEVEL_OUT_OF_RANGE"}), (6, {"LEVEL_OUT_OF_RANGE"}), ("0", {"LEVEL_OUT_OF_RANGE"})]
AMOUNT = [
    (float("nan"), {"AMOUNT_INVALID"}),
    (float("inf"), {"AMOUNT_INVALID"}),
    ("NaN", {"AMOUNT_INVALID"}),
    ("-Infinity", {"AMOUNT_INVALID"}),
    ("1,5", {"AMOUNT_INVALID"}),
    ("€ 5", {"AMOUNT_INVALID"}),
    ("1_000", {"AMOUNT_INVALID"}),
    ("1e3", {"AMOUNT_INVALID"}),
    ("٣", {"AMOUNT_INVALID"}),
    (True, {"WRONG_TYPE"}),
    ({"amount": 1}, {"WRONG_TYPE"}),
    ([1], {"WRONG_TYPE"}),
    ("\x00", {"AMOUNT_INVALID"}),
    (10**13, {"AMOUNT_TOO_LARGE"}),
    (10**5_000, {"AMOUNT_TOO_LARGE"}),
    ("9" * 25, {"AMOUNT_TOO_LARGE"}),
    (1e300, {"AMOUNT_TOO_LARGE"}),
    ("0.001", {"AMOUNT_TOO_PRECISE"}),
    ("0.00001", {"AMOUNT_TOO_PRECISE"}),
    (-1, {"AMOUNT_NEGATIVE"}),
    ("-0.01", {"AMOUNT_NEGATIVE"}),
]
DAY = [
    ("1899-12-31", {"DATE_OUT_OF_RANGE"}),
    ("0000-01-01", {"DATE_OUT_OF_RANGE"}),
    ("0001-01-01", {"DATE_OUT_OF_RANGE"}),
    ("10000-01-01", {"DATE_OUT_OF_RANGE"}),
    ("-44-03-15", {"DATE_INVALID"}),
    ("2026-02-30", {"DATE_INVALID"}),
    ("2026-13-01", {"DATE_INVALID"}),
    ("31-12-2026", {"DATE_INVALID"}),
    ("2026-12-31T00:00", {"DATE_INVALID"}),
    ("2026-12-31\n", {"DATE_INVALID"}),
    ("٢٠٢٦-١٢-٣١", {"DATE_INVALID"}),
    ("A" * 10_000, {"DATE_INVALID"}),
    ("\x00", {"DATE_INVALID"}),
    (20_261_231, {"DATE_INVALID"}),
    (46_000.0, {"DATE_INVALID"}),
    (True, {"WRONG_TYPE"}),
    ({"year": 2026}, {"WRONG_TYPE"}),
    (b.NOW, {"DATE_INVALID"}),
]
REFERENCE = [
    (999_999, {"NOT_FOUND"}),
    (-1, {"NOT_FOUND"}),
    (2**70, {"NOT_FOUND"}),
    (True, {"WRONG_TYPE"}),
    (1.0, {"NOT_FOUND"}),
    ("no such", {"NOT_FOUND"}),
    ("\x00", {"NOT_FOUND"}),
    ("\ud800", {"NOT_FOUND"}),
    ("9" * 10_000, {"NOT_FOUND"}),
    ({"id": 1}, {"WRONG_TYPE"}),
    ([1], {"WRONG_TYPE"}),
]
BOOLEAN = [(1, {"WRONG_TYPE"}), ("true", {"WRONG_TYPE"}), ({}, {"WRONG_TYPE"}), ("\x00", {"WRONG_TYPE"})]
# Fields that are narrower than their column's kind.
NARROW: dict[str, list[tuple[Any, set[str]]]] = {
    "currency": [
        (each, {"CURRENCY_UNKNOWN"})
        for each in (
            "EURO",
            "eur",
            "XXX",
            "XTS",
            "ZZZ",
            "\x00",
            "\ud800",
            "A" * 10_000,
            978,
        )
    ]
    + [(each, {"WRONG_TYPE"}) for each in (True, {}, ["EUR"])],
    "country": [
        (each, {"COUNTRY_UNKNOWN"}) for each in ("XX", "nl", "NLD", "\x00", "\ud800", "A" * 10_000, 31)
    ]
    + [(each, {"WRONG_TYPE"}) for each in (True, {}, [])],
    "cpv": [
        *(
            (each, {"CPV_INVALID"})
            for each in ("123", "123456789", "1234567a", "12345678-12", "１２３４５６７８")
        ),
        ("A" * 10_000, {"TOO_LONG"}),
        *TEXT,
    ],
    "code": [
        *((each, {"CODE_INVALID"}) for each in ("two words", "É", "a/b", "a\tb", "%")),
        ("A" * 10_000, {"TOO_LONG"}),
        *TEXT,
    ],
    "language": [
        *((each, {"UNKNOWN_CODE"}) for each in ("de", "NL", 1, "\x00")),
        *((each, {"REQUIRED"}) for each in ("", None)),
        ({}, {"WRONG_TYPE"}),
    ],
    "email": [
        *((each, {"WRONG_TYPE"}) for each in ("nobody", "a@b", "a b@example.com", "@example.com")),
        ("a" * 10_000 + "@example.com", {"TOO_LONG"}),
        *TEXT,
    ],
    "options": [
        (each, {"WRONG_TYPE"})
        for each in ("12,12", "12+", "+12", "0", "12+0", "1.5", -12, 12, True, {}, [1.5], ["\ud800"], "\x00")
    ]
    + [
        ("1+" * 5_000 + "1", {"WRONG_TYPE"}),
        ("1000", {"WRONG_TYPE"}),
        ("+".join(["1"] * 21), {"WRONG_TYPE"}),
    ],
    "attributes": [
        ("text", {"WRONG_TYPE"}),
        (["a"], {"WRONG_TYPE"}),
        (7, {"WRONG_TYPE"}),
        ({"a": 1}, {"WRONG_TYPE"}),
        ({"a": {"b": "c"}}, {"WRONG_TYPE"}),
        ({7: "a"}, {"WRONG_TYPE"}),
        ({"": "a"}, {"REQUIRED"}),
        ({"a": "\x00"}, {"UNSTORABLE_TEXT"}),
        ({"\ud800": "a"}, {"UNSTORABLE_TEXT"}),
        ({"a" * 301: "a"}, {"TOO_LONG"}),
        ({"a": "b" * 50_001}, {"TOO_LONG"}),
        ({str(number): "a" for number in range(201)}, {"NUMBER_OUT_OF_RANGE"}),
    ],
}


def wrong_values(field: Any) -> list[tuple[Any, set[str]]]:
    """What is wrong for this field, by what kind it is of."""
    name = field.name
    if name in NARROW:
        return NARROW[name]
    if isinstance(field, models.ForeignKey):
        return REFERENCE
    if isinstance(field, AmountField):
        return AMOUNT
    if field.choices:
        return CODE
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.BooleanField):
        return BOOLEAN
    if isinstance(field, models.IntegerField):
        return LEVEL if name in LEVELS else [*NUMBER, (32_768, {"NUMBER_OUT_OF_RANGE"})]
    if isinstance(field, models.TextField):
        return [*TEXT, ("A" * 50_001, {"TOO_LONG"})]
    assert type(field) is models.CharField, f"say in this test what is wrong for {field}"
    return [*TEXT, ("A" * 10_000, {"TOO_LONG"}), ("A" * (field.max_length + 1), {"TOO_LONG"})]


def counts() -> dict[Any, int]:
    """How many rows there are of everything, histories included."""
    return {each: each._base_manager.count() for each in apps.get_app_config("relationships").get_models()}


class Nothing:
    """Nothing is written, by any statement that writes."""

    def __enter__(self) -> None:
        self.before = counts()

    def __exit__(self, *wrong: Any) -> None:
        assert counts() == self.before


def refusals(do: Callable[[], Any]) -> list[tuple[str, str | None]]:
    """The codes and fields of what is refused; the message can be said and sent."""
    with pytest.raises(Refused) as refused:
        do()
    for each in refused.value.refusals:
        assert each.code in MESSAGES
        assert each.message.isprintable(), each
        assert len(each.message) < 3_000
        assert each.field is None or each.field.isprintable()
        each.message.encode()
    return [(each.code, each.field) for each in refused.value.refusals]


def fields_of(form: Form) -> Iterator[Any]:
    return (form.model._meta.get_field(name) for name in form.fields)


@pytest.mark.parametrize("name", FORMS)
def test_every_wrong_value_of_every_field(name: str, world: World) -> None:
    form = FORMS[name]
    with Nothing():
        for column in fields_of(form):
            for act in acts(form, column.name, world):
                for value, codes in wrong_values(column):
                    given = {column.name: value}
                    for code, on in refusals(lambda: act(given)):  # noqa: B023 called at once
                        assert code in codes, (column, value, code)
                        assert on is not None and on.split(".")[0] == column.name, (column, value, on)


def acts(form: Form, field: str, world: World) -> Iterator[Callable[[dict[str, Any]], Any]]:
    """The ways in which this field can be given."""
    yield lambda given: form.create(world, {**form.needed(world), **given})
    change = form.change
    if change is not None and (form.model, field) not in ((m.Portfolio, "unit"), (m.SafeguardKind, "code")):
        yield lambda given: change(world, given)


def test_what_is_needed_is_asked_for(world: World) -> None:
    for form in FORMS.values():
        compulsory = [each for each in form.needed(world) if each != "portfolio"]
        if compulsory:
            asked = refusals(lambda: form.create(world, {}))  # noqa: B023 called at once
            assert sorted(asked) == sorted([("REQUIRED", each) for each in compulsory])
        with Nothing():
            for each in compulsory:
                for act in acts(form, each, world):
                    for empty in (None, "", " \t\n"):
                        assert refusals(lambda: act({each: empty})) == [("REQUIRED", each)]  # noqa: B023


def test_a_field_that_is_not_there_is_refused(world: World) -> None:
    with Nothing():
        for form in FORMS.values():
            for strange in ("colour", "id", "version", "created_at", "\ud800", "A" * 10_000, 7):
                given: dict[Any, Any] = {**form.needed(world), strange: 1}
                told = refusals(lambda: form.create(world, given))  # noqa: B023 called at once
                assert [code for code, _field in told] == ["UNKNOWN_FIELD"]


def test_all_problems_are_told_at_once(world: World) -> None:
    given = {"our_role": "BOSS", "unit": "NOWHERE", "subject": "\x00", "phase": "LATER", "colour": "red"}
    told = refusals(lambda: create_relationship(by=b.system(), given=given))
    assert told == [
        ("UNKNOWN_CODE", "our_role"),
        ("NOT_FOUND", "unit"),
        ("UNSTORABLE_TEXT", "subject"),
        ("UNKNOWN_CODE", "phase"),
        ("UNKNOWN_FIELD", "colour"),
        ("REQUIRED", "party"),
    ]


class TestFreeOfForms:
    """The actions that take their values one by one."""

    def test_levels_of_facts(self, world: World) -> None:
        with Nothing():
            for value, codes in LEVEL:
                ratings = {"access": value, "complexity": 3}
                ((code, field),) = refusals(
                    lambda: rate_facts(by=b.system(), relationship=world.relationship, ratings=ratings)  # noqa: B023
                )
                assert code in codes and field == "ratings.access"
                ratings = {"goal_alignment": value}
                ((code, field),) = refusals(
                    lambda: rate_parties(by=b.system(), relationships=[world.relationship], ratings=ratings)  # noqa: B023
                )
                assert code in codes and field == "ratings.goal_alignment"

    def test_other_things_about_facts(self, world: World) -> None:
        def rate(**given: Any) -> list[tuple[str, str | None]]:
            given = {"ratings": {"access": 3}, **given}
            return refusals(lambda: rate_facts(by=b.system(), relationship=world.relationship, **given))

        with Nothing():
            for strange in ("colour", "\ud800", 7, "attitude"):
                assert rate(ratings={strange: 3}) == [("UNKNOWN_CODE", f"ratings.{shown(strange)}")]
            for empty in ({}, None, [], "access", 7):
                assert rate(ratings=empty) == [("REQUIRED", "ratings")]
            assert rate(ratings={"access": None}) == [("REQUIRED", "ratings.access")]
            for value, codes in DAY:
                ((code, field),) = rate(assessed_on=value)
                assert code in codes and field == "assessed_on"
            for value, codes in TEXT:
                ((code, field),) = rate(evidence=value)
                assert code in codes and field == "evidence"
            assert rate(source="ASSUMED") == [("UNKNOWN_CODE", "source")]
            assert rate(source="\ud800") == [("UNKNOWN_CODE", "source")]
            assert refusals(
                lambda: rate_parties(
                    by=b.system(), relationships=[world.relationship], ratings={"complexity": 3}
                )
            ) == [("UNKNOWN_CODE", "ratings.complexity")]

    def test_one_wrong_rating_keeps_all_from_being_written(self, world: World) -> None:
        ratings = dict.fromkeys(FACTS, 3) | {"access": 9, "complexity": "x"}
        with Nothing():
            told = refusals(
                lambda: rate_facts(by=b.system(), relationship=world.relationship, ratings=ratings)
            )
        assert sorted(told) == [
            ("LEVEL_OUT_OF_RANGE", "ratings.access"),
            ("NUMBER_INVALID", "ratings.complexity"),
        ]

    def test_decisions(self, world: World) -> None:
        def decide(**given: Any) -> list[tuple[str, str | None]]:
            given = {"chosen_type": "SPOT", "trust_target": 2, "reason": "Cheap.", **given}
            return refusals(lambda: classify(by=b.system(), relationship=world.relationship, **given))

        with Nothing():
            for value, codes in [*CODE, ("PARTNERSHIP", {"UNKNOWN_CODE"}), (None, {"REQUIRED"})]:
                ((code, field),) = decide(chosen_type=value)
                assert code in codes and field == "chosen_type"
            for value, codes in [*LEVEL, (None, {"REQUIRED"}), ("", {"REQUIRED"})]:
                ((code, field),) = decide(trust_target=value)
                assert code in codes and field == "trust_target"
            for value, codes in TEXT:
                ((code, field),) = decide(reason=value)
                assert code in codes and field == "reason"
            for value in ("PARTNER", ["SPOT", "PARTNER"], 7):
                assert decide(options_considered=value) == [("UNKNOWN_CODE", "options_considered")]
            for value in ({"SPOT": 1, "x": 2}, [["SPOT"]]):
                assert decide(options_considered=value) == [("WRONG_TYPE", "options_considered")]
            assert decide(options_considered=[None]) == [("REQUIRED", "options_considered")]

    def test_arrangements_and_further_parties(self, world: World) -> None:
        def arrange(**given: Any) -> list[tuple[str, str | None]]:
            given = {"kind": "EXIT_PLAN", "state": "PRESENT", **given}
            return refusals(lambda: set_arrangement(by=b.system(), relationship=world.relationship, **given))

        with Nothing():
            for value, (code,) in CODE:
                assert arrange(kind=value) == [(code, "kind")]
                assert arrange(state=value) == [(code, "state")]
                assert refusals(
                    lambda: add_further_party(
                        by=b.system(),
                        relationship=world.relationship,
                        party=world.party,
                        part=value,  # noqa: B023
                    )
                ) == [(code, "part")]
            for empty in ("", None, " \n\t"):
                assert arrange(state="NOT_APPLICABLE", reason=empty) == [("REASON_REQUIRED", "reason")]
            for value, (code,) in REFERENCE:
                assert refusals(
                    lambda: add_further_party(
                        by=b.system(),
                        relationship=world.relationship,
                        party=value,  # noqa: B023
                        part="LEAD",
                    )
                ) == [(code, "party")]

    def test_rates(self, world: World) -> None:
        def rate(**given: Any) -> list[tuple[str, str | None]]:
            given = {"code": "USD", "valid_from": "2026-01-01", "rate": "0.9", **given}
            return refusals(lambda: set_rate(by=b.system(), **given))

        with Nothing():
            for value in (
                0,
                -1,
                "0",
                "x",
                "1,5",
                "1_0",
                float("nan"),
                "Infinity",
                10**6,
                10**5_000,
            ):
                assert rate(rate=value) == [("AMOUNT_INVALID", "rate")]
            for value, code in ((True, "WRONG_TYPE"), ({}, "WRONG_TYPE"), (None, "REQUIRED")):
                assert rate(rate=value) == [(code, "rate")]
            assert rate(rate="0.123456789") == [("AMOUNT_TOO_PRECISE", "rate")]
            for value, (code,) in NARROW["currency"]:
                assert rate(code=value) == [(code, "currency")]
            for value, codes in DAY:
                ((code, field),) = rate(valid_from=value)
                assert code in codes and field == "valid_from"

    def test_roles_and_passwords(self, world: World) -> None:
        with Nothing():
            for value, (code,) in [*CODE, ("reader", {"UNKNOWN_CODE"}), (None, {"REQUIRED"})]:
                assert refusals(
                    lambda: grant_role(by=b.system(), user=world.user, unit=world.unit, role=value)  # noqa: B023
                ) == [(code, "role")]
            for value, code in (
                ("short", "PASSWORD_WEAK"),
                ("12345678901234", "PASSWORD_WEAK"),
                ("", "PASSWORD_WEAK"),
                (None, "WRONG_TYPE"),
                (7, "WRONG_TYPE"),
                ({}, "WRONG_TYPE"),
                ("long-enough-\x00-secret", "UNSTORABLE_TEXT"),
                ("long-enough-\ud800-secret", "UNSTORABLE_TEXT"),
                ("a-B-3" * 2_000, "TOO_LONG"),
            ):
                told = refusals(lambda: set_password(by=b.system(), user=world.user, password=value))  # noqa: B023
                assert told == [(code, "password")]

    def test_rule_sets(self, world: World) -> None:
        good = world.rules.parameters
        with Nothing():
            for value, codes in [*TEXT, ("", {"REQUIRED"}), (None, {"REQUIRED"}), ("A" * 201, {"TOO_LONG"})]:
                ((code, field),) = refusals(lambda: draft_rule_set(by=b.system(), name=value))  # noqa: B023
                assert code in codes and field == "name"
            for parameters in ("text", 7, [good], [["a", 1]]):
                assert refusals(
                    lambda: change_rule_set(by=b.system(), rule_set=world.rules, parameters=parameters)  # noqa: B023
                ) == [("WRONG_TYPE", "parameters")]
            wrong: list[dict[str, Any]] = [{}, {**good, "colour": "red"}]
            for name in good:
                wrong += [
                    {**good, name: each}
                    for each in (None, "x", float("nan"), float("inf"), 2**70, -1, [], {})
                ]
                wrong.append({key: value for key, value in good.items() if key != name})
            wrong = [each for each in wrong if {} not in (each.get("gates"), each.get("floors"))]
            for parameters in wrong:
                told = refusals(lambda: draft_rule_set(by=b.system(), name="A", parameters=parameters))  # noqa: B023
                assert {(code, str(field).split(".")[0]) for code, field in told} == {
                    ("RULES_INVALID", "parameters")
                }, parameters

    def test_profiles(self, world: World) -> None:
        def profile(**given: Any) -> list[tuple[str, str | None]]:
            created = refusals(lambda: create_profile(by=b.system(), given={"name": "New", **given}))
            changed = refusals(lambda: change_profile(by=b.system(), profile=world.profile, given=given))
            assert created == changed
            return created

        with Nothing():
            for wrong in ("text", 7, {"a": 1}):
                assert profile(aliases=wrong) == [("WRONG_TYPE", "aliases")]
                assert profile(cpv_prefixes=wrong) == [("WRONG_TYPE", "cpv_prefixes")]
            for empty in ("", " ", "...", "–"):
                assert profile(aliases=[empty]) == [("REQUIRED", "aliases.0")]
            assert profile(aliases=["fine", "\x00"]) == [("UNSTORABLE_TEXT", "aliases.1")]
            assert profile(aliases=["A" * 201]) == [("TOO_LONG", "aliases.0")]
            for wrong in ("1", "123456789", "12a", "１２", "1 2"):
                assert profile(cpv_prefixes=[wrong]) == [("CPV_INVALID", "cpv_prefixes.0")]
            assert profile(facts="text") == [("WRONG_TYPE", "facts")]
            assert profile(facts={"attitude_customer": 3}) == [("UNKNOWN_CODE", "facts")]
            assert profile(facts={"\ud800": 3}) == [("UNKNOWN_CODE", "facts")]
            for value, codes in LEVEL:
                ((code, field),) = profile(facts={"access": value})
                assert code in codes and field == "facts.access"

    def test_aliases_and_identifiers_of_parties(self, world: World) -> None:
        def party(**given: Any) -> list[tuple[str, str | None]]:
            created = refusals(lambda: create_party(by=b.system(), given={"name": "New", **given}))
            changed = refusals(lambda: change_party(by=b.system(), party=world.party, given=given))
            assert created == changed
            return created

        def number(value: Any, scheme: Any = "KVK", **more: Any) -> list[tuple[str, str | None]]:
            return party(identifiers=[{"scheme": scheme, "value": value, **more}])

        with Nothing():
            for wrong in ("text", 7, {"a": 1}):
                assert party(aliases=wrong) == [("WRONG_TYPE", "aliases")]
                assert party(identifiers=wrong) == [("WRONG_TYPE", "identifiers")]
            assert party(aliases=["A"] * 101) == [("NUMBER_OUT_OF_RANGE", "aliases")]
            assert party(aliases=["fine", " "]) == [("REQUIRED", "aliases.1")]
            assert party(aliases=["fine", "A" * 301]) == [("TOO_LONG", "aliases.1")]
            assert party(identifiers=["12345678"]) == [("WRONG_TYPE", "identifiers.0")]
            assert number("12345678", colour=1) == [("UNKNOWN_FIELD", "identifiers.0.colour")]
            for wrong in ("EAN", 7, "\ud800"):
                assert number("12345678", wrong) == [("UNKNOWN_CODE", "identifiers.0.scheme")]
            for wrong, code in ((None, "REQUIRED"), ({}, "WRONG_TYPE")):
                assert number("12345678", wrong) == [(code, "identifiers.0.scheme")]
            for value, codes in TEXT:
                ((code, field),) = number(value)
                assert code in codes and field == "identifiers.0.value"
            assert number(None) == [("REQUIRED", "identifiers.0.value")]
            assert number("1234") == [("IDENTIFIER_INVALID", "identifiers.0.value")]
            assert number("1", "CREDITOR") == [("REQUIRED", "identifiers.0.issuer")]
            assert number("1", "CREDITOR", issuer="NOWHERE") == [("NOT_FOUND", "identifiers.0.issuer")]


class TestBetweenFields:
    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"start": "2026-02-01", "stated_end": "2026-01-31"}, "stated_end"),
            ({"start": "2026-02-01", "stated_latest_end": "2026-01-31"}, "stated_latest_end"),
            ({"stated_end": "2026-02-01", "stated_latest_end": "2026-01-31"}, "stated_latest_end"),
        ],
    )
    def test_an_end_of_a_contract_before_its_start(
        self, given: dict[str, str], field: str, world: World
    ) -> None:
        with Nothing():
            for do in (FORMS["contract"].create, FORMS["contract"].change):
                assert refusals(lambda: do(world, given)) == [("END_BEFORE_START", field)]  # type: ignore[misc]  # noqa: B023
        first, last = given
        b.contracts.change_contract(by=b.system(), contract=world.contract, given={first: given[first]})
        assert refusals(
            lambda: change_contract(by=b.system(), contract=world.contract, given={last: given[last]})
        ) == [("END_BEFORE_START", field)]

    def test_an_end_of_a_safeguard_or_a_line_before_its_start(self, world: World) -> None:
        with Nothing():
            assert refusals(
                lambda: FORMS["safeguard"].create(
                    world, {"kind": "AUDIT", "active_from": "2026-02-01", "active_to": "2026-01-31"}
                )
            ) == [("END_BEFORE_START", "active_to")]
            assert refusals(
                lambda: change_safeguard(
                    by=b.system(), safeguard=world.safeguard, given={"active_to": "2025-12-31"}
                )
            ) == [("END_BEFORE_START", "active_to")]
            assert refusals(
                lambda: add_line(
                    by=b.system(),
                    contract=world.contract,
                    given={"amount": 5, "start": "2026-02-01", "end": "2026-01-31"},
                )
            ) == [("END_BEFORE_START", "end")]

    def test_a_single_day_is_no_end_before_its_start(self, world: World) -> None:
        given = {"start": "2026-02-01", "stated_end": "2026-02-01", "stated_latest_end": "2026-02-01"}
        assert change_contract(by=b.system(), contract=world.contract, given=given).start is not None

    @pytest.mark.parametrize("period", ["notice", "their_notice", "option_notice", "early_termination"])
    def test_a_period_takes_a_count_and_a_unit(self, period: str, world: World) -> None:
        with Nothing():
            assert refusals(lambda: FORMS["contract"].create(world, {f"{period}_count": 3})) == [
                ("REQUIRED", f"{period}_unit")
            ]
            assert refusals(lambda: FORMS["contract"].create(world, {f"{period}_unit": "MONTHS"})) == [
                ("REQUIRED", f"{period}_count")
            ]

    def test_more_options_used_than_there_are(self, world: World) -> None:
        with Nothing():
            assert refusals(
                lambda: FORMS["contract"].create(world, {"options": "12+12", "options_exercised": 3})
            ) == [("OPTIONS_EXCEEDED", "options_exercised")]

    def test_an_amount_without_a_currency(self) -> None:
        relationship = b.relationship()
        with Nothing():
            for name in ("value", "annual_value", "estimated_value", "maximum_value", "spent"):
                assert refusals(lambda: b.contract(None, relationship, **{name: "5"})) == [  # noqa: B023
                    ("CURRENCY_MISSING", "currency")
                ]
        contract = b.contract(None, relationship)
        for name in ("amount", "spent"):
            assert refusals(lambda: add_line(by=b.system(), contract=contract, given={name: "5"})) == [  # noqa: B023
                ("CURRENCY_MISSING", "currency")
            ]

    def test_more_decimals_than_the_currency_has(self) -> None:
        relationship = b.relationship()
        told = {
            (value, currency): refusals(
                lambda: b.contract(None, relationship, value=value, currency=currency)  # noqa: B023
            )
            for value, currency in (("1.001", "EUR"), ("1.5", "JPY"), ("1.0001", "KWD"))
        }
        assert set(map(tuple, told.values())) == {(("AMOUNT_TOO_PRECISE", "value"),)}
        assert b.contract(None, relationship, value="1.001", currency="KWD").currency == "KWD"

    def test_another_currency_has_to_hold_the_amounts_there(self) -> None:
        contract = b.contract(None, b.relationship(), value="1.50", currency="EUR")
        assert refusals(
            lambda: change_contract(by=b.system(), contract=contract, given={"currency": "JPY"})
        ) == [("AMOUNT_TOO_PRECISE", "value")]

    def test_below_zero_only_on_a_credit_line(self, world: World) -> None:
        with Nothing():
            for name in ("amount", "spent"):
                for credit in ({}, {"credit": False}):
                    assert refusals(
                        lambda: add_line(by=b.system(), contract=world.contract, given={name: "-5", **credit})  # noqa: B023
                    ) == [("AMOUNT_NEGATIVE", name)]
        line = add_line(
            by=b.system(), contract=world.contract, given={"amount": "-5", "spent": "-1", "credit": True}
        )
        assert refusals(lambda: change_line(by=b.system(), line=line, given={"credit": False})) == [
            ("AMOUNT_NEGATIVE", "amount"),
            ("AMOUNT_NEGATIVE", "spent"),
        ]

    def test_a_safeguard_with_a_contract_of_another_relationship(self, world: World) -> None:
        other = b.contract(None, b.relationship())
        with Nothing():
            assert refusals(
                lambda: FORMS["safeguard"].create(world, {"kind": "AUDIT", "contract": other.pk})
            ) == [("OTHER_RELATIONSHIP", "contract")]

    def test_a_key_without_a_portfolio(self, world: World) -> None:
        given = {"unit": "A", "party": world.party, "our_role": "CUSTOMER", "external_key": "K1"}
        with Nothing():
            assert refusals(lambda: create_relationship(by=b.system(), given=given)) == [
                ("REQUIRED", "portfolio")
            ]

    def test_a_portfolio_of_a_unit_elsewhere(self, world: World) -> None:
        given = {"unit": "ROOT", "party": world.party, "our_role": "CUSTOMER", "portfolio": world.portfolio}
        with Nothing():
            assert refusals(lambda: create_relationship(by=b.system(), given=given)) == [
                ("NOT_FOUND", "portfolio")
            ]


class TestTwice:
    """What is there once already is refused by name, before the database has to."""

    def test_is_a_duplicate(self, world: World) -> None:
        by = b.system()
        b.contract(None, world.relationship, number="C1")
        b.relationship(unit=world.unit, portfolio=world.portfolio, external_key="K1")
        b.party(identifiers=[{"scheme": "KVK", "value": "12345678"}])
        b.party(identifiers=[{"scheme": "CREDITOR", "value": "7", "issuer": "A"}])
        add_further_party(by=by, relationship=world.relationship, party=world.party, part="LEAD")
        create_profile(by=by, given={"name": "Mine", "aliases": ["Het mijne"], "cpv_prefixes": ["98"]})
        again: list[tuple[Callable[[], Any], str]] = [
            (lambda: b.unit("A"), "code"),
            (lambda: b.user(username=world.user.username), "username"),
            (lambda: change_user(by=by, user=b.user(), given={"username": "system"}), "username"),
            (lambda: b.portfolio(unit=world.unit, name=world.portfolio.name), "name"),
            (lambda: b.contract(None, world.relationship, number="C1"), "number"),
            (lambda: change_contract(by=by, contract=world.contract, given={"number": "C1"}), "number"),
            (
                lambda: b.relationship(unit=world.unit, portfolio=world.portfolio, external_key="K1"),
                "external_key",
            ),
            (
                lambda: change_relationship(
                    by=by, relationship=world.relationship, given={"external_key": "K1"}
                ),
                "external_key",
            ),
            (lambda: b.party(identifiers=[{"scheme": "KVK", "value": "1234.5678"}]), "identifiers.0.value"),
            (
                lambda: b.party(identifiers=[{"scheme": "CREDITOR", "value": "7", "issuer": "A"}]),
                "identifiers.0.value",
            ),
            (
                lambda: add_further_party(
                    by=by, relationship=world.relationship, party=world.party, part="LEAD"
                ),
                "party",
            ),
            (lambda: create_profile(by=by, given={"name": "cleaning"}), "name"),
            (lambda: change_profile(by=by, profile=world.profile, given={"name": "Mine"}), "name"),
            (lambda: create_profile(by=by, given={"name": "N", "aliases": ["het  MIJNE!"]}), "aliases.0"),
            (lambda: create_profile(by=by, given={"name": "N", "cpv_prefixes": ["98"]}), "cpv_prefixes.0"),
            (
                lambda: create_safeguard_kind(by=by, given={"code": "AUDIT", "name": "N", "level": 2}),
                "code",
            ),
        ]
        for do, field in again:
            assert refusals(do) == [("DUPLICATE", field)]


class TestWhatIsKept:
    """What looks odd and can be kept is kept the same way on both databases."""

    def test_tabs_and_line_breaks_become_blanks_in_names(self, world: World) -> None:
        party = b.party(name=" Bakkerij\tDe\nMolen\r\x0b\x85\u2028Utrecht ")
        assert party.name == "Bakkerij De Molen    Utrecht"

    def test_and_stay_in_long_texts(self, world: World) -> None:
        text = "one\ttab\r\ntwo\rthree\nfour\x0bfive\u2028six "
        contract = b.contract(None, world.relationship, remarks=text)
        assert contract.remarks == "one\ttab\ntwo\nthree\nfour\nfive\nsix"

    @pytest.mark.parametrize(
        "name", ["\u200b.", "مورد", "供应商", "🏭 Works", "a" * 300, "İstanbul", "'; DROP--"]
    )
    def test_names_in_any_script(self, name: str) -> None:
        party = b.party(name=name)
        party.refresh_from_db()
        assert party.name == name

    def test_a_name_whose_compared_form_is_longer_than_its_column(self) -> None:
        party = b.party(name="\ufdfa" * 300)  # one character that is eighteen when written out
        party.refresh_from_db()
        assert len(party.normalised_name) == 600

    def test_levels_and_numbers_as_text(self, world: World) -> None:
        b.rating(None, world.relationship, "access", "4")
        contract = b.contract(None, world.relationship, term_months=" 36 ", value="1200.50")
        assert (contract.term_months, contract.value, contract.currency) == (36, Decimal("1200.50"), "EUR")

    def test_the_largest_and_the_smallest(self, world: World) -> None:
        largest = b.contract(None, world.relationship, value="9999999999999.99", currency="EUR")
        largest.refresh_from_db()
        assert str(largest.value) == "9999999999999.99"
        longest = {"start": "9999-12-31", "stated_end": "9999-12-31", "term_months": 32_767}
        for kind in ("FIXED", "FIXED_TACIT", "FIXED_OPTIONS", "MINIMUM", "OPEN_ENDED"):
            for unit in ("DAYS", "WEEKS", "MONTHS"):
                for start in ({"start": "1900-01-01"}, {}, longest):
                    contract = b.contract(
                        None,
                        world.relationship,
                        **start,
                        term_kind=kind,
                        renewal_months=32_767,
                        options="999+999",
                        notice_count=32_767,
                        notice_unit=unit,
                        option_notice_count=32_767,
                        option_notice_unit=unit,
                        procedure="EUROPEAN",
                    )
                    assert contract.position is not None

    def test_a_sum_of_lines_that_is_too_large(self, world: World) -> None:
        add_line(by=b.system(), contract=world.contract, given={"amount": "9999999999989.99"})
        with Nothing():
            assert refusals(
                lambda: add_line(by=b.system(), contract=world.contract, given={"amount": "0.01"})
            ) == [("AMOUNT_TOO_LARGE", "amount")]
