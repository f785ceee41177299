"""We ask the citizen back: then it is her turn, nobody here is reminded, and what she writes opens the question again."""

import re
from collections.abc import AsyncIterator

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack, ways_to
from tests.stories.days import Days, oslo
from tests.town import ANNE, JONAS, KARI, LIV, OLA, Town, buttons, shown, town

MONDAY = oslo("2026-02-09 10:00")
WORDS = "Kommer dere til å fikse hullet i veien?"
WAITS = "Venter på innbyggeren. Anne Berg spurte mandag kl."


@pytest.fixture
async def monday() -> AsyncIterator[Town]:
    async with town(start=MONDAY, rate=10) as solvik:
        yield solvik


async def clarified(solvik: Town) -> tuple[str, SimMessage]:
    """Ola asks which road it is, and Anne asks Kari with one click on the card."""
    asked, card = await solvik.asked(KARI, WORDS)
    await solvik.replies(OLA, card, "Hvilken vei mener hun?")
    card = await solvik.card_shows(card, "Ola Nordby spør: «Hvilken vei mener hun?»")
    assert buttons(card)[0] == "clarify"
    await solvik.press_and_fill(ANNE, card, "clarify", {})
    await solvik.page_answers(asked, "Kan du skrive litt mer")
    return asked, await solvik.card_shows(card, WAITS)


async def test_while_it_is_the_citizens_turn_the_clock_stands_and_the_card_folds(monday: Town) -> None:
    days = Days(monday)
    _, card = await clarified(monday)

    assert "Se hva vi spurte om" in shown(card)
    await days.quiet_at(card, "2026-02-10 08:30", "2026-02-11 13:30", "2026-02-11 15:31", "2026-02-12 08:00")


async def test_whoever_asked_finds_it_among_her_own(monday: Town) -> None:
    await clarified(monday)

    hers = shown(await monday.listed(ANNE, "mine"))
    assert "Venter på innbyggeren: 1" in hers
    assert WORDS in hers
    assert WORDS not in shown(await monday.listed(JONAS, "mine"))


@only_in_slack("there is no page of one's own in Teams")
async def test_whoever_asked_finds_it_on_her_page(monday: Town) -> None:
    await clarified(monday)

    await monday.slack.open_home(ANNE)
    await monday.home_shows(ANNE, "Venter på innbyggeren: 1")


async def test_a_question_in_the_desks_own_words_is_the_citizens_turn_as_well(monday: Town) -> None:
    asked, card = await monday.asked(KARI, WORDS)
    await monday.replies(OLA, card, "Hvilken vei mener hun?")
    await monday.card_shows(card, "Ola Nordby spør")

    await monday.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Hvilken vei mener du?\nHilsen Anne"})

    await monday.page_answers(asked, "Hvilken vei mener du?")
    card = await monday.card_shows(card, WAITS)
    assert "Se hva vi spurte om" in shown(card)


async def test_what_she_writes_then_opens_it_with_a_fresh_clock(monday: Town) -> None:
    days = Days(monday)
    asked, card = await clarified(monday)
    days.move_to("2026-02-12 09:00")

    monday.asks(KARI, "Jeg mener Skogveien.", parent_id=asked)

    card = await monday.card_shows(card, "Jeg mener Skogveien.")
    assert "svar innen mandag kl. 15.30" in shown(card)
    assert "spørsmål til innbyggeren" in shown(card)
    assert "Venter på innbyggeren: 1" not in shown(await monday.listed(ANNE, "mine"))


async def test_a_citizen_who_stays_silent_is_no_longer_waited_for(monday: Town) -> None:
    days = Days(monday)
    asked, card = await clarified(monday)
    days.move_to("2026-02-23 09:00")
    await days.sign_of_life()
    assert WAITS in shown(monday.now(card))

    days.move_to("2026-02-23 12:00")

    await monday.card_shows(card, "Innbyggeren svarte ikke. Avsluttet mandag kl. 12.")
    assert days.told(card) == []
    monday.asks(KARI, "Beklager, jeg var på ferie. Skogveien!", parent_id=asked)
    await monday.card_shows(card, "svar innen onsdag kl. 15.30")


async def test_an_answer_in_a_place_of_its_own_says_which_question_she_was_asked_about(monday: Town) -> None:
    _, waits = await clarified(monday)
    number = re.findall(r"Spørsmål (\d+)", shown(waits))[-1]

    _, card = await monday.asked(KARI, "Den øverste, ved skolen.")

    card = await monday.card_shows(card, f"Vi har spurt Kari om noe i spørsmål {number}.")
    assert ways_to(waits, card.blocks) == 1
    monday.asks(KARI, "Og når kommer bussen?", post_id=monday.facebook.posts("main")[1].id)
    assert "Vi har spurt Kari" not in shown(await monday.card_with("Og når kommer bussen?"))


async def test_who_has_an_open_question_under_the_post_is_said_to_have_one(monday: Town) -> None:
    _, first = await monday.asked(KARI, "Når åpner kaia?")
    number = re.findall(r"Spørsmål (\d+)", shown(first))[-1]

    _, second = await monday.asked(KARI, "Jeg mener den ved brygga.")
    _, third = await monday.asked(LIV, "Når kommer ferja?")

    second = await monday.card_shows(second, f"Kari har et åpent spørsmål her: spørsmål {number}.")
    assert ways_to(first, second.blocks) == 1
    assert "har et åpent spørsmål" not in shown(monday.now(third))
