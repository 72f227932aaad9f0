"""Each column's field, with the confidence, and each field's column: the better claim wins."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from imports.columns import content
from imports.columns.remarks import remarks
from imports.fields import ATTRIBUTE, FIELDS, LEAVE_OUT, REPEATABLE, Field, headers
from imports.findings import MappingRefused, Note, Question
from imports.notation import decide
from imports.notation.cells import blank, shown, tidy
from imports.tables import Cell, ColumnMapping, Notation, SourceColumn, SourceTable

SURE = 0.8
LEAST = 0.5
NEAR = 0.7
SEEN = 100


def recognise(
    table: SourceTable,
    *,
    fields: Mapping[str, str] | None = None,
    notations: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> tuple[ColumnMapping, ...]:
    """A mapping for every column of the table, in its order.

    `fields`: header → field code ("-" leaves the column out); `notations`: header → notation; both
    compare headers as `headers.key` does. `answers`: question code → choice. Raises MappingRefused.
    """
    by_hand = {_named(table, header): code for header, code in (fields or {}).items()}
    notated = {_named(table, header): code for header, code in (notations or {}).items()}
    placed = _placed(table, _checked(table, by_hand))
    made = [_mapping(table, position, placed[position], by_hand) for position in range(len(placed))]
    return tuple(_with_notation(table, one, notated.get(one.position), answers or {}, made) for one in made)


def questions(mappings: Iterable[ColumnMapping]) -> tuple[Question, ...]:
    """The questions still open."""
    return tuple(one.question for one in mappings if one.question)


def missing(mappings: Iterable[ColumnMapping]) -> tuple[str, ...]:
    """The fields that every list needs and this one has no column for."""
    there = {one.field for one in mappings}
    return tuple(code for code in ("party_name",) if code not in there)


class _Claim:
    """A column's claim on a field, or why it has none."""

    __slots__ = ("confidence", "field", "reason")

    def __init__(self, field: str | None, confidence: float, reason: Note | None = None) -> None:
        self.field, self.confidence, self.reason = field, confidence, reason


def _named(table: SourceTable, header: str) -> int:
    wanted = tidy(header).casefold()
    for position, column in enumerate(table.columns):
        if tidy(column.header).casefold() == wanted:
            return position
    for position, column in enumerate(table.columns):
        if headers.key(column.header) == headers.key(header) != "":
            return position
    for position, column in enumerate(table.columns):
        if column.letter.casefold() == wanted:
            return position
    known = ", ".join(column.header for column in table.columns)
    raise MappingRefused("header_unknown", header=header, headers=known)


def _checked(table: SourceTable, by_hand: Mapping[int, str]) -> Mapping[int, str]:
    taken: dict[str, int] = {}
    for position, code in by_hand.items():
        if code in (LEAVE_OUT, ATTRIBUTE):
            continue
        if code not in FIELDS:
            raise MappingRefused("field_unknown", field=code, column=table.columns[position].header)
        if code in taken and code not in REPEATABLE:
            raise MappingRefused(
                "field_twice",
                field=code,
                column=table.columns[taken[code]].header,
                other=table.columns[position].header,
            )
        taken[code] = position
    return by_hand


def _placed(table: SourceTable, by_hand: Mapping[int, str]) -> list[_Claim]:
    """Every column's claim that held: by hand before by header before by cells."""
    claims: list[_Claim | None] = [None] * len(table.columns)
    taken: dict[str, int] = {}
    for position, code in by_hand.items():
        header = table.columns[position].header
        if code == LEAVE_OUT:
            claims[position] = _Claim(None, 0.0, Note("unplaced_by_hand", column=header))
        else:
            claims[position] = _Claim(code, 1.0)
            taken.setdefault(code, position)
    wanted: list[tuple[float, int, str]] = []
    refused: dict[int, Note] = {}
    for position, column in enumerate(table.columns):
        if claims[position] is not None:
            continue
        if all(blank(cell) for cell in table.values(position)):
            claims[position] = _Claim(None, 0.0, Note("unplaced_empty", column=column.header))
            continue
        for code, sure in _by_header(column).items():
            fit = content.fit(table, position, FIELDS[code])
            if fit < content.POOR:
                refused.setdefault(
                    position,
                    Note("unplaced_content", column=column.header, params={"field_meant": code}),
                )
                continue
            wanted.append((round(sure * (0.7 + 0.3 * fit), 2), position, code))
    for sure, position, code in sorted(wanted, key=lambda claim: (-claim[0], *_telling(table, claim[1]))):
        if claims[position] is not None or sure < LEAST:
            continue
        if code in taken and not FIELDS[code].repeatable:
            refused[position] = Note(
                "unplaced_taken",
                column=table.columns[position].header,
                params={"field_meant": code, "other": table.columns[taken[code]].header},
            )
            continue
        claims[position] = _Claim(code, sure)
        taken.setdefault(code, position)
    free = [position for position, claim in enumerate(claims) if claim is None]
    for position, code, sure in content.proposals(table, free, taken):
        claims[position] = _Claim(code, sure)
    return [
        claim
        or _Claim(
            None,
            0.0,
            refused.get(position, Note("unplaced_no_field", column=table.columns[position].header)),
        )
        for position, claim in enumerate(claims)
    ]


def _telling(table: SourceTable, position: int) -> tuple[bool, int]:
    """Of equal claims the header goes first that says the contract's, then the one that stands first."""
    return "contract" not in headers.words(table.columns[position].header), position


def _by_header(column: SourceColumn) -> dict[str, float]:
    """The fields this header can stand for. Of joined headers, the lowest alone counts less."""
    if not column.parts:
        return {}
    found = headers.candidates(" ".join(column.parts))
    if found or len(column.header) > 80:
        return found
    if len(column.parts) > 1:
        found = {code: round(sure * 0.85, 2) for code, sure in headers.candidates(column.parts[-1]).items()}
        if found:
            return found
    spelled = headers.key(" ".join(column.parts))
    if len(spelled) < 7:
        return {}
    near = process.extractOne(spelled, headers.spellings().keys(), scorer=fuzz.ratio, score_cutoff=90)
    if near is None or abs(len(near[0]) - len(spelled)) > 2:
        return {}
    return {code: round(sure * NEAR, 2) for code, sure in headers.spellings()[near[0]].items()}


def _mapping(table: SourceTable, position: int, claim: _Claim, by_hand: Mapping[int, str]) -> ColumnMapping:
    column = table.columns[position]
    status = "unplaced"
    if claim.field:
        status = "mapped" if claim.confidence >= SURE else "proposed"
    notes: tuple[Note, ...] = ()
    if claim.field and not _by_header(column) and position not in by_hand:
        notes = (Note("proposed_by_content", column=column.header),)
    return ColumnMapping(
        position=position,
        index=column.index,
        letter=column.letter,
        header=column.header,
        field=claim.field,
        confidence=claim.confidence,
        status=status,
        samples=_samples(table, position),
        reason=claim.reason,
        notes=notes,
    )


def _with_notation(
    table: SourceTable,
    mapping: ColumnMapping,
    by_hand: str | None,
    answers: Mapping[str, str],
    others: list[ColumnMapping],
) -> ColumnMapping:
    if mapping.field is None:
        return mapping
    if mapping.field == ATTRIBUTE:
        return replace(mapping, notes=(Note("kept_as_attribute", column=mapping.header),))
    field = FIELDS[mapping.field]
    column = table.columns[mapping.position]
    decided = _decided(table, mapping, field, column, by_hand)
    if isinstance(decided, Question) and decided.code in answers:
        answer = answers[decided.code]
        if answer not in decided.choices:
            raise MappingRefused(
                "answer_unknown", question=decided.code, answer=answer, choices=", ".join(decided.choices)
            )
        decided = _decided(table, mapping, field, column, answer)
    if isinstance(decided, Question):
        return replace(mapping, question=decided)
    notes = (*mapping.notes, *remarks(table, mapping, decided, others))
    return replace(mapping, notation=decided, notes=notes)


def _decided(
    table: SourceTable, mapping: ColumnMapping, field: Field, column: SourceColumn, answer: str | None
) -> Notation | Question:
    return decide(
        table.values(mapping.position),
        field,
        header=column.header,
        formats=column.formats,
        answer=answer,
        epoch_1904=table.epoch_1904,
    )


def _samples(table: SourceTable, position: int) -> tuple[str, ...]:
    """The first three different values, shortened."""
    found: dict[str, None] = {}
    seen: set[Cell] = set()
    for cell in table.values(position):
        if cell not in seen and not blank(cell):
            if len(seen) < SEEN:
                seen.add(cell)
            text = tidy(shown(cell))
            found.setdefault(text if len(text) <= 60 else text[:59] + "…")
            if len(found) == 3:
                break
    return tuple(found)
