"""The municipality changes its hours, its closed days or its rule, and the bot is started again: what was promised stands."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.municipality.settings import load
from handlers.app import running
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.silence.hearing import listening, told_nothing
from tests.stories.days import Days, oslo
from tests.town import AHMED, ANNE, KARI, PATIENCE, SOLVIK, Town, buttons, for_chat, is_reached, sandbox_at, shown
from tests.waiting import eventually

Change = tuple[str, str]

EVERY_WEEKDAY = 'week = { monday-friday = ["08:00-15:30"] }'
SHORTER: Change = (EVERY_WEEKDAY, EVERY_WEEKDAY.replace("08:00-15:30", "10:00-12:00"))
LONGER: Change = (EVERY_WEEKDAY, EVERY_WEEKDAY.replace("15:30", "18:00"))
WEDNESDAY_CLOSED: Change = ("closed_dates = [", "closed_dates = [2026-02-11, ")
OPEN_DAYS: Change = ('rule = "calendar_roll"\ndays = 2', 'rule = "opening_days"\ndays = 5')
CLOCK_HOURS: Change = ('rule = "calendar_roll"\ndays = 2', 'rule = "hours"\ndays = 1')
ONE_DAY: Change = ("days = 2", "days = 1")
PROMISED = "lovet svar innen onsdag kl. 15.30"


class House:
    """A town whose bot is stopped and started again, each time with the same memory."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self._folder = folder

    @asynccontextmanager
    async def bot(self, *changes: Change, without_page: str = "") -> AsyncIterator[Town]:
        """The bot at work under Solvik's settings with these changes; a page that is taken out has no token either."""
        text = SOLVIK.read_text(encoding="utf-8") + "\n[brief]\nmorning = false\nfriday = false\n"
        for before, after in changes:
            assert text.count(before) == 1, "the passage to change must stand there once"
            text = text.replace(before, after)
        file = self._folder / "municipality.toml"
        file.write_text(text, encoding="utf-8")
        named = for_chat(self.sandbox, self._folder, str(file))
        own = {"DATABASE_URL": f"sqlite:///{self._folder / 'svarvakt.db'}", "MUNICIPALITY_FILE": named, "PORT": "0"}
        token = f"FACEBOOK_PAGE_TOKEN_{without_page.upper()}"
        environment = {name: value for name, value in self.sandbox.bot_env().items() if name != token}
        with listening() as lines:
            async with running(*load(None, environment | own)) as app:
                self.sandbox.connect_bot(app.url)
                await eventually(lambda: is_reached(self.sandbox), within=PATIENCE)
                yield Town(self.sandbox, app)
                await told_nothing(self.sandbox, app, lines)


@asynccontextmanager
async def a_house() -> AsyncIterator[House]:
    """On Monday 9 February at ten, before any bot is started."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox_at(oslo("2026-02-09 10:00"), 10) as sandbox:
            yield House(sandbox, Path(folder))


async def promised(solvik: Town) -> tuple[str, SimMessage]:
    """Kari is promised an answer by Wednesday."""
    asked, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
    await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "innen onsdag kl. 15.30")
    return asked, await solvik.card_shows(card, PROMISED)


@pytest.mark.parametrize("change", [SHORTER, LONGER, WEDNESDAY_CLOSED, OPEN_DAYS, CLOCK_HOURS, ONE_DAY])
async def test_a_published_promise_stands_on_its_card_whatever_is_changed(change: Change) -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            asked, card = await promised(solvik)

        async with house.bot(change) as solvik:
            solvik.asks(KARI, "Er det fortsatt onsdag?", parent_id=asked)
            redrawn = await solvik.card_shows(card, "Er det fortsatt onsdag?")

            assert PROMISED in shown(redrawn)
            assert "extend" in buttons(redrawn)


async def test_another_rule_moves_no_reminder_of_a_promise() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            _, card = await promised(solvik)

        async with house.bot(OPEN_DAYS) as solvik:
            days = Days(solvik)
            for moment, step in (("08:00", "morning"), ("13:30", "before"), ("15:30", "at_deadline")):
                days.move_to(f"2026-02-11 {moment}")
                await days.hears(card, f"11.02 {moment} {step}")
            await solvik.card_shows(card, "fristen var")


async def test_when_the_promised_day_is_closed_afterwards_the_staff_are_called_while_it_can_still_be_kept() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            _, card = await promised(solvik)
            solvik.clock.move_to(oslo("2026-02-09 13:00"))  # the next thing to look at is Wednesday's opening
            await Days(solvik).sign_of_life()

        async with house.bot(WEDNESDAY_CLOSED) as solvik:
            days = Days(solvik)
            days.move_to("2026-02-10 13:30")
            said = await days.hears(card, "10.02 13:30 before")
            assert "lovet svar innen onsdag kl. 15.30" in said
            await days.quiet_at(card, "2026-02-11 10:00", "2026-02-11 16:00")
            days.move_to("2026-02-12 08:00")
            await days.hears(card, "12.02 08:00 late")


async def test_the_promise_that_was_published_decides_until_when_it_can_be_extended() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            asked, card = await promised(solvik)

        async with house.bot(SHORTER, ONE_DAY) as solvik:
            solvik.clock.move_to(oslo("2026-02-11 14:00"))  # closed since twelve, and not due before half past three
            await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
            await solvik.fill(ANNE, {})

            extension = await solvik.page_answers(asked, "Vi lovet deg svar innen onsdag kl. 15.30")
            assert "Du får svar innen torsdag kl. 12.00." in extension.text


async def test_a_promise_on_its_way_out_stands_as_it_was_approved() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            asked, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
            solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{asked}")
            await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
            await solvik.everything_is_heard("bibliotek", "C0BIBLIOT1")

        async with house.bot(WEDNESDAY_CLOSED) as solvik:
            solvik.clock.move_to(oslo("2026-02-09 10:30"))

            await solvik.page_answers(asked, "innen onsdag kl. 15.30")
            await solvik.card_shows(card, PROMISED)


async def test_a_time_that_nobody_was_promised_follows_the_settings() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            asked, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
            assert "svar innen onsdag kl. 15.30" in shown(card)

        async with house.bot(WEDNESDAY_CLOSED) as solvik:
            await solvik.card_shows(card, "svar innen torsdag kl. 15.30")
            await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})

            await solvik.page_answers(asked, "innen torsdag kl. 15.30")


async def test_a_change_of_settings_makes_nobody_late() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            _, old = await solvik.asked(KARI, "Når brøyter dere Lia?")
            solvik.clock.move_to(oslo("2026-02-11 09:00"))
            _, new = await solvik.asked(AHMED, "Når brøyter dere Fjellvegen?")

        async with house.bot(ONE_DAY) as solvik:
            await solvik.card_shows(new, "svar innen torsdag kl. 15.30")  # a day from Wednesday
            await solvik.card_shows(old, "frist i dag kl. 15.30")  # a day from Monday has passed
            assert "fristen var" not in shown(solvik.now(old))


async def test_a_page_taken_out_of_the_settings_does_not_silence_the_others() -> None:
    async with a_house() as house:
        async with house.bot() as solvik:
            await solvik.asked(AHMED, "Når er fjøset åpent?", page="landbruk")
            _, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
            await solvik.press(ANNE, card, "take")

        async with house.bot((_section("landbruk"), ""), without_page="landbruk") as solvik:
            days = Days(solvik)
            days.move_to("2026-02-09 12:00")
            await days.hears(card, "09.02 12:00 no_reaction")
            listed = shown(await solvik.listed(ANNE))
            assert "landbruk: Når er fjøset åpent?" in listed
            assert "Når brøyter dere Lia?" in listed


def _section(page: str) -> str:
    text = SOLVIK.read_text(encoding="utf-8")
    start = text.index(f"[pages.{page}]")
    return text[start : text.index("[pages.", start + 1)]
