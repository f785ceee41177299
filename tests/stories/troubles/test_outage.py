"""The bot was away for an hour, a day, ten days, and nobody told it afterwards: one pass at its start sets everything right."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import facts
from tests.town import (
    AHMED,
    ANNA,
    CHANNEL,
    ERIK,
    KARI,
    LIBRARY_CHANNEL,
    LIV,
    PATIENCE,
    THOMAS,
    Town,
    bot_in,
    sandbox_at,
    shown,
    staff_chat,
)
from tests.waiting import eventually

AWAY = "Mens jeg var borte"
OUTAGES = [timedelta(hours=1), timedelta(days=1), timedelta(days=10)]
SECOND_LOOK = timedelta(minutes=3)
NEXT_PASS = timedelta(minutes=11)


class Watcher:
    """Remembers how each message in the channels looked when it first appeared."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.first: dict[str, str] = {}
        staff_chat(sandbox).on_change(self._look)

    def _look(self) -> None:
        for channel in (CHANNEL, LIBRARY_CHANNEL):
            for message in staff_chat(self._sandbox).messages(channel):
                self.first.setdefault(message.ts, shown(message))


@pytest.mark.parametrize("outage", OUTAGES, ids=["an hour", "a day", "ten days"])
async def test_one_pass_repairs_what_happened_meanwhile(outage: timedelta, tmp_path: Path) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            before = await _before(Town(sandbox, app))
        _meanwhile(sandbox, before, outage)
        watcher = Watcher(sandbox)
        async with bot_in(sandbox, tmp_path) as app:
            town = Town(sandbox, app)
            await _old_cards_are_right(town, before)
            await _each_new_question_has_one_card(town)
            await _what_staff_answered_is_not_announced(town, watcher)
            await _the_channel_is_told_once(town)


async def _before(town: Town) -> dict[str, tuple[str, SimMessage]]:
    """What citizens have asked when the bot goes away: name → the comment's id and its card. Each page has been read once."""
    await eventually(lambda: town.app.facebook.caught_up, within=PATIENCE, every=0.02)
    asked = {
        "edited": await town.asked(KARI, "Når åpner badet?"),
        "deleted": await town.asked(AHMED, "Er det kø på legekontoret?"),
        "hidden": await town.asked(LIV, "Hvem eier den svarte båten?"),
        "answered": await town.asked(ERIK, "Hvor søker jeg om skoleplass?"),
    }
    messages = {
        "message": town.facebook.message("main", ANNA, "Kan jeg leie grendehuset?"),
        "reworded": town.facebook.message("main", LIV, "Er det åpent?"),
    }
    cards = {"message": "Kan jeg leie grendehuset?", "reworded": "Er det åpent?"}
    return asked | {name: (mid, await town.card_with(cards[name])) for name, mid in messages.items()}


def _meanwhile(sandbox: Sandbox, before: dict[str, tuple[str, SimMessage]], outage: timedelta) -> None:
    """Nobody tells the bot of any of this, then or later."""
    facebook, pause = sandbox.facebook, outage / 4
    facebook.switches.live = False
    sandbox.clock.move(pause)
    facebook.edit(before["edited"][0], "Når åpner badet på søndag?")
    facebook.edit_message(before["reworded"][0], "Er badstua åpen i dag?")
    facebook.delete(before["deleted"][0])
    facebook.hide(before["hidden"][0])
    facebook.comment("main", THOMAS, "Kommer brøytebilen i kveld?")
    sandbox.clock.move(pause)
    facebook.staff_reply("main", before["answered"][0], "På nettsiden, under skole.")
    facebook.staff_message("main", ANNA, "Ja, ring velforeningen.")
    by_hand = facebook.comment("main", LIV, "Hvor leverer jeg malingsspann?")
    facebook.comment("bibliotek", KARI, "Har dere utstilling nå?")
    facebook.delete(facebook.comment("main", THOMAS, "Dette angrer jeg på?"))
    sandbox.clock.move(pause)
    facebook.staff_reply("main", by_hand, "På miljøstasjonen.")
    facebook.staff_reply("main", facebook.visitor_post("main", AHMED, "Er lysløypa åpen?"), "Ja, til klokka ti.")
    facebook.visitor_post("main", ERIK, "Hvem rydder i parken?")
    facebook.message("main", KARI, "Finner dere saken min?")
    facebook.message("main", THOMAS, "Hvor er hittegodset?")
    sandbox.clock.move(timedelta(seconds=10))  # what comes at once may be an automatic reply
    facebook.staff_message("main", THOMAS, "I resepsjonen.")
    sandbox.clock.move(pause)


async def _old_cards_are_right(town: Town, before: dict[str, tuple[str, SimMessage]]) -> None:
    await town.card_shows(before["edited"][1], "Når åpner badet på søndag?")
    await town.card_shows(before["reworded"][1], "Er badstua åpen i dag?")
    await town.card_shows(before["hidden"][1], "Kommentaren er skjult på Facebook.")
    await town.card_shows(before["answered"][1], "Besvart for hånd på Facebook")
    await town.card_shows(before["message"][1], "Besvart for hånd på Facebook")
    town.clock.move(SECOND_LOOK)
    await town.card_shows(before["deleted"][1], "Slettet av innbyggeren")


async def _each_new_question_has_one_card(town: Town) -> None:
    new = {
        CHANNEL: ["brøytebilen i kveld", "rydder i parken", "Finner dere saken min"],
        LIBRARY_CHANNEL: ["utstilling nå"],
    }
    for channel, questions in new.items():
        for words in questions:
            await town.card_with(words, channel)
            assert len(town.cards_with(words, channel)) == 1, words
    assert not town.cards_with("angrer jeg på")


async def _what_staff_answered_is_not_announced(town: Town, watcher: Watcher) -> None:
    for words in ("malingsspann", "lysløypa åpen", "Hvor er hittegodset"):
        card = await town.card_with(words)
        assert len(town.cards_with(words)) == 1, words
        assert "Besvart for hånd på Facebook" in watcher.first[card.ts]
        assert "Ingen har tatt denne ennå" not in watcher.first[card.ts]


async def _the_channel_is_told_once(town: Town) -> None:
    told = await town.card_with("på Solvik kommune. Sist jeg leste")
    library = await town.card_with(AWAY, LIBRARY_CHANNEL)
    assert facts(told) == {
        "Nye spørsmål": "6",
        "Endret på Facebook": "2",
        "Slettet på Facebook": "1",
        "Skjult på Facebook": "1",
        "Svar skrevet for hånd": "5",
    }
    assert facts(library) == {"Nye spørsmål": "1"}
    for words in ("Er butikken åpen?", "Er kiosken åpen?"):
        town.asks(KARI, words)
        await _found_in_time(town, words)  # by a pass as they are made all the time: nothing to tell of
    assert [len(town.cards_with(AWAY, channel)) for channel in (CHANNEL, LIBRARY_CHANNEL)] == [1, 1]


async def _found_in_time(town: Town, words: str) -> None:
    def later() -> bool:
        town.clock.move(NEXT_PASS)
        return bool(town.cards_with(words))

    await eventually(later, within=PATIENCE, every=0.3)
