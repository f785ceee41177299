"""Somebody asks what was answered before: the card offers that answer, and what the desk has kept, and sends neither by itself."""

from sandbox.slack.state.values import SimMessage
from tests.chats import written
from tests.town import AHMED, ANNE, JONAS, KARI, LIV, Town, shown
from tests.waiting import eventually


async def answered(solvik: Town, asks: str, answer: str) -> SimMessage:
    """The card of a question that Kari has asked and Anne has answered in public."""
    asked, card = await solvik.asked(KARI, asks)
    await solvik.press_and_fill(ANNE, card, "answer", {"text": answer})
    await solvik.page_answers(asked, answer)
    return await solvik.card_shows(card, "Publisert av Anne Berg")


async def keeps(solvik: Town, card: SimMessage, values: dict[str, str]) -> None:
    """Anne puts the answer on a card into the answer bank."""
    await solvik.press(ANNE, card, "whole")
    await solvik.fill(ANNE, {"way": "library"})
    await solvik.fill(ANNE, values)


async def test_an_earlier_answer_is_offered_and_published_when_somebody_has_read_it(solvik: Town) -> None:
    await answered(solvik, "Når åpner skøytebanen ved Tjernet?", "Hei, Kari! Skøytebanen er åpen fra 5. desember.")

    second, again = await solvik.asked(LIV, "Hei! Kva tid opnar skøytebana ved Tjernet?")
    await solvik.card_shows(again, "Ligner på spørsmål")
    await solvik.press(JONAS, again, "use_earlier")
    form = await solvik.form_of(JONAS)

    assert "Hei, Liv! Skøytebanen er åpen fra 5. desember." in str(written(form))
    assert solvik.public(second) == []
    await solvik.fill(JONAS, {})
    await solvik.page_answers(second, "Hei, Liv! Skøytebanen er åpen fra 5. desember.")


async def test_what_the_desk_keeps_is_offered_to_the_next_who_asks_with_its_last_day(solvik: Town) -> None:
    card = await answered(solvik, "Hvor leverer jeg hageavfall?", "Hei, Kari! Hageavfall leverer du på Bakken.")

    kept = {
        "asks": "Hvor leveres hageavfall?",
        "text": "Hageavfall leveres på Bakken. Ring {telefon}.",
        "until": "1.6.2026",
    }
    await keeps(solvik, card, kept)
    await solvik.was_told(ANNE, "ligger i svarbanken til og med mandag 1. juni")

    second, again = await solvik.asked(AHMED, "Hei, hvor kan jeg levere hageavfallet mitt?")
    await solvik.card_shows(again, "Svarbanken har svar på «Hvor leveres hageavfall?»")
    await solvik.press(JONAS, again, "use_earlier")
    form = await solvik.form_of(JONAS)

    assert "Hei, Ahmed! Hageavfall leveres på Bakken. Ring 6" in str(written(form))
    assert solvik.public(second) == []
    await solvik.fill(JONAS, {})
    await solvik.page_answers(second, "Hageavfall leveres på Bakken.")


async def test_a_day_that_has_passed_is_refused_and_the_form_stays_open(solvik: Town) -> None:
    card = await answered(solvik, "Er turløypa til Rundtoppen merket?", "Hei, Kari! Ja, med blå staker.")

    await keeps(solvik, card, {"asks": "Er Rundtoppen merket?", "text": "Ja, med blå staker.", "until": "1.1.2026"})

    assert "blå staker" in str(written(await solvik.form_of(ANNE)))


async def test_the_chat_lists_what_is_kept(solvik: Town) -> None:
    card = await answered(solvik, "Har biblioteket ukulele til utlån?", "Hei, Kari! Ja, fem stykker.")
    await keeps(solvik, card, {"asks": "Låner dere ut ukulele?", "text": "Ja, fem stykker.", "until": "2026-12-31"})

    async def listed() -> bool:
        return "Låner dere ut ukulele?" in shown(await solvik.listed(ANNE, "svarbank"))

    assert await eventually(listed)
