"""What must hold of contract dates for every term on every day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from relationships.choices import NoticeFallsOn, PeriodUnit, Procedure, Side, TermKind
from relationships.terms import (
    Period,
    Term,
    add_months,
    deadline,
    duration_level,
    first_end_in_time,
    position,
    shift_end,
)

steady = settings(derandomize=True, deadline=None, max_examples=400)
steady_and_slow = settings(derandomize=True, deadline=None, max_examples=300)

ONE_DAY = timedelta(days=1)
any_day = st.dates(date(1900, 1, 1), date(9999, 12, 31))
usual_day = st.dates(date(2018, 1, 1), date(2032, 12, 31))
periods = st.builds(Period, st.integers(0, 40), st.sampled_from(PeriodUnit))


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


def terms(days: st.SearchStrategy, *kinds: TermKind) -> st.SearchStrategy:
    return st.builds(
        Term,
        kind=st.sampled_from(kinds or tuple(TermKind)),
        start=maybe(days),
        stated_end=maybe(days),
        term_months=maybe(st.integers(-1, 120)),
        stated_latest_end=maybe(days),
        renewal_months=maybe(st.integers(-1, 36)),
        renewal_limit=maybe(st.integers(-1, 6)),
        options=st.lists(st.integers(-1, 36), max_size=4).map(tuple),
        options_exercised=st.integers(-1, 6),
        option_notice=maybe(periods),
        notice=maybe(periods),
        notice_customer=maybe(periods),
        notice_supplier=maybe(periods),
        our_side=st.sampled_from(Side),
        notice_falls_on=st.sampled_from(NoticeFallsOn),
        notice_given_on=maybe(days),
        notice_given_by=maybe(st.sampled_from(Side)),
        procedure=maybe(st.sampled_from(Procedure)),
    )


@steady
@given(terms(any_day), any_day)
@example(Term(kind=TermKind.FIXED_TACIT, stated_end=date(1900, 1, 31), renewal_months=1), date.max)
@example(
    Term(
        kind=TermKind.OPEN_ENDED,
        start=date(9999, 12, 31),
        notice=Period(10**9, PeriodUnit.WEEKS),
        notice_given_on=date.min,
    ),
    date.min,
)
@example(
    Term(
        kind=TermKind.FIXED_TACIT,
        stated_end=date(2024, 1, 31),
        renewal_months=10**9,
        renewal_limit=10**9,
        notice=Period(10**9, PeriodUnit.MONTHS),
        reminder_days=10**9,
    ),
    date(2024, 1, 1),
)
def test_every_kind_answers_on_every_day(term: Term, on: date) -> None:
    found = position(term, on)
    assert found.valid_until is None or found.valid_until >= on
    assert found.committed_until is None or found.ended or found.committed_until >= on
    assert found.notice_deadline is None or found.notice_deadline >= on
    assert found.option_deadline is None or found.option_deadline >= on
    assert found.missed_deadline is None or found.missed_deadline < on
    assert found.ended or found.current_end is None or found.current_end >= on
    assert not found.ended or (found.current_end is not None and found.current_end < on)
    if found.notice_deadline and found.committed_until:
        assert found.notice_deadline <= found.committed_until
    if found.option_deadline and found.current_end:
        assert found.option_deadline <= found.current_end
    duration_level([term])


@steady
@given(any_day, periods, st.sampled_from(NoticeFallsOn), any_day)
def test_a_deadline_never_lies_after_its_end(
    end: date, notice: Period, falls_on: NoticeFallsOn, start: date
) -> None:
    found = deadline(end, notice, falls_on, start)
    assert found is not None
    assert found <= end


@steady
@given(
    any_day,
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(PeriodUnit),
    st.sampled_from(NoticeFallsOn),
    any_day,
)
def test_a_longer_notice_never_moves_the_deadline_later(
    end: date, one: int, more: int, unit: PeriodUnit, falls_on: NoticeFallsOn, start: date
) -> None:
    shorter = deadline(end, Period(one, unit), falls_on, start)
    longer = deadline(end, Period(one + more, unit), falls_on, start)
    assert shorter is not None
    assert longer is not None
    assert longer <= shorter


@steady
@given(any_day.filter(lambda day: day < date.max), st.integers(-600, 600))
def test_moving_an_end_is_the_day_after_plus_months_less_a_day(end: date, months: int) -> None:
    moved = add_months(end + ONE_DAY, months)
    if moved < date(9999, 12, 1):
        assert shift_end(end, months) == moved - ONE_DAY


@steady
@given(usual_day, periods, st.sampled_from(NoticeFallsOn), usual_day)
def test_the_first_end_in_time_by_looking_at_each_day(
    day: date, notice: Period, falls_on: NoticeFallsOn, start: date
) -> None:
    found = first_end_in_time(day, notice, falls_on, start)
    assert found is not None
    assert _deadline_by_looking(found, notice, falls_on, start) >= day
    assert _deadline_by_looking(found - ONE_DAY, notice, falls_on, start) < day


@steady
@given(usual_day, periods, st.sampled_from(NoticeFallsOn), usual_day)
def test_the_deadline_by_looking_at_each_day(
    end: date, notice: Period, falls_on: NoticeFallsOn, start: date
) -> None:
    assert deadline(end, notice, falls_on, start) == _deadline_by_looking(end, notice, falls_on, start)


@steady
@given(terms(usual_day, TermKind.FIXED_TACIT), usual_day)
def test_tacit_renewal_against_a_plain_loop(drawn: Term, on: date) -> None:
    term = replace(
        drawn,
        start=drawn.start or date(2019, 5, 17),
        term_months=max(drawn.term_months or 0, 1),
        renewal_months=max(drawn.renewal_months or 0, 1),
        stated_latest_end=None,
        notice=drawn.notice or Period(3, PeriodUnit.MONTHS),
        notice_given_by=drawn.our_side,
    )
    expected = _tacit_by_looping(term, on)
    found = position(term, on)
    assert (
        found.current_end,
        found.notice_deadline,
        found.committed_until,
        found.missed_deadline,
        found.ended,
    ) == expected


@steady
@given(terms(usual_day), usual_day, st.integers(0, 1000))
def test_notice_stops_renewal(drawn: Term, given_on: date, later: int) -> None:
    term = replace(drawn, notice_given_on=given_on)
    on_the_day = position(term, given_on)
    after = position(term, given_on + timedelta(days=later))
    assert after.current_end == on_the_day.current_end
    assert after.notice_deadline is None
    assert after.option_deadline is None
    without = position(replace(term, notice_given_on=None), given_on)
    if on_the_day.current_end and without.current_end:
        assert on_the_day.current_end >= without.current_end


@steady
@given(
    terms(usual_day, TermKind.FIXED, TermKind.FIXED_TACIT),
    usual_day,
    st.integers(0, 2000),
)
def test_the_current_end_never_goes_back(term: Term, on: date, later: int) -> None:
    now, then = position(term, on), position(term, on + timedelta(days=later))
    if now.current_end and then.current_end:
        assert now.current_end <= then.current_end
    if now.committed_until and then.committed_until and term.notice_given_on is None:
        assert now.committed_until <= then.committed_until


@steady_and_slow
@given(terms(usual_day), usual_day)
def test_a_position_holds_until_it_says_and_no_longer(term: Term, on: date) -> None:
    found = position(term, on)
    last = found.valid_until or on + timedelta(days=900)
    stride = max((last - on).days // 25, 1)
    for days in {*range(0, (last - on).days, stride), (last - on).days}:
        assert position(term, on + timedelta(days=days)) == found
    notice_to_come = term.notice_given_on is not None and term.notice_given_on > on
    if found.valid_until and not notice_to_come:
        turned = position(term, found.valid_until + ONE_DAY)
        assert replace(turned, valid_until=None) != replace(found, valid_until=None)


def _tacit_by_looping(
    term: Term, on: date
) -> tuple[date | None, date | None, date | None, date | None, bool]:
    """Current end, next deadline, committed until, missed deadline, ended; month by month."""
    assert term.start is not None
    assert term.term_months is not None
    assert term.renewal_months is not None
    initial = term.stated_end or add_months(term.start, term.term_months) - ONE_DAY
    limit = 2000 if term.renewal_limit is None else max(term.renewal_limit, 0)
    notice = term.notice_of(term.our_side)
    assert notice is not None
    ends: list[tuple[date, date | None]] = []
    for number in range(limit + 1):
        end = add_months(initial + ONE_DAY, number * term.renewal_months) - ONE_DAY
        if number == limit:
            ends.append((end, None))
            break
        ends.append((end, _deadline_by_looking(end, notice, term.notice_falls_on, term.start)))
        if end > date(2038, 1, 1):
            break

    def bound_from(day: date) -> tuple[date, date | None]:
        return next(row for row in ends if row[1] is None or row[1] >= day)

    if term.notice_given_on and term.notice_given_on <= on:
        last = bound_from(term.notice_given_on)[0]
        return last, None, last, None, on > last
    running = next((row for row in ends if row[0] >= on), ends[-1])
    bound, next_deadline = bound_from(on)
    missed = running[1] if running[1] and running[1] < on else None
    return running[0], next_deadline, bound, missed, on > running[0]


def _deadline_by_looking(end: date, notice: Period, falls_on: NoticeFallsOn, start: date | None) -> date:
    """The rule word for word, going back a day at a time to a day on which notice may fall."""
    if notice.unit is PeriodUnit.MONTHS:
        day = add_months(end + ONE_DAY, -notice.count) - ONE_DAY
    else:
        day = end - timedelta(days=notice.count * (7 if notice.unit is PeriodUnit.WEEKS else 1))
    while not _may_fall_on(day, falls_on, start):
        day -= ONE_DAY
    return day


def _may_fall_on(day: date, falls_on: NoticeFallsOn, start: date | None) -> bool:
    month_end = (day + ONE_DAY).day == 1
    if falls_on is NoticeFallsOn.MONTH_END:
        return month_end
    if falls_on is NoticeFallsOn.QUARTER_END:
        return month_end and day.month in (3, 6, 9, 12)
    if falls_on is NoticeFallsOn.YEAR_END:
        return month_end and day.month == 12
    if falls_on is NoticeFallsOn.ANNIVERSARY:
        assert start is not None
        return day == add_months(start, 12 * (day.year - start.year))
    return True
