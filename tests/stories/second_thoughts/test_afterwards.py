"""What experts write, edit or delete once the answer is approved: whoever said yes to it is called once, with the way to mend it."""

from sandbox.slack.state.values import SimMessage
from tests.chats import called
from tests.town import ANNE, INGRID, JONAS, KARI, LIV, OLA, Town, buttons, shown


async def published(solvik: Town, question: str, words: str) -> tuple[str, SimMessage, str]:
    """Ola's words are published by Jonas: the comment, the card and Ola's message."""
    asked, card = await solvik.asked(KARI, question)
    reply = await solvik.replies(OLA, card, words)
    await solvik.press(JONAS, await solvik.proposal(card, words), "publish")
    await solvik.page_answers(asked, words)
    return asked, await solvik.card_shows(card, "Publisert"), reply


async def test_an_expert_who_sees_the_mistake_calls_who_said_yes_with_a_way_to_mend_it(solvik: Town) -> None:
    asked, card, _ = await published(solvik, "Når åpner gjenvinningsstasjonen?", "Den åpner kl. 8.")

    await solvik.replies(OLA, card, "ups, feil! det er kl 9 i helgene")

    told = await solvik.thread_shows(card, "etter at svaret ble publisert")
    assert called(told) == {JONAS}
    assert "ups, feil! det er kl 9 i helgene" in shown(told)
    await solvik.press_and_fill(JONAS, told, "correct", {"text": "Hei, Kari! Den åpner kl. 8, i helgene kl. 9."})
    await solvik.page_answers(asked, "i helgene kl. 9.")


async def test_what_she_adds_at_once_calls_nobody_again(solvik: Town) -> None:
    _, card, _ = await published(solvik, "Når åpner miljøtorget?", "Det åpner kl. 10.")
    await solvik.replies(OLA, card, "Feil av meg, det åpner kl. 11.")
    await solvik.thread_shows(card, "etter at svaret ble publisert")

    await solvik.replies(OLA, card, "Og det stenger kl. 15.")

    await solvik.everything_is_heard()
    notes = solvik.in_thread(card, "etter at svaret ble publisert")
    assert [called(note) for note in notes] == [{JONAS}, set()]


async def test_thanks_after_the_answer_call_nobody(solvik: Town) -> None:
    _, card, _ = await published(solvik, "Når åpner hagemarkedet?", "Det åpner kl. 12.")

    await solvik.replies(OLA, card, "Takk!")

    await solvik.everything_is_heard()
    assert not solvik.in_thread(card, "etter at svaret ble publisert")


async def test_a_source_edited_after_the_answer_shows_the_new_words_to_who_said_yes(solvik: Town) -> None:
    _, card, reply = await published(solvik, "Er stien strødd?", "Ja, stien er strødd.")

    await solvik.slack.edit(OLA, card.channel, reply, "Nei, stien er bare brøytet.")

    told = await solvik.thread_shows(card, "Det publiserte svaret er ikke endret.")
    assert called(told) == {JONAS}
    assert "Nei, stien er bare brøytet." in shown(told)
    assert "correct" in buttons(told)


async def test_a_source_deleted_after_the_answer_is_said(solvik: Town) -> None:
    _, card, reply = await published(solvik, "Er løypa kjørt?", "Ja, løypa er kjørt.")

    await solvik.slack.delete(OLA, card.channel, reply)

    told = await solvik.thread_shows(card, "har slettet meldingen som svaret bygger på")
    assert called(told) == {JONAS}
    assert "correct" in buttons(told)


async def test_an_answer_that_comes_after_the_question_was_closed_calls_who_has_it(solvik: Town) -> None:
    _, card = await solvik.asked(LIV, "Hvem har nøkkelen til naustet?")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})
    await solvik.card_shows(card, "Avsluttet")

    await solvik.replies(INGRID, card, "Nøkkelen henger på rådhuset.")

    told = await solvik.thread_shows(card, "etter at spørsmålet var ferdig her")
    assert called(told) == {ANNE, JONAS}
    await solvik.press(ANNE, told, "reopen_with")
    await solvik.proposal(card, "Nøkkelen henger på rådhuset.")
    await solvik.card_shows(card, "Et svar er klart i tråden")
