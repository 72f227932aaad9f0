"""The demonstration portfolio before it is written: the same for the same day, and each story comes true."""

from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from access.demonstration import NewUser, keep_passwords
from access.demonstration.diary import Diary, working_day
from access.demonstration.plan import archetypes, blueprints, written
from access.demonstration.timeline import session_days, timeline
from relationships.choices import Role, Side
from relationships.fit import Facts, judge, rule_set_1
from tests.repository.tracked import TOP, text_of

KINDS = {
    each["code"]: each["level"]
    for each in json.loads(text_of(TOP / "relationships/shipped/safeguard_kinds.json"))
}


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 11, 20), date(2031, 7, 31)])
def test_every_day_works_out_150_relationships_alike(on: date) -> None:
    once, again = (blueprints(on, rule_set_1(), KINDS) for _ in range(2))
    texts = {name: ["."] * 3 for name in ("second_view", "extreme_alone")}
    lives = [timeline(each, session_days(on, 0), texts) for each in once]

    assert len(once) == 150
    assert once == again
    assert all(max([0, *life.decisions, *life.ratings, *life.trust]) <= 15 for life in lives)
    assert max(session_days(on, 0)) <= on


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 1, 1), date(2031, 7, 31)])
def test_every_day_each_story_comes_true(on: date) -> None:
    rules = rule_set_1()
    wrong = []
    for each in blueprints(on, rules, KINDS):
        if each.story.known == "all" and each.told.chosen is not None:
            found = judge(
                Facts.of(each.facts),
                rules,
                each.told.chosen,
                target=each.told.target,
                actual_c2s=each.told.trust.get(Side.CUSTOMER),
                actual_s2c=each.told.trust.get(Side.SUPPLIER),
                safeguards=Counter(KINDS[kind] for kind in each.safeguards),
            )
            if found.verdict != each.story.verdict:
                wrong.append((each.subject, found.verdict, found.flags))

    assert wrong == []


def test_passwords_are_kept_for_the_owner_of_the_files_only(tmp_path: Path) -> None:
    keep_passwords(
        [NewUser("reader", "first", Role.READER), NewUser("admin", "a", Role.ADMINISTRATOR)], tmp_path
    )
    kept = keep_passwords([NewUser("reader", "second", Role.READER)], tmp_path)

    assert kept.read_text() == "admin a\nreader second\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_diary_is_lived_in_the_order_of_its_days_and_no_further() -> None:
    on, done = date(2026, 11, 20), []
    diary = Diary(on)
    diary.note(3, None, lambda by: done.append("later"))  # type: ignore[arg-type]
    diary.note(9, None, lambda by: diary.note(5, None, lambda by: done.append("in between")))  # type: ignore[arg-type]
    diary.note(10, None, lambda by: done.append(by.on))  # type: ignore[arg-type]
    diary.note(1, None, lambda by: done.append("not yet"))  # type: ignore[arg-type]
    diary.live(datetime(2026, 11, 18, tzinfo=ZoneInfo("Europe/Amsterdam")))

    assert done == [date(2026, 11, 10), "in between", "later"]


def test_nobody_works_at_the_weekend() -> None:
    days = {working_day(date(2026, 11, 20), ago).weekday() for ago in range(21)}

    assert days == {0, 1, 2, 3, 4}


def test_what_is_told_is_told_of_relationships_that_are_there() -> None:
    told, texts = written("standing"), written("evidence")["category"]
    categories = {subject: each["category"] for each in archetypes() for subject, *_ in each["relationships"]}
    named = [each["subject"] for kind in ("explanations", "judgements", "dismissals") for each in told[kind]]

    assert [subject for subject in [*told["evidence"], *named] if subject not in categories] == []
    assert [subject for subject in told["evidence"] if categories[subject] not in texts] == []
    assert {categories[subject] for subject in told["evidence"]} == set(texts)
