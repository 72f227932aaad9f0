"""Each layout comes to its figures: columns, contracts, parties, sums, terms, notes, problems."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from imports import pipeline
from imports.pipeline import Report
from relationships import models as m
from tests import builders
from tests.imports.layouts import dutch, foreign, odd
from tests.imports.layouts.layout import Layout

LAYOUTS: tuple[Callable[[], Layout], ...] = (
    dutch.municipality,
    dutch.water_board,
    dutch.hospital,
    dutch.ministry,
    foreign.council,
    foreign.commune,
    foreign.municipal_works,
    foreign.camara,
    foreign.american_city,
    foreign.canton,
    foreign.open_data,
    odd.open_document,
    odd.binary,
    odd.hidden,
    odd.several_sheets,
    odd.far_off,
    odd.headless,
    odd.words_for_dates,
    odd.lost_zeros,
    odd.never_calculated,
    odd.undecided,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=LAYOUTS, ids=lambda made: made.__name__)
def layout(request: pytest.FixtureRequest) -> Layout:
    return request.param()


def taken_in(layout: Layout, folder: Path, **given: Any) -> Report:
    file = folder / layout.name
    file.write_bytes(layout.content)
    options = {"currency": "EUR", "our_role": "CUSTOMER", **layout.given, **given}
    asked = pipeline.Request(file=file, portfolio="Main", unit=builders.root(), **options)
    return pipeline.run(asked, builders.system())


def test_a_layout_comes_to_its_figures(layout, tmp_path):
    first = taken_in(layout, tmp_path)
    assert first.refused is None
    assert tuple(each.code for each in first.questions) == layout.questions
    if layout.questions:
        assert not m.Contract.objects.exists()
    report = taken_in(layout, tmp_path, answers=layout.answers) if layout.questions else first
    assert (report.table.sheet, report.table.header_row) == (layout.sheet, layout.header_row)
    assert {each.header: each.field for each in report.mappings} == layout.fields
    assert [(each.cell, each.code) for each in report.problems] == list(layout.problems)
    assert len(report.table.rows) == layout.rows
    assert {code: f"{amount:.2f}" for code, amount in report.planned.sums.items()} == layout.sums
    assert sorted({each.code for each in report.notes}) == sorted(layout.notes)
    assert report.applied
    assert (m.Contract.objects.count(), report.new_parties) == (layout.contracts, layout.parties)
    kept = {each.number: each for each in m.Contract.objects.filter(number__in=layout.terms)}
    assert {
        number: (day(each.start), day(each.stated_end), each.term_kind) for number, each in kept.items()
    } == layout.terms
    lines = m.ContractLine.objects.select_related("contract")
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.contract.currency] = sums.get(line.contract.currency, Decimal(0)) + (line.amount or 0)
    assert {code: f"{amount:.2f}" for code, amount in sums.items() if amount} == layout.sums


def day(value: Any) -> str | None:
    return value.isoformat() if value else None


def test_a_layout_taken_in_twice_changes_nothing(layout, tmp_path):
    taken_in(layout, tmp_path, answers=layout.answers)
    before = list(m.Contract.objects.order_by("id").values())
    again = taken_in(layout, tmp_path, answers=layout.answers)
    counts = {code: number for code, number in again.counts.items() if number}
    assert counts.get("unchanged") == layout.rows - len({cell[1:] for cell, _ in layout.problems})
    assert not counts.keys() & {"created", "updated"}
    assert list(m.Contract.objects.order_by("id").values()) == before


def test_every_note_and_problem_is_worded_in_both_languages(layout, tmp_path):
    report = taken_in(layout, tmp_path, answers=layout.answers)
    said = [*report.notes, *report.problems, *report.questions]
    for each in said:
        english, dutch_ = each.message("en"), each.message("nl")
        assert english and dutch_ and english != dutch_
