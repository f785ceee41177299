"""Some words need no answer; and when a citizen writes again, the same question goes on."""

from tests.town import AHMED, ANNE, ERIK, JONAS, KARI, LIV, OLA, Town, buttons, shown


async def test_a_named_person_closes_with_a_reason(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "😊👏 Så gøy!")

    await solvik.press_and_fill(ANNE, card, "close", {"reason": "thanks"})

    closed = await solvik.card_shows(card, "Avsluttet uten svar av Anne Berg")
    assert ": bare takk eller emoji." in shown(closed)


async def test_without_a_reason_nothing_is_closed(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når får vi en park til?")

    sent = await solvik.press_and_fill(ANNE, card, "close", {})

    assert "reason" in sent.errors
    assert "Svar eller foreløpig svar innen" in shown(solvik.now(card))


async def test_an_expert_cannot_close(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Jeg liker parken.")

    await solvik.press(OLA, card, "close")

    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")


async def test_a_closed_question_can_be_opened_again(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Parken er fin, men er den åpen?")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "opinion"})
    closed = await solvik.card_shows(card, "Avsluttet uten svar")

    await solvik.press_and_fill(JONAS, closed, "whole", {})

    opened = await solvik.card_shows(card, "Åpnet igjen av Jonas Lie")
    assert "answer" in buttons(opened)


async def test_an_answered_question_that_was_opened_again_can_be_answered_again(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er parken stor?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Nei, den er liten."})
    answered = await solvik.card_shows(card, "Publisert av")
    await solvik.press_and_fill(ANNE, answered, "whole", {})
    opened = await solvik.card_shows(card, "Åpnet igjen av Anne Berg")

    await solvik.press_and_fill(ANNE, opened, "answer", {"text": "Rettelse: Den er stor. Beklager!"})

    await solvik.page_answers(asked, "Rettelse: Den er stor. Beklager!")


async def test_a_citizen_who_writes_again_opens_the_same_question_in_the_same_thread(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er julemarkedet?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Første søndag i advent."})
    await solvik.card_shows(card, "Publisert av")

    solvik.asks(KARI, "Og hvor er det?", parent_id=asked)

    again = await solvik.card_shows(card, "Og hvor er det?")
    assert "Anne Berg følger opp." in shown(again)
    await solvik.thread_shows(card, "Innbyggeren har skrevet mer:")
    assert len(solvik.cards_with("Og hvor er det?")) == 1


async def test_what_is_new_stands_first_where_a_question_is_named_in_short(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er lysfesten på torget?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Andre søndag i advent."})
    await solvik.card_shows(card, "Publisert av")

    solvik.asks(KARI, "Kan jeg ta med hunden?", parent_id=asked)

    await solvik.card_shows(card, "Kan jeg ta med hunden? (før det: Når er lysfesten på torget?)")


async def test_whoever_was_asked_before_the_follow_up_reads_there_what_she_was_asked(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er grøtfesten på torget?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    call = await solvik.thread_shows(card, "Kan dere svare her i tråden?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Tredje søndag i advent."})
    await solvik.card_shows(card, "Publisert av")

    more = solvik.asks(KARI, "Er det lov med hund?", parent_id=asked)
    await solvik.card_shows(card, "Er det lov med hund?")
    solvik.facebook.edit(more, "Er det lov med to hunder?")

    await solvik.card_shows(card, "Er det lov med to hunder?")
    await solvik.everything_is_heard()
    notified, _, read = shown(solvik.now(call)).partition("\n")
    assert "to hunder" in notified
    assert "Når er grøtfesten på torget?" in read
    assert "hund" not in read


async def test_a_follow_up_gets_its_own_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Når er sommerfesten?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Ahmed! Tjuende juni."})
    await solvik.card_shows(card, "Publisert av")
    solvik.asks(AHMED, "Og hva koster det?", parent_id=asked)
    again = await solvik.card_shows(card, "Og hva koster det?")

    await solvik.press_and_fill(ANNE, again, "answer", {"text": "Det er gratis!"})

    await solvik.page_answers(asked, "Det er gratis!")
    assert len(solvik.public(asked)) == 2


async def test_an_expert_can_answer_the_follow_up_in_the_same_thread(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Når er vinterfesten?")
    first = await solvik.proposed(OLA, card, "Tiende februar.")
    await solvik.press(ANNE, first, "publish")
    await solvik.card_shows(card, "Publisert av")
    solvik.asks(AHMED, "Blir det fyrverkeri?", parent_id=asked)
    await solvik.card_shows(card, "Blir det fyrverkeri?")

    second = await solvik.proposed(OLA, card, "Nei, det blir fakler.")
    await solvik.press(ANNE, second, "publish")

    await solvik.page_answers(asked, "Nei, det blir fakler.")


async def test_a_second_message_continues_the_first(solvik: Town) -> None:
    solvik.facebook.message("kulturskole", ERIK, "Har dere trommer?")
    card = await solvik.card_with("Har dere trommer?")

    solvik.facebook.message("kulturskole", ERIK, "Eller fiolin?")

    await solvik.card_shows(card, "Eller fiolin?")
    assert len(solvik.cards_with("Eller fiolin?")) == 1


async def test_thanks_after_the_answer_start_no_clock_and_open_with_one_click(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Hvor kjøper jeg fiskekort?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Liv! På nettsiden."})
    await solvik.card_shows(card, "Publisert av")

    solvik.asks(LIV, "Tusen takk!", parent_id=asked)

    note = await solvik.thread_shows(card, "Innbyggeren takker")
    assert "Tusen takk!" in shown(note)
    assert "Publisert av" in shown(solvik.now(card))
    assert "<@" not in shown(note)

    await solvik.press(ANNE, note, "reopen")
    await solvik.card_shows(card, "Åpnet igjen av Anne Berg")


async def test_a_question_after_the_thanks_opens_it_as_ever(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Hvor kjøper jeg årskort?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Liv! I luka."})
    await solvik.card_shows(card, "Publisert av")
    solvik.asks(LIV, "Tusen takk!", parent_id=asked)
    await solvik.thread_shows(card, "Innbyggeren takker")

    solvik.asks(LIV, "Takk, men når er luka åpen?", parent_id=asked)

    await solvik.card_shows(card, "svar innen")


async def test_a_citizen_who_deleted_and_asks_anew_gets_a_card_of_her_own(solvik: Town) -> None:
    asked, old = await solvik.asked(KARI, "Når er påskefesten?")
    solvik.facebook.delete(asked)
    await solvik.card_shows(old, "Slettet av innbyggeren")

    _, new = await solvik.asked(KARI, "Når er pinsefesten?")

    assert new.ts != old.ts
