"""The plan of an import: what each row would make, change or leave, before anything is written.

Parties by identifier or name; relationships by external key, else one per portfolio, unit, party, our role
and category; contracts by number within their relationship, rows that share one being its lines. A
contract without a number is recognised by the digest of its row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal

from imports import alike
from imports.drafts import Draft, Drafter, Drafts, Said
from imports.matching import NEW, PartyBook, party_answers
from imports.plan.contracts import Contracts
from imports.plan.edits import plan_edits
from imports.plan.refusing import Refuse, refuser
from imports.plan.relationships import Relationships
from imports.planned import Outcome, Plan, PlannedRelationship, Setting
from relationships.actor import Actor
from relationships.models.base import AmountField


def plan(
    drafts: Drafts,
    drafter: Drafter,
    setting: Setting,
    by: Actor,
    *,
    totals_repeated: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Plan:
    """What these drafts come to in this portfolio. Reads only; a constant number of queries a batch."""
    while True:
        found = _problems(drafts)
        planned = _planned(drafts, refuser(drafter, drafts), setting, by, totals_repeated, answers or {})
        # What a row refused so late says of its relationship is in the plan already: plan without it.
        if _problems(drafts) == found or not any(
            each.problems and (each.edits or each.decision) for each in drafts.held()
        ):
            return planned


def _problems(drafts: Drafts) -> int:
    return sum(len(each.problems) for each in drafts.held())


def _planned(
    drafts: Drafts,
    refuse: Refuse,
    setting: Setting,
    by: Actor,
    totals_repeated: bool,
    answers: Mapping[str, str],
) -> Plan:
    edited = [each for each in drafts.held() if not each.problems and each.edits is not None]
    book = PartyBook(drafts.of_parties(), setting.unit, by, party_answers(answers))
    relationships = Relationships(setting, book, refuse)
    contracts = Contracts(drafts, refuse, totals_repeated)
    sums = _place(drafts, relationships, contracts)
    plan_edits(edited, relationships, contracts, by, refuse)
    for at in drafts.refused():
        contracts.outcomes[at] = Outcome.REFUSED
    planned = list(relationships.planned.values())
    further = {id(party) for each in planned for _part, party in each.further}
    parties = [each for each in book.planned if each.meant or id(each) in further]
    new = [each for each in parties if each.party is None and not each.named_by_number]
    asked = [each for each in new if book.key(each.values["name"]) not in book.answers]
    found = Plan(
        setting=setting,
        drafts=drafts,
        parties=parties,
        near=[] if answers.get("parties") == NEW else alike.near(asked, by),
        alike=alike.alike(asked),
        other_names=book.other_names(),
        relationships=planned,
        contracts=contracts.planned,
        outcomes=contracts.outcomes,
        problems=[problem for draft in drafts.held() for problem in draft.problems],
        sums={},
        ambiguous=len(book.ambiguous),
        unclear=list(book.ambiguous.values()),
    )
    found.sums = _sums(found, sums)
    return found


def _place(drafts: Drafts, relationships: Relationships, contracts: Contracts) -> Counter[str]:
    """Put each row with its relationship and its contract; the sums of the plain ones, as they are kept."""
    of_group: dict[int | None, PlannedRelationship | None] = {}
    of_row: dict[int, PlannedRelationship | None] = {}
    for draft in drafts.telling():
        if draft.problems:
            continue
        found = relationships.of(draft)
        if draft.group is None:
            of_row[draft.at] = found
        else:
            of_group[draft.group] = found
    occurrences = _Occurrences()
    number = drafts.contract.places.get("number")
    amount, currency = drafts.line.places["amount"], drafts.contract.places["currency"]
    sums: Counter[str] = Counter()
    for at, said in drafts.walk():
        if isinstance(said, Draft):
            placed = of_row.get(at)
            if placed is not None and said.contract_id:
                contracts.place_known(said, placed)
                continue
            named = said.number
        else:
            placed = of_group.get(said.group)
            if placed is None:
                placed = relationships.of(drafts[at])  # or says why not
            named = (said.contract[number] if number is not None else None) or ""
        if placed is not None:
            occurrence = 1 if named else occurrences.of(said.digest)
            contract = contracts.place(at, placed, named, "", occurrence)
            if isinstance(said, Said) and said.line[amount] is not None and not contract.repeats(at):
                sums[said.contract[currency] or "XXX"] += said.line[amount]
    return sums


class _Occurrences:
    """Counts how often the same row has come. Of a digest so much is kept that no two of a list are alike."""

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._again: Counter[int] = Counter()

    def of(self, digest: str) -> int:
        key = int(digest[:24], 16)
        if key not in self._once:
            self._once.add(key)
            return 1
        self._again[key] += 1
        return 1 + self._again[key]


def _sums(plan: Plan, kept: Mapping[str, int]) -> dict[str, Decimal]:
    """The sum of the values per currency of the rows that are taken; XXX where none is known.

    `kept` are those of the plain rows, as they are kept. Of a list of ours that came back every row counts,
    with what the registry has where nothing was edited.
    """
    sums = defaultdict(Decimal, {code: Decimal(whole) / AmountField.SCALE for code, whole in kept.items()})
    for each in plan.drafts.held():
        if not each.problems and each.amount is not None and not plan.repeats(each.at):
            sums[each.currency or "XXX"] += each.amount
    return dict(sorted(sums.items()))
