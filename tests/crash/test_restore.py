"""A copy of the database is put back after the disk was lost: the real program, killed, on yesterday's memory."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.handlers.commands.command_line import process, started
from tests.ports import free_port
from tests.town import AHMED, ANNA, ANNE, ERIK, JONAS, KARI, LIV, OLA, THOMAS, Town, sandbox_at, without_briefs
from tests.waiting import eventually

OSLO = ZoneInfo("Europe/Oslo")
WEDNESDAY_AFTERNOON = datetime(2026, 2, 11, 13, 35, tzinfo=OSLO)  # two open hours before the promise ends
FILES = ("svarvakt.db", "svarvakt.db-wal", "svarvakt.db-shm")


@dataclass
class Machine:
    """A folder with a database, an address, and the sandbox outside."""

    sandbox: Sandbox
    folder: Path
    environment: dict[str, str]
    url: str

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[Town]:
        """The program as a process of its own; at the end of the block it is killed with no warning."""
        town = Town(self.sandbox, cast(Any, None), self.sandbox.clock.now())
        async with started("run", environment=self.environment, folder=self.folder):
            await eventually(self._is_ready, within=60, every=0.1)
            yield town

    async def backed_up(self) -> None:
        ended = await process("db", "backup", "copy.db", environment=self.environment, folder=self.folder, anew=True)
        assert (ended.code, ended.err) == (0, "")

    def restored(self) -> None:
        """The disk is lost; all there is, is the copy."""
        for name in FILES:
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "copy.db", self.folder / "svarvakt.db")

    async def _is_ready(self) -> bool:
        async with httpx.AsyncClient(trust_env=False) as client:
            try:
                return (await client.get(f"{self.url}/readyz")).status_code == 200
            except httpx.TransportError:
                return False


@asynccontextmanager
async def machine(folder: Path) -> AsyncIterator[Machine]:
    async with sandbox_at() as sandbox:
        url = f"http://127.0.0.1:{free_port()}"
        sandbox.connect_bot(url)
        own = {
            "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
            "MUNICIPALITY_FILE": without_briefs(folder),
            "PORT": url.rpartition(":")[2],
        }
        yield Machine(sandbox, folder, sandbox.bot_env() | own, url)


async def test_a_restored_bot_publishes_nothing_twice_misses_nothing_and_keeps_its_promise(tmp_path: Path) -> None:
    async with machine(tmp_path) as here:
        async with here.at_work() as solvik:
            answered, _ = await _answered(solvik, KARI, "Er gangbrua åpen?", "Ja, den er åpen.")
            promised, promise_card = await _promised(solvik, AHMED, "Er gangstien åpen?")
            proposed, card = await solvik.asked(LIV, "Er gangveien åpen?")
            proposal = await solvik.proposed(OLA, card, "Gangveien er åpen fra torsdag.")
            waiting, card = await solvik.asked(ERIK, "Er gangfeltet malt?")
            here.sandbox.faults.arm("facebook.throttled", times=None, match=f"/{waiting}")
            await _writes(solvik, card, "Ja, i går.")
            await solvik.card_shows(card, "Sendes til Facebook.")
            during = [solvik.asks(THOMAS, f"Er gangport nummer {number} åpen?") for number in range(5)]

            await here.backed_up()

            here.sandbox.faults.disarm()
            await solvik.press(JONAS, proposal, "publish")
            await solvik.page_answers(proposed, "Gangveien er åpen fra torsdag.")
            here.sandbox.clock.move(timedelta(minutes=6))
            await solvik.page_answers(waiting, "Ja, i går.")
            lost, _ = await _answered(solvik, ANNA, "Er gangtunnelen lyst opp?", "Ja, hele natta.")
            late, _ = await _promised(solvik, AHMED, "Er ganglaget stort?", page="landbruk")
            unanswered, old_card = await solvik.asked(ANNA, "Er gangrampen bratt?", page="kino")
        here.restored()
        async with here.at_work() as solvik:
            again = await solvik.card_with("Er gangrampen bratt?")
            for words in ("Er gangtunnelen lyst opp?", "Er ganglaget stort?"):
                await solvik.card_shows(await solvik.card_with(words), "Vi har skrevet noe her som jeg ikke husker")
            await _time_passes(here, timedelta(minutes=30))

            public = {question: len(solvik.public(question)) for question in (answered, proposed, waiting, lost)}
            assert public == dict.fromkeys(public, 1)
            old = Town(here.sandbox, cast(Any, None))
            assert all(old.cards_with(f"Er gangport nummer {number} åpen?") for number in range(len(during)))

            await solvik.press(ANNE, old_card, "take")
            await solvik.was_told(ANNE, "Dette er et gammelt kort som ikke gjelder lenger.")
            await _writes(solvik, again, "Nei, den er slak.")
            await solvik.page_answers(unanswered, "Nei, den er slak.")
            await _writes(solvik, await solvik.card_with("Er ganglaget stort?"), "Ja, ti stykker.")
            await solvik.page_answers(late, "Ja, ti stykker.")
            assert len(solvik.public(promised)) == 1
            here.sandbox.clock.move_to(WEDNESDAY_AFTERNOON)
            await solvik.thread_shows(promise_card, "onsdag kl. 15.30")
            await _writes(solvik, promise_card, "Ja, den åpnet i dag.")
            await solvik.page_answers(promised, "Ja, den åpnet i dag.")
            assert len(solvik.public(promised)) == 2


async def _answered(solvik: Town, citizen: str, words: str, answer: str) -> tuple[str, SimMessage]:
    asked, card = await solvik.asked(citizen, words)
    await _writes(solvik, card, answer)
    await solvik.page_answers(asked, answer)
    return asked, await solvik.card_shows(card, "Publisert av Anne Berg")


async def _promised(solvik: Town, citizen: str, words: str, page: str = "main") -> tuple[str, SimMessage]:
    asked, card = await solvik.asked(citizen, words, page=page)
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "onsdag kl. 15.30")
    return asked, await solvik.card_shows(card, "onsdag kl. 15.30")


async def _writes(solvik: Town, card: SimMessage, answer: str) -> None:
    sent = await solvik.press_and_fill(ANNE, card, "answer", {"text": answer})
    assert sent.closed, sent


async def _time_passes(here: Machine, time: timedelta) -> None:
    for _ in range(time // timedelta(minutes=2)):
        here.sandbox.clock.move(timedelta(minutes=2))
        await asyncio.sleep(0.15)  # a moment of real time for what becomes due
