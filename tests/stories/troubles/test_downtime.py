"""The bot is down from Thursday to Monday. Everything that was said and done meanwhile is found, and each question sounds once."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from handlers.app import App
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.stories.days import Days, oslo
from tests.stories.hindrances import a_thread_was_read, was_given_up
from tests.stories.troubles.looking import all_is_delivered
from tests.town import AHMED, ANNE, ERIK, KARI, LIV, OLA, PATIENCE, SIRI, Town, bot_in, sandbox_at, shown, staff_chat
from tests.waiting import eventually

Bot = Callable[[], AbstractAsyncContextManager[App]]


@asynccontextmanager
async def wednesday() -> AsyncIterator[tuple[Sandbox, Bot]]:
    """Wednesday 11 February at ten, and a bot that is started by hand, each time with the same memory."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox_at(oslo("2026-02-11 10:00"), 20) as sandbox:
            yield sandbox, lambda: bot_in(sandbox, Path(folder))


async def waiting(solvik: Town, citizen: str, words: str) -> tuple[str, SimMessage]:
    """Somebody asks, Teknisk drift is asked, and an answer is promised by Friday."""
    asked, card = await solvik.asked(citizen, words)
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "innen fredag kl. 15.30")
    return asked, await solvik.card_shows(card, "lovet svar innen fredag kl. 15.30")


async def test_after_a_long_weekend_everything_is_found_and_every_question_sounds_once() -> None:
    async with wednesday() as (sandbox, bot):
        async with bot() as app:
            solvik = Town(sandbox, app)
            _, forgotten = await waiting(solvik, KARI, "Når brøyter dere Lia?")
            by_hand, answered = await waiting(solvik, AHMED, "Når strør dere Elvegata?")
            deleted, withdrawn = await waiting(solvik, LIV, "Når kommer bussen?")
            edited, changed = await waiting(solvik, ERIK, "Når åpner haugen?")
            sandbox.clock.move_to(oslo("2026-02-12 07:00"))

        days = Days(solvik)
        sandbox.clock.move_to(oslo("2026-02-13 11:00"))
        sandbox.facebook.staff_reply("main", by_hand, "I kveld, hilsen Tove.")
        sandbox.facebook.delete(deleted)
        sandbox.facebook.edit(edited, "Når åpner Haugen skole?")
        sandbox.clock.move_to(oslo("2026-02-14 12:00"))
        sandbox.facebook.comment("main", KARI, "Er det is på fjorden?")
        sandbox.clock.move_to(oslo("2026-02-16 09:00"))

        async with bot() as app:
            asked = await solvik.card_with("Er det is på fjorden?")
            assert "frist i dag kl. 15.30" in shown(asked)
            await solvik.card_shows(answered, "Besvart for hånd på Facebook")
            await solvik.card_shows(changed, "Når åpner Haugen skole?")
            await eventually(lambda: app.facebook.caught_up, within=PATIENCE)
            sandbox.clock.move_to(oslo("2026-02-16 09:14"))  # what is missing is looked for twice
            await solvik.card_shows(withdrawn, "Slettet av innbyggeren")
            await eventually(lambda: all(days.told(card) for card in (forgotten, changed, asked)), within=PATIENCE)
            await days.sign_of_life()

            assert [steps(days, card) for card in (forgotten, changed, asked)] == [["late"], ["late"], ["not_taken"]]
            assert days.told(answered) == []


def steps(days: Days, card: SimMessage) -> list[str]:
    """Which reminders of a question sounded, in order."""
    return [line.split()[-1] for line in days.told(card)]


async def test_what_fell_due_meanwhile_waits_until_the_bot_has_heard_what_happened_meanwhile() -> None:
    async with wednesday() as (sandbox, bot):
        async with bot() as app:
            solvik = Town(sandbox, app)
            by_hand, answered = await waiting(solvik, AHMED, "Når strør dere Elvegata?")
        sandbox.clock.move_to(oslo("2026-02-13 11:00"))
        sandbox.facebook.staff_reply("main", by_hand, "I kveld, hilsen Tove.")
        sandbox.faults.arm("facebook.bad_gateway", times=2, match="GET")  # the page is not read at the first try
        sandbox.clock.move_to(oslo("2026-02-16 09:00"))
        days = Days(solvik)

        async with bot() as app:
            await solvik.card_shows(answered, "Besvart for hånd på Facebook")
            await days.quiet_at(answered, "2026-02-16 10:00")
            assert days.told(answered) == []


async def test_what_an_expert_wrote_while_nobody_listened_becomes_the_proposal() -> None:
    async with wednesday() as (sandbox, bot):
        async with bot() as app:
            asked, card = await waiting(Town(sandbox, app), KARI, "Når brøyter dere Lia?")

        sandbox.clock.move_to(oslo("2026-02-12 11:00"))
        await staff_chat(sandbox).say(OLA, card.channel, "Vi brøyter i kvld.", thread_ts=card.ts)
        said = await staff_chat(sandbox).say(OLA, card.channel, "Vi brøyter i mrgen.", thread_ts=card.ts)
        await staff_chat(sandbox).edit(OLA, card.channel, said, "Vi brøyter i morgen tidlig.")
        await staff_chat(sandbox).say(SIRI, "C0BIBLIOT1", "Noe helt annet.")
        sandbox.clock.move_to(oslo("2026-02-16 09:00"))
        await eventually(lambda: was_given_up(sandbox, 3), within=PATIENCE)

        async with bot() as app:
            solvik = Town(sandbox, app)
            proposal = await solvik.proposal(card, "Vi brøyter i morgen tidlig.")
            await solvik.press(ANNE, proposal, "publish")
            await solvik.page_answers(asked, "Vi brøyter i morgen tidlig.")


async def test_a_restart_reads_the_thread_again_and_proposes_nothing_twice() -> None:
    async with wednesday() as (sandbox, bot):
        async with bot() as app:
            solvik = Town(sandbox, app)
            _, card = await waiting(solvik, KARI, "Når brøyter dere Lia?")
            await solvik.proposed(OLA, card, "I kveld.")
            await all_is_delivered(solvik)
            before, steps = solvik.thread(card), list[str]()
        sandbox.on_step(steps.append)

        async with bot() as app:
            await eventually(lambda: a_thread_was_read(solvik, steps), within=PATIENCE)
            await Days(solvik).sign_of_life()

            assert solvik.thread(card) == before
