"""Benefits, interests, capabilities and reviews of the demonstration, by how the file of each stands.

benefits       whole · estimated (their benefit is our guess) · unknown (of unknown effect) · no_joint
               · own (ours only) · departmental (and only a department's target)
interests      whole · inferred · unrated · unarranged (of high priority) · low_unarranged · shared (nothing
               opposed) · one_side
capabilities   used · planned · scale · plain_overlap · unpaired · one_side
review         recent_none (asked about resistance, none) · recent_found · recent_not_asked · overdue_none
"""

from __future__ import annotations

from typing import Any

from access.demonstration.diary import Case
from principles.actions import benefits, capabilities, interests, reviews
from relationships.actor import Actor
from relationships.choices import Side

OVERDUE_DAYS = 430
EARLIER_DAYS = 260


def record(case: Case, words: list[str]) -> None:
    """Note everything that such a row of `standing.toml` says, each kind on a day of its own."""
    benefit, interest, capability, review = words
    first = 250 + case.at * 7 % 90
    if benefit != "-":
        case.note(first, lambda by: _benefits(case, benefit, by))
    if interest != "-":
        case.note(first - 7, lambda by: _interests(case, interest, by))
    if capability != "-":
        case.note(first - 14, lambda by: _capabilities(case, capability, by))
    if review != "-":
        _note_reviews(case, review)


def _benefits(case: Case, how: str, by: Actor) -> None:
    texts = case.texts

    def keep(beneficiary: str, effect: int | None, **more: Any) -> None:
        description = texts[beneficiary.casefold()]
        given = {"beneficiary": beneficiary, "description": description, "effect": effect, **more}
        benefits.create_benefit(by=by, relationship=case.relationship, given=given)

    keep("OWN", 2 + case.at % 3, amount=5_000 * (case.at % 9 + 1), currency="EUR")
    if how == "own":
        return
    theirs: dict[str, Any] = {"effect": 1 + case.at % 4}
    if how == "unknown":
        theirs = {"effect": None}
    elif how != "estimated":
        theirs |= {"stated_by_them": True} if case.at % 2 else {"evidence": case.general["confirmed"]}
    keep("THEM", **theirs)
    if how != "no_joint":
        keep("JOINT", 1 + case.at % 3)
    if how == "departmental":
        given = {
            "side": case.ours,
            "kind": "GOAL",
            "description": "Het budget van de eigen afdeling niet overschrijden",
            "priority": "LOW",
            "scope": "DEPARTMENT",
            "own_target": True,
        }
        interests.create_interest(by=by, relationship=case.relationship, given=given)


def _interests(case: Case, how: str, by: Actor) -> None:
    sides = [case.ours] if how == "one_side" else [Side.CUSTOMER, Side.SUPPLIER]
    high = how in ("unrated", "unarranged")
    made: dict[Side, list[Any]] = {}
    for side in sides:
        main, opposed = case.texts[side.casefold()]
        known = side == case.ours or how != "inferred"
        made[side] = [
            _interest(case, by, side, main, "GOAL", "HIGH", known),
            _interest(case, by, side, opposed, "INTEREST", "HIGH" if high else "MEDIUM", known),
        ]
    if how == "one_side":
        return
    (wish, saving), (theirs, margin) = made[Side.CUSTOMER], made[Side.SUPPLIER]
    _pair(case, by, wish, theirs, case.texts["match"], opposed=case.texts["match"] == "CONFLICTING")
    if how == "unrated" or how == "shared":
        return
    arrangement = "" if how in ("unarranged", "low_unarranged") else case.texts["arrangement"]
    _pair(case, by, saving, margin, "CONFLICTING", arrangement)
    if high:
        _pair(case, by, wish, margin, "COMPATIBLE")
        _pair(case, by, saving, theirs, "COMPATIBLE")


def _interest(
    case: Case, by: Actor, side: Side, description: str, kind: str, priority: str, disclosed: bool
) -> Any:
    given = {"side": side, "kind": kind, "description": description, "priority": priority}
    given |= {"disclosed": disclosed}
    return interests.create_interest(by=by, relationship=case.relationship, given=given)


def _pair(
    case: Case,
    by: Actor,
    customer: Any,
    supplier: Any,
    rating: str,
    arrangement: str = "",
    *,
    opposed: bool = False,
) -> None:
    given = {"customer_interest": customer, "supplier_interest": supplier, "rating": rating}
    given["arrangement"] = case.texts["arrangement"] if opposed else arrangement
    interests.create_interest_pair(by=by, relationship=case.relationship, given=given)


def _capabilities(case: Case, how: str, by: Actor) -> None:
    sides = [case.ours] if how == "one_side" else [Side.CUSTOMER, Side.SUPPLIER]
    made = []
    for side in sides:
        given = {"side": side, "description": case.texts["can"][side == Side.SUPPLIER]}
        made.append(capabilities.create_capability(by=by, relationship=case.relationship, given=given))
    if how in ("one_side", "unpaired"):
        return
    given = {"customer_capability": made[0], "supplier_capability": made[1]}
    if how in ("scale", "plain_overlap"):
        given |= {"kind": "OVERLAPPING", "state": "IN_USE", "reason": "SCALE" if how == "scale" else ""}
    else:
        given |= {"kind": "COMPLEMENTARY", "state": "PLANNED", "remarks": case.texts["together"]}
    pair = capabilities.create_capability_pair(by=by, relationship=case.relationship, given=given)
    if how == "used":
        case.note(120 + case.at % 40, lambda by: _put_to_use(pair, by))


def _put_to_use(pair: Any, by: Actor) -> None:
    capabilities.change_capability_pair(by=by, capability_pair=pair, given={"state": "IN_USE"})


def _note_reviews(case: Case, how: str) -> None:
    when, resistance = how.split("_", 1)
    days = OVERDUE_DAYS + case.at % 60 if when == "overdue" else 30 + case.at * 11 % 190
    resistance = {"none": "ASKED_NONE", "found": "ASKED_FOUND", "not_asked": "NOT_ASKED"}[resistance]
    if when == "recent" and case.at % 3 == 0:
        case.note(days + EARLIER_DAYS, lambda by: _review(case, "NOT_ASKED", by))
    case.note(days, lambda by: _review(case, resistance, by))


def _review(case: Case, resistance: str, by: Actor) -> None:
    given = {
        "participants": case.pick("participants"),
        "asked": case.pick("asked"),
        "found": case.general["unease"] if resistance == "ASKED_FOUND" else case.pick("found"),
        "resistance": resistance,
    }
    reviews.create_review(by=by, relationship=case.relationship, given=given)
