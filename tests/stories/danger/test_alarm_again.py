"""An alarm that nobody acts on is said again, by the clock and at any hour; a mere guess goes to the desk while it is there."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.orders import kinds
from bot.rules import alarms
from sandbox.slack.state.values import SimMessage
from storage import questions
from storage.queues.deliveries import PENDING
from storage.queues.tables import Delivery
from storage.tables import History
from tests.chats import called
from tests.stories.days import oslo
from tests.town import (
    ANNE,
    CHANNEL,
    JONAS,
    KARI,
    LIBRARY_CHANNEL,
    LIV,
    Town,
    bot_in,
    buttons,
    sandbox_at,
    shown,
    solvik_with,
    town,
)
from tests.waiting import eventually

SATURDAY_NIGHT, MONDAY_TEN = oslo("2026-02-14 23:00"), oslo("2026-02-09 10:00")
FIRE = "Det brenner i huset vårt, kom fort!"
GUESS = "Det ryker litt fra et skap bak kiosken, men det kan være damp."
ALARM, AGAIN = "Det kan haste: spørsmål", "Ingen har gjort noe ennå"
DUTY = LIBRARY_CHANNEL  # any channel but the one with the cards


def again(solvik: Town, channel: str = CHANNEL) -> list[SimMessage]:
    """The alarms that were said again, oldest first."""
    return solvik.cards_with(AGAIN, channel)


async def said_again(solvik: Town, times: int, channel: str = CHANNEL) -> list[SimMessage]:
    """Those alarms, once there are so many."""
    await eventually(lambda: len(again(solvik, channel)) == times, within=15)
    await nothing_is_left(solvik)
    return again(solvik, channel)


async def nothing_is_left(solvik: Town) -> None:
    """Once the tick has looked at all whose moment has come by the town's clock, and every alarm it ordered has been said."""
    await eventually(lambda: _is_done(solvik), within=15)


async def _is_done(solvik: Town) -> bool:
    unsaid = select(Delivery.id).where(Delivery.kind == kinds.ALARM, col(Delivery.state).in_(PENDING))
    async with solvik.app.office.database.read() as session:
        next_at = await questions.next_moment(session)
        is_looked_at = next_at is None or next_at > solvik.clock.now()
        return is_looked_at and (await session.exec(unsaid.limit(1))).first() is None


async def somebody_acted(solvik: Town) -> bool:
    """Whether the history says that somebody saw to a question."""
    async with solvik.app.office.database.read() as session:
        return any(alarms.is_an_act(what) for what in await session.exec(select(History.what)))


async def all_is_said_by(solvik: Town, at: datetime) -> None:
    """Once nothing is left then, another question has its card, and nothing is left after a second look either."""
    await nothing_is_left(solvik)
    solvik.clock.move_to(at)
    await nothing_is_left(solvik)
    await solvik.asked(LIV, "Når åpner hallen?")
    solvik.clock.move(timedelta(minutes=3))
    await nothing_is_left(solvik)


@asynccontextmanager
async def with_duty(start: datetime) -> AsyncIterator[Town]:
    """The town with a channel for the duty alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = solvik_with(Path(folder), f'duty_channel = "{CHANNEL}"', f'duty_channel = "{DUTY}"')
        async with town(start=start, rate=5, environment={"MUNICIPALITY_FILE": file}) as solvik:
            yield solvik


async def test_at_night_it_is_said_again_after_ten_and_thirty_minutes_each_time_once() -> None:
    async with town(start=SATURDAY_NIGHT, rate=5) as solvik:
        await solvik.asked(KARI, FIRE)
        await eventually(lambda: solvik.cards_with(ALARM), within=15)
        await nothing_is_left(solvik)

        solvik.clock.move_to(SATURDAY_NIGHT + timedelta(minutes=11))
        first = await said_again(solvik, 1)
        assert "brenner i huset" in shown(first[0])
        assert called(first[0])
        assert buttons(first[0])[0] == "ready_listed"

        solvik.clock.move_to(SATURDAY_NIGHT + timedelta(minutes=32))
        await said_again(solvik, 2)
        await all_is_said_by(solvik, SATURDAY_NIGHT + timedelta(hours=3))
        assert len(again(solvik)) == 2


@pytest.mark.parametrize(
    ("button", "filled"),
    [
        ("take", None),
        ("ready_text", {}),
        ("close", {"reason": "opinion"}),
    ],
)
async def test_who_acts_on_it_ends_it(button: str, filled: dict[str, str] | None) -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, FIRE)
        await eventually(lambda: solvik.cards_with(ALARM), within=15)
        if filled is None:
            await solvik.press(ANNE, card, button)
        else:
            await solvik.press_and_fill(ANNE, card, button, filled)
        await eventually(lambda: somebody_acted(solvik), within=15)

        await all_is_said_by(solvik, MONDAY_TEN + timedelta(hours=1))

        assert again(solvik) == []


async def test_what_the_citizen_takes_back_is_not_said_again() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        asked, card = await solvik.asked(KARI, FIRE)
        await eventually(lambda: solvik.cards_with(ALARM), within=15)
        solvik.facebook.edit(asked, "Når åpner svømmehallen på lørdag?")
        await solvik.card_shows(card, "svømmehallen")

        await all_is_said_by(solvik, MONDAY_TEN + timedelta(hours=1))

        assert again(solvik) == []


async def test_after_a_stop_it_is_said_once_more_and_no_pile() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox_at(SATURDAY_NIGHT, 5) as sandbox:
            async with bot_in(sandbox, Path(folder)) as app:
                solvik = Town(sandbox, app)
                await solvik.asked(KARI, FIRE)
                await eventually(lambda: solvik.cards_with(ALARM), within=15)
                await nothing_is_left(solvik)
            sandbox.clock.move_to(SATURDAY_NIGHT + timedelta(hours=2))

            async with bot_in(sandbox, Path(folder)) as app:
                solvik = Town(sandbox, app)
                await said_again(solvik, 1)
                await all_is_said_by(solvik, SATURDAY_NIGHT + timedelta(hours=5))
                assert len(again(solvik)) == 1


async def test_while_the_house_is_open_a_guess_is_said_to_the_desk_which_calls_the_duty_with_one_click() -> None:
    async with with_duty(MONDAY_TEN) as solvik:
        await solvik.asked(KARI, GUESS)
        alarm = (await eventually(lambda: solvik.cards_with(ALARM), within=15))[0]
        assert "Kanskje fare" in shown(alarm)
        assert solvik.cards_with(ALARM, DUTY) == []

        await solvik.press(ANNE, alarm, "call_duty")

        told = (await eventually(lambda: solvik.cards_with(ALARM, DUTY), within=15))[0]
        assert "call_duty" not in buttons(told)
        await solvik.press(JONAS, alarm, "call_duty")
        await solvik.was_told(JONAS, "Vakta er allerede varslet om dette.")
        assert len(solvik.cards_with(ALARM, DUTY)) == 1


async def test_a_guess_that_nobody_looks_at_reaches_the_duty_after_ten_minutes() -> None:
    async with with_duty(MONDAY_TEN) as solvik:
        await solvik.asked(KARI, GUESS)
        await eventually(lambda: solvik.cards_with(ALARM), within=15)
        await nothing_is_left(solvik)

        solvik.clock.move_to(MONDAY_TEN + timedelta(minutes=11))

        await said_again(solvik, 1, DUTY)


@pytest.mark.parametrize(("start", "words"), [(SATURDAY_NIGHT, GUESS), (MONDAY_TEN, FIRE)], ids=["closed", "no guess"])
async def test_at_night_and_where_it_is_no_guess_the_duty_is_called_at_once(start: datetime, words: str) -> None:
    async with with_duty(start) as solvik:
        await solvik.asked(KARI, words)

        await eventually(lambda: solvik.cards_with(ALARM, DUTY), within=15)
        assert solvik.cards_with(ALARM) == []
