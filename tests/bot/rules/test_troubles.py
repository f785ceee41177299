from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.health import Manner
from bot.rules.troubles import channel_for, disk_is_nearly_full, has_an_end, is_due, other_channel
from tests.bot.solvik import solvik

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
GB, MB = 1_000_000_000, 1_000_000
PATIENT = Manner(patience=30 * MINUTE)


@pytest.mark.parametrize(
    ("manner", "sightings", "lasted", "over_before", "due"),
    [
        (Manner(), 1, timedelta(0), None, True),
        (PATIENT, 1, 29 * MINUTE, None, False),
        (PATIENT, 1, 30 * MINUTE, None, True),
        (Manner(sightings=3), 2, 5 * HOUR, None, False),
        (Manner(sightings=3), 3, timedelta(0), None, True),
        (Manner(afterwards=True), 9, 9 * HOUR, None, False),
        (Manner(), 1, timedelta(0), 2 * HOUR, False),  # it is back after two hours: does it stay?
        (Manner(), 1, HOUR, 2 * HOUR, True),
        (PATIENT, 1, 30 * MINUTE, 2 * HOUR, False),
        (Manner(), 1, timedelta(0), 7 * HOUR, True),  # so long ago that it is another one
    ],
)
def test_when_a_trouble_is_said(
    manner: Manner, sightings: int, lasted: timedelta, over_before: timedelta | None, due: bool
) -> None:
    since = NOON - lasted
    over_at = since - over_before if over_before is not None else None

    assert is_due(manner, sightings, since, NOON, over_at) is due


@pytest.mark.parametrize(
    ("manner", "lasted", "said_at", "worth_it"),
    [
        (Manner(), HOUR, NOON, True),
        (PATIENT, HOUR, None, False),
        (Manner(afterwards=True, patience=5 * MINUTE), 4 * MINUTE, None, False),
        (Manner(afterwards=True, patience=5 * MINUTE), 5 * MINUTE, None, True),
    ],
)
def test_when_an_end_is_said(manner: Manner, lasted: timedelta, said_at: datetime | None, worth_it: bool) -> None:
    assert has_an_end(manner, NOON - lasted, NOON, said_at) is worth_it


@pytest.mark.parametrize(
    ("operators", "subject", "channel"),
    [
        ("", "", "C0SPORSMAL"),
        ("", "main", "C0SPORSMAL"),
        ("", "bibliotek", "C0BIBLIOT1"),
        ("", "C0SPORSMAL", "C0BIBLIOT1"),  # a channel that shows nothing does not show this either
        ("", "C0BIBLIOT1", "C0SPORSMAL"),
        ("C0DRIFT001", "bibliotek", "C0DRIFT001"),
        ("C0DRIFT001", "C0DRIFT001", "C0SPORSMAL"),
    ],
)
def test_where_a_trouble_is_said(operators: str, subject: str, channel: str) -> None:
    identity = solvik().municipality.model_copy(update={"operator_channel": operators})

    assert channel_for(solvik().model_copy(update={"municipality": identity}), subject) == channel


def test_an_alarm_that_no_channel_takes_is_given_up() -> None:
    assert other_channel(solvik(), ["C0SPORSMAL"]) == "C0BIBLIOT1"
    assert other_channel(solvik(), ["C0SPORSMAL", "C0BIBLIOT1"]) == ""


@pytest.mark.parametrize(
    ("free", "total", "full"),
    [
        (199 * MB, 1 * GB, True),
        (201 * MB, 1 * GB, None),
        (301 * MB, 1 * GB, False),
        (4 * GB, 100 * GB, False),  # four per cent, but plenty
        (1900 * MB, 100 * GB, True),
        (900 * MB, 20 * GB, True),
        (1100 * MB, 20 * GB, None),
        (1600 * MB, 20 * GB, False),
        (3 * GB, 4000 * GB, False),
    ],
)
def test_when_a_disk_is_nearly_full(free: int, total: int, full: bool | None) -> None:
    assert disk_is_nearly_full(free, total) is full
