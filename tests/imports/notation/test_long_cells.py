"""However long a cell and whatever it repeats, its column's kind is told at once."""

import time

import pytest

from imports.fields import FIELDS
from imports.findings import Question
from imports.notation import decide, reader

UNITS = [
    "1",
    "x",
    "e",
    " ",
    "1 ",
    "1.",
    "1,",
    "€ ",
    "(",
    "- ",
    "12 maanden ",
    "2x12 ",
    "1+",
    "ja ",
    "a.",
    "'",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_cell_that_repeats_itself_takes_no_time(unit):
    cell = unit * (60_000 // len(unit)) + "!"
    begun = time.process_time()
    for field in FIELDS.values():
        notation = decide([cell, "x"], field, header="kop")
        if isinstance(notation, Question):
            notation = decide([cell], field, header="kop", answer=notation.choices[0])
        reader(notation, field, [cell], "kop")(cell)
    assert time.process_time() - begun < 5
