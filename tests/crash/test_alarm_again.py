"""Killed while an alarm is said again: it comes once after each of its times, wherever the program dies."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.crash.machinery.kills import Trap
from tests.crash.machinery.world import RATE, World, sqlite, world
from tests.town import CHANNEL, KARI, shown
from tests.waiting import eventually

FIRE = "Det brenner i huset vårt, kom fort!"
ALARM, AGAIN = "Det kan haste: spørsmål", "Ingen har gjort noe ennå"
SATURDAY_NIGHT = datetime.fromisoformat("2026-02-14T23:00+01:00")
PATIENCE = 60.0
SLOWLY = 5.0  # sandbox seconds a second: what is told apart here lies ten minutes apart
POINTS = (
    (11, "slack.chat.postMessage.received", 1),
    (31, "slack.chat.postMessage.done", 2),
)


def said(here: World, words: str) -> list[str]:
    """The keys of the messages in the channel that say this."""
    return [str(m.metadata) for m in here.sandbox.slack.messages(CHANNEL) if words in shown(m)]


async def test_a_kill_loses_no_repetition_and_doubles_none(tmp_path: Path) -> None:
    async with world(tmp_path, sqlite(tmp_path)) as here:
        trap = Trap(here)
        here.sandbox.clock.move_to(SATURDAY_NIGHT)
        here.sandbox.facebook.comment("main", KARI, FIRE)
        await eventually(lambda: said(here, ALARM), within=PATIENCE)

        for minutes, step, times in POINTS:
            await here.program.are_up()
            trap.set(step)
            here.sandbox.clock.set_rate(SLOWLY)
            here.sandbox.clock.move_to(SATURDAY_NIGHT + timedelta(minutes=minutes))
            await eventually(trap.sprung.is_set, within=PATIENCE)
            here.sandbox.clock.set_rate(RATE)
            await eventually(partial(_was_said, here, times), within=PATIENCE)

        here.sandbox.clock.move_to(SATURDAY_NIGHT + timedelta(hours=3))
        await here.program.are_up()
        assert here.program.kills == len(POINTS)
        assert len(said(here, AGAIN)) == len(set(said(here, AGAIN))) == len(POINTS)
        assert len(said(here, ALARM)) == 1


def _was_said(here: World, times: int) -> bool:
    return len(said(here, AGAIN)) == times
