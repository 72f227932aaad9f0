"""The worked cases as a door is asked about them."""

from __future__ import annotations

from typing import Any

from relationships.choices import ATTITUDES
from tests.relationships.fit.cases import ratings
from tests.relationships.fit.test_worked_cases import RECOMMENDATIONS, VERDICTS

OF_LEVEL = {2: ["GUARANTEE"], 4: ["OPEN_BOOK", "ESCROW", "MEDIATION_CLAUSE"]}


def facts(case: str, **changes: int | None) -> dict[str, Any]:
    """The facts of a worked case; attitudes as confirmed by a second assessor."""
    return {
        code: {"value": value, "confirmed": True} if code in ATTITUDES else value
        for code, value in {**ratings(case), **changes}.items()
    }


def items() -> list[dict[str, Any]]:
    """What is asked of every worked case: first what is recommended, then how choices are judged."""
    recommended = [{"facts": facts(case)} for case, *_rest in RECOMMENDATIONS]
    judged = []
    for _case, on, chosen, target, actual, safeguards, *_rest in VERDICTS:
        c2s, s2c = map(int, actual.split("/")) if actual else (None, None)
        judged.append(
            {
                "facts": facts(on),
                "chosen_type": chosen,
                "trust_target": target,
                "trust_customer_to_supplier": c2s,
                "trust_supplier_to_customer": s2c,
                "safeguards": [code for level in safeguards for code in OF_LEVEL[level]],
            }
        )
    return recommended + judged


def expected() -> list[tuple[Any, ...]]:
    """The answers: score, needed, feasible, recommended and its trust; or flags, required trust, verdict."""
    told: list[tuple[Any, ...]] = []
    for _case, _what, score, needed, feasible, recommended, _flags, trust in RECOMMENDATIONS:
        told.append((score, needed, feasible, recommended, trust))
    for _case, *_given, flags, required, verdict in VERDICTS:
        told.append((flags, required, verdict))
    return told


def told(preview: dict[str, Any], place: int) -> tuple[Any, ...]:
    """The same of an answer, by the names that it has at REST."""
    if place < len(RECOMMENDATIONS):
        named = [preview["recommended_type"], preview["posture_side"]]
        return (
            preview["score"],
            preview["needed_depth"],
            preview["feasible_depth"],
            " ".join(filter(None, named)),
            preview["required_trust_recommended"],
        )
    said = []
    for flag in preview["flags"]:
        number = "" if flag["levels"] is None else f" {flag['levels']}"
        left = "" if flag["residual"] is None else f" residual {flag['residual']}"
        said.append(f"{flag['code']}{number}{left}")
    return ", ".join(said), preview["required_trust"], preview["verdict"]
