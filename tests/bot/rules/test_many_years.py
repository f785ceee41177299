"""What holds in any year and any house: the calendar, the promise and the reminders as properties from 2024 to 2040."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.municipality.conduct import PromiseRules, Reminders
from bot.rules.calendar import OpeningHours
from bot.rules.promise import aim_at, deadline, first_reaction_due, when
from bot.rules.reminders import AT_CLOSING, Step, Watch, plan
from tests.bot.houses import CLOSED, OSLO, house, oslo, rules

COUNTED = ("calendar_roll", "opening_days")
RULES = (*COUNTED, "hours")
ONE_DAY = timedelta(days=1)
LIBRARY = {"all": {"week": {"monday-thursday": ["10:00-19:00"], "saturday": ["10:00-14:00"]}}}
OFFICE = {"all": {"week": {"monday-friday": ["08:00-11:30", "12:00-15:30"]}}}
CINEMA = {"all": {"week": {"monday-sunday": ["17:00-24:00"]}}}
NIGHT = {"all": {"week": {"tuesday": ["00:00-06:00"], "sunday": ["01:00-04:00"]}}}  # open when the clock changes

moments = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive here
far_and_near = st.integers(-5, 25)
houses = st.sampled_from(
    [
        house(),
        house(closed_on_holidays=False),
        house(seasons=LIBRARY),
        house(seasons=OFFICE),
        house(seasons=CINEMA, closed_on_holidays=False),
        house(seasons=NIGHT),
    ]
)


def closed_around(asked: datetime, *days: int) -> OpeningHours:
    """The default house, closed on these days too, counted from the question."""
    around = (asked.astimezone(OSLO).date() + number * ONE_DAY for number in days)
    return house(closed=(*CLOSED, *(one.isoformat() for one in around)))


@given(moments, houses, st.sampled_from(COUNTED))
def test_a_deadline_is_the_closing_of_an_open_day_after_the_question(
    asked: datetime, hours: OpeningHours, rule: str
) -> None:
    due = deadline(asked, hours, rules(rule))

    closings = [interval.end for interval in hours.intervals(_day_of_closing(due, hours))]
    assert due == closings[-1]
    assert asked < due


@given(moments, houses, st.integers(1, 10))
def test_by_hours_nothing_but_time_counts(asked: datetime, hours: OpeningHours, days: int) -> None:
    assert deadline(asked, hours, rules("hours", days=days)) - asked == timedelta(hours=24 * days)


@given(moments, houses, st.sampled_from(RULES))
def test_the_aim_and_the_first_reaction_lie_between_the_question_and_the_deadline(
    asked: datetime, hours: OpeningHours, rule: str
) -> None:
    result = when(asked, hours, rules(rule))

    assert asked < result.aim_at <= result.deadline
    assert asked < result.first_reaction


@given(moments, st.lists(far_and_near, max_size=6), far_and_near, st.sampled_from(COUNTED))
def test_closing_one_more_day_never_brings_a_deadline_forward_and_opening_it_never_puts_it_off(
    asked: datetime, closed: list[int], one_more: int, rule: str
) -> None:
    fewer, more = closed_around(asked, *closed), closed_around(asked, *closed, one_more)

    assert deadline(asked, fewer, rules(rule)) <= deadline(asked, more, rules(rule))


@given(moments, houses)
def test_counting_open_days_is_never_earlier_and_at_most_one_open_day_later(
    asked: datetime, hours: OpeningHours
) -> None:
    roll, by_open_days = (deadline(asked, hours, rules(rule)) for rule in COUNTED)

    day_after = hours.next_open_day(_day_of_closing(roll, hours) + ONE_DAY)
    assert roll <= by_open_days <= hours.intervals(day_after)[-1].end


@given(moments, houses, st.integers(1, 60 * 60))
def test_adding_open_time_and_measuring_it_are_inverse(at: datetime, hours: OpeningHours, minutes: int) -> None:
    later = hours.add_open(at, timedelta(minutes=minutes))

    assert hours.open_between(at, later) == timedelta(minutes=minutes)
    assert hours.add_open(at, hours.open_between(at, later)) == later


@given(moments, houses, st.integers(1, 60 * 60))
def test_subtracting_open_time_and_measuring_it_are_inverse(at: datetime, hours: OpeningHours, minutes: int) -> None:
    earlier = hours.subtract_open(at, timedelta(minutes=minutes))

    assert hours.open_between(earlier, at) == timedelta(minutes=minutes)
    assert hours.subtract_open(at, hours.open_between(earlier, at)) == earlier


@given(asked=moments, hours=houses, rule=st.sampled_from(RULES), asked_expert=st.booleans(), reacted=st.booleans())
def test_told_to_its_end_no_reminder_comes_outside_hours_or_twice_and_none_is_the_last(
    asked: datetime, hours: OpeningHours, rule: str, asked_expert: bool, reacted: bool
) -> None:
    watch = _watch(asked, hours, rules(rule), asked_expert=asked_expert, reacted=reacted)
    now, said, is_late = asked, list[str](), False

    for _ in range(25):
        found = plan(replace(watch, said=frozenset(said)), now, hours, Reminders())
        if found.sounds:
            assert hours.is_open(now) or hours.is_open(now - AT_CLOSING)
            assert found.sounds.name not in said
            assert found.sounds.step is Step.LATE or not is_late
            is_late = is_late or found.sounds.step in (Step.AT_DEADLINE, Step.LATE)
        said += [due.name for due in (*found.overtaken, *([found.sounds] if found.sounds else []))]
        assert found.next_at is not None
        assert found.next_at > now
        now = found.next_at

    assert said[-1].startswith(Step.LATE)


# Every worked example by the rule that counts clock hours: asked, due, both as the clock on the wall shows them.
BY_THE_CLOCK = [
    ("2026-02-09 10:00", "2026-02-11 10:00"),
    ("2026-02-11 15:45", "2026-02-13 15:45"),
    ("2026-02-12 09:10", "2026-02-14 09:10"),
    ("2026-02-13 10:00", "2026-02-15 10:00"),
    ("2026-02-14 12:00", "2026-02-16 12:00"),
    ("2026-02-15 23:30Z", "2026-02-18 00:30"),
    ("2026-03-27 10:00", "2026-03-29 11:00"),  # summer time has begun: the clock shows an hour more
    ("2026-03-30 11:00", "2026-04-01 11:00"),
    ("2026-03-31 09:00", "2026-04-02 09:00"),
    ("2026-04-01 10:00", "2026-04-03 10:00"),
    ("2026-04-29 10:00", "2026-05-01 10:00"),
    ("2026-05-12 10:00", "2026-05-14 10:00"),
    ("2027-05-14 10:00", "2027-05-16 10:00"),
    ("2026-05-22 14:00", "2026-05-24 14:00"),
    ("2026-06-16 22:30Z", "2026-06-19 00:30"),
    ("2026-10-23 10:00", "2026-10-25 09:00"),  # winter time has begun: the clock shows an hour less
    ("2026-10-25 00:30Z", "2026-10-27 01:30"),  # half past two for the first time
    ("2026-10-25 01:30Z", "2026-10-27 02:30"),  # and for the second
    ("2026-12-22 09:00", "2026-12-24 09:00"),
    ("2026-12-30 10:00", "2027-01-01 10:00"),
]


@pytest.mark.parametrize(("asked", "due"), BY_THE_CLOCK)
def test_by_hours_the_deadline_is_48_real_hours_away_open_or_closed(asked: str, due: str) -> None:
    assert deadline(oslo(asked), house(), rules("hours")) == oslo(due)


def _day_of_closing(due: datetime, hours: OpeningHours) -> date:
    """The day whose closing this is; a house may close at midnight, which is the next day's first moment."""
    return hours.local_date(due - timedelta(minutes=1))


def _watch(asked: datetime, hours: OpeningHours, promised: PromiseRules, *, asked_expert: bool, reacted: bool) -> Watch:
    return Watch(
        heard_at=asked,
        reaction_due_at=first_reaction_due(asked, hours, promised),
        aim_at=aim_at(asked, hours, promised),
        due_at=deadline(asked, hours, promised),
        is_taken=reacted,
        has_reacted=reacted,
        asked_expert_at=asked if asked_expert else None,
    )
