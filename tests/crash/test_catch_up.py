"""The pass after an outage is killed in the middle, more than once: the next one finds everything, and says it once."""

from pathlib import Path

import aiohttp

from sandbox.slack.state.values import SimMessage
from tests.crash.machinery.kills import Trap
from tests.crash.machinery.world import World, sqlite, world
from tests.town import AHMED, CHANNEL, KARI, LIV, shown
from tests.waiting import eventually

PATIENCE = 40.0
IN_THE_MIDDLE = (("facebook.write.done", 4), ("facebook.write.received", 2), ("facebook.read.done", 2))
NEW = ("Når åpner badet?", "Hvem rydder i parken?", "Er lysløypa åpen?")


async def test_a_pass_that_is_killed_in_the_middle_is_made_anew(tmp_path: Path) -> None:
    async with world(tmp_path, sqlite(tmp_path)) as here:
        deleted = here.sandbox.facebook.comment("main", KARI, "Er det kø på legekontoret?")
        (card,) = await eventually(lambda: _cards(here, "legekontoret"), within=PATIENCE)
        await eventually(lambda: _is_ready(here), within=PATIENCE)
        here.sandbox.facebook.switches.live = False
        here.program.kill()
        here.sandbox.facebook.delete(deleted)
        _asked_meanwhile(here)

        trap = Trap(here)
        for step, nth in IN_THE_MIDDLE:
            trap.set(step, nth)
            await eventually(trap.sprung.is_set, within=PATIENCE)

        await eventually(lambda: _told(here), within=PATIENCE)
        assert [len(_cards(here, words)) for words in NEW] == [1, 1, 1]
        await eventually(lambda: _shows(here, card, "Slettet av innbyggeren"), within=PATIENCE)  # an order of its own
        assert ["*Nye spørsmål*\n3" in shown(told) for told in _told(here)] == [True]
        assert here.program.fell == []


def _asked_meanwhile(here: World) -> None:
    facebook = here.sandbox.facebook
    facebook.comment("main", AHMED, NEW[0])
    facebook.visitor_post("main", LIV, NEW[1])
    facebook.message("main", KARI, NEW[2])


def _cards(here: World, words: str) -> list[SimMessage]:
    return [m for m in here.sandbox.slack.messages(CHANNEL) if not m.thread_ts and words in shown(m)]


def _shows(here: World, card: SimMessage, words: str) -> bool:
    now = here.sandbox.slack.message(CHANNEL, card.ts)
    return now is not None and words in shown(now)


def _told(here: World) -> list[SimMessage]:
    return _cards(here, "Mens jeg var borte, fant jeg dette på Solvik kommune")


async def _is_ready(here: World) -> bool:
    async with aiohttp.ClientSession() as http, http.get(f"{here.program.programs[0].url}/readyz") as answer:
        return answer.status == 200
