"""Somebody asks what was answered before: the card offers that answer, and what the desk has kept, and sends neither by itself."""

from tests.chats import written
from tests.town import AHMED, ANNE, JONAS, KARI, LIV, Town, shown
from tests.waiting import eventually


async def test_an_earlier_answer_is_offered_and_published_when_somebody_has_read_it(solvik: Town) -> None:
    first, card = await solvik.asked(KARI, "Når åpner skøytebanen ved Tjernet?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Skøytebanen er åpen fra 5. desember."})
    await solvik.page_answers(first, "fra 5. desember")
    await solvik.card_shows(card, "Publisert av Anne Berg")

    second, again = await solvik.asked(LIV, "Hei! Kva tid opnar skøytebana ved Tjernet?")
    await solvik.card_shows(again, "Ligner på spørsmål")
    await solvik.press(JONAS, again, "use_earlier")
    form = await solvik.form_of(JONAS)

    assert "Hei, Liv! Skøytebanen er åpen fra 5. desember." in str(written(form))
    assert solvik.public(second) == []
    await solvik.fill(JONAS, {})
    await solvik.page_answers(second, "Hei, Liv! Skøytebanen er åpen fra 5. desember.")


async def test_what_the_desk_keeps_is_offered_to_the_next_who_asks_with_its_last_day(solvik: Town) -> None:
    first, card = await solvik.asked(KARI, "Hvor leverer jeg hageavfall?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Hageavfall leverer du på Bakken."})
    await solvik.page_answers(first, "på Bakken")
    await solvik.card_shows(card, "Publisert av Anne Berg")

    await solvik.press(ANNE, card, "whole")
    await solvik.fill(ANNE, {"way": "library"})
    kept = {
        "asks": "Hvor leveres hageavfall?",
        "text": "Hageavfall leveres på Bakken. Ring {telefon}.",
        "until": "1.6.2026",
    }
    await solvik.fill(ANNE, kept)
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
    first, card = await solvik.asked(KARI, "Er turløypa til Rundtoppen merket?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, med blå staker."})
    await solvik.page_answers(first, "blå staker")
    await solvik.card_shows(card, "Publisert av Anne Berg")

    await solvik.press(ANNE, card, "whole")
    await solvik.fill(ANNE, {"way": "library"})
    await solvik.fill(ANNE, {"asks": "Er Rundtoppen merket?", "text": "Ja, med blå staker.", "until": "1.1.2026"})

    assert "blå staker" in str(written(await solvik.form_of(ANNE)))


async def test_the_chat_lists_what_is_kept(solvik: Town) -> None:
    first, card = await solvik.asked(KARI, "Har biblioteket ukulele til utlån?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, fem stykker."})
    await solvik.page_answers(first, "fem stykker")
    await solvik.card_shows(card, "Publisert av Anne Berg")
    await solvik.press(ANNE, card, "whole")
    await solvik.fill(ANNE, {"way": "library"})
    await solvik.fill(ANNE, {"asks": "Låner dere ut ukulele?", "text": "Ja, fem stykker.", "until": "2026-12-31"})

    async def listed() -> bool:
        return "Låner dere ut ukulele?" in shown(await solvik.listed(ANNE, "svarbank"))

    assert await eventually(listed)
