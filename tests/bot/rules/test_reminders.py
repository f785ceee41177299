"""When the staff are reminded. 2026: 9 February is a Monday; hours 08:00 to 15:30; Easter from 2 to 6 April."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.municipality.conduct import Reminders
from bot.rules.calendar import OpeningHours
from bot.rules.promise import aim_at, deadline, first_reaction_due
from bot.rules.reminders import Plan, Step, Watch, plan
from tests.bot.houses import house, oslo, rules

HOURS, RULES, REMINDERS = house(), rules(), Reminders()
WITH_LUNCH = {"all_year": {"from": "01-01", "to": "12-31", "week": {"monday-friday": ["08:00-11:00", "12:00-15:30"]}}}
LUNCH = house(seasons=WITH_LUNCH)
SECONDS_OF_SEVEN_YEARS = 7 * 366 * 86_400
MOMENTS = st.integers(0, SECONDS_OF_SEVEN_YEARS).map(lambda s: oslo("2024-01-01 00:00Z") + timedelta(seconds=s))


def watch(asked: str, hours: OpeningHours = HOURS, **more: object) -> Watch:
    moment = oslo(asked)
    plain = Watch(
        heard_at=moment,
        reaction_due_at=first_reaction_due(moment, hours, RULES),
        aim_at=aim_at(moment, hours, RULES),
        due_at=deadline(moment, hours, RULES),
        is_taken=False,
        has_reacted=False,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def planned(now: str, watched: Watch) -> Plan:
    return plan(watched, oslo(now), HOURS, REMINDERS)


@pytest.mark.parametrize(
    ("now", "step"),
    [
        ("2026-02-09 10:29", None),
        ("2026-02-09 10:30", Step.NOT_TAKEN),  # half an open hour after the question
        ("2026-02-09 12:00", Step.NO_REACTION),  # two open hours after it
        ("2026-02-11 08:00", Step.DEADLINE_MORNING),  # Wednesday, the day of the deadline
        ("2026-02-11 13:30", Step.BEFORE_DEADLINE),  # two open hours before closing
        ("2026-02-11 15:30", Step.AT_DEADLINE),  # at closing time itself
        ("2026-02-12 08:00", Step.LATE),  # and at the next opening
        ("2026-02-13 08:00", Step.LATE),  # and at the one after that
    ],
)
def test_a_question_of_monday_ten_oclock_is_reminded_step_by_step(now: str, step: Step | None) -> None:
    sounding = planned(now, watch("2026-02-09 10:00")).sounds

    assert (sounding.step if sounding else None) == step


@pytest.mark.parametrize("now", ["2026-02-09 10:30", "2026-02-11 08:00", "2026-02-11 15:30", "2026-02-13 08:00"])
def test_of_what_wants_no_answer_nobody_is_reminded(now: str) -> None:
    assert planned(now, watch("2026-02-09 10:00", wants_answer=False)) == Plan(None, (), None)


@pytest.mark.parametrize("now", ["2026-02-11 15:36", "2026-02-11 22:00", "2026-02-14 12:00"])
def test_nothing_sounds_while_the_house_is_closed(now: str) -> None:
    quiet = planned(now, watch("2026-02-09 10:00"))

    assert quiet.sounds is None
    assert quiet.next_at == HOURS.next_opening(oslo(now))


def test_after_a_long_sleep_only_the_latest_step_sounds_and_the_others_count_as_said() -> None:
    woken = planned("2026-02-16 08:00", watch("2026-02-09 10:00"))

    assert woken.sounds is not None
    assert woken.sounds.name == "late:2026-02-16"
    assert {due.step for due in woken.overtaken} >= {Step.NOT_TAKEN, Step.NO_REACTION, Step.AT_DEADLINE}


def test_what_was_said_is_not_said_again() -> None:
    said = watch("2026-02-09 10:00", said=frozenset({"not_taken"}))

    assert planned("2026-02-09 10:45", said).sounds is None


def test_a_taken_question_is_not_called_untaken() -> None:
    assert planned("2026-02-09 10:45", watch("2026-02-09 10:00", is_taken=True)).sounds is None


def test_a_holding_reply_ends_the_first_clock_and_never_the_second() -> None:
    held = watch("2026-02-09 10:00", is_taken=True, has_reacted=True)

    assert planned("2026-02-09 12:30", held).sounds is None
    sounding = planned("2026-02-11 13:30", held).sounds
    assert sounding is not None
    assert sounding.step == Step.BEFORE_DEADLINE


def test_a_silent_expert_is_reminded_half_way_to_the_aim() -> None:
    # asked Monday 10:00, aim Wednesday 15:30: 5.5 + 7.5 + 7.5 open hours, half of them end Tuesday 12:45
    asked = watch("2026-02-09 10:00", is_taken=True, has_reacted=True, asked_expert_at=oslo("2026-02-09 10:00"))

    assert planned("2026-02-10 12:44", asked).sounds is None
    sounding = planned("2026-02-10 12:45", asked).sounds
    assert sounding is not None
    assert sounding.step == Step.EXPERT_SILENT


def test_over_easter_nothing_sounds_until_the_day_after() -> None:
    # asked Tuesday 31 March, due Tuesday 7 April; Wednesday is short, then closed until Tuesday
    before = planned("2026-04-03 10:00", watch("2026-03-31 09:00", is_taken=True, has_reacted=True))

    assert before.sounds is None
    assert before.next_at == oslo("2026-04-07 08:00")


@pytest.mark.parametrize("now", ["2026-02-13 08:00", "2026-02-16 08:00"])
def test_at_the_very_moment_of_an_opening_the_next_one_is_ahead(now: str) -> None:
    late = planned(now, watch("2026-02-09 10:00"))

    assert late.sounds is not None
    assert late.next_at == HOURS.next_opening(oslo(now) + timedelta(hours=1))


def test_a_house_with_a_lunch_break_complains_once_a_day_and_again_the_next() -> None:
    office = house(seasons={"all": {"week": {"monday-friday": ["08:00-11:30", "12:00-15:30"]}}})
    late = watch("2026-02-09 10:00", said=frozenset({"late:2026-02-12", "late:2026-02-13"}), is_taken=True)

    morning = plan(replace(late, has_reacted=True), oslo("2026-02-13 09:00"), office, REMINDERS)

    assert morning.next_at == oslo("2026-02-16 08:00")


def test_a_house_that_closes_at_midnight_is_told_on_the_day_that_ends_then() -> None:
    cinema = house(seasons={"all": {"week": {"monday-sunday": ["17:00-24:00"]}}})
    due = watch("2026-02-09 20:00", due_at=oslo("2026-02-12 00:00"), is_taken=True, has_reacted=True)

    sounding = plan(due, oslo("2026-02-11 17:00"), cinema, REMINDERS).sounds

    assert sounding is not None
    assert sounding.step == Step.DEADLINE_MORNING


def test_the_next_moment_is_always_ahead() -> None:
    woken = planned("2026-02-16 09:00", watch("2026-02-09 10:00"))

    assert woken.next_at is not None
    assert woken.next_at > oslo("2026-02-16 09:00")


@given(asked=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=30)), hours=st.sampled_from([HOURS, LUNCH]))
def test_an_open_question_always_has_a_next_moment_and_sounds_only_in_opening_hours(
    asked: datetime, later: timedelta, hours: OpeningHours
) -> None:
    now, said = asked + later, frozenset[str]()

    for _ in range(5):
        found = plan(watch(asked.isoformat(), hours, said=said), now, hours, REMINDERS)

        assert found.next_at is not None
        assert found.next_at > now
        if found.sounds:
            assert hours.is_open(now) or hours.is_open(now - timedelta(minutes=5))
            said |= {found.sounds.name, *(due.name for due in found.overtaken)}
        now = found.next_at
