"""The worker takes up what another one left, and sweeps."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from relationships.management.abandoned import GivenBack, Presence, give_back
from relationships.management.commands.worker import seconds_to_midnight, take_up
from relationships.models import BulkRun, Relationship
from relationships.tasks import compute_pending_verdicts
from relationships.verdicts import add_pending
from tests import builders as b
from tests.relationships.management.conftest import SharedDatabase

TASKS = DBTaskResult._meta.db_table
PENDING = "SELECT count(*) FROM relationships_verdict WHERE verdict = 'PENDING'"
RUNNING = f"SELECT count(*) FROM {TASKS} WHERE status = 'RUNNING'"
OPEN_RUNS = "SELECT count(*) FROM relationships_bulkrun WHERE ended_at IS NULL"
WORKER = ("worker", "--no-reload", "--no-startup-delay")


@pytest.fixture
def presence() -> Iterator[Presence]:
    here = Presence("this worker")
    yield here
    here.end()


def running_task(*workers: str) -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=compute_pending_verdicts.enqueue().id)
    for worker in workers:
        task.claim(worker)
    return task


def many_pending(count: int) -> None:
    first = b.relationship()
    Relationship._base_manager.bulk_create(
        [
            Relationship(unit=first.unit, party=first.party, our_role="CUSTOMER", subject=f"Subject {number}")
            for number in range(count)
        ]
    )
    without = Relationship.objects.filter(verdict__isnull=True).values_list("pk", flat=True)
    add_pending(list(without), b.NOW)


def wait_for(true: Callable[[], bool], worker: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while not true():
        assert worker.poll() is None, worker.communicate()[0]
        assert time.monotonic() < until
        time.sleep(0.1)  # the worker is what should be busy


def test_what_a_killed_worker_left_is_done_by_the_next(
    shared_database: Callable[[], SharedDatabase],
) -> None:
    many_pending(4_000)
    compute_pending_verdicts.enqueue()
    database = shared_database()

    killed = database.start(*WORKER)
    wait_for(lambda: 0 < database.ask(PENDING)[0][0] < 4_000, killed)
    killed.kill()
    killed.communicate()
    left = [database.ask(query)[0][0] for query in (RUNNING, OPEN_RUNS, PENDING)]
    assert left[:2] == [1, 1]
    assert left[2] > 0

    said, _ = database.start(*WORKER, "--batch").communicate(timeout=120)

    assert [database.ask(query)[0][0] for query in (RUNNING, OPEN_RUNS, PENDING)] == [0, 0, 0]
    assert "1 queued again, 0 given up" in said


def test_the_task_of_a_living_worker_is_left_alone(
    shared_database: Callable[[], SharedDatabase], presence: Presence
) -> None:
    database = shared_database()
    living = database.start(*WORKER, "--worker-id", "the living one", "--interval", "0.1")
    try:
        wait_for(lambda: database.ask(f"SELECT 1 FROM {TASKS}") != [], living)
        code = (
            "from relationships.management.abandoned import Presence; "
            "here = Presence('another'); print(here.is_alive('the living one'), here.is_alive('a dead one'))"
        )
        said, _ = database.start("shell", "--no-imports", "-c", code).communicate(timeout=60)
    finally:
        living.terminate()
        living.communicate(timeout=60)

    assert said.splitlines()[-1] == "True False"


@pytest.mark.django_db(transaction=True)
def test_a_task_without_a_worker_is_queued_again_and_its_progress_ends(presence: Presence) -> None:
    task = running_task("gone")
    own = running_task("this worker")
    run = BulkRun.objects.create(kind="VERDICTS", started_at=b.NOW)

    assert give_back(presence, timezone.now()) == GivenBack(again=1, given_up=0)

    task.refresh_from_db()
    own.refresh_from_db()
    run.refresh_from_db()
    assert (task.status, task.started_at, task.worker_ids) == (TaskResultStatus.READY, None, ["gone"])
    assert own.status == TaskResultStatus.RUNNING
    assert run.ended_at is None  # it may be that of the task that runs

    own.set_successful(None)
    give_back(presence, timezone.now())
    run.refresh_from_db()
    assert run.ended_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_task_that_took_three_workers_along_has_failed(presence: Presence) -> None:
    task = running_task("one", "two", "three")

    assert give_back(presence, timezone.now()) == GivenBack(again=0, given_up=1)

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.task_result.errors[0].exception_class.__name__ == "WorkerKilled"
    assert task.traceback == "Its worker was killed in the middle of it, 3 times."


@pytest.mark.django_db(transaction=True)
def test_results_are_forgotten_after_two_weeks_and_failures_after_three_months(presence: Presence) -> None:
    now = timezone.now()
    for status, days in [
        (TaskResultStatus.SUCCESSFUL, 13),
        (TaskResultStatus.SUCCESSFUL, 15),
        (TaskResultStatus.FAILED, 15),
        (TaskResultStatus.FAILED, 91),
    ]:
        DBTaskResult.objects.filter(pk=running_task().pk).update(
            status=status, finished_at=now - timedelta(days=days)
        )

    take_up(presence)

    finished = DBTaskResult.objects.finished().order_by("finished_at")
    assert [(each.status, (now - each.finished_at).days) for each in finished] == [
        (TaskResultStatus.FAILED, 15),
        (TaskResultStatus.SUCCESSFUL, 13),
    ]


def test_midnight_is_that_of_where_the_registry_stands() -> None:
    evening = timezone.localtime(b.NOW).replace(hour=23, minute=0)

    assert seconds_to_midnight(evening) == 61 * 60
