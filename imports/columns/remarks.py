"""What is worth saying about a mapped column as a whole, once instead of on every row."""

from collections import Counter
from collections.abc import Iterator, Sequence

from imports.findings import Note
from imports.notation import amounts
from imports.notation.cells import EMPTY_TEXTS, blank, tidy
from imports.notation.texts import names_company
from imports.tables import ColumnMapping, Notation, SourceTable


def remarks(
    table: SourceTable, mapping: ColumnMapping, notation: Notation, others: Sequence[ColumnMapping]
) -> Iterator[Note]:
    """The notes of a column: combined, signed, scaled, with places, with words for numbers."""
    header = mapping.header
    fields = {one.field: one for one in others if one.field}
    if mapping.field == "year" and "start" not in fields:
        part = fields.get("year_part")
        if part is None:
            yield Note("start_from_year", column=header)
        else:
            yield Note("start_from_part", column=header, params={"other": part.header})
    if mapping.field == "party_name":
        lined = sum(
            isinstance(cell, str)
            and "\n" in cell
            and not names_company(cell.strip().partition("\n")[2])
            and "\n" in cell.strip()
            for cell in table.values(mapping.position)
        )
        if lined:
            yield Note("place_in_cell", column=header, params={"count": lined})
    if mapping.field == "contract_number":
        worded = Counter(
            cell
            for cell in table.values(mapping.position)
            if isinstance(cell, str)
            and not any(map(str.isdigit, cell))
            and not blank(cell)
            and tidy(cell).casefold() not in EMPTY_TEXTS
        )
        if worded:
            example = tidy(max(worded, key=lambda word: (worded[word], word)))[:60]
            params = {"count": worded.total(), "example": example}
            yield Note("number_without_digits", column=header, params=params)
    if notation.kind == "amount":
        yield from _of_amounts(header, notation)
    if notation.before:
        yield Note("date_before", column=header)


def _of_amounts(header: str, notation: Notation) -> Iterator[Note]:
    if len(notation.symbols) > 1 and notation.currency is None:
        signs = ", ".join(notation.symbols)
        yield Note("currency_mixed", column=header, params={"signs": signs})
    elif len(notation.symbols) == 1 and amounts.SIGNS[notation.symbols[0]] is None:
        yield Note("sign_of_several", column=header, params={"sign": notation.symbols[0]})
    if notation.scale != 1:
        yield Note("amounts_in_thousands", column=header, params={"scale": notation.scale})
