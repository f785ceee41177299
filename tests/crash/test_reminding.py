"""Killed at every point of the step in which one reminder takes another's place: none is lost, none is doubled."""

from datetime import datetime
from pathlib import Path

from sandbox.slack.state.values import SimMessage
from tests.crash.machinery.kills import Trap
from tests.crash.machinery.world import RATE, World, sqlite, world
from tests.listed import is_list
from tests.town import AHMED, CHANNEL, KARI, shown
from tests.waiting import eventually

WORDS = "Når brøyter dere Skogvegen?"
PATIENCE = 60.0
SLOWLY = 5.0  # sandbox seconds a second: five minutes are a minute, which is enough on a busy machine
# When the reminder is due, by what it is known, and where the program dies while it takes the place of the one before.
POINTS = (
    ("2026-02-09T12:15", "ikke hørt noe fra oss ennå", "slack.chat.postMessage.received"),
    ("2026-02-11T08:01", "Frist i dag", "slack.chat.postMessage.done"),
    ("2026-02-11T13:31", "Det er kort tid igjen", "slack.chat.postMessage.answered"),
    ("2026-02-11T15:30", "Fristen er ute.", "slack.chat.delete.received"),
    ("2026-02-12T08:01", "Forfalt: innbyggeren", "slack.chat.delete.done"),
    ("2026-02-13T08:01", "Forfalt: innbyggeren", "slack.chat.delete.answered"),
)
LIST_POINTS = (
    ("2026-02-09T10:45", "Ingen har tatt dette ennå", "slack.chat.postMessage.received"),
    ("2026-02-09T12:15", "ikke hørt noe fra oss ennå", "slack.chat.postMessage.done"),
    ("2026-02-11T13:31", "Det er kort tid igjen", "slack.chat.postMessage.answered"),
    ("2026-02-12T08:01", "Forfalt: svar nå", "slack.chat.delete.received"),
    ("2026-02-13T08:01", "Forfalt: svar nå", "slack.chat.delete.done"),
)
TWO = (WORDS, "Er hallen åpen i vinterferien?")
ALL_WORDS = ("Ingen har tatt", *(words for _, words, _ in POINTS))


def reminders(here: World, card: SimMessage) -> list[str]:
    """The keys of the reminders that stand under the card."""
    thread = here.sandbox.slack.thread(CHANNEL, card.ts)
    return [str(m.metadata) for m in thread if any(words in shown(m) for words in ALL_WORDS)]


def says(here: World, card: SimMessage, words: str) -> bool:
    """Whether exactly one reminder stands there, with these words."""
    standing = reminders(here, card)
    thread = here.sandbox.slack.thread(CHANNEL, card.ts)
    return len(standing) == 1 and any(str(m.metadata) == standing[0] and words in shown(m) for m in thread)


async def test_a_kill_at_any_point_loses_no_reminder_and_doubles_none(tmp_path: Path) -> None:
    async with world(tmp_path, sqlite(tmp_path)) as here:
        trap = Trap(here)
        here.sandbox.facebook.comment("main", KARI, WORDS)
        (card,) = await eventually(
            lambda: [m for m in here.sandbox.slack.messages(CHANNEL) if WORDS in shown(m)], within=PATIENCE
        )
        _move(here, "2026-02-09T10:45")
        await eventually(lambda: says(here, card, "Ingen har tatt"), within=PATIENCE)

        for moment, words, step in POINTS:
            before = reminders(here, card)
            await _killed_at(here, trap, moment, step)
            await eventually(
                lambda words=words, before=before: says(here, card, words) and reminders(here, card) != before,
                within=PATIENCE,
            )

        assert here.program.kills == len(POINTS)
        assert _orders_said_twice(here) == []


async def _killed_at(here: World, trap: Trap, moment: str, step: str) -> None:
    """Let the moment come, and the program die at the step. At the deadline, a closing time, it has five minutes to speak."""
    await here.program.are_up()
    trap.set(step)
    here.sandbox.clock.set_rate(SLOWLY)
    _move(here, moment)
    await eventually(trap.sprung.is_set, within=PATIENCE)
    here.sandbox.clock.set_rate(RATE)


def _move(here: World, moment: str) -> None:
    here.sandbox.clock.move_to(datetime.fromisoformat(f"{moment}+01:00"))


def _orders_said_twice(here: World) -> list[str]:
    keys = [str(m.metadata) for m in here.sandbox.slack.taken_away(CHANNEL) if m.metadata]
    return [key for key in keys if keys.count(key) > 1]


async def test_a_kill_loses_no_line_of_a_list_and_doubles_no_list(tmp_path: Path) -> None:
    async with world(tmp_path, sqlite(tmp_path)) as here:
        trap = Trap(here)
        for citizen, words in zip((KARI, AHMED), TWO, strict=True):
            here.sandbox.facebook.comment("main", citizen, words)
        await eventually(lambda: len(here.sandbox.slack.messages(CHANNEL)) >= len(TWO), within=PATIENCE)

        before: list[str] = []
        for moment, words, step in LIST_POINTS:
            await _killed_at(here, trap, moment, step)
            await eventually(
                lambda words=words, before=before: _one_list_says(here, words) and _lists(here) != before,
                within=PATIENCE,
            )
            before = _lists(here)

        assert here.program.kills == len(LIST_POINTS)
        assert _orders_said_twice(here) == []


def _lists(here: World) -> list[str]:
    """The keys of the lists that stand in the channel."""
    return [str(m.metadata) for m in here.sandbox.slack.messages(CHANNEL) if is_list(m)]


def _one_list_says(here: World, words: str) -> bool:
    """Whether one list stands there, with these words and every question."""
    standing = [shown(m) for m in here.sandbox.slack.messages(CHANNEL) if is_list(m)]
    return len(standing) == 1 and all(one in standing[0] for one in (words, *TWO))
