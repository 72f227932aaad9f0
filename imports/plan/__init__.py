"""The plan of an import: what each row would make, change or leave, before anything is written.

Parties by identifier or name; relationships by external key, else one per portfolio, unit, party, our role
and category; contracts by number within their relationship, rows that share one being its lines. A
contract without a number is recognised by the digest of its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from imports import alike
from imports.drafts import Draft, Drafter
from imports.matching import NEW, PartyBook, party_answers
from imports.plan.contracts import Contracts
from imports.plan.edits import plan_edits
from imports.plan.refusing import Refuse, refuser
from imports.plan.relationships import Relationships
from imports.planned import Outcome, Plan, PlannedRelationship, Setting
from relationships.actor import Actor

_NOTHING: dict[str, Any] = {}


def repeats_totals(drafts: Iterable[Draft]) -> list[str]:
    """The contract numbers whose rows all hold the same amount, if that is so of most that repeat.

    Then the rows may repeat one contract's total rather than add up to it: that has to be asked.
    """
    amounts: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for draft in drafts:
        number, amount = draft.contract.get("number"), draft.line.get("amount")
        if number and amount and not draft.problems:
            amounts[number, draft.party.get("name", "").casefold()].append(amount)
    several = {key: each for key, each in amounts.items() if len(each) > 1}
    same = [number for (number, _party), each in several.items() if len(set(each)) == 1]
    return same if 2 * len(same) > len(several) else []


def plan(
    drafts: Sequence[Draft],
    drafter: Drafter,
    setting: Setting,
    by: Actor,
    *,
    totals_repeated: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Plan:
    """What these drafts come to in this portfolio. Reads only; a constant number of queries a batch."""
    while True:
        found = sum(len(each.problems) for each in drafts)
        planned = _planned(drafts, refuser(drafter), setting, by, totals_repeated, answers or {})
        later = sum(len(each.problems) for each in drafts) > found
        # What a row refused so late says of its relationship is in the plan already: plan without it.
        if not later or not any(each.problems and (each.edits or each.decision) for each in drafts):
            _let_go(drafts)
            return planned


def _let_go(drafts: Sequence[Draft]) -> None:
    """What new rows say of their contract stands in its plan by now; in a long list it isn't held twice."""
    for draft in drafts:
        if draft.edits is None and not draft.problems:
            draft.contract = _NOTHING


def _planned(
    drafts: Sequence[Draft],
    refuse: Refuse,
    setting: Setting,
    by: Actor,
    totals_repeated: bool,
    answers: Mapping[str, str],
) -> Plan:
    good = [each for each in drafts if not each.problems and each.edits is None]
    edited = [each for each in drafts if not each.problems and each.edits is not None]
    book = PartyBook(good, setting.unit, by, party_answers(answers))
    relationships = Relationships(setting, book, refuse)
    contracts = Contracts(refuse, totals_repeated)
    _place(good, relationships, contracts)
    outcomes = plan_edits(edited, relationships, contracts, by, refuse)
    for draft in drafts:
        if draft.problems:
            outcomes[draft.row] = Outcome.REFUSED
    planned = list(relationships.planned.values())
    further = {id(party) for each in planned for _part, party in each.further}
    parties = [each for each in book.planned if each.rows or id(each) in further]
    new = [each for each in parties if each.party is None and not each.named_by_number]
    asked = [each for each in new if book.key(each.values["name"]) not in book.answers]
    return Plan(
        setting=setting,
        parties=parties,
        near=[] if answers.get("parties") == NEW else alike.near(asked, by),
        alike=alike.alike(asked),
        other_names=book.other_names(),
        relationships=planned,
        contracts=list(contracts.planned.values()),
        outcomes=dict(sorted(outcomes.items())),
        problems=[problem for draft in drafts for problem in draft.problems],
        sums=_sums(drafts),
        ambiguous=len(book.ambiguous),
        unclear=list(book.ambiguous.values()),
        repeated_totals=[],
        drafts=list(drafts),
    )


def _place(good: Sequence[Draft], relationships: Relationships, contracts: Contracts) -> None:
    """Put each row with its relationship and its contract."""
    # Rows with an identifier and a name first: one with either then finds the party it means.
    placed: dict[int, PlannedRelationship] = {}
    for draft in sorted(good, key=lambda each: (not each.identifiers, "name" not in each.party)):
        relationship = relationships.of(draft)
        if relationship is not None:
            placed[draft.row] = relationship
    occurrences: dict[str, int] = defaultdict(int)
    for draft in good:
        digest = "" if draft.contract.get("number") else draft.digest
        occurrences[digest] += 1
        if draft.row in placed:
            contracts.place(draft, placed[draft.row], digest, occurrences[digest])


def _sums(drafts: Sequence[Draft]) -> dict[str, Decimal]:
    """The sum of the values per currency of the rows that are taken; XXX where none is known.

    Of a list of ours that came back every row counts, with what the registry has where nothing was edited.
    """
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for draft in drafts:
        amount = draft.amount
        if not draft.problems and amount is not None:
            sums[draft.currency or "XXX"] += amount
    return dict(sorted(sums.items()))
