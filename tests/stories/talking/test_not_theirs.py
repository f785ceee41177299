"""A department that was asked says that it is not theirs: whoever has the question is called once, and asks somebody else."""

from tests.chats import called
from tests.town import ANNE, INGRID, KARI, OLA, Town, buttons, shown


async def test_the_only_expert_who_knows_nothing_sends_the_question_back_to_its_owner(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Hvem passer på sauene på øya?")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "renovasjon", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Renovasjon")

    await long_day.replies(INGRID, card, "aner ikke. ikke mitt bord")

    told = await long_day.thread_shows(card, "ikke er noe Renovasjon kan svare på")
    assert called(told) == {ANNE}
    assert buttons(told)[0] == "ask"
    card = await long_day.card_no_longer_shows(card, "Venter på svar fra")
    assert "Anne Berg følger opp." in shown(card)


async def test_while_a_colleague_in_the_department_may_know_it_goes_on_waiting_and_calls_once(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Hvem eier gjerdet i Parken?")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Teknisk drift")

    await long_day.replies(OLA, card, "Ikke vårt bord")
    await long_day.thread_shows(card, "ikke er noe Teknisk drift kan svare på")
    assert "Venter på svar fra Teknisk drift" in shown(long_day.now(card))
    await long_day.replies(INGRID, card, "Vet ikke")

    card = await long_day.card_no_longer_shows(card, "Venter på svar fra")
    assert "Anne Berg følger opp." in shown(card)
    assert len(long_day.in_thread(card, "ikke er noe Teknisk drift kan svare på")) == 1


async def test_another_department_can_be_asked_from_there(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Hvem klipper hekken ved skolen?")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "renovasjon", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Renovasjon")
    await long_day.replies(INGRID, card, "Ikke mitt bord")
    told = await long_day.thread_shows(card, "ikke er noe Renovasjon kan svare på")

    await long_day.press_and_fill(ANNE, told, "ask", {"department": "teknisk", "holding": "none"})

    await long_day.card_shows(card, "Venter på svar fra Teknisk drift")


async def test_who_will_find_out_is_waited_for(long_day: Town) -> None:
    _, card = await long_day.asked(KARI, "Hvem maler benken?")
    await long_day.press_and_fill(ANNE, card, "ask", {"department": "renovasjon", "holding": "none"})
    await long_day.card_shows(card, "Venter på svar fra Renovasjon")

    await long_day.replies(INGRID, card, "Vet ikke, jeg skal spørre")

    await long_day.everything_is_heard()
    assert "Venter på svar fra Renovasjon" in shown(long_day.now(card))
    assert not long_day.in_thread(card, "kan svare på")
