"""What is said of the parties and contracts of a plan that a person should look at: asked, or noted."""

from __future__ import annotations

from collections.abc import Sequence

from imports.alike import Candidate
from imports.findings import Note, Question
from imports.matching import NEW, Ambiguous
from imports.planned import Plan

NAMED = 3


def questions(plan: Plan) -> list[Question]:
    """For each new name that is nearly that of parties that are there: is it one of them?"""
    return [
        Question(
            f"party:{each.key}",
            (*(f"#{one.party.pk}" for one in each.candidates), NEW),
            params={
                "name": each.name,
                "candidates": _listed(each.candidates),
                "named": {
                    f"#{one.party.pk}": f"{one.party.name} (#{one.party.pk}, {one.similarity:.0f}%)"
                    for one in each.candidates
                },
            },
        )
        for each in plan.near
    ]


def proposals(plan: Plan) -> list[Note]:
    """The same, said and not asked: the party is made, and can be answered or merged later."""
    return [
        Note(
            "party_near",
            params={"name": each.name, "candidates": _listed(each.candidates), "asked": f"party:{each.key}"},
        )
        for each in plan.near
    ]


def notes(plan: Plan) -> list[Note]:
    """New names that are nearly the same, names of several parties, contracts that stand on several rows."""
    found = [*_alike(plan), *(_ambiguous(each) for each in plan.unclear)]
    if plan.other_names:
        named = [f"“{name}” – “{held}”" for name, held in plan.other_names[:NAMED]]
        params = {"count": len(plan.other_names), "names": _some(named, len(plan.other_names))}
        found.append(Note("party_other_name", params=params))
    several = [each for each in plan.contracts if each.number and len(each.rows) > 1]
    if several:
        rows = sum(len(each.rows) for each in several)
        named = [f"{each.number} ({len(each.rows)})" for each in several[:NAMED]]
        params = {"count": len(several), "rows": rows, "numbers": _some(named, len(several))}
        found.append(Note("contracts_on_several_rows", params=params))
    return found


def _alike(plan: Plan) -> list[Note]:
    if not plan.alike:
        return []
    named = [f"“{each.one}” – “{each.two}” ({each.similarity:.0f}%)" for each in plan.alike[:NAMED]]
    params = {"count": len(plan.alike), "names": _some(named, len(plan.alike))}
    return [Note("parties_alike", params=params)]


def _ambiguous(found: Ambiguous) -> Note:
    parties = ", ".join(f"{each.name} (#{each.pk})" for each in found.parties[:NAMED])
    params = {"name": found.name, "parties": parties, "asked": f"party:{found.key}"}
    return Note("party_unclear", params=params)


def _listed(candidates: Sequence[Candidate]) -> str:
    return ", ".join(f"“{one.party.name}” (#{one.party.pk}, {one.similarity:.0f}%)" for one in candidates)


def _some(named: list[str], count: int) -> str:
    return ", ".join(named) + (", …" if count > len(named) else "")
