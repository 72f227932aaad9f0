"""What is given value by value is refused as what is given as fields of a form is."""

from __future__ import annotations

from typing import Any

import pytest

from relationships.actions.categories import change_profile, create_profile
from relationships.actions.classify import classify
from relationships.actions.facts import rate_facts, rate_parties
from relationships.actions.parties import change_party, create_party
from relationships.actions.relationships import add_further_party, set_arrangement
from relationships.actions.rule_sets import change_rule_set, draft_rule_set
from relationships.actions.tables import set_rate
from relationships.actions.units import grant_role, set_password
from relationships.choices import FACTS
from relationships.errors import shown
from tests import builders as b
from tests.relationships.bad_input.forms import World
from tests.relationships.bad_input.wrong import CODE, DAY, LEVEL, NARROW, REFERENCE, TEXT, Nothing, refusals

pytestmark = pytest.mark.django_db


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
