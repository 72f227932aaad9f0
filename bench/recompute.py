"""How long it takes to compute all verdicts and all compliance anew: `python -m bench.recompute`.

In a scratch registry (`--relationships`, 100,000 unless said): a new principle set is put in force; the
computation is broken off by kill -9 half-way and taken up again by another process. On SQLite; with a
PostgreSQL DATABASE_URL in a database of its own on that server, dropped afterwards. Figures to look at, not
asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bench import scratch_environment
from bench.yardstick import SECONDS_WHERE_BUDGETS_WERE_SET, yardstick


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--relationships", type=int, default=100_000)
    asked.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.step:
        return STEPS[given.step](given.relationships)
    with scratch_database() as environment:
        _bench(given.relationships, environment)


BUDGET = 180 / SECONDS_WHERE_BUDGETS_WERE_SET
"""Three minutes for 100,000 relationships, in yardsticks."""


def _bench(relationships: int, environment: dict[str, str]) -> None:
    def run(step: str, kill_at: int | None = None) -> dict[str, Any]:
        return _run(step, relationships, environment, kill_at)

    built = run("build")
    print(f"{relationships:,} relationships, {built['rows']:,} rows ({built['wall']:.0f} s to make)")
    before = yardstick()
    verdicts = run("verdicts")
    _say("verdicts of all", [verdicts])
    forced = run("force")
    print(f"{'a set put in force, all marked as pending':<46}{forced['wall']:>8.1f} s")
    first = run("compliance", kill_at=relationships // 2)
    second = run("compliance")
    _say("compliance of all", [first, second])
    print(
        f"    kill -9 after {first['done']:,}; taken up again, {second['done']:,} more; {second['left']} left"
    )
    print(
        f"    peak memory {first['early_mb']} MB at 10 %, {first['peak_mb']} MB half-way; "
        f"{second['peak_mb']} MB of the second"
    )
    took = sum(each["wall"] for each in (verdicts, first, second)) * 100_000 / relationships
    unit = (before + yardstick()) / 2
    print(
        f"verdicts and compliance of 100,000 at this pace: {took:.0f} s, {took / unit:.1f} yardsticks "
        f"of {unit:.1f} s (budget {BUDGET:.1f})"
    )


def _say(what: str, runs: list[dict[str, Any]]) -> None:
    sum_of = Counter[str]()
    for each in runs:
        sum_of.update(
            {name: value for name, value in each.items() if name not in ("peak_mb", "early_mb", "left")}
        )
    done = sum_of["done"]
    print(
        f"{what:<46}{sum_of['wall']:>8.1f} s{done / sum_of['wall']:>9,.0f} a second"
        f"{sum_of['cpu'] / done * 1e6:>8.0f} µs each of this process"
    )
    parts = {name: sum_of[name] / done * 1e6 for name in ("loading", "checking", "storing")}
    told = ", ".join(f"{name} {each:.0f}" for name, each in parts.items())
    print(f"    of which {told}; {sum_of['statements'] / sum_of['batches']:.1f} statements a batch")


def _run(step: str, relationships: int, environment: dict[str, str], kill_at: int | None) -> dict[str, Any]:
    """A step in a process of its own, as the worker is one; the last thing that it told."""
    command = [sys.executable, "-m", "bench.recompute", "--step", step, "--relationships", str(relationships)]
    told: dict[str, Any] = {"done": 0}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        for line in running.stdout or ():
            told |= json.loads(line)
            if kill_at is not None and told["done"] >= kill_at:
                running.kill()
                break
    if running.returncode and kill_at is None:
        raise SystemExit(f"{step} failed")
    return told


@contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    """The environment of processes that work in a database of their own, gone afterwards."""
    server = os.environ.get("DATABASE_URL", "")
    with scratch_environment() as environment:
        if server.startswith("postgres"):
            with _postgres_database(server) as url:
                yield environment | {"DATABASE_URL": url, "DATABASE_POOL_SIZE": "0"}
        else:
            yield environment


@contextmanager
def _postgres_database(server: str) -> Iterator[str]:
    import psycopg
    from psycopg.sql import SQL, Identifier

    name = f"counterpart_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


# The steps, each in a process of its own.


def _build(relationships: int) -> None:
    _set_up()
    from django.core.management import call_command

    from bench.world import build

    call_command("migrate", verbosity=0)
    began = perf_counter()
    rows = build(relationships=relationships)
    _tell(rows=rows, wall=perf_counter() - began)


def _force(relationships: int) -> None:
    _set_up()
    from bench.world import AT
    from principles.actions import approvals, sets
    from relationships.shipped import system_actor

    by = system_actor(AT)
    drafted = sets.draft_set(by=by, name="The same again")
    sets.name_stakeholders(by=by, principle_set=drafted, users=[by.user.pk])
    drafted.refresh_from_db()
    submitted = sets.submit_set(by=by, principle_set=drafted)
    approvals.approve_set(by=by, principle_set=submitted)
    began = perf_counter()
    sets.put_in_force(by=by, principle_set=submitted)
    _tell(wall=perf_counter() - began)


def _verdicts(relationships: int) -> None:
    _set_up()
    from relationships import verdicts

    meter = _Meter(relationships)
    meter.time(verdicts, "situations", "loading")
    meter.time(verdicts, "judged", "checking")
    meter.time(verdicts.rows, "insert", "storing")
    meter.time(verdicts.rows, "change", "storing")
    with meter.counting():
        verdicts.compute_pending(lambda done, _total: meter.tell(done))


def _compliance(relationships: int) -> None:
    _set_up()
    from bench.world import AT
    from principles import compliance
    from principles.queries import computed, subjects

    meter = _Meter(relationships)
    meter.time(computed, "subjects", "loading")
    meter.time(subjects, "fit_of", "checking", within="loading")
    meter.time(computed, "check", "checking")
    meter.time(compliance, "_store", "storing")
    at = AT + timedelta(hours=1)
    with meter.counting():
        compliance.compute_due(at, meter.tell)
    _tell(left=compliance.due(at).count())


STEPS: dict[str, Callable[[int], None]] = {
    "build": _build,
    "verdicts": _verdicts,
    "force": _force,
    "compliance": _compliance,
}


class _Meter:
    """Adds up processor time by part, statements and batches, and tells how far it is after each batch."""

    def __init__(self, relationships: int) -> None:
        self.relationships = relationships
        self.spent = Counter[str](loading=0, checking=0, storing=0)
        self.statements = self.batches = self.early_mb = 0

    def time(self, module: Any, name: str, part: str, *, within: str | None = None) -> None:
        """Count the time in this function of a module as this part (and no longer as the one around it)."""
        act = getattr(module, name)

        def timed(*args: Any, **options: Any) -> Any:
            began = process_time()
            try:
                return act(*args, **options)
            finally:
                spent = process_time() - began
                self.spent[part] += spent
                if within is not None:
                    self.spent[within] -= spent

        setattr(module, name, timed)

    @contextmanager
    def counting(self) -> Iterator[None]:
        from django.db import connection

        def counted(execute: Callable[..., Any], *args: Any) -> Any:
            self.statements += 1
            return execute(*args)

        self.began, self.began_cpu = perf_counter(), process_time()
        with connection.execute_wrapper(counted):
            yield

    def tell(self, done: int) -> None:
        self.batches += 1
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
            1024 if sys.platform != "darwin" else 2**20
        )
        if done <= self.relationships // 10 or not self.early_mb:
            self.early_mb = peak
        _tell(
            done=done,
            wall=perf_counter() - self.began,
            cpu=process_time() - self.began_cpu,
            statements=self.statements,
            batches=self.batches,
            early_mb=self.early_mb,
            peak_mb=peak,
            **self.spent,
        )


def _set_up() -> None:
    import django

    django.setup()


def _tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
