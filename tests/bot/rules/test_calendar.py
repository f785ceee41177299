"""When the house is open: seasons, special days, several openings a day, both clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import Closure, NeverOpen
from tests.bot.houses import day, house, oslo

HOUSE = house()


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-02-09 08:00", True),  # at opening on a Monday
        ("2026-02-09 07:59", False),
        ("2026-02-09 15:29", True),
        ("2026-02-09 15:30", False),  # at closing
        ("2026-05-14 10:00", False),  # Ascension Day
        ("2026-05-15 15:15", False),  # the first day with summer hours
        ("2026-09-15 15:15", True),  # the first day with winter hours
        ("2026-12-24 10:00", False),  # Christmas Eve, on the list
        ("2026-04-01 12:30", False),  # the short day before Easter
        ("2026-02-14 10:00", False),  # Saturday
    ],
)
def test_the_house_is_open_when_the_door_says_so(at: str, is_open: bool) -> None:
    assert HOUSE.is_open(oslo(at)) is is_open


@pytest.mark.parametrize(
    ("closed", "why"),
    [
        ("2026-12-24", Closure.LISTED),
        ("2026-05-14", Closure.HOLIDAY),
        ("2026-02-14", Closure.WEEKDAY),
        ("2026-02-13", None),
    ],
)
def test_a_closed_day_has_its_reason(closed: str, why: Closure | None) -> None:
    assert HOUSE.closure(day(closed)) is why


def test_christmas_eve_is_open_unless_the_municipality_lists_it() -> None:
    assert house(closed=()).intervals(day("2026-12-24"))


def test_a_special_day_may_have_hours_of_its_own_even_on_a_holiday() -> None:
    cinema = house(short_dates={"2026-05-17": ["18:00-21:00"]})

    assert cinema.is_open(oslo("2026-05-17 19:00"))


def test_the_next_opening_before_opening_is_the_same_day() -> None:
    assert HOUSE.next_opening(oslo("2026-02-09 06:00")) == oslo("2026-02-09 08:00")


def test_the_next_opening_after_the_evening_before_easter_is_tuesday() -> None:
    assert HOUSE.next_opening(oslo("2026-04-01 18:00")) == oslo("2026-04-07 08:00")


def test_closing_is_the_end_of_the_last_opening_of_the_day() -> None:
    cinema = house(seasons={"all": {"week": {"monday-sunday": ["10:00-12:00", "18:00-24:00"]}}})

    assert cinema.closing_of(day("2026-02-09")) == oslo("2026-02-10 00:00")


def test_a_closed_day_has_no_closing() -> None:
    assert HOUSE.closing_of(day("2026-02-14")) is None


def test_open_time_is_carried_over_the_night() -> None:
    assert HOUSE.add_open(oslo("2026-02-09 15:00"), timedelta(hours=1)) == oslo("2026-02-10 08:30")


def test_open_time_ends_at_closing_and_not_at_the_next_opening() -> None:
    assert HOUSE.add_open(oslo("2026-02-09 13:30"), timedelta(hours=2)) == oslo("2026-02-09 15:30")


def test_two_open_hours_before_an_early_closing() -> None:
    assert HOUSE.subtract_open(oslo("2026-04-01 12:00"), timedelta(hours=2)) == oslo("2026-04-01 10:00")


def test_open_time_before_the_morning_reaches_back_over_the_weekend() -> None:
    assert HOUSE.subtract_open(oslo("2026-02-16 09:00"), timedelta(hours=2)) == oslo("2026-02-13 14:30")


def test_a_night_with_the_hour_twice_has_that_hour_twice() -> None:
    night = house(seasons={"all": {"week": {"monday-sunday": ["00:00-06:00"]}}})

    assert night.open_between(oslo("2026-10-25 00:00"), oslo("2026-10-25 12:00")) == timedelta(hours=7)


def test_a_night_without_the_skipped_hour_is_an_hour_shorter() -> None:
    night = house(seasons={"all": {"week": {"monday-sunday": ["00:00-06:00"]}}})

    assert night.open_between(oslo("2026-03-29 00:00"), oslo("2026-03-29 12:00")) == timedelta(hours=5)


def test_an_opening_that_the_clock_skips_does_not_exist() -> None:
    night = house(seasons={"all": {"week": {"sunday": ["02:00-03:00"]}}}, closed_on_holidays=False)

    assert night.intervals(day("2026-03-29")) == ()


def test_a_house_that_never_opens_is_found_out() -> None:
    with pytest.raises(NeverOpen):
        house(seasons={"all": {"week": {}}}).next_opening(oslo("2026-02-09 10:00"))


moments = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive here
lengths = st.integers(1, 60 * 40).map(lambda minutes: timedelta(minutes=minutes))


@given(moments, lengths)
def test_added_open_time_is_found_again_between_the_two_moments(at: datetime, length: timedelta) -> None:
    assert HOUSE.open_between(at, HOUSE.add_open(at, length)) == length


@given(moments, lengths)
def test_subtracted_open_time_is_found_again_between_the_two_moments(at: datetime, length: timedelta) -> None:
    assert HOUSE.open_between(HOUSE.subtract_open(at, length), at) == length
