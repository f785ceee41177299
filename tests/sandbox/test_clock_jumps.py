"""Where the demo page's clock can jump to. 2026: 25 November is a Wednesday, 17 May a Sunday, 2 and 3 April Easter."""

from datetime import UTC, datetime

import pytest

from sandbox.stage.clock_jumps import OSLO, deadline, next_closing, next_deadline, working_moment


def oslo(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("now", "closing"),
    [
        ("2026-11-25 10:15", "2026-11-25 15:30"),  # Wednesday morning → the same day
        ("2026-11-25 15:30", "2026-11-26 15:30"),  # just as the house closes → the day after
        ("2026-11-27 16:00", "2026-11-30 15:30"),  # Friday evening → Monday
        ("2026-11-28 12:00", "2026-11-30 15:30"),  # Saturday → Monday
        ("2026-04-01 16:00", "2026-04-07 15:30"),  # Wednesday before Easter → Tuesday after it
        ("2026-12-23 16:00", "2026-12-28 15:30"),  # Christmas Eve is closed too
        ("2026-06-10 10:00", "2026-06-10 15:00"),  # summer hours
        ("2026-05-14 16:00", "2026-05-15 15:00"),  # Ascension Day; the day after is the first with summer hours
        ("2026-03-27 16:00", "2026-03-30 15:30"),  # over the night when summer time begins
    ],
)
def test_the_next_closing_is_at_the_end_of_the_next_open_weekday(now: str, closing: str) -> None:
    assert next_closing(oslo(now)) == oslo(closing)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-23 08:00", "2026-11-25 15:30"),  # Monday → Wednesday
        ("2026-11-25 22:00", "2026-11-27 15:30"),  # Wednesday night → Friday
        ("2026-11-26 09:00", "2026-11-30 15:30"),  # Thursday → Saturday is closed → Monday
        ("2026-11-28 12:00", "2026-11-30 15:30"),  # Saturday → Monday
        ("2026-05-15 09:00", "2026-05-18 15:00"),  # Friday → 17 May → Monday
        ("2026-03-31 09:00", "2026-04-07 15:30"),  # Tuesday → Maundy Thursday → Tuesday after Easter
    ],
)
def test_a_deadline_is_two_days_on_at_closing_time_and_on_an_open_day(asked: str, due: str) -> None:
    assert deadline(oslo(asked)) == oslo(due)


def test_the_day_is_norways_and_not_that_of_utc() -> None:
    late_on_monday_in_utc = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert deadline(late_on_monday_in_utc) == oslo("2026-11-26 15:30")


def test_the_question_due_first_decides() -> None:
    asked = [oslo("2026-11-25 09:00"), oslo("2026-11-24 09:00")]

    assert next_deadline(asked, oslo("2026-11-25 10:00")) == oslo("2026-11-26 15:30")


def test_a_deadline_that_has_passed_is_no_place_to_go() -> None:
    asked = [oslo("2026-11-20 09:00"), oslo("2026-11-25 09:00")]

    assert next_deadline(asked, oslo("2026-11-25 10:00")) == oslo("2026-11-27 15:30")


def test_without_questions_it_is_the_deadline_of_one_asked_now() -> None:
    assert next_deadline([], oslo("2026-11-25 10:00")) == oslo("2026-11-27 15:30")


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-24T11:00", "2026-11-24T11:00"),  # Tuesday before noon: now
        ("2026-11-24T06:00", "2026-11-24T10:15"),  # Tuesday before opening → the same morning
        ("2026-11-24T14:00", "2026-11-25T10:15"),  # Tuesday afternoon → Wednesday
        ("2026-11-22T10:18", "2026-11-23T10:15"),  # Sunday → Monday
    ],
)
def test_the_demo_begins_in_working_hours(now: str, start: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OSLO)

    assert working_moment(moment) == datetime.fromisoformat(start).replace(tzinfo=OSLO)
