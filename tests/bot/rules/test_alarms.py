"""When an alarm is said again, and where a guess is said."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.rules.alarms import again, is_an_act, is_for_the_desk

RAISED = datetime(2026, 2, 14, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "last", "next_in"),
    [(0, 0, 10), (9, 0, 10), (10, 10, 30), (29, 10, 30), (30, 30, None), (600, 30, None)],
)
def test_the_latest_time_that_has_come_counts(passed: int, last: int, next_in: int | None) -> None:
    looked = again(RAISED, (10, 30), RAISED + timedelta(minutes=passed))

    assert looked == (last, RAISED + timedelta(minutes=next_in) if next_in else None)


def test_without_times_nothing_is_said_again() -> None:
    assert again(RAISED, (), RAISED + timedelta(hours=1)) == (0, None)


@pytest.mark.parametrize(
    ("reason", "setting", "is_open", "at_the_desk"),
    [
        ("emergency_unclear", "closed", True, True),
        ("self_harm_alike", "closed", True, True),
        ("emergency_unclear", "closed", False, False),
        ("emergency_unclear", "always", True, False),
        ("emergency_fire", "closed", True, False),
    ],
)
def test_a_guess_is_for_the_desk_while_the_house_is_open(
    reason: str, setting: str, is_open: bool, at_the_desk: bool
) -> None:
    assert is_for_the_desk(reason, setting, is_open=is_open) is at_the_desk


def test_talk_in_the_thread_is_no_act() -> None:
    assert is_an_act("take")
    assert not is_an_act("talked")
    assert not is_an_act("write_again")
