"""How fast and how flat a large contract list is taken in: `python -m bench.excel_in [rows]`.

100,000 rows by 20 columns, as openpyxl writes them: 5,000 counterparties, 50,000 contracts. First reading
alone, beside the bare calamine reader. Then the whole way into an empty scratch registry (on SQLite; with a
PostgreSQL DATABASE_URL in a database of its own on that server): the clock stops when records and history are
committed, verdicts and compliance then follow as pending. Then fewer rows, by us and by django-import-export
in bulk into the same tables, if it is installed. All in one run: what a busy machine does to one it does to
the other. Figures to look at.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from bench.recompute import scratch_database
from imports import columns, rows, workbook
from imports.tables import SourceTable

ROWS = 100_000
# The other one is slow, and its time goes with the rows.
FEWER = 10
# Other work on the machine shouldn't end a measurement.
LIMITS = workbook.Limits(seconds=300)
# How the other one is asked to do it, in words, and the part of the fewer rows that it is given.
OTHERS = (
    ("validated", "looking up and validating", 20),
    ("matching", "looking up, fields alone validated", 1),
    ("blind", "looking nothing up", 1),
)
HEADER = (
    "Contract number", "Line number", "Counterparty", "KvK number", "Place", "Title", "Description",
    "Category", "CPV code", "Start", "End", "Contract value", "Annual value", "Currency", "VAT", "Department",
    "Contract manager", "Notice period", "Status", "Remarks",
)  # fmt: skip
DATES, AMOUNTS = (9, 10), (11, 12)
CALAMINE = (
    "import sys, resource; from python_calamine import CalamineWorkbook;"
    "sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0);"
    "print(sum(1 for row in sheet.iter_rows()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", type=int, nargs="?", default=ROWS)
    asked.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.step:
        return STEPS[given.step](given.file)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.xlsx"
        write(file, given.rows)
        print(f"{given.rows:,} rows × {len(HEADER)} columns, {file.stat().st_size / 1e6:.1f} MB")
        reading(file)
        ours = {given.rows: whole_way(file, given.rows)}
        fewer = max(given.rows // FEWER, 1)
        write(file, fewer)
        ours[fewer] = whole_way(file, fewer)
        other(file, fewer, ours)
    return None


def whole_way(file: Path, count: int) -> dict[str, float]:
    """From file to committed records and history, in a process and a registry of its own; what a row took."""
    told = apart("ours", file)
    print(f"the whole way of {count:,} rows, to committed records and history:")
    for what, (took, here) in told["stages"].items():
        print(f"    {what:<46}{took:>8.2f} s  (processor {here:.2f} s)")
    took, used = told["took"], told["used"]
    reader = f"of which {told['reader']:.2f} s in the reader"
    print(f"    {'all of it':<46}{took:>8.2f} s  (processor {used:.2f} s, {reader})")
    memory = f"{told['peak']:.0f} MB, the reader {told['reader_peak']:.0f} MB"
    print(f"    most memory: {memory}; {told['counts']}")
    return {"took": took / count, "used": used / count}


def other(file: Path, count: int, ours: dict[int, dict[str, float]]) -> None:
    """The same tables by django-import-export, a row of each of our lists beside a row of theirs."""
    if importlib.util.find_spec("import_export") is None:
        print("beside it: django-import-export is not installed, skipped")
        return
    for step, how, part in OTHERS:
        rows_of_theirs = max(count // part, 1)
        write(file, rows_of_theirs)
        told = apart(step, file)
        print(
            f"beside it: django-import-export in bulk, {how}, {rows_of_theirs:,} rows: {told['took']:.2f} s "
            f"(processor {told['used']:.2f} s), {told['peak']:.0f} MB; {told['counts']}"
        )
        for what, name in (("by the clock", "took"), ("in processor time", "used")):
            theirs = told[name] / rows_of_theirs
            for rows_of_ours, each in ours.items():
                beside = f"ours of {rows_of_ours:,} {each[name] * 1e6:.0f} µs, theirs {theirs * 1e6:.0f} µs"
                print(f"    a row {what}: {beside}: {theirs / each[name]:.1f} × as fast")


def apart(step: str, file: Path) -> Any:
    """A step in a process of its own, with a new registry; what it told."""
    command = [sys.executable, "-m", "bench.excel_in", "--step", step, "--file", str(file)]
    with scratch_database() as environment:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return json.loads(done.stdout.splitlines()[-1])


def _ours(file: Path) -> None:
    unit, by = _registry()
    from django.conf import settings

    from imports import pipeline

    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, "seconds": LIMITS.seconds}
    request = pipeline.Request(file=file, portfolio="Main", unit=unit, currency="EUR", our_role="CUSTOMER")
    seen: list[tuple[str, int, float, float]] = []
    course = pipeline.Course(
        lambda at, done, _total: seen.append((str(at), done, perf_counter(), process_time()))
    )
    began, here = perf_counter(), process_time()
    report = pipeline.run(request, by, course=course)
    took, used, reader = perf_counter() - began, process_time() - here, elsewhere()
    if not report.applied or report.problems:
        raise SystemExit("the list was not taken in whole")
    stages: dict[str, list[float]] = {}
    for (name, done, at, spent), (_name, _done, until, then) in zip(
        seen, [*seen[1:], ("", 0, began + took, here + used)], strict=True
    ):
        what = WORDS.get(name, name) if name != "APPLYING" else _part(done, len(report.table.rows))
        sums = stages.setdefault(what, [0.0, 0.0])
        sums[0] += until - at
        sums[1] += then - spent
    _tell(took, used + reader, stages=stages, reader=reader, reader_peak=peak(resource.RUSAGE_CHILDREN))


WORDS = {"READING": "read the file, recognise, read and check rows", "PLANNING": "match, plan"}
PARTS = (
    (0.8, "write what waits for verdicts, commit"),
    (0.3, "write contracts and lines"),
    (0.1, "write relationships"),
    (0.0, "write parties"),
)


def _part(done: int, count: int) -> str:
    return next(what for part, what in PARTS if done >= int(part * count))


def _theirs(file: Path, *, way: str) -> None:
    unit, by = _registry()
    from bench.contenders.django_import_export import Way, take_in
    from relationships.actions.portfolios import create_portfolio

    given = {"unit": unit, "name": "Main", "currency": "EUR", "our_role": "CUSTOMER"}
    portfolio = create_portfolio(by=by, given=given)
    began, here = perf_counter(), process_time()
    take_in(file, portfolio, by.user, Way(way))
    _tell(perf_counter() - began, process_time() - here)


def _registry() -> tuple[Any, Any]:
    """An empty registry: its root unit, and the registry itself as the one who acts."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from relationships.models import Unit
    from relationships.shipped import system_actor

    call_command("migrate", verbosity=0)
    return Unit.objects.get(parent__isnull=True), system_actor(timezone.now())


def _tell(took: float, used: float, **more: Any) -> None:
    from relationships import models

    counted = [models.Party, models.Relationship, models.Contract, models.ContractLine]
    counts = ", ".join(
        f"{each.objects.count():,} {each._meta.verbose_name_plural} ({each.history.count():,})"
        for each in counted
    )
    own = peak(resource.RUSAGE_SELF)
    print(json.dumps({"took": took, "used": used, "peak": own, "counts": counts, **more}))


STEPS: dict[str, Callable[[Path], None]] = {
    "ours": _ours,
    **{way: partial(_theirs, way=way) for way, _how, _part in OTHERS},
}


def reading(file: Path) -> None:
    """From file to typed rows: what every import does before it plans."""
    table = stage("read the file", lambda: workbook.read(file, limits=LIMITS))
    mappings = stage("recognise columns and notations", lambda: columns.recognise(table))
    stage("read the cells", lambda: counted(table, mappings))
    own, child = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    print(f"{'most memory: this process, the reader':<44}{peak(own):>8.0f} MB {peak(child):>8.0f} MB")
    began = perf_counter()
    command = [sys.executable, "-c", CALAMINE, str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    held = int(told.split()[1]) / 1024
    print(
        f"{'beside it: calamine alone, cells untouched':<44}{perf_counter() - began:>8.2f} s  {held:>8.0f} MB"
    )


def counted(table: SourceTable, mappings: Any) -> int:
    """Goes through all typed rows and keeps none."""
    return sum(1 for _row in rows.read(table, mappings))


Found = TypeVar("Found")


def stage(what: str, act: Callable[[], Found]) -> Found:
    """Does this and says how long it took: by the clock, here, and in processes of its own."""
    began, here, there = perf_counter(), process_time(), elsewhere()
    found = act()
    took = perf_counter() - began, process_time() - here, elsewhere() - there
    print(f"{what:<44}{took[0]:>8.2f} s  (processor {took[1]:.2f} s here, {took[2]:.2f} s in the reader)")
    return found


def elsewhere() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak(whose: int) -> float:
    """The most memory held so far, in megabytes. (macOS counts bytes, Linux kilobytes.)"""
    return resource.getrusage(whose).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def write(file: Path, count: int) -> None:
    """A workbook with so many contract lines, the same each time."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contracts")
    sheet.append(HEADER)
    for line in lines(count):
        cells: list[Any] = list(line)
        for places, form in ((DATES, "yyyy-mm-dd"), (AMOUNTS, "#,##0.00")):
            for at in places:
                cells[at] = WriteOnlyCell(sheet, value=line[at])
                cells[at].number_format = form
        sheet.append(cells)
    book.save(file)


def lines(count: int) -> Iterator[tuple[Any, ...]]:
    """Contract lines: two a contract, twenty a counterparty, whatever the size of the list."""
    draw = random.Random(20261122)  # noqa: S311 a fixed seed, nothing secret
    parties = max(count // 20, 1)
    for at in range(count):
        party = at // 2 % parties
        start = date(2020, 1, 1) + timedelta(days=at // 2 % 1_500)
        yield (
            f"C-{at // 2:06d}",
            at % 2 + 1,
            f"Supplier {party} B.V.",
            f"{10_000_000 + party}",
            f"City {party % 300}",
            f"Contract for service {at // 2 % 5_000}",
            f"What is to be delivered under line {at}",
            ("Catering", "Cleaning", "ICT", "Energy")[party % 4],
            "55520000-1",
            start,
            start + timedelta(days=700),
            round(draw.uniform(1_000, 1_000_000), 2),
            round(draw.uniform(100, 100_000), 2),
            "EUR",
            "excluded",
            f"Department {party % 40}",
            f"Manager {party % 200}",
            "3 months",
            "Active",
            "Under review" if at % 3 else None,
        )


if __name__ == "__main__":
    main()
