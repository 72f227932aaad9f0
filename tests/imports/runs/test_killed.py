"""A worker killed in the middle of an import leaves all or nothing, and the next one goes on."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from imports.choices import Stage
from imports.runs import acts, files
from imports.runs.course import carry_on
from tests.imports.books import HEADER
from tests.relationships.management.conftest import SharedDatabase

WORKER = ("worker", "--no-reload", "--no-startup-delay")
STATE = "SELECT state, attempts FROM imports_importrun"
CONTRACTS = "SELECT count(*) FROM relationships_contract"
PARTIES = "SELECT count(*) FROM relationships_party"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_killed_while_it_applies(
    offered, lead, settings, shared_database: Callable[[], SharedDatabase]
) -> None:
    rows = [
        [f"C-{at:05}", f"Leverancier {at}", "Dienst", "01-01-2024", "31-12-2026", 10] for at in range(4_000)
    ]
    settings.IMPORT_ROWS_AT_ONCE = 10
    run = offered([HEADER, *rows])
    carry_on(run, lead)
    run = acts.apply(by=lead, run=run)
    assert run.state == "APPLYING"
    database = shared_database()

    killed = database.start(*WORKER)
    until = time.monotonic() + 90
    while (seen := files.progress_of(run.pk)) is None or seen.stage is not Stage.APPLYING:
        assert killed.poll() is None, killed.communicate()[0]
        assert time.monotonic() < until
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    assert [database.ask(query)[0][0] for query in (CONTRACTS, PARTIES)] == [0, 0]
    assert database.ask(STATE) == [("APPLYING", 1)]

    said, _ = database.start(*WORKER, "--batch").communicate(timeout=300)

    assert [database.ask(query)[0][0] for query in (CONTRACTS, PARTIES)] == [4_000, 4_000], said
    assert database.ask(STATE) == [("APPLIED", 0)]
