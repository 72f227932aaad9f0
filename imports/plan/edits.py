"""Rows of our own list that came back: what was edited of relationships, contracts and lines."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from imports import edited
from imports.comparing import said_by
from imports.drafts import ATTRIBUTES, Draft
from imports.plan.contracts import Contracts, held_lines
from imports.plan.refusing import Refuse
from imports.plan.relationships import Relationships
from imports.planned import Outcome, PlannedContract, PlannedLine, PlannedRelationship
from relationships.actor import Actor
from relationships.errors import Refusal, shown
from relationships.models import Contract, ContractLine, Relationship

CHUNK = 500


def plan_edits(
    drafts: Sequence[Draft], relationships: Relationships, contracts: Contracts, by: Actor, refuse: Refuse
) -> None:
    """Plan what was edited, compare all that is planned with what is there; say what becomes of each row."""
    edits = _Edits(relationships, contracts, by, refuse)
    edits.of_relationships(drafts)
    relationships.settle_decisions()
    relationships.compare()
    contracts.compare(relationships.planned.values())
    edits.of_contracts(drafts)
    for draft in drafts:
        if contracts.outcomes[draft.at] is None:
            contracts.outcomes[draft.at] = Outcome.UPDATED if _said(draft) else Outcome.UNCHANGED


class _Edits:
    def __init__(self, relationships: Relationships, contracts: Contracts, by: Actor, refuse: Refuse) -> None:
        self.relationships = relationships
        self.contracts = contracts
        self.by = by
        self.refuse = refuse

    def of_relationships(self, drafts: Sequence[Draft]) -> None:
        """Plan what was edited of relationships, and the contracts that rows of theirs add."""
        for draft in drafts:
            assert draft.relationship_id is not None  # noqa: S101 for the type checker
            held = self.relationships.by_id[draft.relationship_id]
            planned = self._planned_edit(held, draft)
            self._edit_relationship(planned, held, draft)
            if draft.adds_contract:
                self.contracts.place(draft.at, planned, draft.number, draft.digest, 1)

    def of_contracts(self, drafts: Sequence[Draft]) -> None:
        """Plan what was edited of contracts; a row without edits is unchanged."""
        rows: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.contract_id is not None and not draft.problems:
                rows[draft.contract_id].append(draft)
        contracts = {
            each.pk: each
            for start in range(0, len(rows), CHUNK)
            for each in Contract.objects.filter(pk__in=list(rows)[start : start + CHUNK])
        }
        lines = held_lines(list(contracts))
        new = self.contracts.by_held()
        for pk, of_one in rows.items():
            _leave_kept_attributes(of_one, contracts[pk])
            self._edit_contract(contracts[pk], of_one, lines.get(pk, []), new.get(pk))

    def _planned_edit(self, held: Relationship, draft: Draft) -> PlannedRelationship:
        key = ("id", held.pk)
        if key not in self.relationships.planned:
            self.relationships.planned[key] = PlannedRelationship(
                held, self.relationships.book.held(held.party), {}, None
            )
        planned = self.relationships.planned[key]
        planned.party.meant = True
        return planned

    def _edit_relationship(self, planned: PlannedRelationship, held: Relationship, draft: Draft) -> None:
        for code, value in draft.relationship.items():
            kept = None if code == "external_key" and value == "" else value
            if code in planned.changes and planned.changes[code][1] != kept:
                told = {"row": "–", "other": shown(planned.changes[code][1]), "value": shown(kept)}
                self.refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
            elif code == "external_key" and self.relationships.by_key.get(value or "", held).pk != held.pk:
                self.refuse(draft, Refusal("DUPLICATE", code, {"what": value}), code)
            elif kept != getattr(held, code):
                planned.changes[code] = (getattr(held, code), kept)
        if "category" in planned.changes:
            profile = self.relationships.profile_of(planned.changes["category"][1])
            if profile is not None and profile.pk != held.profile_id:
                planned.changes["profile"] = (held.profile, profile)
        for code, rated in draft.facts.items():
            if planned.facts.setdefault(code, rated) != rated:
                told = {"row": "–", "other": str(planned.facts[code]), "value": str(rated)}
                self.refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
        self.relationships.add_decision(planned, draft)

    def _edit_contract(
        self,
        held: Contract,
        drafts: list[Draft],
        lines: list[ContractLine],
        new: PlannedContract | None,
    ) -> None:
        """`new` is the plan of rows without ids that turned out to be of this contract."""
        planned = self.relationships.planned["id", held.relationship_id]
        by_id = {each.pk: each for each in lines}
        rows: list[tuple[Draft, ContractLine | None]] = []
        taken: set[int] = set()
        for draft in drafts:
            if draft.line_id in taken and _said(draft):
                refusal = Refusal("DUPLICATE", "line_id", {"what": str(draft.line_id)})
                self.refuse(draft, refusal, "line_id")
                continue
            taken.add(draft.line_id or 0)
            rows.append((draft, by_id.get(draft.line_id or 0)))
        form = self.contracts.drafts.line
        added = [form.said(each.line) for each in said_by(self.contracts.drafts, new)] if new else []
        changes, changed = edited.compare(held, rows, lines, added, self.by, self.refuse)
        if any(draft.problems for draft, _line in rows):
            return
        if new is not None:
            new.contract, new.changes = held, {**new.changes, **changes}
            return
        if changes or changed:
            edits = [
                PlannedLine(draft.at, line.key, line, changed[line.pk])
                for draft, line in rows
                if line is not None and line.pk in changed
            ]
            places = array("L", [each.at for each in edits])
            contract = PlannedContract(planned, held.number, 1, places, pk=held.pk, there=True)
            contract.contract, contract.lines, contract.changes = held, edits, changes
            self.contracts.planned.append(contract)


def _leave_kept_attributes(drafts: Iterable[Draft], held: Contract) -> None:
    """A custom attribute that the contract has already says nothing new."""
    for draft in drafts:
        told = draft.attributes.items()
        draft.attributes = {
            code: text for code, text in told if code in ATTRIBUTES or held.attributes.get(code) != text
        }


def _said(draft: Draft) -> bool:
    """Whether a row that came back says anything new."""
    said = (draft.relationship, draft.contract, draft.attributes, draft.line, draft.facts, draft.decision)
    return any(said)
