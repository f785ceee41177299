"""Two programs on one PostgreSQL do the work of one: nothing is done twice, and either can go."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from sandbox.slack.state.values import SimMessage
from tests.listed import headings
from tests.postgres import Postgres
from tests.town import ANNE, KARI, OLA, Town, bot_in, is_reached, sandbox_at
from tests.waiting import eventually

pytestmark = pytest.mark.postgres


@pytest.fixture
async def pair(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Town]:
    """A town with two programs; Facebook's events reach the second."""
    address = {"DATABASE_URL": postgres.fresh_database()}
    async with (
        sandbox_at(rate=5) as sandbox,
        bot_in(sandbox, tmp_path, address),
        bot_in(sandbox, tmp_path, address) as second,
    ):
        yield Town(sandbox, second)


async def test_a_question_goes_its_way_once_whoever_hears_of_each_step(pair: Town) -> None:
    await eventually(lambda: is_reached(pair.sandbox, programs=2))
    questions = [f"Når brøyter dere {place}?" for place in ("Lia", "Moen", "Haugen", "Bakken", "Vika", "Nes")]
    asked = {words: pair.asks(KARI, words) for words in questions}

    for words in questions:
        card = await pair.card_with(words)
        proposal = await pair.proposed(OLA, card, f"I kveld. ({words})")
        await pair.press(ANNE, proposal, "publish")
        await pair.page_answers(asked[words], "I kveld.")
        await pair.card_shows(card, "Publisert av")

    assert [len(pair.cards_with(words)) for words in questions] == [1] * len(questions)
    assert [len(pair.public(asked[words])) for words in questions] == [1] * len(questions)


async def test_of_two_clocks_only_one_reminds(pair: Town) -> None:
    words = [f"Når brøyter dere {place}?" for place in ("Lia", "Moen", "Haugen", "Bakken", "Vika", "Nes")]
    for question in words:
        pair.asks(KARI, question)
    cards = [await pair.card_with(question) for question in words]

    pair.clock.move_to(datetime.fromisoformat("2026-02-09T10:45+01:00"))

    await eventually(lambda: all(_reminders(pair, card) for card in cards), within=20)
    await pair.everything_is_heard()
    assert [_reminders(pair, card) for card in cards] == [1] * len(cards)


def _reminders(pair: Town, card: SimMessage) -> int:
    """How many reminders of a card's question stand in its thread or as a line of a list."""
    listed = headings(pair.slack.messages(card.channel), card)
    return len(pair.in_thread(card, "Ingen har tatt")) + len(list(listed))
