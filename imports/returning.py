"""A list of our own making that comes back: what was edited in it, and what changed here meanwhile.

Each row carries ids and the state of the registry that it shows (`listed.version_of`). A cell that still says
what was written then is no edit, whatever the registry says today. An edited cell counts, unless the
registry says something else today than it did then: that is a conflict, for a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from imports import listed
from imports.drafts import RuleProblem
from imports.fields import FIELDS
from imports.findings import Problem
from imports.notation.guards import unguarded
from imports.tables import OPEN, ColumnMapping, Conflict, Edits, Period, TypedRow
from imports.workbook.writing import LONGEST_TEXT, fitted
from relationships.errors import Refusal
from relationships.models import (
    Classification,
    Contract,
    ContractLine,
    FactRating,
    Party,
    Portfolio,
    Relationship,
)
from relationships.queries.facts import CurrentFact, facts_of

CHUNK = 500
# Words beside an amount, made from the amount's own cell.
_BESIDE = ("_currency", "_sign")


@dataclass(frozen=True, slots=True)
class _Shown:
    """The cells of a row as they were when the list was written, and as they are now."""

    then: Mapping[str, Any]
    now: Mapping[str, Any]


def edits(
    rows: Sequence[TypedRow], mappings: Iterable[ColumnMapping], portfolio: Portfolio | None
) -> dict[int, Edits]:
    """The edits of those rows that come from a list of this portfolio, by row number.

    A constant number of queries for every 500 rows.
    """
    placed = {each.field: each for each in mappings if each.field}
    if not may_come_back(placed.values(), portfolio):
        return {}
    assert portfolio is not None  # noqa: S101 for the type checker
    found: dict[int, Edits] = {}
    ours = [(row, seen) for row in rows if (seen := _Seen.of(row)) is not None]
    for start in range(0, len(ours), CHUNK):
        portion = ours[start : start + CHUNK]
        shown = _shown([seen for _row, seen in portion], portfolio)
        for row, seen in portion:
            if seen in shown:
                found[row.number] = _edits(row, placed, shown[seen])
    return found


def settled(edits: Edits, answers: Mapping[str, str]) -> Edits:
    """The edits with their conflicts decided, as far as an answer decides them.

    `conflict:12` decides those of row 12, `conflicts` those of all rows: "list" or "registry" counts.
    """
    answer = answers.get(f"conflict:{edits.row.number}", answers.get("conflicts"))
    if not edits.conflicts or answer not in ("list", "registry"):
        return edits
    if answer == "list":
        return replace(edits, conflicts=())
    given_up = {each.code for each in edits.conflicts}
    values = {code: value for code, value in edits.row.values.items() if _root(code) not in given_up}
    return replace(
        edits, row=edits.row._replace(values=values), emptied=edits.emptied - given_up, conflicts=()
    )


def may_come_back(mappings: Iterable[ColumnMapping], portfolio: Portfolio | None) -> bool:
    """Whether rows of this list can be ours: only a list of our own making has both fields."""
    return portfolio is not None and {"relationship_id", "version"} <= {each.field for each in mappings}


@dataclass(frozen=True, slots=True)
class _Seen:
    """The ids in a row, with the versions and the moment that it shows."""

    relationship: int
    contract: int | None
    line: int | None
    versions: tuple[int, int, int]
    at: datetime

    @classmethod
    def of(cls, row: TypedRow) -> _Seen | None:
        read = listed.version_read(row.values.get("version") or "")
        relationship = _id(row, "relationship_id")
        if read is None or relationship is None:
            return None
        *versions, at = read
        return cls(relationship, _id(row, "contract_id"), _id(row, "line_id"), tuple(versions), at)  # type: ignore[arg-type]


def _id(row: TypedRow, code: str) -> int | None:
    text = row.values.get(code) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _edits(row: TypedRow, placed: Mapping[str, ColumnMapping], shown: _Shown) -> Edits:
    unedited: set[str] = set()
    emptied: set[str] = set()
    conflicts: list[Conflict] = []
    cut: list[Problem] = []
    for code in listed.CODES:
        if code not in placed or code in listed.HIDDEN:
            continue
        cell, typed = row.cells[placed[code].position], row.values.get(code)
        then, now = shown.then.get(code), shown.now.get(code)
        if same(cell, typed, then) or same(cell, typed, now):
            unedited.add(code)
            continue
        if _plain(then) != _plain(now):
            conflicts.append(Conflict(code, then, now, cell))
        if cell is None or cell == "":
            emptied.add(code)
        if isinstance(then, str) and len(then) > LONGEST_TEXT and cell is not None:
            cut.append(_cut(row, placed[code], code))
    if "party_name" in unedited and "party_place" not in placed:
        unedited.add("party_place")
    headers = {placed[code].header for code in unedited if code in placed}
    values = {code: value for code, value in row.values.items() if _root(code) not in unedited}
    problems = tuple(each for each in row.problems if each.column not in headers)
    return Edits(
        row=row._replace(values=values, problems=(*problems, *cut)),
        emptied=frozenset(emptied),
        conflicts=tuple(conflicts),
        then=shown.then,
        now=shown.now,
    )


def _cut(row: TypedRow, column: ColumnMapping, code: str) -> Problem:
    """A text that the cell couldn't hold whole: editing it there would lose the rest."""
    return RuleProblem(
        code="NOT_IN_A_LIST",
        row=row.number,
        column=column.header,
        cell=f"{column.letter}{row.number}",
        refusal=Refusal("NOT_IN_A_LIST", code, {"what": FIELDS[code].label("en")}),
    )


def _root(code: str) -> str:
    for each in _BESIDE:
        if code.endswith(each) and code != "vat_currency":
            return code.removesuffix(each)
    return code


def same(cell: Any, typed: Any, value: Any) -> bool:
    """Whether a cell still says what was written into it; spreadsheets may have given it another form."""
    if cell is None or cell == "":
        return value in (None, "")
    if value is None or value == "":
        return False
    plain = _plain(value)
    if _plain(cell) == plain or (isinstance(cell, str) and isinstance(value, str) and _holds(cell, value)):
        return True
    if typed is OPEN:
        return bool(value == listed.OPEN_ENDED)
    if isinstance(typed, Period):
        return listed.period(typed.length, typed.unit) == value
    return typed is not None and not isinstance(typed, tuple) and _plain(typed) == plain


def _holds(cell: str, text: str) -> bool:
    """Whether a cell holds the text as a list has it: guarded as no formula, cut where it is full."""
    return _plain_text(unguarded(cell)) == _plain_text(text) or _plain_text(cell) == _plain_text(fitted(text))


def _plain_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain(value: Any) -> Any:
    """A value in the one form in which cells are compared: text, number or day."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date() if value.time() == value.time().min else value
    if isinstance(value, date):
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    return _plain_text(str(value))


def _shown(seen: Sequence[_Seen], portfolio: Portfolio) -> dict[_Seen, _Shown]:
    """What these rows showed, and would show now. Those whose records aren't there are left out."""
    pks = {each.relationship for each in seen}
    relationships = {
        each.pk: each
        for each in Relationship.objects.filter(portfolio=portfolio, pk__in=pks)
        .select_related("party")
        .prefetch_related("party__identifiers")
    }
    contracts = {
        each.pk: each
        for each in Contract.objects.filter(
            relationship__in=relationships, pk__in={each.contract for each in seen if each.contract}
        )
    }
    lines = {
        each.pk: each
        for each in ContractLine.objects.filter(
            contract__in=contracts, pk__in={each.line for each in seen if each.line}
        )
    }
    before = {
        model: _as_seen(model, held, wanted)
        for model, held, wanted in (
            (Relationship, relationships, [(each.relationship, each.versions[0]) for each in seen]),
            (Contract, contracts, [(each.contract, each.versions[1]) for each in seen if each.contract]),
            (ContractLine, lines, [(each.line, each.versions[2]) for each in seen if each.line]),
        )
    }
    told = _Told(relationships, {each.at for each in seen})
    names = _names_then([each.party for each in relationships.values()], {each.at for each in seen})
    found: dict[_Seen, _Shown] = {}
    for each in seen:
        relationship = relationships.get(each.relationship)
        contract = contracts.get(each.contract or 0)
        line = lines.get(each.line or 0)
        if relationship is None or bool(each.contract) != bool(contract) or bool(each.line) != bool(line):
            continue
        party, numbers = relationship.party, listed.identifiers_of(relationship)
        now = listed.relationship_cells(relationship, party.name, numbers, *told.now(each.relationship))
        was = before[Relationship].get((each.relationship, each.versions[0]), relationship)
        name = names.get((party.pk, each.at), party.name)
        then = listed.relationship_cells(was, name, numbers, *told.then(each.relationship, each.at))
        if contract is not None:
            now |= listed.contract_cells(contract) | listed.line_cells(contract, line)
            contract_then = before[Contract].get((contract.pk, each.versions[1]), contract)
            line_then = line and before[ContractLine].get((line.pk, each.versions[2]), line)
            then |= listed.contract_cells(contract_then) | listed.line_cells(contract_then, line_then)
        found[each] = _Shown(then, now)
    return found


def _as_seen(
    model: Any, held: Mapping[int, Any], wanted: Iterable[tuple[int | None, int]]
) -> dict[tuple[int, int], Any]:
    """The records as they were in the versions that were seen, where they changed since."""
    older = {
        (pk, version)
        for pk, version in wanted
        if pk is not None and pk in held and version < held[pk].version
    }
    if not older:
        return {}
    rows = model.history.filter(
        id__in={pk for pk, _version in older}, version__in={version for _pk, version in older}
    ).exclude(history_type="-")
    found = {}
    for row in rows.order_by("history_id"):
        if (row.id, row.version) in older:
            found[row.id, row.version] = _Was(row)
    return found


def _names_then(parties: Iterable[Party], moments: Collection[datetime]) -> dict[tuple[int, datetime], str]:
    """What those parties were called at these moments that changed since."""
    found: dict[tuple[int, datetime], str] = {}
    for at in moments:
        changed = {each.pk for each in parties if each.changed_at > at}
        if changed:
            rows = Party.history.filter(id__in=changed, history_date__lte=at).order_by("history_id")
            found |= {(pk, at): name for pk, name in rows.values_list("id", "name")}
    return found


class _Was:
    """A row of history, read like the record that it was."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self.pk = row.id

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


class _Told:
    """Ratings and decisions as they are, and as they were when a list was written."""

    def __init__(self, relationships: Collection[int], moments: Collection[datetime]) -> None:
        pks = list(relationships)
        self.facts = facts_of(pks)
        self.decisions: dict[int, list[Classification]] = defaultdict(list)
        for each in Classification.objects.filter(relationship__in=pks).order_by("decided_at", "pk"):
            self.decisions[each.relationship_id].append(each)
        self.facts_then = {at: facts_of(pks, at) for at in self._with_later_ratings(pks, moments)}

    def now(self, relationship: int) -> tuple[Mapping[str, CurrentFact], Classification | None]:
        current = [each for each in self.decisions[relationship] if each.superseded_at is None]
        return self.facts[relationship], current[0] if current else None

    def then(
        self, relationship: int, at: datetime
    ) -> tuple[Mapping[str, CurrentFact], Classification | None]:
        standing = [
            each
            for each in self.decisions[relationship]
            if each.decided_at <= at and (each.superseded_at is None or each.superseded_at > at)
        ]
        facts = self.facts_then.get(at, self.facts)
        return facts[relationship], standing[-1] if standing else None

    def _with_later_ratings(self, relationships: list[int], moments: Collection[datetime]) -> list[datetime]:
        """Those of these moments after which a fact was rated or a rating withdrawn. One list has one."""
        if not moments:
            return []
        rows = FactRating.objects.filter(relationship__in=relationships)
        last = rows.aggregate(recorded=Max("recorded_at"), withdrawn=Max("withdrawn_at"))
        known = [each for each in last.values() if each is not None]
        return [at for at in moments if any(each > at for each in known)]
