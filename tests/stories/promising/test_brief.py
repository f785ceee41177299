"""Each morning the channels hear how things stand, and before the weekend how the week went. Once each, in opening hours."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from handlers.app import App
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import facts, only_in_slack, picture, ways_to
from tests.town import (
    ANNE,
    CHANNEL,
    KARI,
    MONDAY_MORNING,
    SOLVIK,
    Town,
    bot_in,
    sandbox_at,
    shown,
    staff_chat,
    town,
)
from tests.waiting import eventually

LIBRARY = "C0BIBLIOT1"
MORNING, WEEK = "I dag: ", "Uken som gikk"
PATIENCE = 10.0


BRIEFS_ON = {"MUNICIPALITY_FILE": str(SOLVIK)}


def oslo(text: str) -> datetime:
    """A moment in February in Oslo."""
    return datetime.fromisoformat(f"{text}+01:00")


async def said(sandbox: Sandbox, words: str, channel: str = CHANNEL) -> SimMessage:
    """The message in the channel that shows these words, once it is there."""
    found = await eventually(lambda: all_said(sandbox, words, channel), within=PATIENCE)
    return found[0]


def all_said(sandbox: Sandbox, words: str, channel: str = CHANNEL) -> list[SimMessage]:
    return [message for message in staff_chat(sandbox).messages(channel) if words in shown(message)]


def pictures(sandbox: Sandbox) -> list[tuple[str, bytes]]:
    """What each picture in the channel shows, in words, and the picture."""
    chat = staff_chat(sandbox)
    return [found for message in chat.messages(CHANNEL) if any(found := picture(message, chat))]


def switched(folder: str, line: str) -> dict[str, str]:
    """Solvik with a line of its own under [brief]."""
    file = Path(folder) / "municipality.toml"
    file.write_text(f"{SOLVIK.read_text(encoding='utf-8')}\n[brief]\n{line}\n", encoding="utf-8")
    return {"MUNICIPALITY_FILE": str(file)}


async def asked_of_the_experts(solvik: Town) -> SimMessage:
    """Kari asks on Monday, and Anne asks Teknisk drift with a holding reply until Wednesday."""
    comment = solvik.asks(KARI, "Når brøyter dere Skogvegen?")
    card = await solvik.card_with("Når brøyter dere Skogvegen?")
    await solvik.press(ANNE, card, "ask")
    await solvik.fill(ANNE, {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(comment, "du får svar her innen onsdag kl. 15.30")
    return await solvik.card_shows(card, "Venter på svar fra Teknisk drift")


async def test_a_morning_with_nothing_open_gets_one_friendly_line_in_every_channel() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        for channel in (CHANNEL, LIBRARY):
            brief = await said(solvik.sandbox, "I dag: mandag 9. februar", channel)

            assert "Ingen innbyggere venter på svar. Ha en fin dag!" in shown(brief)


async def test_the_brief_names_what_is_due_whom_it_waits_for_and_the_way_there() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        card = await asked_of_the_experts(solvik)

        solvik.sandbox.clock.move_to(oslo("2026-02-11T08:00:10"))

        brief = await said(solvik.sandbox, "I dag: onsdag 11. februar")
        assert "Frist i dag" in shown(brief)
        assert (
            "«Når brøyter dere Skogvegen?» Anne Berg har det. Venter på Teknisk drift. Frist: i dag kl. 15.30."
            in shown(brief)
        )
        assert ways_to(card, brief.blocks)


async def test_what_is_late_stands_first_the_morning_after() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        await asked_of_the_experts(solvik)
        solvik.sandbox.clock.move_to(oslo("2026-02-11T14:00"))
        solvik.asks(KARI, "Hva koster kulturskolen?", page="kulturskole")
        await solvik.card_with("Hva koster kulturskolen?")

        solvik.sandbox.clock.move_to(oslo("2026-02-12T08:00:10"))

        told = shown(await said(solvik.sandbox, "I dag: torsdag 12. februar")).rpartition("Åpne spørsmål: 2")[2]
        assert told.index("Fristen er ute") < told.index("Skogvegen") < told.index("Frist senere")
        assert "Ingen har tatt det ennå." in told[told.index("kulturskolen") :]


async def test_only_the_channels_own_pages_are_in_its_brief() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        await asked_of_the_experts(solvik)

        solvik.sandbox.clock.move_to(oslo("2026-02-10T08:00:10"))

        assert "Ingen innbyggere venter" in shown(await said(solvik.sandbox, "I dag: tirsdag 10. februar", LIBRARY))


async def test_the_week_is_told_in_figures_before_its_last_closing_and_shown_in_a_picture() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        card = await asked_of_the_experts(solvik)
        await answered(solvik, card)

        solvik.sandbox.clock.move_to(oslo("2026-02-13T13:30:10"))

        summary = await said(solvik.sandbox, WEEK)
        assert "Fra fredag 6. februar til fredag 13. februar" in shown(summary)
        assert facts(summary)["Kom inn"] == "1 · uken før: 0"
        assert facts(summary)["Venter nå"] == "0 · uken før: 0"
        assert "Takk for innsatsen!" in shown(summary)
        ((words, drawn),) = await eventually(lambda: pictures(solvik.sandbox), within=PATIENCE)
        assert "Samme dag: 1." in words
        assert drawn.startswith(b"\x89PNG")


async def answered(solvik: Town, card: SimMessage) -> None:
    """Anne answers by herself."""
    await solvik.press(ANNE, card, "answer")
    await solvik.fill(ANNE, {"text": "Hei, Kari! Vi brøyter Skogvegen i kveld.\nHilsen Anne, Kommunetorget"})
    await solvik.card_shows(card, "Publisert av")


@only_in_slack("a fault of Slack's uploads; in Teams a picture stands in a message like any other")
async def test_a_picture_that_cannot_be_sent_holds_up_neither_the_words_nor_the_next_morning() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        await answered(solvik, await asked_of_the_experts(solvik))
        solvik.sandbox.faults.arm("slack.upload_refused", times=None)

        solvik.sandbox.clock.move_to(oslo("2026-02-13T13:30:10"))
        await said(solvik.sandbox, WEEK)
        solvik.sandbox.clock.move_to(oslo("2026-02-16T08:00:10"))

        await said(solvik.sandbox, "I dag: mandag 16. februar")
        assert pictures(solvik.sandbox) == []


@pytest.mark.parametrize(
    ("line", "silent", "still"), [("morning = false", MORNING, WEEK), ("friday = false", WEEK, MORNING)]
)
async def test_each_of_them_can_be_turned_off(line: str, silent: str, still: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(start=oslo("2026-02-13T13:31"), environment=switched(folder, line)) as solvik:
            await said(solvik.sandbox, still)
            await said(solvik.sandbox, still, LIBRARY)

            assert all_said(solvik.sandbox, silent) == []


@asynccontextmanager
async def a_house(start: datetime) -> AsyncIterator[tuple[Sandbox, Callable[[], AbstractAsyncContextManager[App]]]]:
    """A sandbox in which the bot is started by hand, each time with the same memory."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox_at(start, 40.0) as sandbox:
            yield sandbox, lambda: bot_in(sandbox, Path(folder), BRIEFS_ON)


async def test_a_restart_on_the_same_day_says_nothing_twice() -> None:
    async with a_house(MONDAY_MORNING) as (sandbox, bot):
        async with bot():
            await said(sandbox, MORNING)

        async with bot():
            sandbox.clock.move_to(oslo("2026-02-10T08:00:10"))
            await said(sandbox, "I dag: tirsdag 10. februar")

        assert len(all_said(sandbox, "I dag: mandag 9. februar")) == 1


async def test_after_downtime_the_brief_comes_late_the_same_day_and_those_of_other_days_never() -> None:
    async with a_house(MONDAY_MORNING) as (sandbox, bot):
        async with bot():
            await said(sandbox, MORNING)
        sandbox.clock.move_to(oslo("2026-02-11T11:00"))

        async with bot():
            await said(sandbox, "I dag: onsdag 11. februar")

        assert len(all_said(sandbox, MORNING)) == 2


async def test_outside_opening_hours_nothing_is_said() -> None:
    async with town(start=oslo("2026-02-09T20:00"), environment=BRIEFS_ON) as solvik:
        solvik.asks(KARI, "Når åpner svømmehallen?")
        await solvik.card_with("Når åpner svømmehallen?")
        solvik.sandbox.clock.move_to(oslo("2026-02-10T08:00:10"))
        await said(solvik.sandbox, "I dag: tirsdag 10. februar")

        assert len(all_said(solvik.sandbox, MORNING)) == 1


async def test_in_november_somebody_is_asked_once_about_the_special_days_nobody_has_listed(tmp_path: Path) -> None:
    listed = SOLVIK.read_text(encoding="utf-8")
    file = tmp_path / "municipality.toml"
    file.write_text(listed.replace("closed_dates = [2026-12-24, 2026-12-31,", "closed_dates = ["), encoding="utf-8")
    async with town(environment={"MUNICIPALITY_FILE": str(file)}) as solvik:
        assert file.read_text(encoding="utf-8") != listed
        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-11-02T08:00:10+01:00"))
        await said(solvik.sandbox, "torsdag 24. desember, torsdag 31. desember. Er huset stengt da")

        solvik.sandbox.clock.move_to(datetime.fromisoformat("2026-11-03T08:00:10+01:00"))
        await said(solvik.sandbox, "I dag: tirsdag 3. november")

        assert len(all_said(solvik.sandbox, "Er huset stengt da")) == 1
