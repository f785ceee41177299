"""What the page itself writes: never a question, and sometimes the answer that staff gave by hand."""

from datetime import timedelta

from sandbox.slack.state.values import SimMessage
from tests.town import AHMED, ANNE, ERIK, KARI, LIBRARY_CHANNEL, LIV, OLA, PATIENCE, Town, buttons, shown, town
from tests.waiting import eventually

REST = timedelta(minutes=6)


async def test_the_pages_own_post_is_no_question(solvik: Town) -> None:
    solvik.facebook.new_post("main", "Husk dugnaden på lørdag! Kommer du?")
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Husk dugnaden")
    assert not [card for card in solvik.cards() if shown(card).startswith("Innlegg") and "dugnaden" in shown(card)]


async def test_the_pages_own_comment_is_no_question(solvik: Town) -> None:
    post = solvik.facebook.posts("main")[1].id

    solvik.facebook.staff_reply("main", post, "Hva synes dere om forslaget?")
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Hva synes dere om forslaget?")


async def test_our_own_answer_is_not_taken_for_one_by_hand(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Har dere gratis kaffe på torget?")

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, hver fredag."})
    await solvik.page_answers(asked, "Ja, hver fredag.")
    await solvik.everything_is_heard()

    assert "for hånd" not in shown(await solvik.card_shows(card, "Publisert av Anne Berg"))
    assert not solvik.in_thread(card, "for hånd")


async def test_our_own_answer_is_known_even_when_its_event_is_faster_than_facebooks_reply(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan hunden være med på torget?")
    solvik.facebook.switches.slow_answer_seconds = 0.5
    solvik.sandbox.faults.arm("facebook.slow", match=f"POST /{asked}/comments")

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, i bånd."})
    await solvik.page_answers(asked, "Ja, i bånd.")
    await solvik.card_shows(card, "Publisert av Anne Berg")

    assert not solvik.in_thread(card, "for hånd")


async def test_a_comment_that_staff_answer_by_hand_is_answered(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er neste kommunestyremøte?")

    solvik.facebook.staff_reply("main", asked, "Torsdag klokka seks. Hilsen Tove")

    await solvik.card_shows(card, "Besvart for hånd på Facebook")
    assert "Torsdag klokka seks. Hilsen Tove" in await solvik.whole(ANNE, card)
    await solvik.thread_shows(card, "Noen har svart for hånd på Facebook:")


async def test_a_message_that_staff_answer_by_hand_is_answered(solvik: Town) -> None:
    solvik.facebook.message("kino", LIV, "Viser dere Flåklypa i helga?")
    card = await solvik.card_with("Viser dere Flåklypa i helga?")
    solvik.clock.move(timedelta(seconds=10))

    solvik.facebook.staff_message("kino", LIV, "Ja, lørdag klokka to.")

    await solvik.card_shows(card, "Besvart for hånd på Facebook")


async def test_a_visitors_post_that_staff_answer_by_hand_is_answered(solvik: Town) -> None:
    post = solvik.facebook.visitor_post("main", LIV, "Hvem har nøkkelen til grendehuset?")
    card = await solvik.card_with("Hvem har nøkkelen til grendehuset?")

    solvik.facebook.staff_reply("main", post, "Det har velforeningen.")

    await solvik.card_shows(card, "Besvart for hånd på Facebook")


async def test_what_staff_wrote_by_hand_in_a_second_round_is_not_said_to_be_ours(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er det is på vannet?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, ti centimeter."})
    await solvik.card_shows(card, "Publisert av")
    solvik.asks(KARI, "Er det trygt med bil?", parent_id=asked)
    await solvik.card_shows(card, "Er det trygt med bil?")

    solvik.facebook.staff_reply("main", asked, "Nei, ikke kjør ut på isen!")

    await solvik.card_shows(card, "Besvart for hånd på Facebook")


# Between approval and publication: the page rests for some minutes, and meanwhile something happens.


async def test_staff_who_answer_by_hand_first_stop_the_publication(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er svømmekurset?")

    solvik.facebook.staff_reply("landbruk", asked, "På onsdag, hilsen Tove.")
    await _page_has_rested(solvik)

    await solvik.card_shows(card, "Ikke publisert: noen har allerede svart for hånd på Facebook.")
    assert solvik.public(asked) == ["På onsdag, hilsen Tove."]


async def test_an_automatic_reply_answers_nothing() -> None:
    async with town() as solvik:
        solvik.facebook.message("kino", AHMED, "Er det premiere i kveld?")
        solvik.facebook.staff_message("kino", AHMED, "Takk for meldingen! Vi svarer så snart vi kan.")

        card = await solvik.card_with("Er det premiere i kveld?")

        await solvik.card_shows(card, "Takk for meldingen!")
        assert "answer" in buttons(solvik.now(card))


async def test_an_echo_ends_no_promise_without_a_persons_word() -> None:
    async with town() as solvik:
        solvik.facebook.message("bibliotek", AHMED, "Når kommer bokbussen til Nes?")
        card = await solvik.card_with("Når kommer bokbussen til Nes?", LIBRARY_CHANNEL)
        await solvik.press_and_fill(ANNE, card, "holding", {"holding": "holding"})
        await solvik.card_shows(card, "lovet svar innen")
        solvik.clock.move(timedelta(minutes=1))

        solvik.facebook.staff_message("bibliotek", AHMED, "Vi er tilbake på mandag.")

        await solvik.card_shows(card, "Vi er tilbake på mandag.")
        assert "answer" in buttons(solvik.now(card))


async def test_staff_who_answer_a_message_by_hand_first_stop_the_answer(solvik: Town) -> None:
    mid = solvik.facebook.message("landbruk", ERIK, "Når er traktorkurset?")
    card = await solvik.card_with("Når er traktorkurset?")
    solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{mid}")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Erik! På tirsdag."})
    await solvik.card_shows(card, "Sendes til Facebook.")

    solvik.facebook.staff_message("landbruk", ERIK, "På onsdag, hilsen Tove.")
    await _page_has_rested(solvik)

    await solvik.card_shows(card, "Ikke publisert: noen har allerede svart for hånd på Facebook.")
    assert [m.text for m in solvik.facebook.conversation("landbruk", ERIK)][1:] == ["På onsdag, hilsen Tove."]


async def test_who_has_seen_what_staff_answered_may_publish_all_the_same(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er hagekurset?")
    solvik.facebook.staff_reply("landbruk", asked, "Usikker, hilsen Tove.")
    await _page_has_rested(solvik)
    await solvik.card_shows(card, "Ikke publisert: noen har allerede svart for hånd på Facebook.")

    await solvik.press(ANNE, await solvik.proposal(card, "Det er på tirsdag."), "publish")

    await solvik.page_answers(asked, "Det er på tirsdag.")


async def test_an_answer_by_hand_to_one_of_two_in_a_thread_is_shown_and_closes_neither(solvik: Town) -> None:
    above, kari = await solvik.asked(KARI, "Når er bakekurset?")
    _, ahmed = await solvik.asked(AHMED, "Er bakekurset for barn?", parent_id=above)

    solvik.facebook.staff_reply("main", above, "Ja, det er for barn.")

    await solvik.card_shows(ahmed, "Ja, det er for barn.")
    await solvik.card_shows(kari, "Ja, det er for barn.")
    assert "answer" in buttons(solvik.now(kari))
    assert "answer" in buttons(solvik.now(ahmed))


async def test_a_question_deleted_after_approval_is_not_answered(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er sykkelkurset?")
    post = solvik.facebook.posts("landbruk")[0].id
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment remove")

    solvik.facebook.delete(asked)
    await _page_has_rested(solvik)

    await solvik.card_shows(card, "Ikke publisert: spørsmålet er slettet eller ikke synlig lenger på Facebook.")
    assert not [c for c in solvik.facebook.comments(post) if "Ola" in c.text and c.by_page]


async def test_a_question_edited_after_approval_is_read_once_more(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er matkurset?")
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment edited")

    solvik.facebook.edit(asked, "Når er datakurset?")
    await _page_has_rested(solvik)

    stopped = await solvik.card_shows(card, "Ikke publisert: innbyggeren endret spørsmålet")
    assert "Når er datakurset?" in shown(stopped)
    assert solvik.public(asked) == []


async def test_a_question_hidden_after_approval_is_not_answered(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er sykurset?")
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment hide")

    solvik.facebook.hide(asked)
    await _page_has_rested(solvik)

    await solvik.card_shows(card, "Ikke publisert: spørsmålet er skjult på Facebook.")
    assert solvik.public(asked) == []


async def test_what_was_stopped_can_be_published_after_another_look(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er strikkekurset?")
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment edited")
    solvik.facebook.edit(asked, "Når er heklekurset?")
    await _page_has_rested(solvik)
    await solvik.card_shows(card, "Ikke publisert: innbyggeren endret spørsmålet")

    proposal = await solvik.proposal(card, "Det er på tirsdag.")
    await solvik.press_and_fill(ANNE, proposal, "publish", {})  # what she asks now is shown first

    await solvik.page_answers(asked, "Det er på tirsdag.")


async def test_a_citizen_who_asks_on_before_the_answer_is_out_is_not_forgotten(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er dansekurset?")

    solvik.asks(KARI, "Og hva koster det?", parent_id=asked)
    await solvik.card_shows(card, "Og hva koster det?")
    await _page_has_rested(solvik)
    await solvik.page_answers(asked, "Det er på tirsdag.")

    still_open = await solvik.card_shows(card, "publisert svar")
    assert "answer" in dict(still_open.buttons())


async def test_thanks_before_the_answer_is_out_leave_it_answered(solvik: Town) -> None:
    asked, card = await _approved_while_the_page_rests(solvik, "Når er kokekurset?")

    solvik.asks(KARI, "Tusen takk!", parent_id=asked)
    await solvik.thread_shows(card, "Innbyggeren takker")
    await _page_has_rested(solvik)
    await solvik.page_answers(asked, "Det er på tirsdag.")

    await solvik.card_shows(card, "Publisert av Anne Berg")


async def _approved_while_the_page_rests(solvik: Town, words: str) -> tuple[str, SimMessage]:
    asked, card = await solvik.asked(KARI, words, page="landbruk")
    solvik.sandbox.faults.arm("facebook.throttled", match=f"GET /{asked}")
    proposal = await solvik.proposed(OLA, card, "Det er på tirsdag.")
    await solvik.press(ANNE, proposal, "publish")
    await solvik.card_shows(card, "Godkjent av Anne Berg. Sendes til Facebook.")
    return asked, card


async def _page_has_rested(solvik: Town) -> None:
    await eventually(lambda: "facebook.throttled" not in _armed(solvik), within=PATIENCE)
    await solvik.everything_is_heard()  # and the rest is noted, so that it is over when the clock has moved
    solvik.clock.move(REST)


def _armed(solvik: Town) -> set[str]:
    return {fault.name for fault in solvik.sandbox.faults.armed()}
