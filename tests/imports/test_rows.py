"""Typed rows: values by field, oddities said with their place, nothing made up."""

from datetime import date
from decimal import Decimal

from imports import columns, rows, workbook
from imports.tables import OPEN, Period
from tests.imports.books import book_of


def read(header, *lines, **given):
    table = workbook.read(book_of([header, *lines]))
    return list(rows.read(table, columns.recognise(table, **given)))


def test_every_cell_becomes_its_fields_value():
    header = [
        "Leverancier",
        "KvK-nummer",
        "Ingangsdatum",
        "Einddatum",
        "Contractwaarde",
        "MKB",
        "Opzegtermijn",
        "Verlengingsopties",
        "Kritiek belang",
    ]
    row = [
        "Bakker\nDelft",
        "01234567",
        "13-01-2024",
        "onbepaald",
        "€ 1.234,50",
        "ja",
        "3 maanden",
        "2x12 mnd",
        4,
    ]
    (found, _) = read(header, row, ["Slager", None, None, None, None, None, None, None, None])
    assert found.values == {
        "party_name": "Bakker",
        "party_place": "Delft",
        "kvk": "01234567",
        "start": date(2024, 1, 13),
        "end": OPEN,
        "value": Decimal("1234.50"),
        "sme": True,
        "notice_period": Period(3, "MONTHS"),
        "options": (12, 12),
        "criticality": 4,
    }
    assert (found.number, found.problems, found.notes, found.unread) == (2, (), (), ())


def test_an_empty_cell_has_no_key():
    found = read(["Leverancier", "Bedrag", "Einddatum"], ["A", 1.5, "-"], ["B", None, "13-01-2024"])
    assert [row.values for row in found] == [
        {"party_name": "A", "value": Decimal("1.50")},
        {"party_name": "B", "end": date(2024, 1, 13)},
    ]


def test_a_problem_names_the_cell_the_column_and_the_value():
    found = read(["Leverancier", "Bedrag"], ["A", 1.5], ["B", "veel"], ["C", 2], ["D", 3])
    assert [row.problems for row in found if row.problems] == [found[1].problems]
    assert found[1].problems[0].as_json("nl") == {
        "row": 3,
        "column": "Bedrag",
        "cell": "B3",
        "code": "amount_unreadable",
        "message": '"veel" is geen bedrag. Typ een getal.',
        "value": "veel",
    }


def test_a_note_names_the_cell_too():
    found = read(["Leverancier", "Bedrag"], ["A", "1.234,00"], ["B", "1,2 mln"])
    note = found[1].notes[0]
    assert (note.code, note.cell, note.message()) == (
        "amount_scaled",
        "B3",
        '"1,2 mln" was written out: taken as 1200000.00.',
    )


def test_a_column_with_an_open_question_is_left_unread():
    found = read(["Leverancier", "Bedrag"], ["A", "1,234"], ["B", "81,499"])
    assert [row.values for row in found] == [{"party_name": "A"}, {"party_name": "B"}]
    assert found[0].unread == ("value",)


def test_amounts_in_several_currencies_keep_their_own():
    found = read(["Leverancier", "Bedrag"], ["A", "€ 1,50"], ["B", "£ 2,50"], ["C", "3,50"], ["D", "$ 4,50"])
    assert [row.values.get("value_currency") for row in found] == ["EUR", "GBP", None, "XXX"]
    assert [row.values.get("value_sign") for row in found] == [None, None, None, "$"]


def test_a_year_alone_gives_the_start():
    found = read(["Leverancier", "Bedrag", "Jaar"], ["A", 1.5, 2023], ["B", 1.5, None])
    assert found[0].values["start"] == date(2023, 1, 1)
    assert "start" not in found[1].values


def test_a_start_of_its_own_comes_before_the_year():
    found = read(["Leverancier", "Jaar", "Ingangsdatum"], ["A", 2023, "13-05-2022"], ["B", 2023, None])
    assert found[0].values["start"] == date(2022, 5, 13)
    assert "start" not in found[1].values


def test_members_of_several_columns_are_gathered():
    found = read(
        ["Leverancier", "Combinant", "Combinanten", "Bedrag"], ["A", "B; C", "D", 1], ["E", None, None, 2]
    )
    assert found[0].values["consortium_member"] == ("B", "C", "D")
    assert "consortium_member" not in found[1].values


def test_control_characters_from_text_files_are_refused():
    table = workbook.read(b"Leverancier;Bedrag\nA;1,50\nB\x07C;2,50\nD;2,50\n")
    found = list(rows.read(table, columns.recognise(table)))
    problem = found[1].problems[0]
    assert (problem.code, problem.cell, problem.value) == ("control_characters", "A3", "B�C")
    assert [row.values.get("party_name") for row in found] == ["A", None, "D"]


def test_formulas_in_text_stay_text():
    table = workbook.read(b'Leverancier;Bedrag\n"=HYPERLINK(1)";1,50\n@B;2,50\n+C;2,50\n')
    assert [row.values["party_name"] for row in rows.read(table, columns.recognise(table))] == [
        "=HYPERLINK(1)",
        "@B",
        "+C",
    ]


def test_hundreds_of_columns_and_other_scripts():
    found = read(["Leverancier", "Bedrag"], ["Ελληνική Α.Ε.", 1.5], ["株式会社", 2.5])
    assert [row.values["party_name"] for row in found] == ["Ελληνική Α.Ε.", "株式会社"]


def test_a_nul_in_a_text_file_is_refused_with_its_cell():
    table = workbook.read(b"Leverancier;Bedrag\nA;1,50\nB\x00C;2,50\nD;2,50\n")
    found = list(rows.read(table, columns.recognise(table)))
    assert [problem.code for row in found for problem in row.problems] == ["control_characters"]
