"""Which span is meant by what stands behind «rapport»."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.drawing.figures.asked_report import span_of
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from tests.bot.solvik import solvik

HOUSE = House(solvik(), Wording(), Rights())
NOW = datetime(2026, 2, 11, 12, 30, tzinfo=UTC)  # a Wednesday; Oslo is an hour ahead


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("30", "2026-01-12T12:30", "2026-02-11T12:30"),
        ("30 dager", "2026-01-12T12:30", "2026-02-11T12:30"),
        ("2026-01-01", "2025-12-31T23:00", "2026-02-11T12:30"),
        ("1.1.2026", "2025-12-31T23:00", "2026-02-11T12:30"),
        ("1.1.2026 31.1.2026", "2025-12-31T23:00", "2026-01-31T23:00"),
        ("fra 2026-01-01 til 2026-01-31", "2025-12-31T23:00", "2026-01-31T23:00"),
        ("11.2.2026 11.2.2026", "2026-02-10T23:00", "2026-02-11T12:30"),  # today is not over yet
    ],
)
def test_a_span_runs_from_a_morning_to_a_night_and_never_beyond_now(text: str, since: str, until: str) -> None:
    moments = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (since, until)]

    assert span_of(text, NOW, HOUSE) == tuple(moments)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0", "which_span"),
        ("i fjor", "which_span"),
        ("32.1.2026", "no_such_day"),
        ("31.1.2026 1.1.2026", "wrong_order"),
        ("12.2.2026", "not_begun"),
        ("1.1.2026 2.1.2026 3.1.2026", "which_span"),
        ("9999 dager", "too_long"),
        ("99999", "too_long"),
        ("1.1.1990", "too_long"),
        ("1.1.2026 og 7", "which_span"),
    ],
)
def test_what_cannot_be_counted_is_told_by_what_is_wrong_about_it(text: str, why: str) -> None:
    assert span_of(text, NOW, HOUSE) == why
    assert HOUSE.say(f"report.{why}")


def test_a_summer_day_begins_two_hours_before_utc() -> None:
    july = datetime(2026, 7, 10, tzinfo=UTC)

    found = span_of("1.7.2026 1.7.2026", july, HOUSE)

    assert found
    assert found[1] - found[0] == timedelta(days=1)
    assert found[0].astimezone(UTC) == datetime(2026, 6, 30, 22, tzinfo=UTC)
