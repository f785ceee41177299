"""The same story over every line: webhooks or polling, Slack's sockets or its web calls, alone or together."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.chats import only_in_slack
from tests.town import ANNE, JONAS, KARI, LIV, OLA, Town, town


@pytest.fixture(scope="module")
async def unreachable() -> AsyncIterator[Town]:
    """A bot without any public address: it reads the pages itself, and holds a line to Slack."""
    async with town(environment={"FACEBOOK_INTAKE": "poll"}, reachable=False) as solvik:
        yield solvik


@only_in_slack("without an address that the world can call there is no Teams")
async def test_without_any_public_address_the_whole_story_plays(unreachable: Town) -> None:
    await _from_question_to_answer(unreachable)


@only_in_slack("HTTP in place of Socket Mode")
async def test_over_slacks_web_calls_the_whole_story_plays() -> None:
    async with town(transport="http") as solvik:
        await _from_question_to_answer(solvik)


@only_in_slack("without an address that the world can call there is no Teams")
async def test_by_polling_messages_arrive_and_are_answered(unreachable: Town) -> None:
    unreachable.facebook.message("main", KARI, "Ser dere denne meldingen?")
    card = await unreachable.card_with("Ser dere denne meldingen?")

    await unreachable.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja."})

    await unreachable.card_shows(card, "Publisert av Anne Berg")
    assert unreachable.facebook.conversation("main", KARI)[-1].text == "Hei, Kari! Ja."


async def test_by_polling_an_answer_by_hand_is_noticed(unreachable: Town) -> None:
    asked, card = await unreachable.asked(KARI, "Ser dere hva kollegene skriver?")

    unreachable.facebook.staff_reply("main", asked, "Ja, det ser vi.")

    await unreachable.card_shows(card, "Besvart for hånd på Facebook")


async def test_by_polling_an_edit_is_noticed(unreachable: Town) -> None:
    asked, card = await unreachable.asked(KARI, "Ser dere endringer?")

    unreachable.facebook.edit(asked, "Ser dere alle endringer?")

    await unreachable.card_shows_in_time(card, "Ser dere alle endringer?")


async def test_by_polling_a_deletion_is_noticed(unreachable: Town) -> None:
    asked, card = await unreachable.asked(KARI, "Ser dere hva som blir borte?")

    unreachable.facebook.delete(asked)

    await unreachable.card_shows_in_time(card, "Slettet av innbyggeren")


async def test_what_comes_by_webhook_and_by_polling_makes_one_card() -> None:
    async with town(environment={"FACEBOOK_INTAKE": "both"}) as solvik:
        solvik.asks(KARI, "Kommer denne to veier?")
        solvik.facebook.visitor_post("main", LIV, "Og denne også?")
        solvik.facebook.message("main", LIV, "Og til slutt denne?")
        for _ in range(3):
            solvik.clock.move(timedelta(minutes=6))
            await solvik.everything_is_heard()

        found = [
            len(solvik.cards_with(words)) for words in ("denne to veier?", "Og denne også?", "Og til slutt denne?")
        ]

        assert found == [1, 1, 1]


async def test_what_stood_on_the_page_before_the_bot_came_is_found() -> None:
    asked: list[str] = []
    async with town(
        prepare=lambda sandbox: asked.append(sandbox.facebook.comment("main", KARI, "Er det noen her?"))
    ) as solvik:
        await solvik.card_with("Er det noen her?")


async def _from_question_to_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "du får svar her innen onsdag kl. 15.30")
    proposal = await solvik.proposed(OLA, card, "Vi brøyter Skogvegen i kveld.")
    await solvik.press(JONAS, proposal, "publish")
    await solvik.page_answers(asked, "Vi brøyter Skogvegen i kveld.")
    await solvik.card_shows(card, "Publisert av Jonas Lie ")
    assert len(solvik.public(asked)) == 2
