"""What we promise in public: until when, once extended for a good reason, and never moved silently."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from sandbox.slack.state.values import SimMessage
from tests.town import AHMED, ANNE, JONAS, KARI, LIV, Town, buttons, shown, town

WEDNESDAY_MORNING = datetime(2026, 2, 11, 9, 0, tzinfo=UTC)  # 10:00 in Oslo
AFTER_THE_DEADLINE = datetime(2026, 2, 11, 14, 31, tzinfo=UTC)  # 15:31 in Oslo


@dataclass
class Wednesday:
    """Solvik two days after it gave some promises: for each its comment and its card. Every story takes one."""

    solvik: Town
    promised: Iterator[tuple[str, SimMessage]]


@pytest.fixture(scope="module")
async def wednesday() -> AsyncIterator[Wednesday]:
    """Promises given on Monday, and it is Wednesday morning."""
    async with town() as solvik:
        promised = [await _promised(solvik, f"Når åpner fjellet, runde {number}?") for number in range(1, 6)]
        solvik.clock.move_to(WEDNESDAY_MORNING)
        yield Wednesday(solvik, iter(promised))


async def test_a_holding_reply_names_the_time_in_words(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når graver dere i Elvegata?")

    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding_away", "department": "teknisk"})

    holding = await solvik.page_answers(asked, "Den som kan svare, er ikke på jobb akkurat nå.")
    assert "svarer deg her innen onsdag kl. 15.30." in holding.text


async def test_the_time_is_told_in_the_citizens_form_of_norwegian(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Kvifor er det ikkje lys i Elvegata? Eg såg ikkje noko.")

    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})

    await solvik.page_answers(asked, "du får svar her innan onsdag kl. 15.30.")


async def test_the_card_says_what_was_promised(solvik: Town) -> None:
    _, card = await solvik.asked(AHMED, "Når maler dere brua?")

    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})

    await solvik.card_shows(card, "lovet svar innen onsdag kl. 15.30")


async def test_the_holding_reply_is_the_first_sign_of_life(solvik: Town) -> None:
    _, card = await solvik.asked(AHMED, "Når maler dere taket?")
    assert "Svar eller foreløpig svar innen" in shown(card)

    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})

    await solvik.card_no_longer_shows(card, "Svar eller foreløpig svar innen")


async def test_of_two_who_send_a_holding_reply_one_is_told_and_one_stands(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer snøfreseren?")
    await solvik.press(ANNE, card, "holding")
    await solvik.press(JONAS, card, "holding")
    await solvik.fill(ANNE, {"department": "teknisk"})

    sent = await solvik.fill(JONAS, {"department": "teknisk"})

    assert "Innbyggeren har allerede fått et foreløpig svar." in str(sent.errors)
    await solvik.page_answers(asked, "onsdag kl. 15.30")
    assert len(solvik.public(asked)) == 1


async def test_who_extends_too_early_is_told_so_in_the_language_of_the_staff(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "When does the street sweeper come to our street this week?")
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    promised = await solvik.card_shows(card, "Utsett")

    await solvik.press(ANNE, promised, "extend")

    await solvik.was_told(ANNE, "Løftet gjelder allerede til onsdag kl. 15.30.")


async def test_a_promise_is_not_extended_on_the_day_it_was_given(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når kommer feiemaskinen?")
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    promised = await solvik.card_shows(card, "Utsett")

    await solvik.press(ANNE, promised, "extend")

    await solvik.was_told(ANNE, "Løftet gjelder allerede til onsdag kl. 15.30.")


async def test_an_extension_says_the_old_time_the_reason_and_the_new_time(wednesday: Wednesday) -> None:
    asked, card = next(wednesday.promised)
    solvik = wednesday.solvik

    await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
    await solvik.fill(ANNE, {})

    extension = await solvik.page_answers(asked, "Hei igjen, Kari!")
    assert extension.text == (
        "Hei igjen, Kari! Vi lovet deg svar innen onsdag kl. 15.30, men trenger litt mer tid fordi vi må undersøke "
        "det på stedet. Du får svar innen fredag kl. 15.30. Takk for tålmodigheten!\nHilsen Anne, Kommunetorget"
    )
    await solvik.card_shows(card, "lovet svar innen fredag kl. 15.30")


async def test_a_promise_is_extended_only_once(wednesday: Wednesday) -> None:
    asked, card = next(wednesday.promised)
    solvik = wednesday.solvik
    await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
    await solvik.press_and_fill(JONAS, card, "extend", {"reason": "incident"})
    await solvik.fill(ANNE, {})
    await solvik.page_answers(asked, "undersøke det på stedet")

    sent = await solvik.fill(JONAS, {})

    assert "Et løfte kan bare utsettes én gang, og dette er allerede utsatt." in str(sent.errors)
    assert "extend" not in buttons(await solvik.card_shows(card, "fredag kl. 15.30"))
    assert len(solvik.public(asked)) == 2


async def test_much_to_do_is_no_reason_to_extend(wednesday: Wednesday) -> None:
    _, card = next(wednesday.promised)
    solvik = wednesday.solvik

    sent = await solvik.press_and_fill(ANNE, card, "extend", {"reason": "other", "words": "vi har mye å gjøre"})

    assert "Mye å gjøre er ikke en grunn en innbygger godtar." in str(sent.errors)


async def test_a_reason_in_ones_own_words_needs_words(wednesday: Wednesday) -> None:
    _, card = next(wednesday.promised)
    solvik = wednesday.solvik

    sent = await solvik.press_and_fill(ANNE, card, "extend", {"reason": "other"})

    assert "Du må velge en grunn." in str(sent.errors)


async def test_the_new_time_cannot_be_left_out_of_the_text(wednesday: Wednesday) -> None:
    asked, card = next(wednesday.promised)
    solvik = wednesday.solvik
    await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})

    sent = await solvik.fill(ANNE, {"text": "Hei igjen! Det tar litt lengre tid."})

    assert "Teksten må si når innbyggeren får svar: fredag kl. 15.30." in str(sent.errors)
    assert len(solvik.public(asked)) == 1


async def test_after_the_deadline_it_is_too_late_to_extend() -> None:
    async with town() as solvik:
        asked, card = await _promised(solvik)
        solvik.clock.move_to(WEDNESDAY_MORNING)
        await solvik.press_and_fill(ANNE, card, "extend", {"reason": "on_site"})
        solvik.clock.move_to(AFTER_THE_DEADLINE)

        sent = await solvik.fill(ANNE, {})

        assert "Fristen er ute." in str(sent.errors)
        assert len(solvik.public(asked)) == 1


async def test_a_question_opened_again_after_its_time_is_not_said_to_be_promised() -> None:
    async with town() as solvik:
        _, card = await _promised(solvik)
        await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! I mai."})
        answered = await solvik.card_shows(card, "Publisert av")
        solvik.clock.move_to(AFTER_THE_DEADLINE)

        await solvik.press_and_fill(ANNE, answered, "whole", {})

        opened = await solvik.card_shows(card, "Åpnet igjen av Anne Berg")
        assert "svar innen fredag kl. 15.30" in shown(opened)
        assert "holding" in buttons(opened)


async def test_a_broken_promise_is_said_on_the_card() -> None:
    async with town() as solvik:
        _, card = await _promised(solvik)

        solvik.clock.move_to(AFTER_THE_DEADLINE)

        late = await solvik.card_shows(card, "fristen var")
        assert "extend" not in buttons(late)


async def test_after_a_broken_promise_we_apologise_and_name_the_way_on() -> None:
    async with town() as solvik:
        asked, card = await _promised(solvik)
        solvik.clock.move_to(AFTER_THE_DEADLINE)

        await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "late", "department": "teknisk"})
        await solvik.fill(ANNE, {})

        apology = await solvik.page_answers(asked, "Det beklager vi.")
        assert "Vi lovet deg svar innen onsdag kl. 15.30 og klarte det ikke." in apology.text
        assert "Du kan ringe Teknisk drift på 61 01 20 00" in apology.text


async def _promised(solvik: Town, words: str = "Når åpner dere Fjellvegen?") -> tuple[str, SimMessage]:
    asked, card = await solvik.asked(KARI, words)
    await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding", "department": "teknisk"})
    await solvik.page_answers(asked, "onsdag kl. 15.30")
    return asked, await solvik.card_shows(card, "Utsett")
