"""Every night each page is compared with the list of questions; whoever was forgotten is named in the channel, with the way there."""

from datetime import datetime, timedelta
from pathlib import Path

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.town import ANNE, CHANNEL, KARI, LIV, PATIENCE, Town, bot_in, sandbox_at, shown
from tests.waiting import eventually

DIFFERENCE = "med listen over spørsmål, og de stemmer ikke"
TWO_O_CLOCK = datetime.fromisoformat("2026-03-26T02:00:00+01:00")


async def test_whoever_was_forgotten_is_named_once_a_night(tmp_path: Path) -> None:
    """The bot was away for longer than the passes look back."""
    async with sandbox_at() as sandbox:
        forgotten = await _forgotten(sandbox, tmp_path)
        sandbox.clock.move_to(TWO_O_CLOCK)
        async with bot_in(sandbox, tmp_path) as app:
            town = Town(sandbox, app)
            await eventually(lambda: app.facebook.caught_up)
            sandbox.clock.move_to(TWO_O_CLOCK + timedelta(minutes=20))
            assert not town.cards_with(DIFFERENCE)

            told = await _in_time(town, 1)
            assert "Solvik kommune" in shown(told)
            assert "søppel" not in shown(told)
            assert forgotten.rpartition("_")[2] in str(told.blocks)
            for _ in range(3):
                sandbox.clock.move(timedelta(hours=1))
                await eventually(lambda: app.facebook.caught_up)
            assert len(town.cards_with(DIFFERENCE)) == 1

            sandbox.clock.move_to(TWO_O_CLOCK + timedelta(days=1, hours=1))
            await _in_time(town, 2)


async def test_a_night_on_which_nobody_was_forgotten_is_quiet(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        town = Town(sandbox, app)
        _, card = await town.asked(KARI, "Når hentes søpla?")
        await town.press_and_fill(ANNE, card, "answer", {"text": "I morgen."})
        town.facebook.message("main", LIV, "Har dere åpent?")
        await town.card_with("Har dere åpent?")
        await town.card_shows(card, "Publisert av Anne Berg")
        reads = _reads(sandbox)

        town.clock.move(timedelta(hours=18, minutes=1))  # three in the morning
        await eventually(lambda: _reads(sandbox) > reads, within=PATIENCE)
        for _ in range(4):
            town.clock.move(timedelta(minutes=10))
            await town.everything_is_heard()

        assert not town.cards_with(DIFFERENCE)


async def _forgotten(sandbox: Sandbox, folder: Path) -> str:
    """The id of a comment that nobody was told of, and that is older than what the passes read again."""
    async with bot_in(sandbox, folder) as app:
        await eventually(lambda: app.facebook.caught_up)
    sandbox.facebook.switches.live = False
    sandbox.clock.move(timedelta(days=5))
    return sandbox.facebook.comment("main", KARI, "Når hentes søppel i Lia?")


async def _in_time(town: Town, count: int) -> SimMessage:
    def later() -> bool:
        town.clock.move(timedelta(minutes=5))
        return len(town.cards_with(DIFFERENCE)) >= count

    await eventually(later, within=2 * PATIENCE, every=0.3)
    return town.cards_with(DIFFERENCE, CHANNEL)[-1]


def _reads(sandbox: Sandbox) -> int:
    """How often the posts of the main page have been listed."""
    return len([path for _, path, _ in sandbox.facebook.calls if path.endswith("/published_posts")])
