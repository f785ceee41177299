"""The promise clock, as a table of cases in calendar language and as properties over many years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.promise import (
    aim_at,
    day_in_words,
    deadline,
    explain,
    extension_deadline,
    first_reaction_due,
    in_words,
    latest_extension,
    when,
)
from bot.texts.wording import Wording
from tests.bot.houses import CLOSED, OSLO, house, oslo, rules

# asked, aim, deadline by calendar_roll, deadline by opening_days ("" = the same)
CASES = [
    # Monday in a plain week → Wednesday
    ("2026-02-09 10:00", "2026-02-11 15:30", "2026-02-11 15:30", ""),
    # Wednesday after closing → Friday: the date counts, not the hour
    ("2026-02-11 15:45", "2026-02-13 15:30", "2026-02-13 15:30", ""),
    # Thursday → Saturday is closed → Monday
    ("2026-02-12 09:10", "2026-02-13 15:30", "2026-02-16 15:30", ""),
    # Friday → Sunday is closed → Monday; the second open day is Tuesday
    ("2026-02-13 10:00", "2026-02-13 15:30", "2026-02-16 15:30", "2026-02-17 15:30"),
    # Saturday → Monday
    ("2026-02-14 12:00", "2026-02-16 15:30", "2026-02-16 15:30", "2026-02-17 15:30"),
    # Sunday 23:30 in UTC is Monday here → Wednesday
    ("2026-02-15 23:30Z", "2026-02-18 15:30", "2026-02-18 15:30", ""),
    # Friday before summer time starts → Monday, when the clock stands an hour further
    ("2026-03-27 10:00", "2026-03-27 15:30", "2026-03-30 13:30Z", "2026-03-31 15:30"),
    # Monday → Wednesday before Easter, a short day
    ("2026-03-30 11:00", "2026-04-01 12:00", "2026-04-01 12:00", ""),
    # Tuesday before Easter → the Tuesday after it: the longest wait
    ("2026-03-31 09:00", "2026-04-01 12:00", "2026-04-07 15:30", ""),
    # Wednesday before Easter, exactly two hours before the early closing → Tuesday
    ("2026-04-01 10:00", "2026-04-01 12:00", "2026-04-07 15:30", "2026-04-08 15:30"),
    # Wednesday → 1 May is a Friday → Monday
    ("2026-04-29 10:00", "2026-04-30 15:30", "2026-05-04 15:30", ""),
    # Tuesday → Thursday is Ascension Day → Friday, with summer hours
    ("2026-05-12 10:00", "2026-05-13 15:30", "2026-05-15 15:00", ""),
    # Friday 14 May 2027 → Sunday → Monday is 17 May → Tuesday
    ("2027-05-14 10:00", "2027-05-14 15:30", "2027-05-18 15:00", "2027-05-19 15:00"),
    # Friday before Pentecost, less than two hours before closing → Tuesday
    ("2026-05-22 14:00", "2026-05-26 15:00", "2026-05-26 15:00", "2026-05-27 15:00"),
    # Tuesday 22:30 in UTC is Wednesday here → Friday
    ("2026-06-16 22:30Z", "2026-06-19 15:00", "2026-06-19 15:00", ""),
    # Friday before winter time starts → Monday, when the clock stands an hour back
    ("2026-10-23 10:00", "2026-10-23 15:30", "2026-10-26 14:30Z", "2026-10-27 15:30"),
    # Sunday in the hour that comes twice, the first and the second of the two → Tuesday
    ("2026-10-25 00:30Z", "2026-10-27 15:30", "2026-10-27 15:30", ""),
    ("2026-10-25 01:30Z", "2026-10-27 15:30", "2026-10-27 15:30", ""),
    # Tuesday before Christmas → 24 December is closed → Monday between the years
    ("2026-12-22 09:00", "2026-12-23 15:30", "2026-12-28 15:30", ""),
    # Wednesday before New Year → Friday is a holiday → Monday
    ("2026-12-30 10:00", "2026-12-30 15:30", "2027-01-04 15:30", "2027-01-05 15:30"),
]


@pytest.mark.parametrize(("asked", "aim", "due", "_open_days"), CASES)
def test_the_deadline_is_the_closing_of_the_first_open_day_two_days_on(
    asked: str, aim: str, due: str, _open_days: str
) -> None:
    assert deadline(oslo(asked), house(), rules()) == oslo(due)


@pytest.mark.parametrize(("asked", "aim", "due", "_open_days"), CASES)
def test_the_aim_keeps_the_literal_two_days(asked: str, aim: str, due: str, _open_days: str) -> None:
    assert aim_at(oslo(asked), house(), rules()) == oslo(aim)


@pytest.mark.parametrize(("asked", "_aim", "due", "open_days"), CASES)
def test_by_opening_days_the_deadline_is_the_closing_of_the_second_open_day(
    asked: str, _aim: str, due: str, open_days: str
) -> None:
    assert deadline(oslo(asked), house(), rules("opening_days")) == oslo(open_days or due)


def test_a_squeezed_in_day_on_the_list_moves_the_deadline_over_the_weekend() -> None:
    squeezed = house(closed=(*CLOSED, "2026-05-15"))

    result = when(oslo("2026-05-12 10:00"), squeezed, rules())

    assert (result.aim_at, result.deadline) == (oslo("2026-05-13 15:30"), oslo("2026-05-18 15:00"))
    assert deadline(oslo("2026-05-12 10:00"), squeezed, rules("opening_days")) == oslo("2026-05-18 15:00")


def test_by_hours_the_deadline_is_exactly_48_hours_away_across_a_clock_change() -> None:
    assert deadline(oslo("2026-03-28 12:00"), house(), rules("hours")) == oslo("2026-03-30 13:00")


REACTIONS = [
    ("2026-02-09 10:00", "2026-02-09 12:00"),  # Monday in hours
    ("2026-02-09 14:30", "2026-02-10 09:00"),  # an hour left today, the other one tomorrow
    ("2026-02-09 14:59", "2026-02-10 09:29"),  # 31 minutes left
    ("2026-02-09 15:00", "2026-02-10 10:00"),  # 30 minutes left: as if it came at the next opening
    ("2026-02-09 15:30", "2026-02-10 10:00"),  # at closing
    ("2026-02-10 06:00", "2026-02-10 10:00"),  # before opening: the same day
    ("2026-02-10 08:00", "2026-02-10 10:00"),  # at opening
    ("2026-02-14 12:00", "2026-02-16 10:00"),  # Saturday → Monday
    ("2026-04-01 11:30", "2026-04-07 10:00"),  # the last half hour before Easter → Tuesday
]


@pytest.mark.parametrize(("asked", "due"), REACTIONS)
def test_the_first_reaction_is_due_within_two_open_hours(asked: str, due: str) -> None:
    assert first_reaction_due(oslo(asked), house(), rules()) == oslo(due)


def test_the_first_reaction_waits_for_the_opening_of_a_house_that_opens_late() -> None:
    library = house(seasons={"all": {"week": {"monday-friday": ["10:00-19:00"]}}})

    assert first_reaction_due(oslo("2026-02-09 20:00"), library, rules()) == oslo("2026-02-10 12:00")


def test_a_lunch_break_is_not_counted_in_the_first_reaction() -> None:
    office = house(seasons={"all": {"week": {"monday-friday": ["08:00-11:30", "12:00-15:30"]}}})

    assert first_reaction_due(oslo("2026-02-09 11:15"), office, rules()) == oslo("2026-02-09 13:45")


@pytest.mark.parametrize(
    ("published", "due"),
    [
        ("2026-02-11 14:00", "2026-02-13 15:30"),  # Wednesday → Friday
        ("2026-02-13 14:00", "2026-02-16 15:30"),  # Friday → Monday
    ],
)
def test_an_extension_counts_from_the_day_it_is_published(published: str, due: str) -> None:
    assert extension_deadline(oslo(published), house(), rules()) == oslo(due)


def test_the_latest_extension_is_the_closing_of_the_fifth_open_day() -> None:
    assert latest_extension(oslo("2026-02-11 14:00"), house(), rules()) == oslo("2026-02-18 15:30")


def test_easter_gives_an_early_warning_with_its_name() -> None:
    result = when(oslo("2026-03-31 09:00"), house(), rules())

    assert (result.early_warning, result.feast) == (True, "easter")


def test_christmas_is_named_when_it_lies_in_between() -> None:
    assert when(oslo("2026-12-22 09:00"), house(), rules()).feast == "christmas"


@pytest.mark.parametrize(
    ("asked", "closed", "feast"),
    [
        ("2026-12-30 10:00", (), "new_year"),  # Wednesday → Friday is 1 January → Monday
        ("2026-03-05 10:00", ("2026-03-09", "2026-03-10"), "closed_days"),  # Thursday → weekend and planning days
    ],
)
def test_a_long_wait_has_its_reason(asked: str, closed: tuple[str, ...], feast: str) -> None:
    assert when(oslo(asked), house(closed=(*CLOSED, *closed)), rules()).feast == feast


def test_a_weekend_gives_no_early_warning() -> None:
    assert not when(oslo("2026-02-13 10:00"), house(), rules()).early_warning


def test_the_explanation_names_the_holiday_and_the_day_it_rolls_to() -> None:
    result = when(oslo("2026-05-12 10:00"), house(), rules())

    sentences = [explain(one, "nb", Wording(), OSLO) for one in result.why]

    assert sentences[:3] == [
        "Spurt tirsdag 12. mai kl. 10.00. Dagen spørsmålet kom, telles ikke; 2 dager etter er torsdag 14. mai.",
        "torsdag 14. mai: Kristi himmelfartsdag.",
        "Fristen flyttes til neste åpne dag, fredag 15. mai.",
    ]


def test_two_holidays_on_one_day_are_both_named() -> None:
    result = when(oslo("2027-05-14 10:00"), house(), rules())

    sentences = [explain(one, "nb", Wording(), OSLO) for one in result.why]

    (told,) = [one for one in sentences if one.startswith("mandag 17. mai")]
    assert "Grunnlovsdag" in told
    assert "Andre pinsedag" in told


@pytest.mark.parametrize("rule", ["calendar_roll", "opening_days", "hours"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_explanation_can_be_said(rule: str, language: str) -> None:
    asked = [oslo(case[0]) for case in CASES]

    said = [explain(one, language, Wording(), OSLO) for at in asked for one in when(at, house(), rules(rule)).why]

    assert all(said)


WORDS = [
    ("2026-02-11 15:30", "nb", "onsdag kl. 15.30"),
    ("2026-02-11 14:30Z", "nb", "onsdag kl. 15.30"),  # given in UTC, read in Oslo
    ("2026-02-11 15:30", "nn", "onsdag kl. 15.30"),
    ("2026-02-14 15:30", "nn", "laurdag kl. 15.30"),
    ("2026-02-11 15:30", "en", "Wednesday at 15:30"),
    ("2026-02-15 15:30", "nb", "søndag kl. 15.30"),  # six days away
    ("2026-02-16 15:30", "nb", "mandag 16. februar kl. 15.30"),  # seven days away: another Monday
    ("2026-02-16 15:30", "nn", "måndag 16. februar kl. 15.30"),
    ("2026-02-16 15:30", "en", "Monday 16 February at 15:30"),
    ("2026-02-01 15:30", "nb", "søndag 1. februar kl. 15.30"),  # a promise long ago
]


@pytest.mark.parametrize(("moment", "language", "words"), WORDS)
def test_a_promised_time_reads_as_people_write_it(moment: str, language: str, words: str) -> None:
    assert in_words(oslo(moment), oslo("2026-02-09 10:00"), language) == words


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_day_of_a_year_is_named_as_babel_names_it(language: str) -> None:
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    form = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"

    assert [day_in_words(day, language) for day in days] == [format_date(day, form, locale=language) for day in days]


moments = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive here
dates = st.dates(date(2024, 1, 1), date(2040, 12, 31))
HOUSE, ROLL, OPEN = house(), rules(), rules("opening_days")


@given(moments)
def test_the_deadline_is_always_the_closing_of_an_open_day(asked: datetime) -> None:
    due = deadline(asked, HOUSE, ROLL)

    assert due == HOUSE.closing_of(HOUSE.local_date(due))


@given(moments)
def test_the_deadline_and_the_aim_come_after_the_question(asked: datetime) -> None:
    result = when(asked, HOUSE, ROLL)

    assert asked < result.aim_at <= result.deadline


@given(moments)
def test_two_days_are_never_cut_short(asked: datetime) -> None:
    assert HOUSE.local_date(deadline(asked, HOUSE, ROLL)) >= HOUSE.local_date(asked) + timedelta(days=2)


@given(moments)
def test_opening_days_are_never_earlier_and_at_most_one_open_day_later(asked: datetime) -> None:
    roll = deadline(asked, HOUSE, ROLL)

    by_open_days = deadline(asked, HOUSE, OPEN)

    next_open = HOUSE.next_open_day(HOUSE.local_date(roll) + timedelta(days=1))
    assert roll <= by_open_days <= (HOUSE.closing_of(next_open) or roll)


@given(moments)
def test_nobody_waits_longer_than_seven_days(asked: datetime) -> None:
    assert (HOUSE.local_date(deadline(asked, HOUSE, ROLL)) - HOUSE.local_date(asked)).days <= 7


@given(moments, st.sampled_from(["calendar_roll", "opening_days"]))
def test_a_house_open_on_holidays_never_answers_later(asked: datetime, rule: str) -> None:
    assert deadline(asked, OPEN_ON_HOLIDAYS, rules(rule)) <= deadline(asked, HOUSE, rules(rule))


@given(moments, dates)
def test_one_more_closed_day_never_brings_the_deadline_forward(asked: datetime, extra: date) -> None:
    assert deadline(asked, house(closed=(*CLOSED, extra.isoformat())), ROLL) >= deadline(asked, HOUSE, ROLL)


@given(moments, moments)
def test_who_asks_later_is_never_answered_earlier(one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))

    assert deadline(first, HOUSE, ROLL) <= deadline(second, HOUSE, ROLL)


@given(moments)
def test_the_first_reaction_is_due_in_open_time_and_before_the_deadline(asked: datetime) -> None:
    result = when(asked, HOUSE, ROLL)

    assert asked < result.first_reaction <= result.deadline
    assert any(
        one.start < result.first_reaction <= one.end for one in HOUSE.intervals(HOUSE.local_date(result.first_reaction))
    )


OPEN_ON_HOLIDAYS = house(closed_on_holidays=False)
