"""Terms, notice periods, options and parts of the year."""

import pytest

from imports.fields import FIELDS
from imports.findings import Question
from imports.notation import Interpreted, Unreadable, decide, periods, reader
from imports.tables import OPEN, Period

TERM, NOTICE, OPTIONS = (FIELDS[code] for code in ("term_months", "notice_period", "options"))


def plainly(found):
    return found.value if isinstance(found, Interpreted) else found


@pytest.mark.parametrize(
    ("header", "cell", "months"),
    [
        ("Looptijd in maanden", 36, 36),
        ("Looptijd (mnd)", "36", 36),
        ("Looptijd in jaren", 3, 36),
        ("Looptijd", "36 maanden", 36),
        ("Looptijd", "3 jaar", 36),
        ("Looptijd", "1,5 jaar", 18),
        ("Looptijd", "2 jaar en 6 maanden", 30),
        ("Term", "twee jaar", 24),
        ("Term", "24 months", 24),
        ("Looptijd", "anderhalf jaar", 18),
    ],
)
def test_a_term_in_months(header, cell, months):
    assert plainly(reader(decide([cell], TERM, header=header), TERM)(cell)) == months


@pytest.mark.parametrize(
    ("header", "cell", "period"),
    [
        ("Opzegtermijn", "3 maanden", Period(3, "MONTHS")),
        ("Opzegtermijn (dagen)", 90, Period(90, "DAYS")),
        ("Opzegtermijn", "90 dagen", Period(90, "DAYS")),
        ("Notice period", "6 weeks", Period(6, "WEEKS")),
        ("Opzegtermijn", "1 jaar", Period(12, "MONTHS")),
        ("Opzegtermijn", "drie maanden", Period(3, "MONTHS")),
        ("Opzegtermijn", "1 kwartaal", Period(3, "MONTHS")),
        ("Opzegtermijn", "een half jaar", Period(6, "MONTHS")),
        ("Notice period", "2 quarters", Period(6, "MONTHS")),
        ("Notice period in months", 3.0, Period(3, "MONTHS")),
    ],
)
def test_a_notice_period(header, cell, period):
    assert reader(decide([cell], NOTICE, header=header), NOTICE)(cell) == period


def test_bare_numbers_without_a_unit_are_asked():
    asked = decide([90, "3 maanden"], NOTICE, header="Opzegtermijn")
    assert isinstance(asked, Question)
    assert (asked.code, asked.choices) == ("period_unit:notice_period", ("days", "weeks", "months", "years"))
    assert reader(decide([90], NOTICE, answer="days"), NOTICE)(90) == Period(90, "DAYS")


def test_a_payment_term_counts_days():
    field = FIELDS["payment_term"]
    assert reader(decide([30], field, header="Betaaltermijn"), field)(30) == Period(30, "DAYS")


@pytest.mark.parametrize(
    ("header", "cell", "lengths"),
    [
        ("Verlengingsopties", "2x12", (12, 12)),
        ("Verlengingsopties", "2 x 12 maanden", (12, 12)),
        ("Verlengingsopties", "1+1+1", (12, 12, 12)),
        ("Verlengingsopties", "12+12", (12, 12)),
        ("Verlengingsopties", "2x1 jaar", (12, 12)),
        ("Verlengingsopties", "2 maal 1 jaar", (12, 12)),
        ("Verlengingsopties", "1 x 24 mnd", (24,)),
        ("Verlengingsopties", "geen", ()),
        ("Optiejaren", 3, (12, 12, 12)),
        ("Aantal opties", 0, ()),
    ],
)
def test_options_in_months(header, cell, lengths):
    assert plainly(reader(decide([cell], OPTIONS, header=header), OPTIONS)(cell)) == lengths


def test_options_of_unknown_length_are_unknown():
    read = reader(decide([2], OPTIONS, header="Aantal opties"), OPTIONS)
    assert read(2) == Interpreted(None, "options_length_unknown")


def test_what_is_no_period_is_refused():
    assert reader(decide(["per direct"], NOTICE), NOTICE)("per direct") == Unreadable("period_unreadable")
    assert reader(decide(["10 dagen"], TERM), TERM)("10 dagen") == Unreadable("period_not_months")


@pytest.mark.parametrize(
    ("header", "column", "months"),
    [
        ("Quarters", [12, 34], [1, 7]),
        ("Quarter", [1, 2, 3, 4], [1, 4, 7, 10]),
        ("Kwartaal", ["Q1", "Q4"], [1, 10]),
        ("Halfjaar", [1, 2], [1, 7]),
        ("Period", ["H1", "H2"], [1, 7]),
    ],
)
def test_parts_of_the_year_begin_in_a_month(header, column, months):
    field = FIELDS["year_part"]
    read = reader(decide(column, field, header=header), field, column, header)
    assert [read(cell) for cell in column] == months


@pytest.mark.parametrize(
    ("cell", "period", "rest"),
    [
        ("3 Monate zum Quartalsende", Period(3, "MONTHS"), "zum Quartalsende"),
        ("3 maanden voor einde contract", Period(3, "MONTHS"), "voor einde contract"),
        ("3 months' notice", Period(3, "MONTHS"), "notice"),
        ("1 maand, schriftelijk", Period(1, "MONTHS"), "schriftelijk"),
        ("30 jours fin de mois", Period(30, "DAYS"), "fin de mois"),
    ],
)
def test_words_behind_a_period_are_left_and_said(cell, period, rest):
    found = periods.period_reader(None)(cell)
    assert (found.value, found.code, found.params) == (period, "period_rest", {"rest": rest})


@pytest.mark.parametrize(
    ("cell", "lengths"),
    [
        ("1 reconduction de 12 mois", (12,)),
        ("2 Verlängerungen um je 1 Jahr", (12, 12)),
        ("2 opties van 12 maanden", (12, 12)),
        ("twee maal een jaar", (12, 12)),
        ("keine", ()),
        ("aucune", ()),
    ],
)
def test_options_in_words(cell, lengths):
    assert periods.options_reader(None)(cell) == lengths


@pytest.mark.parametrize(
    "cell", ["2 opties", "2x", "1 optie", "twee verlengingen", "3 reconductions", "2 keer"]
)
def test_a_number_of_options_says_nothing_of_their_length(cell):
    found = periods.options_reader(None)(cell)
    assert (found.value, found.code) == (None, "options_length_unknown")


@pytest.mark.parametrize("cell", ["onbepaald", "Unbefristet", "indeterminado", "durée indéterminée"])
def test_an_open_term_is_an_open_end(cell):
    found = periods.months_reader("MONTHS", open_term=True)(cell)
    assert (found.value, found.code) == (OPEN, "term_open")
